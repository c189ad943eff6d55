#pragma once
#include <string>
#include <utility>
#include <vector>

#include "model/conflict.hpp"
#include "sync/outbox.hpp"

namespace saddlebag::sync {

/// Who merges, for the conflicts that are found.
struct Merger {
  std::string name;
  std::uint64_t device = 0;
  Instant now;
};

/// What of this device's unsent changes goes on top of what the backend has.
struct Merged {
  std::vector<std::pair<std::string, OwnedValue>> mine;  ///< fields that keep this device's value
  std::size_t conflicts = 0;                             ///< newly found; they are in `mine` under "conflicts"
};

/// Three ways per field. Changed on one side only: that side. Changed to the same: agreed. Changed on both
/// sides: the field holds `theirs`, and a Conflict keeps `mine` until a person chooses. Conflicts themselves
/// merge as a set: one that either side has ended is ended, and where both ended the same one differently,
/// the choice that reached the backend first stands.
Merged merge(Unsent const& unsent, Doc const& mine, Doc const& theirs, Merger const& merger);

/// True where somebody else has changed the document since this device erased the record.
bool edited_since(Unsent const& erased, Doc const& theirs);

}  // namespace saddlebag::sync
