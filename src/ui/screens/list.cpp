#include <algorithm>

#include "ui/format.hpp"
#include "ui/screens/bulk_edit.hpp"
#include "ui/screens/filter_bar.hpp"
#include "ui/screens/list_cells.hpp"
#include "ui/screens/list_columns.hpp"
#include "ui/screens/list_edit.hpp"
#include "ui/screens/list_phone.hpp"
#include "ui/screens/list_range.hpp"
#include "ui/screens/list_tools.hpp"
#include "ui/screens/list_views.hpp"
#include "ui/screens/record_edit.hpp"
#include "ui/screens/record_line.hpp"
#include "ui/screens/screens.hpp"
#include "ui/widgets/overlay.hpp"

namespace saddlebag::ui {
namespace {

void select_range(Frame const& frame, Kind kind, ListState& state, std::int64_t from, std::int64_t to) {
  for (std::int64_t line = std::min(from, to); line <= std::max(from, to); ++line) {
    if (Record const* const record = record_of(frame.store, kind, state.view, line)) {
      state.selection.set(state.view.lines[static_cast<std::size_t>(line)].row, *record, true);
    }
  }
}

/// Whether every record of a group is picked.
bool group_selected(Store const& store, Kind kind, ListState const& state, ListGroup const& group) {
  if (state.selection.size() < group.rows.size()) return false;
  Table const& table = store.table(kind);
  return std::all_of(group.rows.begin(), group.rows.end(), [&](Row row) {
    Record const* const record = table.at(row);
    return record != nullptr && state.selection.holds(row, *record);
  });
}

void toggle_group_selection(Store const& store, Kind kind, ListState& state, ListGroup const& group) {
  bool const all = group_selected(store, kind, state, group);
  for (Row const row : group.rows) {
    if (Record const* const record = store.table(kind).at(row)) state.selection.set(row, *record, !all);
  }
}

void take_press(Frame const& frame, Kind kind, ListState& state, GridEvents const& events) {
  std::int64_t const line = events.pressed_row;
  Record const* const record = record_of(frame.store, kind, state.view, line);
  ListGroup const* const head = head_of(state.view, line);
  if (head != nullptr && events.press_toggles) return toggle_group_selection(frame.store, kind, state, *head);
  if (record == nullptr) return toggle_group(state, line);
  Row const row = state.view.lines[static_cast<std::size_t>(line)].row;
  if (events.press_extends && state.anchor >= 0) {
    state.selection.clear();
    return select_range(frame, kind, state, state.anchor, line);
  }
  if (events.press_toggles) state.selection.set(row, *record, !state.selection.holds(row, *record));
}

void select_all(Frame const& frame, Kind kind, ListState& state) {
  bool const all = state.selection.size() >= state.view.rows.size() && !state.view.rows.empty();
  state.selection.clear();
  if (all) return;
  for (Row const row : state.view.rows) state.selection.set(row, *frame.store.table(kind).at(row), true);
}

/// A drag of a column's edge ends when the button is let go: only then is the width kept.
void take_width(Frame const& frame, Kind kind, ListLayout const& layout, ListState& state, GridEvents const& events) {
  static struct {
    Kind kind = Kind::count_;
    std::string field;
    float width = 0;
  } drag;
  if (events.resized_column >= 0)
    drag = {kind, std::string(state.columns[static_cast<std::size_t>(events.resized_column)].field->name),
            events.new_width};
  if (drag.kind != kind) return;
  for (ListColumn& column : state.columns) {
    if (column.field->name == drag.field) column.width = drag.width;
  }
  if (ImGui::IsMouseDown(0)) return;
  ListLayout changed = layout;
  changed.widths[drag.field] = std::clamp(drag.width, 60.0f, 800.0f);
  save_layout(frame, kind, std::move(changed));
  drag.kind = Kind::count_;
}

void take_cell_events(Frame const& frame, Kind kind, ListState& state, GridEvents const& events) {
  if (events.copy) copy_cells(frame, kind, state);
  if (events.paste) {
    char const* const text = ImGui::GetClipboardText();
    paste_cells(frame, kind, state, text == nullptr ? "" : text);
  }
  if (events.clear) clear_cells(frame, kind, state);
}

void take_events(Frame const& frame, Kind kind, ListLayout const& layout, ListState& state, GridEvents const& events) {
  if (events.sort_column >= 0) {
    ListLayout changed = layout;
    toggle_sort(changed, state.columns[static_cast<std::size_t>(events.sort_column)].field->name, events.sort_add);
    save_layout(frame, kind, std::move(changed));
  }
  if (events.moved_column >= 0) {
    ListLayout changed = layout;
    move_column(changed, state.columns, events.moved_column, events.moved_to);
    save_layout(frame, kind, std::move(changed));
  }
  if (frame.complete) take_cell_events(frame, kind, state, events);
  if (events.select_all) select_all(frame, kind, state);
  if (events.pressed_row >= 0) take_press(frame, kind, state, events);
  if (events.edit_row >= 0) {
    begin_cell_edit(frame, kind, state, events.edit_row, events.edit_column, events.typed);
  } else if (events.opened_row >= 0) {
    Record const* const record = record_of(frame.store, kind, state.view, events.opened_row);
    if (record != nullptr)
      frame.commands.send(Go{{screen_of(kind), record->id}});
    else
      toggle_group(state, events.opened_row);
  }
  if (events.header_context >= 0) {
    state.context_column = events.header_context;
    open_menu("header");
  }
  if (events.context_row >= 0 && record_of(frame.store, kind, state.view, events.context_row) != nullptr) {
    state.context_line = events.context_row;
    open_menu("row");
  }
}

void draw_row_menu(Frame const& frame, Kind kind, ListState& state) {
  Record const* const record = record_of(frame.store, kind, state.view, state.context_line);
  if (record == nullptr || !begin_menu("row", record_title(frame.store, kind, record->id))) return;
  if (menu_item(tr(Tr::list_open), Icon::eye, "Enter")) frame.commands.send(Go{{screen_of(kind), record->id}});
  if (menu_item(tr(Tr::ui_edit), Icon::edit, "F2"))
    begin_cell_edit(frame, kind, state, state.context_line, state.cursor.column);
  bool const ranged = state.cursor.range_row >= 0;
  if (menu_item(tr(Tr::list_copy), Icon::copy, ranged ? "Ctrl C" : ""))
    ranged ? copy_cells(frame, kind, state) : copy_line(frame, kind, state, state.context_line);
  char const* const text = ImGui::GetClipboardText();
  if (menu_item(tr(Tr::list_paste), Icon::none, "Ctrl V")) {
    // The browser hands its clipboard over with the keys only; what was copied here is known.
    if (text == nullptr || *text == 0) frame.commands.send(Notify{tr(Tr::list_paste_press_keys)});
    else paste_cells(frame, kind, state, text);
  }
  menu_separator();
  if (menu_item(tr(Tr::ui_delete), Icon::trash, {}, true, true)) send_erase(frame, kind, record->id);
  end_menu();
}

void draw_grid(Frame const& frame, Kind kind, ListLayout const& layout, ListState& state) {
  static std::vector<GridColumn> columns;  // kept for its capacity
  columns.clear();
  for (ListColumn const& column : state.columns) {
    GridColumn shown{column.field->name, field_label(*column.field), column.width, is_right_aligned(*column.field)};
    shown.sortable = column.field->type != FieldType::long_text;
    for (std::size_t i = 0; i < layout.sort.size(); ++i) {
      if (layout.sort[i].first != column.field->name) continue;
      shown.sort = static_cast<int>(i) + 1;
      shown.descending = layout.sort[i].second;
    }
    columns.push_back(shown);
  }
  auto const selected = [&](std::int64_t line) {
    if (ListGroup const* const head = head_of(state.view, line)) return group_selected(frame.store, kind, state, *head);
    Record const* const record = record_of(frame.store, kind, state.view, line);
    return record != nullptr && state.selection.holds(state.view.lines[static_cast<std::size_t>(line)].row, *record);
  };
  auto const text = [&](std::int64_t line, int column) { return cell_text(frame, kind, state, line, column); };
  auto const draw = [&](std::int64_t line, int column, ImVec2 min, ImVec2 max) {
    return draw_cell(frame, kind, state, line, column, min, max);
  };
  GridOptions options;
  options.name = tr(kind_info(kind).label_plural);
  options.columns = columns;
  options.rows = static_cast<std::int64_t>(state.view.lines.size());
  options.frozen_columns = layout.frozen;
  GridFoot const foot = [&](int column) { return foot_text(frame, kind, state, column); };
  if (!state.view.sums.empty()) options.foot = &foot;
  GridEvents const events = grid(options, state.cursor, selected, text, draw);
  take_width(frame, kind, layout, state, events);
  take_events(frame, kind, layout, state, events);
  if (!ImGui::GetIO().KeyShift) state.anchor = state.cursor.row;
  if (frame.complete) draw_row_menu(frame, kind, state);
  if (frame.complete) draw_header_menu(frame, kind, layout, state);
}

void draw_nothing(Frame const& frame, Kind kind, ListState& state) {
  std::string_view const plural = tr(kind_info(kind).label_plural);
  if (frame.store.count(kind) > 0) {
    if (!empty_state(Icon::search, tr(Tr::list_nothing_found, plural), tr(Tr::list_nothing_found_hint),
                     tr(Tr::list_clear_filters)))
      return;
    state.search.clear();
    state.filters.clear();
    ++state.revision;
    return;
  }
  if (empty_state(icon_for(kind), tr(Tr::list_empty_title, plural), tr(Tr::list_empty_hint), tr(Tr::list_import))) {
    frame.commands.send(Go{{Screen::import, {}}});
  }
}

}  // namespace

void draw_list(Frame const& frame, Kind kind) {
  ListState& state = list_state(kind);
  follow_view(frame, kind, state);
  ListLayout const& layout = layout_of(frame, kind);
  columns_of(frame, kind, layout, state.columns);
  refresh_view(frame, kind, layout, state);
  // Within another screen (the activities' table) there is a margin and a heading already.
  bool const alone = screen_of(kind) == frame.route.screen && kind != Kind::activity;
  begin_pane("list", {0, 0}, alone ? (frame.compact ? 4.0f : 6.0f) : 0.0f, false);
  ImGui::PushID(static_cast<int>(kind));
  if (alone) draw_list_title(frame, kind, state);
  gap(2);
  draw_view_bar(frame, kind, state);
  gap(2);
  if (state.selection.size() > 0)
    draw_bulk_bar(frame, kind, state);
  else
    draw_list_tools(frame, kind, layout, state);
  gap(3);
  if (!state.filters.empty()) {
    draw_filter_chips(frame, kind, state);
    gap(3);
  }
  // What was typed just now is answered in this very frame.
  refresh_view(frame, kind, layout, state);
  if (state.view.rows.empty())
    draw_nothing(frame, kind, state);
  else if (frame.compact)
    draw_phone_list(frame, kind, state);
  else
    draw_grid(frame, kind, layout, state);
  draw_filter_dialog(frame, kind, state);
  if (frame.complete) {
    draw_bulk_dialogs(frame, kind, state);
    draw_view_dialog(frame, kind, state);
    draw_paste_dialog(frame, kind);
  }
  ImGui::PopID();
  end_pane();
}

}  // namespace saddlebag::ui
