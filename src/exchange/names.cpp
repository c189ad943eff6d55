#include "exchange/names.hpp"

#include <algorithm>
#include <numeric>

#include "base/utf8.hpp"

namespace saddlebag {
namespace {

/// Folded, without blanks and ASCII punctuation.
std::u32string squeeze(std::string_view folded) {
  std::u32string out;
  for (std::size_t at = 0; at < folded.size();) {
    char32_t const c = next_code_point(folded, at);
    bool const ascii_word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (ascii_word || c > 0x7F) out += c;
  }
  return out;
}

bool same_digits(std::u32string_view a, std::u32string_view b) {
  auto const digits = [](std::u32string_view text) {
    std::u32string out;
    for (char32_t const c : text) {
      if (c >= '0' && c <= '9') out += c;
    }
    return out;
  };
  return digits(a) == digits(b);
}

/// Levenshtein distance, or anything above `limit` once it is certain to be exceeded.
std::size_t distance(std::u32string_view a, std::u32string_view b, std::size_t limit) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    std::size_t least = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      std::size_t const replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
      least = std::min(least, row[j]);
    }
    if (least > limit) return limit + 1;
  }
  return row[b.size()];
}

/// How many letters may differ: short names are other names as soon as one does.
std::size_t tolerance(std::u32string_view name) { return name.size() >= 12 ? 2 : name.size() >= 6 ? 1 : 0; }

}  // namespace

void NameIndex::add(std::string_view name, Uuid id) {
  std::string const folded = fold(trim(name));
  if (folded.empty()) return;
  auto const entry = static_cast<std::uint32_t>(entries_.size());
  std::u32string squeezed = squeeze(folded);
  folded_.emplace(folded, entry);
  if (!squeezed.empty()) squeezed_.emplace(squeezed, entry);
  entries_.push_back({std::string(trim(name)), std::move(squeezed), id});
}

NameIndex::Found NameIndex::found(NameMatch match, std::uint32_t entry) const {
  return {match, entries_[entry].id, entries_[entry].name};
}

NameIndex::Found NameIndex::find(std::string_view text) const {
  text = trim(text);
  std::string const folded = fold(text);
  if (auto const at = folded_.find(folded); at != folded_.end()) {
    return found(entries_[at->second].name == text ? NameMatch::exact : NameMatch::folded, at->second);
  }
  if (auto const at = squeezed_.find(squeeze(folded)); at != squeezed_.end()) {
    return found(NameMatch::squeezed, at->second);
  }
  return {};
}

NameIndex::Found NameIndex::find_similar(std::string_view text) const {
  Found const certain = find(text);
  if (certain.match != NameMatch::none) return certain;
  std::u32string const wanted = squeeze(fold(trim(text)));
  std::size_t limit = tolerance(wanted);
  Found best;
  for (std::uint32_t i = 0; limit > 0 && i < entries_.size(); ++i) {
    std::u32string const& name = entries_[i].squeezed;
    if (name.size() + limit < wanted.size() || wanted.size() + limit < name.size()) continue;
    std::size_t const apart = distance(wanted, name, limit);
    if (apart > limit || !same_digits(wanted, name)) continue;
    if (best.match != NameMatch::none && apart == limit) continue;  // the first of equals
    best = found(NameMatch::similar, i);
    limit = apart;
  }
  return best;
}

}  // namespace saddlebag
