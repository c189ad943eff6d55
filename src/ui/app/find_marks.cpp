#include "ui/app/find_marks.hpp"

#include <algorithm>

#include "base/pinyin.hpp"
#include "base/utf8.hpp"

namespace saddlebag::ui {
namespace {

/// A text in another form, which knows for each byte the character of the text that it was made of.
struct Traced {
  std::string bytes;
  std::vector<std::uint16_t> from, to;  // bytes of the text, per byte of the form

  void add(std::string_view form, std::size_t begin, std::size_t end) {
    bytes += form;
    from.resize(bytes.size(), static_cast<std::uint16_t>(begin));
    to.resize(bytes.size(), static_cast<std::uint16_t>(end));
  }
  bool mark(std::string const& word, TextMarks& marks) const {
    std::size_t const at = bytes.find(word);
    if (word.empty() || at == std::string::npos) return false;
    marks.add(from[at], to[at + word.size() - 1]);
    return true;
  }
};

struct Forms {
  Traced folded, pinyin, initials;

  explicit Forms(std::string_view text) {
    text = text.substr(0, 0xffff);
    for (std::size_t at = 0; at < text.size();) {
      std::size_t const begin = at;
      next_code_point(text, at);
      std::string_view const character = text.substr(begin, at - begin);
      std::string form, first;
      append_folded(form, character);
      folded.add(form, begin, at);
      form.clear();
      append_pinyin(form, character, &first);
      pinyin.add(form, begin, at);
      initials.add(first, begin, at);
    }
  }
  bool mark(std::string const& word, TextMarks& marks) const {
    return folded.mark(word, marks) || pinyin.mark(word, marks) || initials.mark(word, marks);
  }
};

}  // namespace

bool find_marks(std::string_view text, std::vector<std::string> const& words, TextMarks& marks) {
  Forms const forms(text);
  bool all = true;
  for (std::string const& word : words) all = forms.mark(word, marks) && all;
  return all;
}

Field const* find_field_of(Store const& store, Kind kind, Record const& record, std::vector<std::string> const& words) {
  Forms const title(store.title(kind, record));
  TextMarks none;
  for (std::string const& word : words) {
    if (title.mark(word, none)) continue;
    for (Field const& field : store.fields(kind)) {
      if (!field.has(kSearchable) || field.has(kTitle) || field.has(kSystem)) continue;
      if (Forms(store.value(record, field).as_text()).mark(word, none)) return &field;
    }
  }
  return nullptr;
}

}  // namespace saddlebag::ui
