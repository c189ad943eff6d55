#include "base/utf8.hpp"

#include <array>

namespace saddlebag {
namespace {

constexpr char32_t kReplacement = 0xfffd;

/// Base letters of U+00C0..017F and U+1E00..1EFF, lower case. A E O S T I stand for two letters, see
/// append_latin; a dot leaves the character as it is. Made from the decompositions of Unicode 15.
constexpr std::string_view kLatin1AndA =
    "aaaaaaAceeeeiiiidnooooo.ouuuuyTSaaaaaaAceeeeiiiidnooooo.ouuuuyTy"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiIIjjkkklllllll"
    "lllnnnnnnnnnooooooOOrrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
constexpr std::string_view kLatinAdditional =
    "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm"
    "mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv"
    "wwwwwwwwwwxxxxyyzzzzzzhtwyas..S.aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"
    "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......";

/// Lower case of every ASCII byte that stands for itself; 0 for white space and for bytes beyond ASCII.
constexpr std::array<char, 256> kPlain = [] {
  std::array<char, 256> table{};
  for (std::size_t c = 0; c < 128; ++c) table[c] = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  for (char const c : {' ', '\t', '\n', '\v', '\f', '\r'}) table[static_cast<unsigned char>(c)] = 0;
  return table;
}();

bool is_space(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xa0 || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 ||
         c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000;
}

/// Characters that leave no trace: combining accents, soft hyphen, zero-width blanks, byte order mark.
bool is_invisible(char32_t c) {
  return (c >= 0x300 && c <= 0x36f) || c == 0xad || (c >= 0x200b && c <= 0x200d) || c == 0xfeff;
}

/// Adds the base letters of a Latin letter with an accent; false where there are none.
bool append_latin(std::string& out, char32_t c) {
  char letter = '.';
  if (c >= 0xc0 && c < 0x180) letter = kLatin1AndA[c - 0xc0];
  else if (c >= 0x1e00 && c < 0x1f00) letter = kLatinAdditional[c - 0x1e00];
  switch (letter) {
    case '.': return false;
    case 'A': out += "ae"; return true;
    case 'O': out += "oe"; return true;
    case 'S': out += "ss"; return true;
    case 'T': out += "th"; return true;
    case 'I': out += "ij"; return true;
    default: out.push_back(letter); return true;
  }
}

char32_t lower_greek(char32_t c) {
  switch (c) {
    case 0x386: return 0x3ac;
    case 0x38c: return 0x3cc;
    case 0x38e: return 0x3cd;
    case 0x38f: return 0x3ce;
    case 0x3c2: return 0x3c3;  // final sigma
    default: break;
  }
  if (c >= 0x388 && c <= 0x38a) return c + 37;
  return c >= 0x391 && c <= 0x3ab && c != 0x3a2 ? c + 32 : c;
}

char32_t lower_cyrillic(char32_t c) {
  if (c <= 0x40f) return c + 80;
  if (c <= 0x42f) return c + 32;
  return c >= 0x460 && c % 2 == 0 && (c < 0x482 || c >= 0x48a) && c != 0x4c0 ? c + 1 : c;
}

void append_folded_wide(std::string& out, char32_t c) {
  if (c >= 0xff01 && c <= 0xff5e) {  // full-width ASCII
    out.push_back(kPlain[c - 0xff01 + '!']);
  } else if (!append_latin(out, c)) {
    if (c >= 0x370 && c < 0x400) c = lower_greek(c);
    else if (c >= 0x400 && c < 0x4c0) c = lower_cyrillic(c);
    append_utf8(out, c);
  }
}

int continuation_bytes(unsigned char lead) {
  if (lead >= 0xc2 && lead <= 0xdf) return 1;
  if (lead >= 0xe0 && lead <= 0xef) return 2;
  return lead >= 0xf0 && lead <= 0xf4 ? 3 : -1;
}

/// Decodes a sequence that begins with a byte beyond ASCII; `size` 1 and U+FFFD where it is malformed.
char32_t decode(std::string_view text, std::size_t at, std::size_t& size) {
  auto const lead = static_cast<unsigned char>(text[at]);
  int const more = continuation_bytes(lead);
  size = 1;
  if (more < 0 || text.size() - at <= static_cast<std::size_t>(more)) return kReplacement;
  char32_t c = lead & (0x3fu >> more);
  for (int i = 1; i <= more; ++i) {
    auto const byte = static_cast<unsigned char>(text[at + static_cast<std::size_t>(i)]);
    if ((byte & 0xc0) != 0x80) return kReplacement;
    c = (c << 6) | (byte & 0x3fu);
  }
  bool const overlong = (more == 2 && c < 0x800) || (more == 3 && c < 0x10000);
  if (overlong || (c >= 0xd800 && c < 0xe000) || c > 0x10ffff) return kReplacement;
  size = static_cast<std::size_t>(more) + 1;
  return c;
}

/// Where the first malformed sequence begins; npos in valid text.
std::size_t find_malformed(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    std::size_t size = 1;
    if (static_cast<unsigned char>(text[at]) >= 0x80) {
      decode(text, at, size);
      if (size == 1) return at;
    }
    at += size;
  }
  return std::string_view::npos;
}

}  // namespace

