#pragma once
#include <string>
#include <vector>

#include "store/store.hpp"

namespace saddlebag {

/// What was typed, folded and cut into words; the longest, which finds the fewest, first.
std::vector<std::string> words_of(std::string_view typed);

/// A hit of the one search box.
struct Hit {
  Kind kind;
  Row row;
};

/// Finds over all kinds, up to `limit` records of each, those first whose title begins with the text. It looks at a
/// store of any size piece by piece, so that no frame waits for it.
class Finder {
 public:
  /// Begins anew.
  void ask(std::string_view text, std::size_t limit);
  /// Looks at the next blocks of records until `blocks` are looked at or there are no more. The store may change in
  /// between; who wants that seen asks again.
  void advance(Store const& store, std::size_t blocks);
  [[nodiscard]] bool done() const { return kind_ == kKindCount; }
  /// Complete once `done`.
  [[nodiscard]] std::vector<Hit> const& hits() const { return hits_; }

 private:
  void look_at(Table const& table, std::size_t block);
  void finish_kind();

  std::vector<std::string> words_;
  std::string beginning_;
  std::size_t limit_ = 0;
  std::size_t kind_ = kKindCount, block_ = 0;
  std::vector<Row> found_;                  // of a block, kept for its memory
  std::vector<Row> beginning_so_, others_;  // of the kind being looked at
  std::vector<Hit> hits_;
};

/// All at once.
std::vector<Hit> search_everything(Store const& store, std::string_view text, std::size_t limit);

}  // namespace saddlebag
