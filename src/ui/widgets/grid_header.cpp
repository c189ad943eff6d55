#include <imgui_internal.h>

#include "ui/format.hpp"
#include "ui/motion.hpp"
#include "ui/widgets/grid_view.hpp"

namespace saddlebag::ui {
namespace {

constexpr float kNarrowest = 48;  // CSS pixels of a column
constexpr float kGrip = 4;        // pixels to both sides of an edge
constexpr float kFirm = 6;        // pixels that a header is dragged before it is lifted

/// The column whose edge, or which itself, is being dragged; there is one pointer.
struct Dragging {
  ImGuiID grid = 0;
  int column = 0;
  float start_x = 0, start_width = 0;
};
Dragging resizing, moving;

void set_width(GridEvents& events, int column, float pixels) {
  events.resized_column = column;
  events.new_width = std::max(kNarrowest, pixels / appearance().text_scale);
}

/// True while an edge is dragged, the frame included in which it is let go.
bool resize(GridView const& view, GridEvents& events, bool hovered) {
  ImVec2 const mouse = ImGui::GetIO().MousePos;
  if (resizing.grid == view.id) {
    ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
    set_width(events, resizing.column, resizing.start_width + mouse.x - resizing.start_x);
    if (!ImGui::IsMouseDown(0)) resizing = {};
    return true;
  }
  if (!hovered || mouse.y >= view.rows_top) return false;
  int const column = grid_edge_at(view, mouse.x);
  if (column < 0) return false;
  ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
  if (ImGui::IsMouseClicked(0)) resizing = {view.id, column, mouse.x, view.width(column)};
  return true;
}

/// The first column names the row and stays where it is.
void drop(GridEvents& events, int column, int before) {
  int const to = before > column ? before - 1 : before;
  if (to == column || to < 1 || column < 1) return;
  events.moved_column = column;
  events.moved_to = to;
}

/// True while a header is dragged, the frame included in which it is let go.
bool move(GridView const& view, GridEvents& events, bool hovered) {
  ImGuiIO const& io = ImGui::GetIO();
  if (moving.grid == view.id && !ImGui::IsMouseDown(0)) {
    GridMove const now = grid_move(view);
    moving = {};
    if (now.column < 0) return false;
    drop(events, now.column, now.before);
    return true;
  }
  if (moving.grid == view.id) {
    if (ImGui::IsKeyPressed(ImGuiKey_Escape, false)) moving = {};
    return grid_move(view).column >= 0;
  }
  // A finger that drags the header scrolls.
  bool const mouse = io.MouseSource != ImGuiMouseSource_TouchScreen;
  if (!hovered || !mouse || !ImGui::IsMouseClicked(0) || io.MousePos.y >= view.rows_top) return false;
  int const column = view.column_at(io.MousePos.x);
  if (column > 0) moving = {view.id, column, io.MousePos.x, 0};
  return false;
}

}  // namespace

int grid_edge_at(GridView const& view, float x) {
  for (int column = view.columns() - 1; column >= 0; --column) {
    float const edge = view.left(column) + view.width(column);
    if (!view.frozen(column) && edge < view.frozen_right + kGrip) continue;
    if (std::abs(x - edge) <= kGrip) return column;
  }
  return -1;
}

GridMove grid_move(GridView const& view) {
  float const x = ImGui::GetIO().MousePos.x;
  if (moving.grid != view.id || moving.column >= view.columns()) return {};
  // Still once the button is let go: in that frame it is dropped.
  if (ImGui::GetIO().MouseDragMaxDistanceSqr[0] < kFirm * kFirm) return {};
  GridMove now{moving.column, view.columns(), view.left(moving.column) + x - moving.start_x};
  for (int column = view.columns() - 1; column >= 1; --column) {
    if (x < view.left(column) + view.width(column) / 2) now.before = column;
  }
  return now;
}

void grid_sort(GridView const& view, GridEvents& events, int column) {
  if (column < 0 || !view.options.columns[static_cast<std::size_t>(column)].sortable) return;
  events.sort_column = column;
  events.sort_add = ImGui::GetIO().KeyShift;
}

bool grid_header_pointer(GridView const& view, GridEvents& events, bool hovered) {
  if (resize(view, events, hovered) || move(view, events, hovered)) return true;
  ImVec2 const mouse = ImGui::GetIO().MousePos;
  if (hovered && mouse.y < view.rows_top && ImGui::IsMouseClicked(1) && view.column_at(mouse.x) >= 0) {
    events.header_context = view.column_at(mouse.x);
    note_context(true);
    return true;
  }
  return false;
}

void grid_header_keys(GridView const& view, GridCursor& cursor, GridEvents& events) {
  ImGuiIO const& io = ImGui::GetIO();
  int const step = grid_key(view, ImGuiKey_RightArrow) ? 1 : grid_key(view, ImGuiKey_LeftArrow) ? -1 : 0;
  if (step != 0 && io.KeyAlt) {
    set_width(events, cursor.column, view.width(cursor.column) + static_cast<float>(step) * space(4));
  } else if (step != 0 && (io.KeyCtrl || io.KeySuper)) {
    drop(events, cursor.column, step > 0 ? cursor.column + 2 : cursor.column - 1);
    if (events.moved_to >= view.columns()) events.moved_column = events.moved_to = -1;
    if (events.moved_to >= 0) cursor.column = events.moved_to;
  } else {
    cursor.column = std::clamp(cursor.column + step, 0, std::max(0, view.columns() - 1));
  }
  if (step != 0) cursor.reveal = true;
  if (grid_key(view, ImGuiKey_Enter, false) || grid_key(view, ImGuiKey_Space, false)) grid_sort(view, events, cursor.column);
  if (grid_key(view, ImGuiKey_DownArrow)) header_cursor(view.id) = false;
  if (ImGui::IsKeyPressed(ImGuiKey_Menu, false) || ImGui::IsKeyChordPressed(ImGuiMod_Shift | ImGuiKey_F10)) {
    events.header_context = cursor.column;
    note_context(false);
  }
}

void draw_grid_move(GridView const& view, ImDrawList* list) {
  GridMove const now = grid_move(view);
  if (now.column < 0) return;
  int const last = view.columns() - 1;
  float const at = now.before > last ? view.left(last) + view.width(last) : view.left(now.before);
  float const mark = std::clamp(at, view.area.Min.x + 1, view.area.Max.x - 2);
  list->AddRectFilled({mark - 1, view.area.Min.y}, {mark + 1, view.area.Max.y}, color(Color::accent));
  GridColumn const& about = view.options.columns[static_cast<std::size_t>(now.column)];
  ImVec2 const from{now.x, view.area.Min.y}, to{now.x + view.width(now.column), view.rows_top};
  list->AddRectFilled(from, to, color(Color::raised, 0.9f), kRadiusSmall);
  list->AddRect(from, to, color(Color::accent), kRadiusSmall);
  draw_text(list, {from.x + space(2), middle(from.y, view.header_height, Type::caption)}, about.label, Type::caption,
            color(Color::text), std::max(1.0f, to.x - from.x - space(4)));
  ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeAll);
}

