#include "ui/widgets/grid.hpp"

#include <imgui_internal.h>

#include <vector>

#include "ui/format.hpp"
#include "ui/motion.hpp"
#include "ui/widgets/grid_view.hpp"

namespace saddlebag::ui {
namespace {

std::vector<std::string_view> texts;  // of the visible cells, row by row; only its capacity outlives a frame

struct Painter {
  GridView const& view;
  GridCursor const& cursor;
  GridSelected const& selected;
  GridDraw const& draw;
  std::int64_t hovered_row;
  ImDrawList* list;
  bool const ranged = cursor.range_row >= 0;
  GridRange const range = range_of(cursor);

  [[nodiscard]] std::string_view text_of(std::int64_t row, int column) const {
    return texts[static_cast<std::size_t>((row - view.first_row) * view.columns() + column)];
  }
  [[nodiscard]] ImU32 ground(std::int64_t row) const {
    if (selected(row)) return color(Color::selected);
    return color(row == hovered_row ? Color::hover : Color::surface);
  }

  void rows() const {
    for (std::int64_t row = view.first_row; row < view.last_row; ++row) {
      float const y = view.top(row);
      list->AddRectFilled({view.area.Min.x, y}, {view.area.Max.x, y + view.row_height}, ground(row));
      list->AddRectFilled({view.area.Min.x, y + view.row_height - 1}, {view.area.Max.x, y + view.row_height}, color(Color::border, 0.7f));
    }
  }

  /// A soft fill, and the outline of the range where it ends.
  void range_cell(std::int64_t row, int column, ImVec2 min, ImVec2 max) const {
    list->AddRectFilled(min, max, color(Color::accent, 0.1f));
    ImU32 const edge = color(Color::accent);
    if (row == range.top) list->AddRectFilled(min, {max.x, min.y + 1}, edge);
    if (row == range.bottom) list->AddRectFilled({min.x, max.y - 1}, max, edge);
    if (column == range.left) list->AddRectFilled(min, {min.x + 1, max.y}, edge);
    if (column == range.right) list->AddRectFilled({max.x - 1, min.y}, max, edge);
  }

  void cell(std::int64_t row, int column) const {
    float const x = view.left(column), y = view.top(row), width = view.width(column);
    if (x > view.area.Max.x || x + width < view.area.Min.x) return;
    if (ranged && range.holds(row, column)) range_cell(row, column, {x, y}, {x + width, y + view.row_height - 1});
    if (draw && draw(row, column, {x, y}, {x + width, y + view.row_height - 1})) return;
    std::string_view const text = text_of(row, column);
    if (text.empty()) return;
    Type const type = column == 0 ? Type::strong : Type::body;
    float const room = width - space(4);
    float at = x + space(2);
    if (view.options.columns[static_cast<std::size_t>(column)].right_aligned) at += std::max(0.0f, std::floor(room - text_width(text, type)));
    draw_text(list, {at, middle(y, view.row_height, type)}, text, type, color(Color::text), std::max(1.0f, room));
  }

  void cells(int from, int to) const {
    for (std::int64_t row = view.first_row; row < view.last_row; ++row)
      for (int column = from; column < to; ++column) cell(row, column);
  }

  /// The columns that stay are drawn over those that scroll under them.
  void frozen() const {
    if (view.window->Scroll.x > 0) {
      for (std::int64_t row = view.first_row; row < view.last_row; ++row) {
        float const y = view.top(row);
        list->AddRectFilled({view.area.Min.x, y}, {view.frozen_right, y + view.row_height - 1}, ground(row));
      }
      list->AddRectFilled({view.frozen_right - 1, view.rows_top}, {view.frozen_right, view.rows_bottom}, color(Color::border));
    }
    cells(0, view.frozen_columns);
    if (!view.options.checkboxes) return;
    float const side = space(4.5f);
    for (std::int64_t row = view.first_row; row < view.last_row; ++row) {
      bool const on = selected(row);
      if (on || row == hovered_row || (row == cursor.row && grid_focused(view.id)) || appearance().touch)
        draw_check(list, {view.area.Min.x + space(3), view.top(row) + std::floor((view.row_height - side) / 2)}, side, on ? 1.0f : 0.0f, false);
    }
  }

