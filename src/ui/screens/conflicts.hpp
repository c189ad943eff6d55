#pragma once
#include <vector>

#include "base/later.hpp"
#include "ui/frame.hpp"

namespace saddlebag::ui {

/// The unresolved conflicts of one record: base, mine and theirs side by side, one choice each.
SADDLEBAG_LATER void draw_conflicts(Frame const& frame, Kind kind, Record const& record, float width);
/// Those of all records, under the record's name; nothing where there are none.
SADDLEBAG_LATER void draw_all_conflicts(Frame const& frame, float width);
/// A record with unresolved conflicts.
struct Conflicted {
  Kind kind;
  Uuid record;
};
/// All of them, found once per change of the store.
std::vector<Conflicted> const& conflicted_records(Store const& store);
/// How many records have one. Counted once per change of the store.
std::size_t count_conflicts(Store const& store);

}  // namespace saddlebag::ui
