#pragma once
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/id.hpp"

namespace saddlebag {

/// How well a name in a file fits the name of a record, the best first.
enum class NameMatch : std::uint8_t {
  exact,
  folded,   ///< but for case, accents, full-width forms
  squeezed, ///< but for blanks and punctuation too: GTXPro and GTX Pro
  similar,  ///< a letter or two apart in a long name, digits alike; may well be something else
  none,
};

/// The names of the records of one kind, to be found as people write them. Where two records have one name,
/// the first added is found.
class NameIndex {
 public:
  struct Found {
    NameMatch match = NameMatch::none;
    Uuid id;                ///< as it was added
    std::string_view name;  ///< as it was added
  };
  void add(std::string_view name, Uuid id);
  [[nodiscard]] Found find(std::string_view text) const;
  /// As find, but looks for similar names too, which takes time in proportion to the number of names.
  [[nodiscard]] Found find_similar(std::string_view text) const;
  [[nodiscard]] std::size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    std::string name;
    std::u32string squeezed;
    Uuid id;
  };
  [[nodiscard]] Found found(NameMatch match, std::uint32_t entry) const;
  std::deque<Entry> entries_;
  std::unordered_map<std::string, std::uint32_t> folded_;
  std::unordered_map<std::u32string, std::uint32_t> squeezed_;
};

}  // namespace saddlebag
