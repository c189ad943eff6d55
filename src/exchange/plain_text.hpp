#pragma once
#include <string>
#include <string_view>

namespace saddlebag {

/// Full-width forms to ASCII, blanks of any kind to ' ', letters to lower case, trimmed: the formats of dates and
/// numbers need to look at ASCII only. Unlike fold() it leaves signs such as ¥ and runs of blanks alone.
std::string plain_text(std::string_view text);
/// 'a' to 'z': there are no others in a plain text.
constexpr bool is_letter(char c) { return c >= 'a' && c <= 'z'; }
/// Whether `text` begins with `word`, which is then taken off.
inline bool take(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word)) return false;
  text.remove_prefix(word.size());
  return true;
}

}  // namespace saddlebag
