#include "base/pinyin.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "assets.hpp"
#include "base/sort.hpp"
#include "base/utf8.hpp"

namespace saddlebag {
namespace {

using Syllable = std::uint16_t;  ///< index into Readings::syllables; 0 is no reading

constexpr char32_t kFirst = 0x3400;  ///< of the table: CJK extension A, then the unified ideographs
constexpr char32_t kEnd = 0xa000;
constexpr Syllable kSyllableMask = 0x3fff;
constexpr Syllable kBeginsWord = 0x8000;
constexpr Syllable kIsSurname = 0x4000;

struct Word {
  std::string_view text;
  std::size_t first;  ///< of its syllables in Readings::spelling
  int count;
};

struct Surname {
  char32_t character;
  Syllable syllable;
};

bool is_han(char32_t c) {
  return (c >= kFirst && c < kEnd) || (c >= 0xf900 && c < 0xfb00) || (c >= 0x20000 && c < 0x40000) || c == 0x3007;
}

std::string_view take_until(std::string_view& rest, char end) {
  std::size_t const size = std::min(rest.find(end), rest.size());
  std::string_view const taken = rest.substr(0, size);
  rest.remove_prefix(std::min(size + 1, rest.size()));
  return taken;
}

/// What assets/pinyin.txt says. Views point into its text.
struct Readings {
  std::vector<std::string_view> syllables{std::string_view()};
  std::vector<std::uint16_t> table = std::vector<std::uint16_t>(kEnd - kFirst);
  std::vector<Word> words;  ///< by text
  std::vector<Syllable> spelling;
  std::vector<Surname> surnames;

  explicit Readings(std::string_view rest) {
    std::string_view section;
    while (!rest.empty()) {
      std::string_view const line = take_until(rest, '\n');
      if (line.empty() || line.front() == '#') continue;
      if (line.front() == '[') section = line;
      else if (section == "[syllables]") read_syllables(line);
      else if (section == "[characters]") read_characters(line);
      else if (section == "[words]") read_word(line);
      else if (section == "[surnames]") read_surname(line);
    }
    sort_items(words, [](Word const& a, Word const& b) { return a.text < b.text; });
  }

  [[nodiscard]] std::uint16_t entry(char32_t c) const {
    return c >= kFirst && c < kEnd ? table[c - kFirst] : std::uint16_t{0};
  }

  /// The longest word that `text` begins with, `first` being the bytes of its first character.
  [[nodiscard]] Word const* word_at_front(std::string_view text, std::string_view first) const {
    auto word = std::lower_bound(words.begin(), words.end(), first,
                                 [](Word const& each, std::string_view wanted) { return each.text < wanted; });
    Word const* longest = nullptr;
    for (; word != words.end() && word->text.starts_with(first); ++word) {
      if (text.starts_with(word->text) && (!longest || word->count > longest->count)) longest = &*word;
    }
    return longest;
  }

 private:
  void read_syllables(std::string_view line) {
    while (!line.empty()) syllables.push_back(take_until(line, ' '));
  }

  void read_characters(std::string_view line) {
    std::string_view const row = take_until(line, ' ');
    char32_t c = 0;
    for (char const digit : row) c = c * 16 + static_cast<char32_t>(digit <= '9' ? digit - '0' : digit - 'a' + 10);
    for (std::size_t at = 0; at < line.size() && c >= kFirst && c < kEnd; ++c) {
      if (line[at] == '.') {
        ++at;
      } else {
        if (at + 1 == line.size()) return;
        auto const number = static_cast<std::size_t>((line[at] - '0') * 26 + (line[at + 1] - 'a') + 1);
        if (number < syllables.size()) table[c - kFirst] = static_cast<Syllable>(number);
        at += 2;
      }
    }
  }

  Syllable number_of(std::string_view syllable) const {
    auto const found = std::lower_bound(syllables.begin() + 1, syllables.end(), syllable);
    bool const known = found != syllables.end() && *found == syllable;
    return known ? static_cast<Syllable>(found - syllables.begin()) : Syllable{0};
  }

