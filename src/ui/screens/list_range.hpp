#pragma once
#include "base/later.hpp"
#include "ui/screens/list_state.hpp"

namespace saddlebag::ui {

/// Copies the picked cells as a spreadsheet takes them: tabs between columns, one line a record. Where no range of cells is
/// picked: the picked records, else the cursor's cell.
SADDLEBAG_LATER void copy_cells(Frame const& frame, Kind kind, ListState& state);
/// Copies a whole record, as the list shows it.
SADDLEBAG_LATER void copy_line(Frame const& frame, Kind kind, ListState& state, std::int64_t line);
/// Writes a spreadsheet's cells over those of the list, from the upper left corner of the range on; one text fills all of
/// it. Read as what is typed into a cell is. What cannot be read is shown before anything is changed; it is one
/// transaction.
SADDLEBAG_LATER void paste_cells(Frame const& frame, Kind kind, ListState& state, std::string_view text);
/// Empties the picked cells, as one transaction; what a record needs stays.
SADDLEBAG_LATER void clear_cells(Frame const& frame, Kind kind, ListState& state);
/// The dialog that shows what cannot be pasted. Call once per frame.
SADDLEBAG_LATER void draw_paste_dialog(Frame const& frame, Kind kind);

/// The cells of a clipboard's text, line by line, empty lines too. Quotes hold tabs, line ends and doubled quotes.
std::vector<std::vector<std::string>> read_cells(std::string_view text);

}  // namespace saddlebag::ui