void draw_grid_foot(GridView const& view, ImDrawList* list) {
  if (view.options.foot == nullptr) return;
  float const top = view.rows_bottom, bottom = view.area.Max.y;
  list->AddRectFilled({view.area.Min.x, top}, {view.area.Max.x, bottom}, color(Color::surface));
  list->AddRectFilled({view.area.Min.x, top}, {view.area.Max.x, top + 1}, color(Color::border_strong));
  int const below_rows = -2;
  a11y::Scope const scope(view.row_id(below_rows), {a11y::Role::row, (*view.options.foot)(0)},
                          {view.area.Min.x, top, view.area.GetWidth(), bottom - top});
  for (int column = 0; column < view.columns(); ++column) {
    std::string_view const text = (*view.options.foot)(column);
    ImRect const box = view.seen(column, top, bottom);
    if (text.empty() || box.GetWidth() < 2) continue;
    a11y::Says says{a11y::Role::gridcell, text};
    says.index = column + 1;
    says.count = view.columns();
    a11y::tree().leaf(view.cell_id(below_rows, column), to_box(box), says);
    Type const type = column == 0 ? Type::caption : Type::strong;
    float room = view.width(column) - space(4), x = view.left(column) + space(2);
    ImVec2 from = box.Min;
    if (view.options.columns[static_cast<std::size_t>(column)].right_aligned) {
      // Several currencies are long: they reach over neighbours that have nothing to say.
      float const wanted = std::ceil(text_width(text, type));
      for (int left = column - 1; left > 0 && room < wanted && view.frozen(left) == view.frozen(column) && (*view.options.foot)(left).empty(); --left) {
        room += view.width(left);
        x -= view.width(left);
        from.x = std::max(view.seen(left, top, bottom).Min.x, view.frozen(column) ? view.area.Min.x : view.frozen_right);
      }
      x += std::max(0.0f, std::floor(room - wanted));
    }
    list->PushClipRect(from, box.Max, true);
    draw_text(list, {x, middle(top, bottom - top, type)}, text, type,
              color(column == 0 ? Color::text_muted : Color::text), std::max(1.0f, std::ceil(room)));
    list->PopClipRect();
  }
}

}  // namespace saddlebag::ui
