#pragma once
#include <functional>
#include <span>

#include "ui/widgets/core.hpp"

namespace saddlebag::ui {

/// One column of a grid.
struct GridColumn {
  std::string_view id;     ///< stable name
  std::string_view label;
  float width = 160;       ///< CSS pixels at 100 %; kept by the caller
  bool right_aligned = false;
  bool sortable = true;
  int sort = 0;            ///< 0 none, 1.. position among the sort keys (1 = first)
  bool descending = false;
};

/// What happened in the grid in this frame. A press on the text of the first column, a tap with a finger, Enter, or a double
/// click in the first column opens a row; a double click in another column edits the cell. Dragging over cells, Shift with a press or
/// with the arrows picks a range of them. Headers are dragged to other places.
struct GridEvents {
  int sort_column = -1;          ///< header pressed
  bool sort_add = false;         ///< with Shift: an additional key
  int resized_column = -1;
  float new_width = 0;
  std::int64_t opened_row = -1;  ///< Enter or double click / tap
  std::int64_t pressed_row = -1;
  bool press_extends = false, press_toggles = false;  ///< Shift, Ctrl
  std::int64_t context_row = -1;
  std::int64_t edit_row = -1;    ///< F2, or typing, or double click in a cell
  int edit_column = -1;
  std::string_view typed = {};   ///< what the edit begins with where it was begun by typing; lives for this frame
  bool select_all = false;       ///< Ctrl A
  int moved_column = -1;         ///< its header was dragged elsewhere
  int moved_to = -1;             ///< where it stands afterwards
  int header_context = -1;       ///< the menu of a column is asked for
  bool copy = false, paste = false, clear = false;  ///< Ctrl C, Ctrl V, Delete: of the range, or the cursor's cell
};

/// Where the keyboard is; kept by the caller between frames.
struct GridCursor {
  std::int64_t row = 0;
  int column = 0;
  float scroll_y = 0, scroll_x = 0;
  bool reveal = false;  ///< scroll the cursor into view in the next frame
  bool focus = false;   ///< take the keyboard in the next frame, e.g. after a cell was edited
  std::int64_t range_row = -1;  ///< the other corner of a range of cells; -1: there is none
  int range_column = 0;
};

/// A rectangle of cells, its last row and column included.
struct GridRange {
  std::int64_t top, bottom;
  int left, right;
  [[nodiscard]] bool holds(std::int64_t row, int column) const {
    return row >= top && row <= bottom && column >= left && column <= right;
  }
};
/// What is picked of the cells; the cursor's alone where nothing else is.
GridRange range_of(GridCursor const& cursor);

/// The text that stands below a column.
using GridFoot = std::function<std::string_view(int column)>;

struct GridOptions {
  std::string_view name;         ///< of the whole grid, for the tree
  std::span<GridColumn const> columns;
  std::int64_t rows = 0;
  float height = 0;              ///< 0: what is left
  bool checkboxes = true;        ///< a leading column to select rows with
  int frozen_columns = 1;        ///< that stay while the others scroll; the first of them cannot be moved
  GridFoot const* foot = nullptr;  ///< a last line that stays in sight, for sums
};

/// Rows by the hundred thousand: only the visible ones are asked for, nothing is allocated per row.
/// `selected(row)` tells whether a row is selected; `cell(row, column)` answers the text of a cell (also for the
/// tree) and must live for the frame; `draw(row, column, min, max)` may draw it otherwise, or put a bare text_field there
/// with ImGui::SetCursorScreenPos(min), and returns true when it did.
using GridSelected = std::function<bool(std::int64_t row)>;
using GridCell = std::function<std::string_view(std::int64_t row, int column)>;
using GridDraw = std::function<bool(std::int64_t row, int column, ImVec2 min, ImVec2 max)>;
GridEvents grid(GridOptions const& options, GridCursor& cursor, GridSelected const& selected, GridCell const& cell, GridDraw const& draw);

}  // namespace saddlebag::ui
