#pragma once
#include "ui/screens/list_state.hpp"

namespace saddlebag::ui {

/// The text of a cell, for the tree and for plain drawing; of a group's head in its first column: what it is and how
/// many.
std::string_view cell_text(Frame const& frame, Kind kind, ListState const& state, std::int64_t line, int column);
/// What stands below a column: its sum.
std::string_view foot_text(Frame const& frame, Kind kind, ListState& state, int column);
/// Draws a cell where it is more than text: badges, avatars, group heads, the cell being edited. True when it did.
bool draw_cell(Frame const& frame, Kind kind, ListState& state, std::int64_t line, int column, ImVec2 min, ImVec2 max);

/// Folds or unfolds the group whose head stands in a line.
void toggle_group(ListState& state, std::int64_t line);

}  // namespace saddlebag::ui
