#include "exchange/plain_text.hpp"

#include "base/utf8.hpp"

namespace saddlebag {

std::string plain_text(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    char32_t c = next_code_point(text, at);
    if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
    if (c == 0xA0 || c == 0x202F || c == 0x2009 || c == 0x3000) c = ' ';
    if (c == 0x2212) c = '-';
    if (c == 0x2019) c = '\'';
    if (c >= 'A' && c <= 'Z') c += 32;
    append_utf8(out, c);
  }
  return std::string(trim(out));
}

}  // namespace saddlebag
