#pragma once
#include "base/later.hpp"
#include "ui/screens/list_state.hpp"

namespace saddlebag::ui {

/// The menu of one column: order, place, freezing, grouping. `state.context_column` says which.
SADDLEBAG_LATER void draw_header_menu(Frame const& frame, Kind kind, ListLayout const& layout, ListState& state);
/// Which columns are shown, and back to the default.
void draw_column_menu(Frame const& frame, Kind kind, ListLayout const& layout, ListState const& state);
/// The grouping field, and folding of all groups.
void draw_group_menu(Frame const& frame, Kind kind, ListLayout const& layout, ListState& state);

}  // namespace saddlebag::ui
