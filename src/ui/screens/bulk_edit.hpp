#pragma once
#include "base/later.hpp"
#include "ui/screens/list_state.hpp"

namespace saddlebag::ui {

/// The bar that stands in place of the tools while records are picked: how many, and what can be done with all of them.
SADDLEBAG_LATER void draw_bulk_bar(Frame const& frame, Kind kind, ListState& state);
/// Its dialogs; call once per frame.
SADDLEBAG_LATER void draw_bulk_dialogs(Frame const& frame, Kind kind, ListState& state);

/// One field of many records set to one value, as one transaction; records that have it already are left alone.
Transaction bulk_set(Frame const& frame, Kind kind, std::vector<Row> const& rows, FieldIndex field, Value value);

}  // namespace saddlebag::ui
