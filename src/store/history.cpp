#include "store/history.hpp"

#include <algorithm>

namespace saddlebag {

struct History::Stacks {
  std::vector<Transaction> undo, redo;  // the newest last

  void saw(Transaction const& transaction);
  static void move(std::vector<Transaction>& from, std::vector<Transaction>& to, Transaction const& transaction);
  static void trim(std::vector<Transaction>& stack);
};

void History::Stacks::saw(Transaction const& transaction) {
  if (!is_local(transaction.cause)) return;
  if (transaction.cause == Cause::undo) return move(undo, redo, transaction);
  if (transaction.cause == Cause::redo) return move(redo, undo, transaction);
  redo.clear();
  undo.push_back(transaction);
  trim(undo);
}

/// What was taken back leaves its stack; what took it back can be taken back in turn.
void History::Stacks::move(std::vector<Transaction>& from, std::vector<Transaction>& to,
                           Transaction const& transaction) {
  to.push_back(transaction);
  auto const taken_back =
      std::find_if(from.begin(), from.end(), [&](Transaction const& t) { return t.sequence == transaction.reverses; });
  if (taken_back != from.end()) {
    to.back().cause = taken_back->cause;
    from.erase(taken_back);
  } else {
    to.back().cause = Cause::edit;  // older than what we keep
  }
  trim(to);
}

void History::Stacks::trim(std::vector<Transaction>& stack) {
  std::size_t bytes = 0;
  std::size_t kept = 0;
  for (auto t = stack.rbegin(); t != stack.rend() && kept < kUndoTransactions; ++t, ++kept) {
    bytes += t->packed_bytes();
    if (kept > 0 && bytes > kUndoBytes) break;
  }
  stack.erase(stack.begin(), stack.end() - static_cast<std::ptrdiff_t>(kept));
}

History::History(Store& store) : store_(store), stacks_(std::make_shared<Stacks>()) {
  store.observe([stacks = stacks_](Transaction const& transaction) { stacks->saw(transaction); });
}
History::~History() = default;

Transaction const* History::next_undo() const { return stacks_->undo.empty() ? nullptr : &stacks_->undo.back(); }
Transaction const* History::next_redo() const { return stacks_->redo.empty() ? nullptr : &stacks_->redo.back(); }
Result<Store::Applied> History::undo() { return take_back(stacks_->undo, Cause::undo); }
Result<Store::Applied> History::redo() { return take_back(stacks_->redo, Cause::redo); }

Result<Store::Applied> History::take_back(std::vector<Transaction>& from, Cause cause) {
  if (from.empty()) return Error{ErrorCode::missing, "nothing to take back"};
  std::uint64_t const sequence = from.back().sequence;
  auto applied = store_.apply(from.back().inverse(cause));
  // It moved to the other stack when the store told of it; where nothing happened it would block the rest.
  if (!from.empty() && from.back().sequence == sequence) from.pop_back();
  return applied;
}

}  // namespace saddlebag