  /// Only then it matters which key comes first.
  [[nodiscard]] bool several_sorts() const {
    for (GridColumn const& each : view.options.columns)
      if (each.sort > 1) return true;
    return false;
  }

  void header_cell(int column) const {
    GridColumn const& about = view.options.columns[static_cast<std::size_t>(column)];
    float const x = view.left(column), y = view.area.Min.y, width = view.width(column);
    if (x > view.area.Max.x || x + width < view.area.Min.x) return;
    bool const numbered = about.sort > 0 && several_sorts();
    float const mark = about.sort > 0 ? space(numbered ? 8 : 5) : 0, room = width - space(4) - mark;
    float const text = std::min(text_width(about.label, Type::caption), room);
    float const at = about.right_aligned ? x + space(2) + mark + std::max(0.0f, std::floor(room - text)) : x + space(2);
    draw_text(list, {at, middle(y, view.header_height, Type::caption)}, about.label, Type::caption, color(about.sort > 0 ? Color::text : Color::text_muted), std::max(1.0f, std::ceil(room)));
    if (about.sort > 0) {
      float const mark_x = about.right_aligned ? at - space(numbered ? 7.5f : 4.5f) : at + text + space(1);
      draw_icon(list, {mark_x, y + std::floor((view.header_height - space(3.5f)) / 2)}, about.descending ? Icon::sort_down : Icon::sort_up, space(3.5f), color(Color::accent_text));
      if (numbered)
        draw_text(list, {mark_x + space(4), middle(y, view.header_height, Type::caption)}, keepf("%d", about.sort), Type::caption, color(Color::accent_text));
    }
    bool const pointed = ImGui::IsMouseHoveringRect({x + width - 5, y}, {x + width + 5, y + view.header_height});
    list->AddRectFilled({x + width - 1, y + space(2)}, {x + width, y + view.header_height - space(2)}, color(pointed ? Color::accent : Color::border));
  }

  void header(bool all_selected) const {
    ImRect const box(view.area.Min, {view.area.Max.x, view.rows_top});
    list->AddRectFilled(box.Min, box.Max, color(Color::surface));
    ImGui::PushClipRect({view.frozen_right, box.Min.y}, box.Max, true);
    for (int column = view.frozen_columns; column < view.columns(); ++column) header_cell(column);
    ImGui::PopClipRect();
    for (int column = 0; column < view.frozen_columns; ++column) header_cell(column);
    if (view.options.checkboxes) {
      float const side = space(4.5f);
      draw_check(list, {box.Min.x + space(3), box.Min.y + std::floor((view.header_height - side) / 2)}, side, all_selected ? 1.0f : 0.0f, false);
    }
    list->AddRectFilled({box.Min.x, box.Max.y - 1}, box.Max, color(Color::border));
  }

  /// A ring around the cell that has the keyboard.
  void keyboard_mark() const {
    if (!grid_focused(view.id) || view.columns() == 0) return;
    bool const above = header_cursor(view.id);
    int const column = std::clamp(cursor.column, 0, view.columns() - 1);
    float const x = view.left(column), y = above ? view.area.Min.y : view.top(cursor.row);
    if (!above && (cursor.row < view.first_row || cursor.row >= view.last_row)) return;
    float const height = above ? view.header_height : view.row_height;
    float const from = view.frozen(column) ? view.area.Min.x : view.frozen_right;
    ImGui::PushClipRect({from, above ? view.area.Min.y : view.rows_top}, {view.area.Max.x, view.rows_bottom}, true);
    list->AddRect({x + 1, y + 1}, {x + view.width(column) - 1, y + height - 2}, color(Color::focus), 4, 0, focus_visible() ? 2.0f : 1.0f);
    ImGui::PopClipRect();
  }

