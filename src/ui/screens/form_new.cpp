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
struct Draft {
  bool open = false, fresh = false;
  bool all = false;      ///< every field is shown, not only those that matter most
  bool checked = false;  ///< saving was tried: say what is missing
  bool stay = false;     ///< made from another record's page, which stays
  Kind kind = Kind::count_;
  std::string reference;
  Uuid target;
  std::vector<OwnedValue> values;  ///< by field
};
Draft draft;

void preset(Frame const& frame, std::string_view field, Value value) {
  FieldIndex const index = frame.store.field_named(draft.kind, field);
  if (index < draft.values.size() && draft.values[index].get().empty()) draft.values[index] = value;
}

/// What a new record has before anybody writes in it.
void fill_in(Frame const& frame) {
  draft.fresh = false;
  std::span<Field const> const fields = frame.store.fields(draft.kind);
  draft.values.assign(fields.size(), {});
  for (FieldIndex i = 0; i < fields.size(); ++i) draft.values[i] = fields[i].initial;
  if (!draft.reference.empty()) preset(frame, draft.reference, Value::reference(draft.target));
  if (std::optional<Uuid> const me = parse_uuid(frame.preferences.user);
      me && frame.store.find(Kind::user, *me) != nullptr) {
    preset(frame, "owner", Value::reference(*me));
    preset(frame, "author", Value::reference(*me));
  }
  if (draft.kind != Kind::opportunity) return;
  Id<Stage> const stage = first_stage(frame.store);
  Stage const* const found = frame.store.find(stage);
  if (found == nullptr) return;
  preset(frame, "stage", Value::reference(stage.uuid));
  preset(frame, "pipeline", Value::reference(found->pipeline.uuid));
  preset(frame, "stage_since", Value::instant(frame.now));
  preset(frame, "opened", Value::date(frame.today));
}

bool missing(Field const& field, OwnedValue const& value) { return field.has(kRequired) && value.get().empty(); }

void save(Frame const& frame) {
  std::span<Field const> const fields = frame.store.fields(draft.kind);
  draft.checked = true;
  for (FieldIndex i = 0; i < fields.size(); ++i) {
    if (is_editable(fields[i]) && missing(fields[i], draft.values[i])) return;
  }
  Uuid const id = frame.store.new_id();
  Edit edit(frame.store, Cause::edit);
  edit.create(draft.kind, id);
  for (FieldIndex i = 0; i < fields.size(); ++i) {
    if (!fields[i].has(kSystem) && !(draft.values[i].get() == fields[i].initial))
      edit.set(draft.kind, id, i, draft.values[i]);
  }
  FieldIndex const title = kind_info(draft.kind).title;
  std::string_view const called = title == kNoField ? std::string_view() : draft.values[title].get().as_text();
  std::string const notice(tr(Tr::record_created, called.substr(0, called.find('\n'))));
  edit.label(notice);
  frame.commands.send(Apply{edit.take(), notice});
  if (!draft.stay && screen_of(draft.kind) != Screen::count_) frame.commands.send(Go{{screen_of(draft.kind), id}});
  draft.open = false;
}

/// Required ones, then those that lists show, then the rest on demand.
void draw_fields(Frame const& frame) {
  std::span<Field const> const fields = frame.store.fields(draft.kind);
  bool focus = ImGui::IsWindowAppearing();
  for (int pass = 0; pass < (draft.all ? 3 : 2); ++pass) {
    for (FieldIndex i = 0; i < fields.size(); ++i) {
      Field const& field = fields[i];
      int const at = field.has(kRequired) ? 0 : field.has(kColumn) || field.name == draft.reference ? 1 : 2;
      if (!is_editable(field) || at != pass) continue;
      bool const wrong = draft.checked && missing(field, draft.values[i]);
      ImGui::PushID(i);
      value_field(frame, field, draft.values[i],
                  {.error = wrong ? std::string_view(tr(Tr::format_hint_required)) : std::string_view(),
                   .required = field.has(kRequired),
                   .focus = focus});
      ImGui::PopID();
      focus = false;
    }
  }
  if (!draft.all && button(tr(Tr::record_all_fields), {.style = ButtonStyle::ghost, .icon = Icon::chevron_down}))
    draft.all = true;
}

}  // namespace

void start_new(Kind kind) { start_new_for(kind, {}, {}); }

void start_new_for(Kind kind, std::string_view reference, Uuid target) {
  draft = {};
  draft.open = draft.fresh = true;
  draft.stay = !reference.empty();
  draft.kind = kind;
  draft.reference = reference;
  draft.target = target;
}

void draw_new_record(Frame const& frame) {
  if (draft.kind == Kind::count_) return;
  // A custom field may come or go while the form is open.
  if (draft.open && (draft.fresh || draft.values.size() != frame.store.fields(draft.kind).size())) fill_in(frame);
  if (!begin_drawer(tr(Tr::list_new, tr(kind_info(draft.kind).label)), draft.open, 480)) return;
  float const foot = control_height() + space(5);
  begin_pane("fields", {0, ImGui::GetContentRegionAvail().y - foot});
  draw_fields(frame);
  end_pane();
  gap(2);
  begin_row();
  push_right(button_width(tr(Tr::ui_cancel)) + button_width(tr(Tr::ui_save)) + space(2));
  if (button(tr(Tr::ui_cancel))) draft.open = false;
  same_row(2);
  bool const shortcut = ImGui::IsKeyChordPressed(ImGuiMod_Ctrl | ImGuiKey_Enter);
  if (button(tr(Tr::ui_save), {.style = ButtonStyle::primary}) || shortcut) save(frame);
  end_drawer();
}

}  // namespace saddlebag::ui
