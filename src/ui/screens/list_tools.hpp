#pragma once
#include "ui/screens/list_state.hpp"

namespace saddlebag::ui {

/// The list's name, how many of how many it shows, and the button for a new record.
void draw_list_title(Frame const& frame, Kind kind, ListState& state);
/// Search in the list, filter, group, columns, export.
void draw_list_tools(Frame const& frame, Kind kind, ListLayout const& layout, ListState& state);

}  // namespace saddlebag::ui
