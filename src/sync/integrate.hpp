#pragma once
#include <map>
#include <string>
#include <vector>

#include "sync/merge.hpp"
#include "sync/outbox.hpp"

namespace saddlebag::sync {

/// What documents from the backend do to this device: one transaction, and what concerns the queue alone.
struct Integration {
  Transaction changes{Cause::pull};
  std::size_t arrived = 0;                     ///< records that really changed
  std::size_t conflicts = 0;
  std::map<RecordKey, std::string> build_upon; ///< version at the backend of records that are not touched here
  std::vector<RecordKey> settled;              ///< erased on both sides: nothing left to send
  std::vector<std::string> notices;            ///< what a person may want to know, in English, for the log
};

/// Adds what a document does. Every document of a record at most once per Integration.
///
/// Erasing against editing: the edit wins, on whichever side it was made, because an erasure can be repeated
/// and lost work cannot. So a record that was erased there and changed here stays and is sent again; one that
/// was erased here and changed there comes back.
/// `doubted`: that the version here is the same does not mean that the record is.
void integrate(Integration& result, Store const& store, Outbox const& outbox, Doc const& theirs, Merger const& merger,
               bool doubted = false);

/// Takes in that the backend accepted `sent`, as version `rev`. Fields changed since it was sent stay unsent,
/// with what was sent as their base.
void acknowledge(Transaction& changes, Store const& store, Outbox const& outbox, Doc const& sent,
                 std::string const& rev);

}  // namespace saddlebag::sync
