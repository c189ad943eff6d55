#include <imgui_internal.h>

#include "base/utf8.hpp"
#include "ui/format.hpp"
#include "ui/motion.hpp"
#include "ui/widgets/grid_view.hpp"

namespace saddlebag::ui {
namespace {

constexpr float kNarrowest = 48;  // CSS pixels of a column
constexpr float kGrip = 4;        // pixels to both sides of an edge

/// The column whose edge is being dragged; there is one pointer.
struct Resizing {
  ImGuiID grid = 0;
  int column = 0;
  float start_x = 0, start_width = 0;
};
Resizing resizing;

int edge_at(GridView const& view, float x) {
  for (int column = view.columns() - 1; column >= 0; --column) {
    float const edge = view.left(column) + view.width(column);
    if (!view.frozen(column) && edge < view.frozen_right + kGrip) continue;
    if (std::abs(x - edge) <= kGrip) return column;
  }
  return -1;
}

void set_width(GridView const& view, GridEvents& events, int column, float pixels) {
  (void)view;
  events.resized_column = column;
  events.new_width = std::max(kNarrowest, pixels / appearance().text_scale);
}

/// True while an edge is dragged, the frame included in which it is let go.
bool resize(GridView const& view, GridEvents& events, bool hovered) {
  ImVec2 const mouse = ImGui::GetIO().MousePos;
  if (resizing.grid == view.id) {
    ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
    set_width(view, events, resizing.column, resizing.start_width + mouse.x - resizing.start_x);
    if (!ImGui::IsMouseDown(0)) resizing = {};
    return true;
  }
  if (!hovered || mouse.y >= view.rows_top) return false;
  int const column = edge_at(view, mouse.x);
  if (column < 0) return false;
  ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
  if (ImGui::IsMouseClicked(0)) resizing = {view.id, column, mouse.x, view.width(column)};
  return true;
}

void sort(GridView const& view, GridEvents& events, int column) {
  if (column < 0 || !view.options.columns[static_cast<std::size_t>(column)].sortable) return;
  events.sort_column = column;
  events.sort_add = ImGui::GetIO().KeyShift;
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
    else if (edge_at(view, from.x) < 0) sort(view, events, column);
    return;
  }
  std::int64_t const row = view.row_at(from.y);
  if (row < 0 || row != view.row_at(io.MousePos.y) || column == kNoColumn) return;
  cursor.row = row;
  if (column >= 0) cursor.column = column;
  header_cursor(view.id) = false;
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
    cursor.row = row;
    if (column >= 0) cursor.column = column;
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
  if (row < 0) return;
  cursor.row = row;
  events.context_row = row;
  note_context(true);
}

/// Assistive technology activates nodes: a row opens, a cell is pressed, a header sorts, a box toggles.
void activations(GridView const& view, GridCursor& cursor, GridEvents& events) {
  ImGuiID const wanted = GImGui->NavActivateId;
  if (wanted == 0 || wanted == view.id) return;
  for (int column = kCheckColumn; column < view.columns(); ++column) {
    if (wanted != view.header_id(column)) continue;
    if (column == kCheckColumn) events.select_all = true;
    else sort(view, events, column);
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

bool key(GridView const& view, ImGuiKey which, bool repeat = true) {
  return ImGui::IsKeyPressed(which, repeat ? ImGuiInputFlags_Repeat : 0, view.id);
}

void keys_in_header(GridView const& view, GridCursor& cursor, GridEvents& events) {
  int const last = view.columns() - 1;
  bool const alt = ImGui::GetIO().KeyAlt;
  int const step = key(view, ImGuiKey_RightArrow) ? 1 : key(view, ImGuiKey_LeftArrow) ? -1 : 0;
  if (step != 0 && alt) set_width(view, events, cursor.column, view.width(cursor.column) + static_cast<float>(step) * space(4));
  else cursor.column = std::clamp(cursor.column + step, 0, std::max(0, last));
  if (key(view, ImGuiKey_Enter, false) || key(view, ImGuiKey_Space, false)) sort(view, events, cursor.column);
  if (key(view, ImGuiKey_DownArrow)) header_cursor(view.id) = false;
}

void move_rows(GridView const& view, GridCursor& cursor, GridEvents& events) {
  ImGuiIO const& io = ImGui::GetIO();
  std::int64_t const page = std::max<std::int64_t>(1, static_cast<std::int64_t>((view.area.Max.y - view.rows_top) / view.row_height) - 1);
  std::int64_t row = cursor.row;
  if (key(view, ImGuiKey_DownArrow)) ++row;
  if (key(view, ImGuiKey_UpArrow)) --row;
  if (key(view, ImGuiKey_PageDown)) row += page;
  if (key(view, ImGuiKey_PageUp)) row -= page;
  if (key(view, ImGuiKey_Home)) io.KeyCtrl ? row = 0 : cursor.column = 0;
  if (key(view, ImGuiKey_End)) io.KeyCtrl ? row = view.options.rows - 1 : cursor.column = view.columns() - 1;
  if (row < 0 && cursor.row == 0 && key(view, ImGuiKey_UpArrow, false)) header_cursor(view.id) = true;
  row = std::clamp<std::int64_t>(row, 0, std::max<std::int64_t>(0, view.options.rows - 1));
  if (row != cursor.row && io.KeyShift) {
    events.pressed_row = row;
    events.press_extends = true;
  }
  cursor.row = row;
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
  GridCursor const before = cursor;
  if (header_cursor(view.id)) return keys_in_header(view, cursor, events);
  move_rows(view, cursor, events);
  if (key(view, ImGuiKey_RightArrow)) cursor.column = std::min(cursor.column + 1, view.columns() - 1);
  if (key(view, ImGuiKey_LeftArrow)) cursor.column = std::max(cursor.column - 1, 0);
  if (before.row != cursor.row || before.column != cursor.column) {
    cursor.reveal = true;
  }
  if (view.options.rows == 0) return;
  ImGuiIO const& io = ImGui::GetIO();
  if (key(view, ImGuiKey_Enter, false)) events.opened_row = cursor.row;
  if (key(view, ImGuiKey_Space, false)) {
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
  if (!resize(view, events, hovered)) pointer(view, cursor, cell, events, hovered, pressed);
  long_press(view, cursor, events);
  activations(view, cursor, events);
  keyboard(view, cursor, events);
  return events;
}

}  // namespace saddlebag::ui
