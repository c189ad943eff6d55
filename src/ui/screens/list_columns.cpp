#include "ui/screens/list_columns.hpp"

#include <algorithm>

#include "ui/format.hpp"
#include "ui/screens/form.hpp"
#include "ui/screens/list_views.hpp"
#include "ui/widgets/overlay.hpp"

namespace saddlebag::ui {
namespace {

void fold_all(ListState& state, bool folded) {
  state.folded.clear();
  for (ListGroup const& group : state.view.groups) {
    if (folded) state.folded.insert(group.id);
  }
  ++state.revision;
}

/// Entries that put the list in the order of a column, alone or before all others.
void draw_sort_entries(Field const& field, ListLayout& changed) {
  if (field.type == FieldType::long_text) return;
  auto const key = std::find_if(changed.sort.begin(), changed.sort.end(),
                                [&](auto const& each) { return each.first == field.name; });
  bool const sorted = key != changed.sort.end();
  if (menu_item(tr(Tr::list_sort_up), sorted && !key->second ? Icon::check : Icon::sort_up))
    return changed.sort.assign(1, {std::string(field.name), false});
  if (menu_item(tr(Tr::list_sort_down), sorted && key->second ? Icon::check : Icon::sort_down))
    return changed.sort.assign(1, {std::string(field.name), true});
  if (sorted && menu_item(tr(Tr::list_sort_none), Icon::close)) changed.sort.erase(key);
}

}  // namespace

void draw_group_menu(Frame const& frame, Kind kind, ListLayout const& layout, ListState& state) {
  if (!begin_menu("group", tr(Tr::list_group))) return;
  std::span<Field const> const fields = frame.store.fields(kind);
  auto const choose = [&](std::string_view name) {
    ListLayout changed = layout;
    changed.group = name;
    save_layout(frame, kind, std::move(changed));
  };
  if (menu_item(tr(Tr::list_group_none), layout.group.empty() ? Icon::check : Icon::none)) choose({});
  menu_separator();
  if (!layout.group.empty()) {
    if (menu_item(tr(Tr::list_fold_all), Icon::chevron_right)) fold_all(state, true);
    if (menu_item(tr(Tr::list_unfold_all), Icon::chevron_down)) fold_all(state, false);
    menu_separator();
  }
  for (FieldIndex i = 0; i < fields.size(); ++i) {
    if (!is_groupable(fields[i])) continue;
    ImGui::PushID(i);
    if (menu_item(field_label(fields[i]), layout.group == fields[i].name ? Icon::check : Icon::none))
      choose(fields[i].name);
    ImGui::PopID();
  }
  end_menu();
}

void draw_column_menu(Frame const& frame, Kind kind, ListLayout const& layout, ListState const& state) {
  if (!begin_menu("columns", tr(Tr::list_columns))) return;
  std::span<Field const> const fields = frame.store.fields(kind);
  for (FieldIndex i = 0; i < fields.size(); ++i) {
    if (!is_listable(fields[i]) || fields[i].has(kTitle)) continue;
    bool shown = std::any_of(state.columns.begin(), state.columns.end(),
                             [&](ListColumn const& each) { return each.index == i; });
    ImGui::PushID(i);
    if (menu_check(field_label(fields[i]), shown)) {
      ListLayout changed = layout;
      toggle_column(changed, state.columns, fields[i]);
      save_layout(frame, kind, std::move(changed));
    }
    ImGui::PopID();
  }
  menu_separator();
  if (menu_item(tr(Tr::list_reset_columns), Icon::refresh)) {
    ListLayout changed = layout;
    changed.columns.clear();
    changed.widths.clear();
    changed.frozen = ListLayout{}.frozen;
    save_layout(frame, kind, std::move(changed));
  }
  if (menu_item(tr(Tr::record_add_field), Icon::plus)) start_new_field(kind);
  end_menu();
}

void draw_header_menu(Frame const& frame, Kind kind, ListLayout const& layout, ListState& state) {
  int const column = state.context_column, last = static_cast<int>(state.columns.size()) - 1;
  if (column < 0 || column > last) return;
  Field const& field = *state.columns[static_cast<std::size_t>(column)].field;
  if (!begin_menu("header", field_label(field))) return;
  ListLayout changed = layout;
  draw_sort_entries(field, changed);
  menu_separator();
  if (menu_item(tr(Tr::list_move_left), Icon::chevron_left, {}, column > 1))
    move_column(changed, state.columns, column, column - 1);
  if (menu_item(tr(Tr::list_move_right), Icon::chevron_right, {}, column > 0 && column < last))
    move_column(changed, state.columns, column, column + 1);
  if (menu_item(tr(Tr::list_freeze), Icon::lock, {}, layout.frozen != column + 1)) changed.frozen = column + 1;
  if (layout.frozen > 1 && menu_item(tr(Tr::list_unfreeze), Icon::close)) changed.frozen = 1;
  if (is_groupable(field) && menu_item(tr(Tr::list_group_by, field_label(field)), Icon::group, {}, layout.group != field.name))
    changed.group = field.name;
  menu_separator();
  if (menu_item(tr(Tr::list_hide_column), Icon::eye, {}, !field.has(kTitle))) toggle_column(changed, state.columns, field);
  end_menu();
  if (changed != layout) save_layout(frame, kind, std::move(changed));
}

}  // namespace saddlebag::ui
