#include "ui/screens/timeline_composer.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "domain/sales.hpp"
#include "ui/format.hpp"
#include "ui/screens/mentions.hpp"
#include "ui/screens/timeline.hpp"
#include "ui/widgets/mention_field.hpp"

namespace saddlebag::ui {
namespace {

/// What is being written down; the first is a note, the others are types of activity.
constexpr ActivityType kTypes[] = {ActivityType::task,    ActivityType::call, ActivityType::visit,
                                   ActivityType::meeting, ActivityType::mail, ActivityType::task};
constexpr int kNote = 0, kTask = 5;
constexpr int kUsualHour = 9;  ///< of the day that a task is planned for

struct Composer {
  Uuid record;
  int what = kNote;
  std::string text;
  Date due;
  bool focus = false;
  bool active = false;  ///< somebody writes: there is room for more than a line
};
Composer composer;

/// Notes and activities about a contact or a deal belong to its customer too.
struct About {
  Id<Customer> customer;
  Id<Contact> contact;
  Id<Opportunity> opportunity;
  Id<Lead> lead;
};
About about(Kind kind, Record const& record) {
  switch (kind) {
    case Kind::contact: return {static_cast<Contact const&>(record).customer, {record.id}, {}, {}};
    case Kind::opportunity:
      return {static_cast<Opportunity const&>(record).customer,
              static_cast<Opportunity const&>(record).contact,
              {record.id},
              {}};
    case Kind::lead: return {{}, {}, {}, {record.id}};
    default: return {{record.id}, {}, {}, {}};
  }
}

Id<User> me(Frame const& frame) {
  Id<User> const id{parse_uuid(frame.preferences.user).value_or(Uuid{})};
  return frame.store.find(id) != nullptr ? id : Id<User>{};
}

void add_note(Frame const& frame, About const& to) {
  Uuid const id = frame.store.new_id();
  Edit edit(frame.store, Cause::edit);
  edit.create(Kind::note, id)
      .set(Kind::note, id, "body", Value::text(trim(composer.text)))
      .set(Kind::note, id, "customer", Value::reference(to.customer.uuid))
      .set(Kind::note, id, "opportunity", Value::reference(to.opportunity.uuid))
      .set(Kind::note, id, "lead", Value::reference(to.lead.uuid))
      .set(Kind::note, id, "author", Value::reference(me(frame).uuid));
  edit.label(tr(Tr::record_note_added));
  frame.commands.send(Apply{edit.take(), tr(Tr::record_note_added)});
}

void add_activity(Frame const& frame, About const& to) {
  std::string_view const all = trim(composer.text);
  std::size_t const line = all.find('\n');
  ActivityDraft draft;
  draft.type = kTypes[composer.what];
  draft.subject = trim(all.substr(0, line));
  if (line != std::string_view::npos) draft.minutes = trim(all.substr(line));
  draft.customer = to.customer;
  draft.contact = to.contact;
  draft.opportunity = to.opportunity;
  draft.lead = to.lead;
  draft.owner = me(frame);
  Id<Activity> const id{frame.store.new_id()};
  if (composer.what != kTask) {
    frame.commands.send(Apply{log_activity(frame.store, id, draft, frame.now), tr(Tr::agenda_logged)});
    return;
  }
  Date const day = composer.due.empty() ? frame.today : composer.due;
  draft.due = {day.days * std::int64_t{86'400'000} + kUsualHour * 3'600'000 -
               frame.utc_offset_minutes * std::int64_t{60'000}};
  frame.commands.send(Apply{plan_activity(frame.store, id, draft), tr(Tr::agenda_planned)});
}

void draw_kinds(Kind kind) {
  auto const type = [](ActivityType t) -> std::string_view {
    return tr(choices_of<ActivityType>()[static_cast<std::size_t>(t)].label);
  };
  std::string_view const call = type(ActivityType::call), visit = type(ActivityType::visit),
                         meeting = type(ActivityType::meeting), mail = type(ActivityType::mail),
                         task = type(ActivityType::task);
  std::string_view const name = tr(Tr::record_composer_kind);
  if (kind != Kind::contact) {
    segmented(name, composer.what, {tr(Tr::kind_note), call, visit, meeting, mail, task});
    return;
  }
  int what = std::max(composer.what, 1) - 1;  // a contact has no notes of its own
  segmented(name, what, {call, visit, meeting, mail, task});
  composer.what = what + 1;
}

}  // namespace

void focus_composer() { composer.focus = true; }

void draw_composer(Frame const& frame, Kind kind, Record const& record) {
  if (composer.record != record.id)
    composer = {.record = record.id, .what = composer.what, .text = {}, .due = {}, .focus = composer.focus};
  a11y::Scope const scope(ImGui::GetID("composer"), {a11y::Role::form, tr(Tr::record_composer)});
  draw_kinds(kind);
  gap(2);
  Tr const hint = composer.what == kNote   ? Tr::record_hint_note
                  : composer.what == kTask ? Tr::record_hint_task
                                           : Tr::record_hint_activity;
  TextFieldOptions options{.hint = tr(hint), .label = false, .focus = composer.focus};
  options.lines = composer.active || !composer.text.empty() ? 4 : 1;
  composer.active = mention_field(tr(Tr::record_composer_text), composer.text, options,
                                  [&](std::string_view typed) { return colleagues_like(frame.store, typed); })
                        .active;
  composer.focus = false;
  bool const ready = !trim(composer.text).empty();
  if (!ready) return;
  gap(2);
  begin_row();
  if (composer.what == kTask) {
    date_field(frame, tr(Tr::field_due), composer.due, space(44), false);
    same_row(2);
  }
  push_right(button_width(tr(Tr::ui_save)));
  if (!button(tr(Tr::ui_save), {.style = ButtonStyle::primary})) return;
  if (composer.what == kNote)
    add_note(frame, about(kind, record));
  else
    add_activity(frame, about(kind, record));
  composer.text.clear();
  composer.due = {};
  composer.focus = !appearance().touch;  // its button is gone with the text; the keyboard goes on here
}

}  // namespace saddlebag::ui
