#pragma once
#include <optional>
#include <vector>

#include "store/store.hpp"

namespace saddlebag {

/// Undo and redo of what people did on this device, newest first, across restarts (rebuilt by observing
/// the journal as it is replayed). An undo is a new transaction: it is journaled and synced like any
/// other, and fields that somebody else changed since are left alone.
class History {
 public:
  explicit History(Store& store);
  [[nodiscard]] bool can_undo() const;
  [[nodiscard]] bool can_redo() const;
  /// The transaction that the next undo takes back: for its name in the interface.
  [[nodiscard]] Transaction const* next_undo() const;
  [[nodiscard]] Transaction const* next_redo() const;
  Result<Store::Applied> undo();
  Result<Store::Applied> redo();

 private:
  void saw(Transaction const& transaction);
  Store& store_;
  std::vector<Transaction> undo_, redo_;
};

}  // namespace saddlebag