  void tell_header(bool all_selected) const {
    a11y::Scope const scope(view.row_id(-1), {a11y::Role::row, {}}, {view.area.Min.x, view.area.Min.y, view.area.GetWidth(), view.header_height});
    if (view.options.checkboxes) {
      a11y::Says says{a11y::Role::checkbox, tr(Tr::ui_select_all)};
      says.states = all_selected ? a11y::kChecked : a11y::kUnchecked;
      a11y::Scope const cell(view.header_id(kCheckColumn - 1), {a11y::Role::cell, {}});
      a11y::tree().leaf(view.header_id(kCheckColumn), {view.area.Min.x, view.area.Min.y, view.check_width, view.header_height}, says);
    }
    for (int column = 0; column < view.columns(); ++column) {
      GridColumn const& about = view.options.columns[static_cast<std::size_t>(column)];
      a11y::Says says{a11y::Role::columnheader, about.label};
      if (about.sort > 0) says.states = about.descending ? a11y::kSortDescending : a11y::kSortAscending;
      if (about.sort > 0 && several_sorts()) says.note = tr(Tr::list_sort_position, keepf("%d", about.sort));
      if (grid_focused(view.id) && header_cursor(view.id) && cursor.column == column) says.states |= a11y::kFocused;
      says.index = column + 1;
      says.count = view.columns();
      tell_box(view.header_id(column), column, view.area.Min.y, view.header_height, says);
    }
  }

  /// The part of a cell that can be seen; nothing for what is scrolled away sideways.
  void tell_box(ImGuiID id, int column, float y, float height, a11y::Says const& says) const {
    float const top = std::max(y, says.role == a11y::Role::columnheader ? view.area.Min.y : view.rows_top);
    float const bottom = std::min(y + height, view.rows_bottom);
    ImRect const box = view.seen(column, top, bottom);
    if (box.GetWidth() < 2 || box.GetHeight() < 2) return;
    a11y::tree().leaf(id, to_box(box), says);
  }

