#pragma once
#include <unordered_set>

#include "store/store_data.hpp"

namespace saddlebag {

inline std::uint64_t record_hash(Kind kind, Uuid id) {
  return mix(mix(id.hi, id.lo), static_cast<std::uint64_t>(kind));
}

/// Of the records that an undo would erase, those that others have worked on since (by `record_hash`):
/// a field that the undo would empty holds something else by now, or one that it does not mention is
/// filled in. They stay as they are.
std::unordered_set<std::uint64_t> worked_on_since(StoreData& store, Transaction const& undo);

}  // namespace saddlebag
