#pragma once
#include <memory>
#include <optional>
#include <vector>

#include "store/store.hpp"

namespace saddlebag {

/// How far undo reaches: this many transactions or bytes of them, whichever is less, but at least one.
/// The journal is kept as long, so that undo works across restarts.
inline constexpr std::size_t kUndoTransactions = 200;
inline constexpr std::size_t kUndoBytes = 16u << 20;

/// Undo and redo of what people did on this device, newest first, across restarts (rebuilt by observing
/// the journal as it is replayed: make one before opening the persistence). An undo is a new transaction:
/// it is journaled and synced like any other, and fields that somebody else changed since are left alone.
class History {
 public:
  explicit History(Store& store);
  ~History();
  [[nodiscard]] bool can_undo() const { return next_undo() != nullptr; }
  [[nodiscard]] bool can_redo() const { return next_redo() != nullptr; }
  /// The transaction that the next undo takes back, for its name in the interface; null when there is
  /// none. Its `cause` is what the person did first, also after undo and redo.
  [[nodiscard]] Transaction const* next_undo() const;
  [[nodiscard]] Transaction const* next_redo() const;
  /// `missing` when there is nothing to take back. One that has no effect any more (`changed` is 0,
  /// because others have changed it all) is left behind as well.
  Result<Store::Applied> undo();
  Result<Store::Applied> redo();

 private:
  struct Stacks;
  Result<Store::Applied> take_back(std::vector<Transaction>& from, Cause cause);
  Store& store_;
  std::shared_ptr<Stacks> stacks_;  // shared with the observer, which the store keeps
};

}  // namespace saddlebag