char32_t next_code_point(std::string_view text, std::size_t& at) {
  auto const first = static_cast<unsigned char>(text[at]);
  if (first < 0x80) {
    ++at;
    return first;
  }
  std::size_t size = 1;
  char32_t const c = decode(text, at, size);
  at += size;
  return c;
}

void append_utf8(std::string& out, char32_t c) {
  if (c > 0x10ffff || (c >= 0xd800 && c < 0xe000)) c = kReplacement;
  if (c < 0x80) {
    out.push_back(static_cast<char>(c));
    return;
  }
  int const more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
  constexpr unsigned kLeads[] = {0, 0xc0, 0xe0, 0xf0};
  out.push_back(static_cast<char>(kLeads[more] | (c >> (6 * more))));
  for (int i = more - 1; i >= 0; --i) out.push_back(static_cast<char>(0x80 | ((c >> (6 * i)) & 0x3f)));
}

bool valid_utf8(std::string_view text) { return find_malformed(text) == std::string_view::npos; }

std::string repair_utf8(std::string_view text) {
  std::size_t const broken = find_malformed(text);
  if (broken == std::string_view::npos) return std::string(text);
  std::string out(text.substr(0, broken));
  for (std::size_t at = broken; at < text.size();) append_utf8(out, next_code_point(text, at));
  return out;
}

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) next_code_point(text, at);
  return count;
}

bool is_cjk(char32_t c) {
  if (c < 0x1100) return false;
  return c < 0x1200 || (c >= 0x2e80 && c < 0xa4d0) || (c >= 0xac00 && c < 0xd7b0) || (c >= 0xf900 && c < 0xfb00) ||
         (c >= 0xfe30 && c < 0xfe50) || (c >= 0xff00 && c < 0xfff0) || (c >= 0x20000 && c < 0x40000);
}

std::string fold(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  append_folded(out, text);
  return out;
}

void append_folded(std::string& out, std::string_view text) {
  bool after_space = false;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && kPlain[static_cast<unsigned char>(text[end])]) ++end;
    if (end > at) {
      char* to = out.append(text, at, end - at).data() + out.size() - (end - at);
      for (; at < end; ++at) *to++ = kPlain[static_cast<unsigned char>(text[at])];
      after_space = false;
      continue;
    }
    char32_t const c = next_code_point(text, at);
    if (is_space(c)) {
      if (!after_space) out.push_back(' ');
      after_space = true;
    } else if (!is_invisible(c)) {
      if (c == 0) out.push_back('\0');
      else append_folded_wide(out, c);
      after_space = false;
    }
  }
}

std::string_view trim(std::string_view text) {
  while (!text.empty()) {
    std::size_t at = 0;
    if (!is_space(next_code_point(text, at))) break;
    text.remove_prefix(at);
  }
  std::size_t end = 0;  // past the last character that is not white space
  for (std::size_t at = 0; at < text.size();) {
    if (!is_space(next_code_point(text, at))) end = at;
  }
  return text.substr(0, end);
}

}  // namespace saddlebag
