#include "ui/screens/list_edit.hpp"

#include "ui/format.hpp"
#include "ui/screens/record_edit.hpp"
#include "ui/widgets/field.hpp"

namespace saddlebag::ui {
namespace {

enum class Then { stay, down, right };

/// Where the cursor goes when a cell is finished.
void finish(ListState& state, std::int64_t line, int column, Then then) {
  state.edit = {};
  state.cursor.row = line;
  state.cursor.column = column;
  if (then == Then::down && line + 1 < static_cast<std::int64_t>(state.view.lines.size())) ++state.cursor.row;
  if (then == Then::right && column + 1 < static_cast<int>(state.columns.size())) ++state.cursor.column;
  state.cursor.reveal = state.cursor.focus = true;
}

/// Writes what was typed. False where it cannot be that: the text stays and the reason is shown.
bool commit(Frame const& frame, Kind kind, ListState& state, Record const& record, Field const& field) {
  Result<OwnedValue> const value =
      parse_value(field, state.edit.text, frame.preferences, frame.today, frame.utc_offset_minutes);
  if (!value) {
    state.edit.error = value_hint(field, state.edit.text);
    return false;
  }
  send_field(frame, kind, record, state.edit.field, *value);
  return true;
}

/// Why the text cannot be taken over, above the rows below.
void draw_reason(std::string_view reason, ImVec2 min, ImVec2 max) {
  if (reason.empty()) return;
  ImDrawList* const list = ImGui::GetForegroundDrawList();
  float const width = text_width(reason, Type::caption) + space(4), height = font_size(Type::caption) + space(3);
  ImVec2 const at{min.x, max.y + space(1)};
  list->AddRectFilled(at, {at.x + width, at.y + height}, color(Color::bad_soft), kRadiusSmall);
  list->AddRect(at, {at.x + width, at.y + height}, color(Color::bad, 0.35f), kRadiusSmall);
  draw_text(list, {at.x + space(2), at.y + space(1.5f)}, reason, Type::caption, color(Color::bad));
}

void edit_text(Frame const& frame, Kind kind, ListState& state, Record const& record, Field const& field,
               std::int64_t line, int column, float width) {
  std::string_view const name = tr(Tr::list_edit_cell, field_label(field));
  TextFieldOptions options;
  options.width = width;
  options.label = false;
  options.bare = true;
  options.hint = state.edit.error;  // told to assistive technology; a cell has no room for a line below
  options.focus = state.edit.fresh;
  options.caret_at_end = state.edit.typed;
  TextFieldResult const result = text_field(name, state.edit.text, options);
  bool const fresh = state.edit.fresh;
  state.edit.fresh = false;
  if (result.changed) state.edit.error.clear();
  if (result.cancelled) return finish(state, line, column, Then::stay);
  bool const tab = ImGui::IsKeyPressed(ImGuiKey_Tab, false);
  bool const enter = ImGui::IsKeyPressed(ImGuiKey_Enter, false) || ImGui::IsKeyPressed(ImGuiKey_KeypadEnter, false);
  if (result.committed || tab || enter) {
    if (commit(frame, kind, state, record, field))
      finish(state, line, column, tab ? Then::right : enter ? Then::down : Then::stay);
    else
      state.edit.fresh = true;  // keeps the keyboard until it can be read
  } else if (!result.active && !fresh) {
    finish(state, line, column, Then::stay);
  }
}

void edit_by_picking(Frame const& frame, Kind kind, ListState& state, Record const& record, Field const& field,
                     std::int64_t line, int column, ImVec2 min, ImVec2 max) {
  OwnedValue value = frame.store.value(record, field);
  bool const changed = value_field(frame, field, value,
                                   {.width = max.x - min.x, .label = false, .focus = state.edit.fresh, .bare = true});
  bool const fresh = state.edit.fresh;
  state.edit.fresh = false;
  if (changed) {
    send_field(frame, kind, record, state.edit.field, value);
    return finish(state, line, column, Then::down);
  }
  bool const popup = ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel);
  bool const elsewhere = ImGui::IsMouseClicked(0) && !ImGui::IsMouseHoveringRect(min, max);
  if (!fresh && !popup && (ImGui::IsKeyPressed(ImGuiKey_Escape, false) || elsewhere))
    finish(state, line, column, Then::stay);
}

}  // namespace

void begin_cell_edit(Frame const& frame, Kind kind, ListState& state, std::int64_t line, int column,
                     std::string_view typed) {
  Record const* const record = record_of(frame.store, kind, state.view, line);
  if (record == nullptr || column < 0 || column >= static_cast<int>(state.columns.size())) return;
  ListColumn const& at = state.columns[static_cast<std::size_t>(column)];
  if (!is_editable(*at.field)) return;
  Value const value = frame.store.value(*record, *at.field);
  if (at.field->type == FieldType::boolean) {
    send_field(frame, kind, *record, at.index, Value::boolean(!value.as_boolean()));
    return;
  }
  state.edit = {
      record->id, at.index, typed.empty() ? editable(*at.field, value, frame.utc_offset_minutes) : std::string(typed),
      {},         true,     !typed.empty()};
  state.cursor.row = line;
  state.cursor.column = column;
}

void draw_cell_editor(Frame const& frame, Kind kind, ListState& state, Record const& record, std::int64_t line,
                      int column, ImVec2 min, ImVec2 max) {
  Field const& field = *state.columns[static_cast<std::size_t>(column)].field;
  ImDrawList* const list = ImGui::GetWindowDrawList();
  list->AddRectFilled(min, max, color(Color::surface));
  ImVec2 const before = ImGui::GetCursorScreenPos();
  ImGui::SetCursorScreenPos({min.x + space(1), min.y + (max.y - min.y - control_height()) / 2});
  ImGui::PushID("cell editor");
  if (field.type == FieldType::choice || field.type == FieldType::reference)
    edit_by_picking(frame, kind, state, record, field, line, column, min, max);
  else
    edit_text(frame, kind, state, record, field, line, column, max.x - min.x - space(2));
  ImGui::PopID();
  draw_reason(state.edit.error, min, max);
  list->AddRect(min, max, color(state.edit.error.empty() ? Color::accent : Color::bad), kRadiusSmall, 0, 1.5f);
  ImGui::SetCursorScreenPos(before);
}

}  // namespace saddlebag::ui
