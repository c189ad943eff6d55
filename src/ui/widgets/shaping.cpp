#include "ui/widgets/shaping.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "base/utf8.hpp"

namespace saddlebag::ui {
namespace {

struct Range {
  char32_t first, last;
};

/// Blocks, from Unicode 16's Blocks.txt and the property Grapheme_Extend, in order.
constexpr Range kMarks[] = {{0x300, 0x36f},   {0x483, 0x489},   {0xe31, 0xe31},   {0xe34, 0xe3a},   {0xe47, 0xe4e},   {0xeb1, 0xeb1},
                            {0xeb4, 0xebc},   {0xec8, 0xece},   {0x135d, 0x135f}, {0x1ab0, 0x1aff}, {0x1dc0, 0x1dff}, {0x200d, 0x200d},
                            {0x20d0, 0x20ff}, {0x302a, 0x302f}, {0x3099, 0x309a}, {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f}, {0x1f3fb, 0x1f3ff},
                            {0xe0020, 0xe007f}, {0xe0100, 0xe01ef}};
/// Hebrew to Arabic Extended-A, presentation forms, and the right-to-left parts of plane 1.
constexpr Range kRightToLeft[] = {{0x590, 0x8ff}, {0xfb1d, 0xfdff}, {0xfe70, 0xfefe}, {0x10800, 0x10fff}, {0x1e800, 0x1efff}};
/// Scripts whose letters change with their neighbours: the Indic ones, Tibetan, Myanmar, Khmer, Mongolian.
constexpr Range kJoining[] = {{0x900, 0xdff}, {0xf00, 0x109f}, {0x1780, 0x17ff}, {0x1800, 0x18af}};

constexpr char32_t kJoiner = 0x200d;
constexpr std::size_t kLongestWord = 96;  // bytes; what is longer is drawn letter by letter, and breaks into lines

template <std::size_t N>
bool in(Range const (&ranges)[N], char32_t c) {
  auto const* const after = std::upper_bound(std::begin(ranges), std::end(ranges), c, [](char32_t each, Range const& range) { return each < range.first; });
  return after != std::begin(ranges) && c <= std::prev(after)->last;
}
bool is_mark(char32_t c) { return c >= 0x300 && in(kMarks, c); }
bool is_right_to_left(char32_t c) { return c >= 0x590 && in(kRightToLeft, c); }
bool is_joining(char32_t c) { return c >= 0x900 && in(kJoining, c); }
bool is_flag(char32_t c) { return c >= 0x1f1e6 && c <= 0x1f1ff; }

/// Whether a byte can begin a character of one of the tables. No Latin letter, punctuation mark or Han character does, but the
/// dashes and quotes from U+2000 on, which are told apart when they are read.
constexpr bool may_begin(unsigned char byte) {
  return byte == 0xcc || byte == 0xcd || byte == 0xd2 || (byte >= 0xd6 && byte <= 0xe2) || byte == 0xef || byte == 0xf0 || byte == 0xf3;
}

bool plain(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return may_begin(static_cast<unsigned char>(c)); });
}

struct Sequences {
  std::map<std::string, char32_t, std::less<>> codes;
  std::vector<std::string_view> texts;  // keys of `codes`
};

Sequences& sequences() {
  static Sequences all;
  return all;
}

void append(std::string& out, std::string_view sequence) {
  Sequences& all = sequences();
  auto found = all.codes.find(sequence);
  if (found == all.codes.end()) {
    if (kFirstSequence + all.texts.size() > kLastSequence) return void(out += sequence);  // letter by letter is better than nothing
    found = all.codes.emplace(sequence, static_cast<char32_t>(kFirstSequence + all.texts.size())).first;
    all.texts.push_back(found->first);
  }
  append_utf8(out, found->second);
}

/// Past the character at `at` with all that is joined to it; `parts` counts the characters.
std::size_t end_of_picture(std::string_view text, std::size_t at, std::size_t& parts) {
  char32_t before = next_code_point(text, at);
  parts = 1;
  bool pair = is_flag(before);
  while (at < text.size()) {
    std::size_t after = at;
    char32_t const c = next_code_point(text, after);
    bool const joined = before == kJoiner && c >= 0x2000;
    if (!is_mark(c) && !joined && !(pair && is_flag(c))) break;
    pair = false;
    before = c;
    at = after;
    ++parts;
  }
  return at;
}

/// Past the word of letters that `belongs` takes, with their marks.
template <class Belongs>
std::size_t end_of_word(std::string_view text, std::size_t at, Belongs belongs) {
  while (at < text.size()) {
    std::size_t after = at;
    char32_t const c = next_code_point(text, after);
    if (!belongs(c) && !is_mark(c) && c != 0x200c) break;
    at = after;
  }
  return at;
}

void append_word(std::string& out, std::string_view word) {
  if (word.size() <= kLongestWord) append(out, word);
  else out += word;
}

/// Words from right to left, with the blanks and signs between them, in the order in which they are seen. Returns the end.
std::size_t append_run(std::string& out, std::string_view text, std::size_t at) {
  std::vector<std::string_view> pieces;
  for (std::size_t end = at;;) {
    std::size_t const word = end_of_word(text, end, is_right_to_left);
    pieces.push_back(text.substr(end, word - end));
    std::size_t next = word;
    while (next < text.size() && std::string_view(" .-'\"").find(text[next]) != std::string_view::npos) ++next;
    std::size_t peek = next;
    if (next == word || next == text.size() || !is_right_to_left(next_code_point(text, peek))) {
      at = word;
      break;
    }
    pieces.push_back(text.substr(word, next - word));
    end = next;
  }
  for (auto piece = pieces.rbegin(); piece != pieces.rend(); ++piece) {
    if (static_cast<unsigned char>((*piece)[0]) < 0x80) out.append(piece->rbegin(), piece->rend());
    else append_word(out, *piece);
  }
  return at;
}

}  // namespace

std::string_view shaped(std::string_view text) {
  if (plain(text)) return text;
  static std::string out;
  out.clear();
  for (std::size_t at = 0; at < text.size();) {
    std::size_t after = at, parts = 0;
    char32_t const c = next_code_point(text, after);
    if (is_right_to_left(c)) {
      at = append_run(out, text, at);
    } else if (is_joining(c)) {
      after = end_of_word(text, at, is_joining);
      append_word(out, text.substr(at, after - at));
      at = after;
    } else {
      after = end_of_picture(text, at, parts);
      if (parts > 1 && c >= 0x20) append_word(out, text.substr(at, after - at));
      else out += text.substr(at, after - at);
      at = after;
    }
  }
  return out;
}

std::string_view sequence_of(char32_t private_character) {
  std::vector<std::string_view> const& texts = sequences().texts;
  std::size_t const place = private_character - kFirstSequence;
  return private_character >= kFirstSequence && place < texts.size() ? texts[place] : std::string_view();
}

}  // namespace saddlebag::ui
