#include "ui/format.hpp"

namespace saddlebag::ui {
namespace {

Language current = Language::zh_cn;

}  // namespace

Language language() { return current; }
void set_language(Language language) { current = language; }

char const* tr(Tr key) { return saddlebag::tr(key, current); }

std::string_view tr(Tr key, std::string_view first, std::string_view second, std::string_view third) {
  std::string_view const parts[] = {first, second, third};
  std::string_view const pattern = tr(key);
  static std::string out;  // its capacity stays from call to call
  out.clear();
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    bool const place = pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}' && pattern[i + 1] >= '0' &&
                       pattern[i + 1] <= '2';
    if (!place) {
      out.push_back(pattern[i]);
      continue;
    }
    out += parts[pattern[i + 1] - '0'];
    i += 2;
  }
  return keep(out);
}

std::string_view tr_count(Tr one, Tr other, std::size_t count) {
  bool const single = current == Language::en && count == 1;
  return tr(single ? one : other, format_integer(static_cast<std::int64_t>(count)));
}

}  // namespace saddlebag::ui