  void mark(std::string_view text, std::uint16_t flag) {
    std::size_t at = 0;
    char32_t const c = next_code_point(text, at);
    if (c >= kFirst && c < kEnd) table[c - kFirst] |= flag;
  }

  void read_word(std::string_view line) {
    Word word{take_until(line, ' '), spelling.size(), 0};
    for (; !line.empty(); ++word.count) spelling.push_back(number_of(take_until(line, ' ')));
    if (word.count == 0 || static_cast<std::size_t>(word.count) != count_code_points(word.text)) return;
    words.push_back(word);
    mark(word.text, kBeginsWord);
  }

  void read_surname(std::string_view line) {
    std::string_view const text = take_until(line, ' ');
    std::size_t at = 0;
    if (text.empty()) return;
    surnames.push_back({next_code_point(text, at), number_of(line)});
    mark(text, kIsSurname);
  }
};

/// Read when pinyin is first asked for, unless they come later.
Readings& readings() {
  static Readings all(asset("pinyin.txt"));
  return all;
}

bool missed = false;

/// True where the whole text may be a personal name: two to four characters, all of them Han.
bool may_be_name(std::string_view text) {
  int count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) {
    if (count == 4 || !is_han(next_code_point(text, at))) return false;
  }
  return count >= 2;
}

/// Calls `visit(char32_t, std::string_view syllable)` for every character that is not part of ASCII,
/// with an empty syllable where there is no reading, and `plain(char)` for ASCII.
template <class Visit, class Plain>
void for_each_reading(std::string_view text, Visit visit, Plain plain) {
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      plain(text[at++]);
      continue;
    }
    Readings const& all = readings();
    std::size_t next = at;
    char32_t const c = next_code_point(text, next);
    std::uint16_t const entry = all.entry(c);
    if (all.spelling.empty() && is_han(c)) missed = true;
    Syllable syllable = entry & kSyllableMask;
    if (entry & kBeginsWord) {
      if (Word const* const word = all.word_at_front(text.substr(at), text.substr(at, next - at))) {
        for (int i = 0; i < word->count; ++i) {
          char32_t const character = next_code_point(text, at);
          visit(character, all.syllables[all.spelling[word->first + static_cast<std::size_t>(i)]]);
        }
        continue;
      }
    }
    if ((entry & kIsSurname) && at == 0 && may_be_name(text)) {
      for (Surname const& surname : all.surnames) {
        if (surname.character == c) syllable = surname.syllable;
      }
    }
    visit(c, all.syllables[syllable]);
    at = next;
  }
}

/// Blank, digits, letters, in this order, above the punctuation of ASCII.
char sort_weight(char folded) {
  bool const above_digits = folded > '9' && !(folded >= 'a' && folded <= 'z');
  return above_digits ? '/' : folded;
}

}  // namespace

bool have_readings() { return !readings().spelling.empty(); }
bool need_readings() {
  missed = missed || !have_readings();
  return have_readings();
}
bool readings_missed() { return missed && !have_readings(); }

void set_readings(std::string_view text) { readings() = Readings(text); }

void append_pinyin(std::string& out, std::string_view text, std::string* initials) {
  for_each_reading(
      text,
      [&](char32_t, std::string_view syllable) {
        out += syllable;
        if (initials && !syllable.empty()) initials->push_back(syllable.front());
      },
      [](char) {});
}

bool has_han(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    // Han begins at U+3007, and no shorter sequence holds such a byte.
    if (static_cast<unsigned char>(text[at]) < 0xe3) ++at;
    else if (is_han(next_code_point(text, at))) return true;
  }
  return false;
}

void append_sort_key(std::string& out, std::string_view text) {
  for_each_reading(
      fold(text),
      [&](char32_t c, std::string_view syllable) {
        // Below every letter, so that a syllable ends before a longer one, and characters that sound alike
        // stay together.
        if (!syllable.empty()) (out += syllable) += '\x01';
        append_utf8(out, c);
      },
      [&](char c) { out.push_back(sort_weight(c)); });
}

}  // namespace saddlebag
