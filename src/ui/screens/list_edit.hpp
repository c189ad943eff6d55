#pragma once
#include "ui/screens/list_state.hpp"

namespace saddlebag::ui {

/// Starts writing in a cell; a yes-or-no field is turned over at once. `typed` takes the place of what is there.
void begin_cell_edit(Frame const& frame, Kind kind, ListState& state, std::int64_t line, int column,
                     std::string_view typed = {});
/// The cell that is being written in: Enter commits and goes down, Tab commits and goes right, Escape gives up. What
/// cannot be read stays, with the reason.
void draw_cell_editor(Frame const& frame, Kind kind, ListState& state, Record const& record, std::int64_t line,
                      int column, ImVec2 min, ImVec2 max);

}  // namespace saddlebag::ui
