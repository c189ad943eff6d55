#include <imgui_internal.h>

#include "base/utf8.hpp"
#include "ui/a11y/assist.hpp"
#include "ui/format.hpp"
#include "ui/motion.hpp"
#include "ui/widgets/grid_view.hpp"

namespace saddlebag::ui {
namespace {

/// The cell at which a drag over cells began; there is one pointer.
struct Ranging {
  ImGuiID grid = 0;
  std::int64_t row = 0;
  int column = 0;
  bool going = false;  ///< the pointer has left that cell
};
Ranging ranging;

/// The other corner of the range stays where the cursor was.
void begin_range(GridCursor& cursor) {
  if (cursor.range_row >= 0) return;
  cursor.range_row = cursor.row;
  cursor.range_column = cursor.column;
}

/// The mouse goes over cells with its button down. True from when it left the first of them until it is let go.
bool drag_range(GridView const& view, GridCursor& cursor, bool hovered) {
  ImGuiIO const& io = ImGui::GetIO();
  if (ranging.grid != view.id) {
    bool const plain = !io.KeyShift && !io.KeyCtrl && !io.KeySuper && io.MouseSource != ImGuiMouseSource_TouchScreen;
    std::int64_t const row = view.row_at(io.MousePos.y);
    int const column = view.column_at(io.MousePos.x);
    if (hovered && plain && ImGui::IsMouseClicked(0) && GImGui->ActiveId == view.id && row >= 0 && column >= 0) ranging = {view.id, row, column, false};
    return false;
  }
  if (!ImGui::IsMouseDown(0)) {
    bool const was_going = ranging.going;
    ranging = {};
    return was_going;
  }
  if (GImGui->ActiveId != view.id) {
    ranging = {};  // the cell under it is being edited
    return false;
  }
  // Beyond the edges the range goes on, a row at a time.
  std::int64_t row = view.row_at(std::clamp(io.MousePos.y, view.rows_top + 1, view.rows_bottom - 1));
  if (io.MousePos.y < view.rows_top) row = std::max<std::int64_t>(0, view.first_row - 1);
  if (io.MousePos.y >= view.rows_bottom) row = view.last_row;
  if (row < 0) row = view.options.rows - 1;
  int column = view.column_at(std::clamp(io.MousePos.x, view.area.Min.x + view.check_width + 1, view.area.Max.x - 1));
  if (column < 0) column = view.columns() - 1;
  row = std::clamp<std::int64_t>(row, 0, view.options.rows - 1);
  if (!ranging.going && row == ranging.row && column == ranging.column) return false;
  ranging.going = true;
  cursor.range_row = ranging.row;
  cursor.range_column = ranging.column;
  bool const outside = io.MousePos.y < view.rows_top || io.MousePos.y >= view.rows_bottom;
  if (outside) keep_drawing(0.1);
  if (row != cursor.row || column != cursor.column) cursor.reveal = true;
  cursor.row = row;
  cursor.column = column;
  return true;
}

/// Whether a place in a cell is on its text rather than on the free room behind it.
bool on_text(GridView const& view, GridCell const& cell, std::int64_t row, int column, float x) {
  float const from = view.left(column) + space(2);
  return x >= from && x <= from + std::min(text_width(cell(row, column), Type::strong), view.width(column) - space(4));
}

void press(GridView const& view, GridCursor& cursor, GridCell const& cell, GridEvents& events) {
  ImGuiIO const& io = ImGui::GetIO();
  ImVec2 const from = io.MouseClickedPos[0];
  int const column = view.column_at(from.x);
  if (from.y < view.rows_top) {
    if (column == kCheckColumn) events.select_all = true;
    else if (grid_edge_at(view, from.x) < 0) grid_sort(view, events, column);
    return;
  }
  std::int64_t const row = view.row_at(from.y);
  if (row < 0 || row != view.row_at(io.MousePos.y) || column == kNoColumn) return;
  bool const ranges = io.KeyShift && column >= 0;
  if (ranges) begin_range(cursor);
  else cursor.range_row = -1;
  cursor.row = row;
  if (column >= 0) cursor.column = column;
  header_cursor(view.id) = false;
  if (ranges) return;
  bool const plain = !io.KeyShift && !io.KeyCtrl && !io.KeySuper;
  bool const tapped = io.MouseSource == ImGuiMouseSource_TouchScreen;
  if (column >= 0 && plain && (tapped || (column == 0 && on_text(view, cell, row, column, from.x)))) {
    events.opened_row = row;
    return;
  }
  events.pressed_row = row;
  events.press_extends = io.KeyShift;
  events.press_toggles = column == kCheckColumn || io.KeyCtrl || io.KeySuper;
}

void pointer(GridView const& view, GridCursor& cursor, GridCell const& cell, GridEvents& events, bool hovered, bool pressed) {
  ImVec2 const mouse = ImGui::GetIO().MousePos;
  bool const once = ImGui::GetIO().MouseClickedLastCount[0] < 2;  // the second of two was told when it went down
  if (pressed && once && ImGui::IsMouseReleased(0)) press(view, cursor, cell, events);
  if (!hovered) return;
  std::int64_t const row = view.row_at(mouse.y);
  int const column = view.column_at(mouse.x);
  if (row < 0 || column == kNoColumn) return;
  if (ImGui::IsMouseDoubleClicked(0) && column >= 0) {
    if (column == 0) {
      events.opened_row = row;
    } else {
      events.edit_row = row;
      events.edit_column = column;
    }
  }
  if (ImGui::IsMouseClicked(1)) {
    if (!range_of(cursor).holds(row, column)) cursor.range_row = -1;
    if (cursor.range_row < 0) cursor.row = row;
    if (cursor.range_row < 0 && column >= 0) cursor.column = column;
    events.context_row = row;
    note_context(true);
  }
}

/// A finger that rests on a row asks for its menu.
void long_press(GridView const& view, GridCursor& cursor, GridEvents& events) {
  ImGuiContext const& g = *GImGui;
  if (g.ActiveId != view.id || g.IO.MouseSource != ImGuiMouseSource_TouchScreen || g.IO.MouseDragMaxDistanceSqr[0] > 64) return;
  if (g.ActiveIdTimer < 0.5f) return wake_after(0.51 - g.ActiveIdTimer);
  std::int64_t const row = view.row_at(g.IO.MousePos.y);
  ImGui::ClearActiveID();
  if (row < 0 && g.IO.MousePos.y < view.rows_top && view.column_at(g.IO.MousePos.x) >= 0) {
    events.header_context = view.column_at(g.IO.MousePos.x);
    note_context(true);
  }
  if (row < 0) return;
  cursor.row = row;
  events.context_row = row;
  note_context(true);
}

/// Assistive technology turns to rows and cells, and activates nodes: a row opens, a cell is pressed, a header sorts, a box toggles.
void activations(GridView const& view, GridCursor& cursor, GridEvents& events) {
  for (std::int64_t row = view.first_row; row < view.last_row && turning(); ++row) {
    bool turned = turned_to(view.row_id(row));
    for (int column = 0; column < view.columns(); ++column) {
      if (!turned_to(view.cell_id(row, column))) continue;
      turned = true;
      cursor.column = column;
    }
    if (!turned) continue;
    cursor.row = row;
    cursor.focus = true;
    keep_drawing(0.05);
  }
  ImGuiID const wanted = GImGui->NavActivateId;
  if (wanted == 0 || wanted == view.id) return;
  for (int column = kCheckColumn; column < view.columns(); ++column) {
    if (wanted != view.header_id(column)) continue;
    if (column == kCheckColumn) events.select_all = true;
    else grid_sort(view, events, column);
  }
  for (std::int64_t row = view.first_row; row < view.last_row; ++row) {
    if (wanted == view.row_id(row)) events.opened_row = row;
    for (int column = kCheckColumn; column < view.columns(); ++column) {
      if (wanted != view.cell_id(row, column)) continue;
      cursor.row = row;
      if (column >= 0) cursor.column = column;
      events.pressed_row = row;
      events.press_toggles = column == kCheckColumn;
    }
  }
}

void move_rows(GridView const& view, GridCursor& cursor) {
  ImGuiIO const& io = ImGui::GetIO();
  std::int64_t const page = std::max<std::int64_t>(1, static_cast<std::int64_t>((view.rows_bottom - view.rows_top) / view.row_height) - 1);
  std::int64_t row = cursor.row;
  if (grid_key(view, ImGuiKey_DownArrow)) ++row;
  if (grid_key(view, ImGuiKey_UpArrow)) --row;
  if (grid_key(view, ImGuiKey_PageDown)) row += page;
  if (grid_key(view, ImGuiKey_PageUp)) row -= page;
  if (grid_key(view, ImGuiKey_Home)) io.KeyCtrl ? row = 0 : cursor.column = 0;
  if (grid_key(view, ImGuiKey_End)) io.KeyCtrl ? row = view.options.rows - 1 : cursor.column = view.columns() - 1;
  if (row < 0 && cursor.row == 0 && grid_key(view, ImGuiKey_UpArrow, false)) header_cursor(view.id) = true;
  row = std::clamp<std::int64_t>(row, 0, std::max<std::int64_t>(0, view.options.rows - 1));
  cursor.row = row;
}

/// Shift with a key that moves keeps one corner where it is.
void move(GridView const& view, GridCursor& cursor) {
  GridCursor const before = cursor;
  move_rows(view, cursor);
  if (grid_key(view, ImGuiKey_RightArrow)) cursor.column = std::min(cursor.column + 1, view.columns() - 1);
  if (grid_key(view, ImGuiKey_LeftArrow)) cursor.column = std::max(cursor.column - 1, 0);
  if (before.row == cursor.row && before.column == cursor.column) return;
  cursor.reveal = true;
  if (!ImGui::GetIO().KeyShift) cursor.range_row = -1;
  else if (cursor.range_row < 0) {
    cursor.range_row = before.row;
    cursor.range_column = before.column;
  }
}

/// What is done with the cells that are picked.
void cell_keys(GridCursor& cursor, GridEvents& events) {
  ImGuiIO const& io = ImGui::GetIO();
  bool const command = io.KeyCtrl || io.KeySuper;
  if (command && ImGui::IsKeyPressed(ImGuiKey_C, false)) events.copy = true;
  if (command && ImGui::IsKeyPressed(ImGuiKey_V, false)) events.paste = true;
  if (!command && ImGui::IsKeyPressed(ImGuiKey_Delete, false)) events.clear = true;
  if (ImGui::IsKeyPressed(ImGuiKey_Escape, false)) cursor.range_row = -1;
}

void typing(GridView const& view, GridCursor const& cursor, GridEvents& events) {
  static ImGuiID grid = 0;
  static int frame = 0;
  ImGuiIO& io = ImGui::GetIO();
  if (grid == view.id && frame + 1 == ImGui::GetFrameCount()) return;  // the editor comes in this frame: the rest is for it
  if (io.InputQueueCharacters.Size == 0 || io.KeyCtrl || io.KeyAlt || io.KeySuper) return;
  std::string typed;
  for (ImWchar const c : io.InputQueueCharacters) append_utf8(typed, c);
  if (typed.empty() || static_cast<unsigned char>(typed[0]) <= ' ') return;
  if (typed == "?" || typed == "？" || typed == "/") return;  // these are keys for everywhere
  io.InputQueueCharacters.resize(0);
  events.edit_row = cursor.row;
  events.edit_column = cursor.column;
  events.typed = keep(typed);
  grid = view.id;
  frame = ImGui::GetFrameCount();
}

void keyboard(GridView const& view, GridCursor& cursor, GridEvents& events) {
  if (!grid_focused(view.id) || view.columns() == 0) return;
  constexpr ImGuiKey kOurs[] = {ImGuiKey_UpArrow, ImGuiKey_DownArrow, ImGuiKey_LeftArrow, ImGuiKey_RightArrow, ImGuiKey_PageUp, ImGuiKey_PageDown,
                                ImGuiKey_Home, ImGuiKey_End, ImGuiKey_Enter, ImGuiKey_Space};
  for (ImGuiKey const each : kOurs) ImGui::SetKeyOwner(each, view.id);
  if (header_cursor(view.id)) return grid_header_keys(view, cursor, events);
  move(view, cursor);
  if (view.options.rows == 0) return;
  cell_keys(cursor, events);
  ImGuiIO const& io = ImGui::GetIO();
  if (grid_key(view, ImGuiKey_Enter, false)) events.opened_row = cursor.row;
  if (grid_key(view, ImGuiKey_Space, false)) {
    events.pressed_row = cursor.row;
    events.press_toggles = true;
    events.press_extends = io.KeyShift;
  }
  if (ImGui::IsKeyPressed(ImGuiKey_F2, false)) {
    events.edit_row = cursor.row;
    events.edit_column = cursor.column;
  }
  if ((io.KeyCtrl || io.KeySuper) && ImGui::IsKeyPressed(ImGuiKey_A, false)) events.select_all = true;
  if (ImGui::IsKeyPressed(ImGuiKey_Menu, false) || ImGui::IsKeyChordPressed(ImGuiMod_Shift | ImGuiKey_F10)) {
    events.context_row = cursor.row;
    note_context(false);
  }
  typing(view, cursor, events);
}

}  // namespace

bool& header_cursor(ImGuiID id) {
  static ImGuiID grid = 0;
  static bool in_header = false;
  if (grid != id) in_header = false;
  grid = id;
  return in_header;
}

GridEvents grid_input(GridView const& view, GridCursor& cursor, GridCell const& cell, bool hovered, bool pressed) {
  GridEvents events;
  bool const dragging = grid_header_pointer(view, events, hovered) || drag_range(view, cursor, hovered);
  if (!dragging) pointer(view, cursor, cell, events, hovered, pressed);
  long_press(view, cursor, events);
  activations(view, cursor, events);
  keyboard(view, cursor, events);
  return events;
}

}  // namespace saddlebag::ui
