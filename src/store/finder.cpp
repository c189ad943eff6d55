#include "store/finder.hpp"

#include <algorithm>

#include "base/sort.hpp"
#include "base/utf8.hpp"
#include "store/scan.hpp"

namespace saddlebag {

std::vector<std::string> words_of(std::string_view typed) {
  std::vector<std::string> words;
  std::string const folded = fold(trim(typed));
  for (std::size_t at = 0; at < folded.size();) {
    std::size_t const end = std::min(folded.find(' ', at), folded.size());
    if (end > at) words.push_back(folded.substr(at, end - at));
    at = end + 1;
  }
  sort_items(words, [](auto const& a, auto const& b) { return a.size() > b.size(); });
  return words;
}

void Finder::ask(std::string_view text, std::size_t limit) {
  words_ = words_of(text);
  beginning_ = fold(trim(text));
  limit_ = limit;
  kind_ = words_.empty() ? kKindCount : 0;
  block_ = 0;
  beginning_so_.clear();
  others_.clear();
  hits_.clear();
}

void Finder::advance(Store const& store, std::size_t blocks) {
  while (!done()) {
    Table const& table = store.table(kind_at(kind_));
    if (block_ >= table.block_count() || beginning_so_.size() >= limit_) {
      finish_kind();
    } else if (blocks-- > 0) {
      look_at(table, block_++);
    } else {
      return;
    }
  }
}

void Finder::look_at(Table const& table, std::size_t block) {
  found_.clear();
  table.add_matching(block, words_.front(), found_);
  for (Row const row : found_) {
    std::string_view const text = table.search_text(row);
    bool const all = std::all_of(words_.begin() + 1, words_.end(), [&](std::string const& word) { return find_bytes(text, word) != std::string_view::npos; });
    if (!all) continue;
    // A search text begins with the title: it is the first searchable field of every kind.
    std::vector<Row>& rows = text.starts_with(beginning_) ? beginning_so_ : others_;
    if (rows.size() < limit_) rows.push_back(row);
  }
}

void Finder::finish_kind() {
  beginning_so_.insert(beginning_so_.end(), others_.begin(), others_.end());
  if (beginning_so_.size() > limit_) beginning_so_.resize(limit_);
  for (Row const row : beginning_so_) hits_.push_back({kind_at(kind_), row});
  beginning_so_.clear();
  others_.clear();
  block_ = 0;
  ++kind_;
}

std::vector<Hit> search_everything(Store const& store, std::string_view text, std::size_t limit) {
  Finder finder;
  finder.ask(text, limit);
  finder.advance(store, SIZE_MAX);
  return finder.hits();
}

}  // namespace saddlebag
