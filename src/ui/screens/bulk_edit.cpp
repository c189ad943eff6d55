#include "ui/screens/bulk_edit.hpp"

#include <algorithm>

#include "base/sort.hpp"
#include "ui/format.hpp"
#include "ui/screens/list_export.hpp"
#include "ui/screens/record_edit.hpp"
#include "ui/widgets/field.hpp"
#include "ui/widgets/overlay.hpp"

namespace saddlebag::ui {
namespace {

constexpr std::size_t kPreviewLines = 5;

/// What the picked records hold now, the commonest first.
struct Before {
  OwnedValue value;
  std::size_t count = 0;
};

struct Dialog {
  bool open = false;
  Kind kind = Kind::count_;
  std::vector<Row> rows;
  std::vector<FieldIndex> fields;
  int chosen = 0;
  OwnedValue value;
  std::vector<Before> before;
  std::size_t changes = 0;
  std::uint64_t version = 0;  ///< of the store when `before` was counted
};
Dialog dialog;

void count_before(Store const& store) {
  dialog.before.clear();
  dialog.changes = 0;
  dialog.version = store.version();
  Field const& field = store.fields(dialog.kind)[dialog.fields[static_cast<std::size_t>(dialog.chosen)]];
  for (Row const row : dialog.rows) {
    Record const* const record = store.table(dialog.kind).at(row);
    if (record == nullptr) continue;
    Value const value = store.value(*record, field);
    if (value == dialog.value.get()) continue;
    ++dialog.changes;
    auto const same = [&](Before const& each) { return each.value.get() == value; };
    auto found = std::find_if(dialog.before.begin(), dialog.before.end(), same);
    // Beyond a screenful of different values the rest is one number.
    if (found == dialog.before.end() && dialog.before.size() < 64) {
      dialog.before.push_back({value, 0});
      found = dialog.before.end() - 1;
    }
    if (found != dialog.before.end()) ++found->count;
  }
  sort_items(dialog.before, [](Before const& a, Before const& b) { return a.count > b.count; });
}

void choose_field(Store const& store, int chosen) {
  dialog.chosen = chosen;
  dialog.value = {};
  count_before(store);
}

void open_dialog(Frame const& frame, Kind kind, ListState& state) {
  dialog = {};
  dialog.open = true;
  dialog.kind = kind;
  dialog.rows = state.selection.rows(frame.store.table(kind));
  std::span<Field const> const fields = frame.store.fields(kind);
  for (FieldIndex i = 0; i < fields.size(); ++i) {
    if (is_editable(fields[i]) && !fields[i].has(kTitle)) dialog.fields.push_back(i);
  }
  auto const owner = std::find(dialog.fields.begin(), dialog.fields.end(), frame.store.field_named(kind, "owner"));
  choose_field(frame.store, owner == dialog.fields.end() ? 0 : static_cast<int>(owner - dialog.fields.begin()));
}

std::string_view shown_value(Frame const& frame, Field const& field, Value value) {
  std::string_view const text = format_value(frame.store, field, value, frame.utc_offset_minutes);
  return text.empty() ? std::string_view(tr(Tr::list_group_empty)) : text;
}

/// "customer" or "customers", as many as will change.
std::string_view kind_name() {
  return tr(dialog.changes == 1 ? kind_info(dialog.kind).label : kind_info(dialog.kind).label_plural);
}

void draw_preview(Frame const& frame, Field const& field) {
  begin_card("preview", {.padding = 3, .fill = Color::sunken});
  if (dialog.changes == 0) {
    text(tr(Tr::list_bulk_nothing), Type::body, Color::text_muted);
  } else {
    text(tr(Tr::list_bulk_preview, format_integer(static_cast<std::int64_t>(dialog.changes)), kind_name(),
            field_label(field)),
         Type::strong);
    gap(1);
    std::string_view const after = shown_value(frame, field, dialog.value);
    std::size_t left = dialog.changes;
    for (std::size_t i = 0; i < std::min(kPreviewLines, dialog.before.size()); ++i) {
      Before const& each = dialog.before[i];
      std::string_view const was = shown_value(frame, field, each.value);
      std::string_view const change = tr(Tr::list_bulk_change, was, after);
      text(keepf("%.*s  × %zu", static_cast<int>(change.size()), change.data(), each.count), Type::body,
           Color::text_muted);
      left -= each.count;
    }
    if (left > 0) text(keepf("… × %zu", left), Type::body, Color::text_muted);
  }
  end_card();
}

void draw_dialog(Frame const& frame, ListState& state) {
  Store const& store = frame.store;
  if (!begin_dialog(tr(Tr::list_bulk_title), dialog.open, 460)) return;
  std::vector<std::string_view> names;
  for (FieldIndex const field : dialog.fields) names.push_back(field_label(store.fields(dialog.kind)[field]));
  int chosen = dialog.chosen;
  if (select(tr(Tr::list_bulk_field), chosen, names)) choose_field(store, chosen);
  FieldIndex const index = dialog.fields[static_cast<std::size_t>(dialog.chosen)];
  Field const& field = store.fields(dialog.kind)[index];
  ImGui::PushID(index);
  bool const changed = value_field(frame, field, dialog.value);
  ImGui::PopID();
  if (changed || dialog.version != store.version()) count_before(store);
  gap(1);
  draw_preview(frame, field);
  gap(1);
  begin_row();
  push_right(button_width(tr(Tr::ui_cancel)) + button_width(tr(Tr::list_apply)) + space(2));
  if (button(tr(Tr::ui_cancel))) dialog.open = false;
  same_row(2);
  bool const possible = dialog.changes > 0 && !(field.has(kRequired) && dialog.value.get().empty());
  if (button(tr(Tr::list_apply), {.style = ButtonStyle::primary, .enabled = possible})) {
    std::string_view const notice =
        tr(Tr::list_changed, format_integer(static_cast<std::int64_t>(dialog.changes)), kind_name());
    Transaction change = bulk_set(frame, dialog.kind, dialog.rows, index, dialog.value);
    change.label = notice;
    frame.commands.send(Apply{std::move(change), std::string(notice)});
    dialog.open = false;
    state.edit = {};
  }
  end_dialog();
}

void draw_delete_dialog(Frame const& frame, Kind kind, ListState& state) {
  std::string_view const title =
      tr_count(Tr::list_asked_delete_one, Tr::list_asked_delete_other, state.selection.size());
  if (!begin_dialog(title, state.asking_delete, 400)) return;
  paragraph(tr(Tr::list_delete_note));
  gap(2);
  begin_row();
  push_right(button_width(tr(Tr::ui_cancel)) + button_width(tr(Tr::ui_delete)) + space(2));
  if (button(tr(Tr::ui_cancel))) state.asking_delete = false;
  same_row(2);
  if (button(tr(Tr::ui_delete), {.style = ButtonStyle::danger})) {
    std::vector<Uuid> ids;
    for (Row const row : state.selection.rows(frame.store.table(kind)))
      ids.push_back(frame.store.table(kind).at(row)->id);
    Edit edit(frame.store, Cause::bulk);
    edit.erase(kind, ids);
    frame.commands.send(Apply{
        edit.take(), std::string(tr(Tr::list_deleted_many, format_integer(static_cast<std::int64_t>(ids.size()))))});
    state.selection.clear();
    state.asking_delete = false;
  }
  end_dialog();
}

}  // namespace

Transaction bulk_set(Frame const& frame, Kind kind, std::vector<Row> const& rows, FieldIndex field, Value value) {
  Store const& store = frame.store;
  Edit edit(store, Cause::bulk);
  Field const& about = store.fields(kind)[field];
  for (Row const row : rows) {
    Record const* const record = store.table(kind).at(row);
    if (record != nullptr && !(store.value(*record, about) == value))
      put_field(frame, edit, kind, *record, field, value);
  }
  return edit.take();
}

void draw_bulk_bar(Frame const& frame, Kind kind, ListState& state) {
  a11y::Scope const scope(ImGui::GetID("bulk"), {a11y::Role::toolbar, tr(Tr::list_bulk_title)});
  begin_row();
  text(tr_count(Tr::list_selected_one, Tr::list_selected_other, state.selection.size()), Type::strong,
       Color::accent_text);
  same_row(4);
  if (button(tr(Tr::list_edit_field), {.icon = Icon::edit})) open_dialog(frame, kind, state);
  same_row(2);
  if (frame.compact) {
    if (icon_button(Icon::trash, tr(Tr::ui_delete))) state.asking_delete = true;
    same_row(1);
    if (icon_button(Icon::close, tr(Tr::list_clear_selection))) state.selection.clear();
    return;
  }
  if (button(tr(Tr::list_export_csv), {.icon = Icon::download})) {
    export_list(frame, kind, state.selection.rows(frame.store.table(kind)), state.columns, ExportFormat::csv);
  }
  same_row(2);
  if (button(tr(Tr::ui_delete), {.style = ButtonStyle::danger, .icon = Icon::trash})) state.asking_delete = true;
  same_row(2);
  if (button(tr(Tr::list_clear_selection), {.style = ButtonStyle::ghost})) state.selection.clear();
}

void draw_bulk_dialogs(Frame const& frame, Kind kind, ListState& state) {
  if (dialog.kind == kind && !dialog.fields.empty()) draw_dialog(frame, state);
  draw_delete_dialog(frame, kind, state);
}

}  // namespace saddlebag::ui