  void tell_row(std::int64_t row) const {
    float const y = view.top(row);
    bool const on = selected(row);
    a11y::Says says{a11y::Role::row, view.columns() > 0 ? text_of(row, 0) : std::string_view()};
    if (on) says.states = a11y::kSelected;
    says.index = static_cast<std::int32_t>(row + 1);
    says.count = static_cast<std::int32_t>(view.options.rows);
    float const top = std::max(y, view.rows_top), bottom = std::min(y + view.row_height, view.rows_bottom);
    if (bottom - top < 2) return;  // nor are its cells told then
    a11y::Scope const scope(view.row_id(row), says, {view.area.Min.x, top, view.area.GetWidth(), std::max(1.0f, bottom - top)});
    if (view.options.checkboxes && bottom - top > 2) {
      a11y::Says box{a11y::Role::checkbox, tr(Tr::ui_select_row, text_of(row, 0))};
      box.states = on ? a11y::kChecked : a11y::kUnchecked;
      a11y::Scope const cell(view.cell_id(row, kCheckColumn - 1), {a11y::Role::cell, {}});
      a11y::tree().leaf(view.cell_id(row, kCheckColumn), {view.area.Min.x, top, view.check_width, bottom - top}, box);
    }
    bool const has_cursor = row == cursor.row && grid_focused(view.id) && !header_cursor(view.id);
    for (int column = 0; column < view.columns(); ++column) {
      a11y::Says cell{a11y::Role::gridcell, text_of(row, column)};
      if (has_cursor && column == cursor.column) cell.states = a11y::kFocused;
      if (ranged && range.holds(row, column)) cell.states |= a11y::kSelected;
      cell.index = column + 1;
      cell.count = view.columns();
      tell_box(view.cell_id(row, column), column, y, view.row_height, cell);
    }
  }
};

void collect_texts(GridView const& view, GridCell const& cell) {
  texts.clear();
  for (std::int64_t row = view.first_row; row < view.last_row; ++row)
    for (int column = 0; column < view.columns(); ++column) texts.push_back(cell(row, column));
}

void paint(GridView const& view, GridCursor const& cursor, GridSelected const& selected, GridDraw const& draw, bool hovered) {
  ImGuiIO const& io = ImGui::GetIO();
  std::int64_t const under = hovered && !appearance().touch ? view.row_at(io.MousePos.y) : -1;
  Painter const painter{.view = view, .cursor = cursor, .selected = selected, .draw = draw, .hovered_row = under, .list = view.window->DrawList};
  bool all = view.options.rows > 0 && view.options.checkboxes;
  for (std::int64_t row = view.first_row; row < view.last_row && all; ++row) all = selected(row);
  painter.tell_header(all);
  for (std::int64_t row = view.first_row; row < view.last_row; ++row) painter.tell_row(row);
  ImGui::PushClipRect({view.area.Min.x, view.rows_top}, {view.area.Max.x, view.rows_bottom}, true);
  painter.rows();
  ImGui::PushClipRect({view.frozen_right, view.rows_top}, {view.area.Max.x, view.rows_bottom}, true);
  painter.cells(view.frozen_columns, view.columns());
  ImGui::PopClipRect();
  painter.frozen();
  ImGui::PopClipRect();
  painter.header(all);
  painter.keyboard_mark();
  draw_grid_foot(view, painter.list);
  draw_grid_move(view, painter.list);
}

void keep_in_range(GridOptions const& options, GridCursor& cursor) {
  cursor.row = std::clamp<std::int64_t>(cursor.row, 0, std::max<std::int64_t>(0, options.rows - 1));
  int const last = std::max(0, static_cast<int>(options.columns.size()) - 1);
  cursor.column = std::clamp(cursor.column, 0, last);
  if (cursor.range_row >= options.rows) cursor.range_row = -1;
  cursor.range_column = std::clamp(cursor.range_column, 0, last);
}

float total_width(GridOptions const& options) {
  float width = options.checkboxes ? space(10) : 0;
  for (GridColumn const& column : options.columns) width += std::round(column.width * appearance().text_scale);
  return width;
}

}  // namespace

GridEvents grid(GridOptions const& options, GridCursor& cursor, GridSelected const& selected, GridCell const& cell, GridDraw const& draw) {
  if (ImGui::GetCurrentWindow()->SkipItems) return {};
  keep_in_range(options, cursor);
  ImGui::PushID(options.name.data(), options.name.data() + options.name.size());
  ImGui::SetNextWindowContentSize({total_width(options), grid_content_height(options)});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  bool const shown = ImGui::BeginChild("##grid", {0, options.height}, ImGuiChildFlags_NavFlattened, ImGuiWindowFlags_HorizontalScrollbar | ImGuiWindowFlags_NoMove);
  ImGui::PopStyleVar();
  GridEvents events;
  if (shown) {
    ImGuiWindow* const window = ImGui::GetCurrentWindow();
    if (window->Appearing && (cursor.scroll_y > 0 || cursor.scroll_x > 0)) {
      ImGui::SetScrollY(cursor.scroll_y);
      ImGui::SetScrollX(cursor.scroll_x);
      keep_drawing(0.05);
    }
    ImGuiID const id = window->GetID("##keyboard");
    GridView const view(options, window, id);
    bool hovered = false, held = false, pressed = false;
    // Everything in the grid is one stop of the Tab key; editors in cells lie over it.
    if (ImGui::ItemAdd(view.area, id, nullptr, ImGuiItemFlags_AllowOverlap)) {
      pressed = ImGui::ButtonBehavior(view.area, id, &hovered, &held, ImGuiButtonFlags_NoHoveredOnFocus | ImGuiButtonFlags_AllowOverlap);
    }
    if (cursor.focus) {
      ImGui::FocusWindow(window);
      ImGui::SetFocusID(id, window);
      cursor.focus = false;
    }
    a11y::Says says{a11y::Role::grid, options.name};
    says.count = static_cast<std::int32_t>(options.rows);
    if (grid_focused(id)) says.states = a11y::kFocused;
    a11y::Scope const scope(id, says, to_box(view.area));
    events = grid_input(view, cursor, cell, hovered || held, pressed);
    if (cursor.reveal && options.rows > 0) {
      view.scroll_to(cursor.row, cursor.column);
      cursor.reveal = false;
      keep_drawing(0.05);
    }
    collect_texts(view, cell);
    paint(view, cursor, selected, draw, hovered);
    cursor.scroll_x = window->Scroll.x;
    cursor.scroll_y = window->Scroll.y;
  }
  ImGui::EndChild();
  ImGui::PopID();
  return events;
}

}  // namespace saddlebag::ui
