#include <algorithm>

#include "domain/sales.hpp"
#include "ui/format.hpp"
#include "ui/screens/form.hpp"
#include "ui/screens/list_layout.hpp"
#include "ui/screens/screens.hpp"
#include "ui/widgets/field.hpp"
#include "ui/widgets/overlay.hpp"

namespace saddlebag::ui {
namespace {

/// The new record while it is being written.
struct RecordDraft {
  bool open = false, fresh = false;
  bool all = false;      ///< every field is shown, not only those that matter most
  bool checked = false;  ///< saving was tried: say what is missing
  bool stay = false;     ///< made from another record's page, which stays
  Kind kind = Kind::count_;
  std::string reference;
  Uuid target;
  std::vector<OwnedValue> values;  ///< by field
};
RecordDraft record_draft;

void preset(Frame const& frame, std::string_view field, Value value) {
  FieldIndex const index = frame.store.field_named(record_draft.kind, field);
  if (index < record_draft.values.size() && record_draft.values[index].get().empty()) record_draft.values[index] = value;
}

/// What a new record has before anybody writes in it.
void fill_in(Frame const& frame) {
  record_draft.fresh = false;
  std::span<Field const> const fields = frame.store.fields(record_draft.kind);
  record_draft.values.assign(fields.size(), {});
  for (FieldIndex i = 0; i < fields.size(); ++i) record_draft.values[i] = fields[i].initial;
  if (!record_draft.reference.empty()) preset(frame, record_draft.reference, Value::reference(record_draft.target));
  if (std::optional<Uuid> const me = parse_uuid(frame.preferences.user);
      me && frame.store.find(Kind::user, *me) != nullptr) {
    preset(frame, "owner", Value::reference(*me));
    preset(frame, "author", Value::reference(*me));
  }
  if (record_draft.kind != Kind::opportunity) return;
  Id<Stage> const stage = first_stage(frame.store);
  Stage const* const found = frame.store.find(stage);
  if (found == nullptr) return;
  preset(frame, "stage", Value::reference(stage.uuid));
  preset(frame, "pipeline", Value::reference(found->pipeline.uuid));
  preset(frame, "stage_since", Value::instant(frame.now));
  preset(frame, "opened", Value::date(frame.today));
}

bool missing(Field const& field, OwnedValue const& value) { return field.has(kRequired) && value.get().empty(); }

void save_record(Frame const& frame) {
  std::span<Field const> const fields = frame.store.fields(record_draft.kind);
  record_draft.checked = true;
  for (FieldIndex i = 0; i < fields.size(); ++i) {
    if (is_editable(fields[i]) && missing(fields[i], record_draft.values[i])) return;
  }
  Uuid const id = frame.store.new_id();
  Edit edit(frame.store, Cause::edit);
  edit.create(record_draft.kind, id);
  for (FieldIndex i = 0; i < fields.size(); ++i) {
    if (!fields[i].has(kSystem) && !(record_draft.values[i].get() == fields[i].initial))
      edit.set(record_draft.kind, id, i, record_draft.values[i]);
  }
  FieldIndex const title = kind_info(record_draft.kind).title;
  std::string_view const called = title == kNoField ? std::string_view() : record_draft.values[title].get().as_text();
  std::string const notice(tr(Tr::record_created, called.substr(0, called.find('\n'))));
  edit.label(notice);
  frame.commands.send(Apply{edit.take(), notice});
  if (!record_draft.stay && screen_of(record_draft.kind) != Screen::count_) frame.commands.send(Go{{screen_of(record_draft.kind), id}});
  record_draft.open = false;
}

/// Required ones, then those that lists show, then the rest on demand.
void draw_fields(Frame const& frame) {
  std::span<Field const> const fields = frame.store.fields(record_draft.kind);
  bool focus = ImGui::IsWindowAppearing();
  for (int pass = 0; pass < (record_draft.all ? 3 : 2); ++pass) {
    for (FieldIndex i = 0; i < fields.size(); ++i) {
      Field const& field = fields[i];
      int const at = field.has(kRequired) ? 0 : field.has(kColumn) || field.name == record_draft.reference ? 1 : 2;
      if (!is_editable(field) || at != pass) continue;
      bool const wrong = record_draft.checked && missing(field, record_draft.values[i]);
      ImGui::PushID(i);
      value_field(frame, field, record_draft.values[i],
                  {.error = wrong ? std::string_view(tr(Tr::format_hint_required)) : std::string_view(),
                   .required = field.has(kRequired),
                   .focus = focus});
      ImGui::PopID();
      focus = false;
    }
  }
  if (!record_draft.all && button(tr(Tr::record_all_fields), {.style = ButtonStyle::ghost, .icon = Icon::chevron_down}))
    record_draft.all = true;
}

}  // namespace

void start_new(Kind kind) { start_new_for(kind, {}, {}); }

void start_new_for(Kind kind, std::string_view reference, Uuid target) {
  record_draft = {};
  record_draft.open = record_draft.fresh = true;
  record_draft.stay = !reference.empty();
  record_draft.kind = kind;
  record_draft.reference = reference;
  record_draft.target = target;
}

void draw_new_record(Frame const& frame) {
  if (record_draft.kind == Kind::count_) return;
  // A custom field may come or go while the form is open.
  if (record_draft.open && (record_draft.fresh || record_draft.values.size() != frame.store.fields(record_draft.kind).size())) fill_in(frame);
  if (!begin_drawer(tr(Tr::list_new, tr(kind_info(record_draft.kind).label)), record_draft.open, 480)) return;
  float const foot = control_height() + space(5);
  begin_pane("fields", {0, ImGui::GetContentRegionAvail().y - foot});
  draw_fields(frame);
  end_pane();
  gap(2);
  begin_row();
  push_right(button_width(tr(Tr::ui_cancel)) + button_width(tr(Tr::ui_save)) + space(2));
  if (button(tr(Tr::ui_cancel))) record_draft.open = false;
  same_row(2);
  bool const shortcut = ImGui::IsKeyChordPressed(ImGuiMod_Ctrl | ImGuiKey_Enter);
  if (button(tr(Tr::ui_save), {.style = ButtonStyle::primary}) || shortcut) save_record(frame);
  end_drawer();
}

}  // namespace saddlebag::ui
