#include "ui/screens/agenda.hpp"

#include <array>

#include "base/sort.hpp"
#include "base/utf8.hpp"
#include "domain/sales.hpp"
#include "ui/format.hpp"
#include "ui/screens/record_edit.hpp"
#include "ui/widgets/field.hpp"
#include "ui/widgets/swipe.hpp"

namespace saddlebag::ui {
namespace {

constexpr std::int64_t kDayMs = 86'400'000;
constexpr int kPlannedHour = 9;  ///< of the day that a task is planned for when only the day was said

struct Composer {
  std::string subject;
  int type = 1;
  bool planned = false;
  Uuid customer;
  Date due;
};
Composer composer;

void draw_line_text(Frame const& frame, Activity const& activity, Item const& it) {
  ImDrawList* const list = ImGui::GetWindowDrawList();
  if (it.hovered) list->AddRectFilled(it.min, it.max, color(Color::hover), kRadiusSmall);
  float const y = (it.min.y + it.max.y) / 2 - font_size(Type::body) / 2;
  float const right = it.max.x - space(2);
  Date const due = activity.due.empty() ? Date{} : date_at(activity.due, frame.utc_offset_minutes);
  bool const late = !activity.done && !due.empty() && due < frame.today;
  std::string_view const when = format_date_relative(due, frame.today);
  float const when_width = text_width(when, Type::caption);
  draw_text(list, {right - when_width, y + 1}, when, Type::caption, color(late ? Color::bad : Color::text_muted));
  draw_icon(list, {it.min.x + space(2), (it.min.y + it.max.y) / 2 - space(2)}, icon_of(activity.type), space(4), color(Color::text_muted));
  float const room = right - when_width - it.min.x - space(12);
  float const used = draw_text(list, {it.min.x + space(8), y}, activity.subject, Type::body, color(activity.done ? Color::text_faint : Color::text), room);
  std::string_view const with = record_title(frame.store, Kind::customer, activity.customer.uuid);
  if (!with.empty() && used < room - space(12)) {
    draw_text(list, {it.min.x + space(10) + used, y}, with, Type::body, color(Color::text_faint), room - used - space(2));
  }
}

void add(Frame const& frame, Id<Customer> customer) {
  ActivityDraft draft;
  draft.type = static_cast<ActivityType>(composer.type);
  draft.subject = composer.subject;
  draft.customer = customer.empty() ? Id<Customer>{composer.customer} : customer;
  draft.owner = {frame.store.identity().author};
  Id<Activity> const id{frame.store.new_id()};
  if (composer.planned) {
    Date const day = composer.due.empty() ? frame.today : composer.due;
    draft.due = {day.days * kDayMs + kPlannedHour * 3'600'000 - frame.utc_offset_minutes * 60'000};
    frame.commands.send(Apply{plan_activity(frame.store, id, draft), tr(Tr::agenda_planned)});
  } else {
    frame.commands.send(Apply{log_activity(frame.store, id, draft, frame.now), tr(Tr::agenda_logged)});
  }
  composer.subject.clear();
}

}  // namespace

Icon icon_of(ActivityType type) {
  constexpr std::array kIcons = {Icon::task, Icon::visit, Icon::phone, Icon::meeting, Icon::mail};
  return kIcons[static_cast<std::size_t>(type)];
}

Route route_of(Activity const& activity) {
  if (!activity.customer.empty()) return {Screen::customers, activity.customer.uuid};
  if (!activity.opportunity.empty()) return {Screen::opportunities, activity.opportunity.uuid};
  return {Screen::activities, activity.id};
}

std::vector<Row> const& open_activities(Store const& store) {
  static std::vector<Row> rows;
  static std::uint64_t version = ~0ull;
  if (version == store.version(Kind::activity)) return rows;
  version = store.version(Kind::activity);
  rows.clear();
  Table const& table = store.table(Kind::activity);
  auto const at = [&](Row row) -> Activity const& { return static_cast<Activity const&>(*table.at(row)); };
  for (Row row = 0; row < table.end(); ++row) {
    if (table.at(row) && !at(row).done) rows.push_back(row);
  }
  sort_items(rows, [&](Row a, Row b) { return at(a).due != at(b).due ? at(a).due < at(b).due : a < b; });
  return rows;
}

void draw_activity_line(Frame const& frame, Activity const& activity, float width) {
  ImGui::PushID(static_cast<int>(activity.id.lo));
  bool done = activity.done;
  std::string_view const customer = record_title(frame.store, Kind::customer, activity.customer.uuid);
  a11y::Scope const scope(ImGui::GetID("line"), {a11y::Role::listitem, activity.subject, customer});
  ImVec2 const at = ImGui::GetCursorPos();
  ImGui::SetCursorPosY(at.y + (row_height() - control_height()) / 2);
  ImGui::PushID("done");
  if (checkbox(keepf("%s: %s", tr(Tr::field_done), keep_cstr(activity.subject)), done, false)) {
    frame.commands.send(Apply{complete_activity(frame.store, {activity.id}, done, frame.now), tr(done ? Tr::agenda_done : Tr::agenda_reopened)});
  }
  ImGui::PopID();
  float const box = space(7);
  ImGui::SetCursorPos({at.x + box, at.y});
  Item it = item("open", {width - box, row_height()}, {a11y::Role::link, activity.subject, customer});
  Swipe const pushed = swipe(it, {Icon::trash, tr(Tr::ui_delete), Tone::bad}, {Icon::check, tr(Tr::field_done), Tone::good});
  if (it.visible) {
    Item shown = it;
    shown.min.x += pushed.offset;
    shown.max.x += pushed.offset;
    ImGui::PushClipRect(it.min, it.max, true);
    draw_line_text(frame, activity, shown);
    ImGui::PopClipRect();
    draw_focus(it);
  }
  if (pushed.done == Swiped::left) send_erase(frame, Kind::activity, activity.id);
  if (pushed.done == Swiped::right) {
    frame.commands.send(Apply{complete_activity(frame.store, {activity.id}, !activity.done, frame.now), tr(activity.done ? Tr::agenda_reopened : Tr::agenda_done)});
  }
  if (it.pressed) frame.commands.send(Go{route_of(activity)});
  ImGui::PopID();
}

void draw_activity_composer(Frame const& frame, Id<Customer> customer, float width) {
  a11y::Scope const scope(ImGui::GetID("composer"), {a11y::Role::form, tr(Tr::agenda_add)});
  static std::array<std::string_view, 5> types;
  std::span<Choice const> const choices = choices_of<ActivityType>();
  for (std::size_t i = 0; i < types.size(); ++i) types[i] = tr(choices[i].label);
  bool const narrow = width < space(150);
  float const rest = narrow ? width : width - space(64) - (customer.empty() ? space(46) : 0) - (composer.planned ? space(40) : 0);
  int planned = composer.planned ? 1 : 0;
  if (segmented(tr(Tr::agenda_when), planned, {tr(Tr::agenda_did), tr(Tr::agenda_will)})) composer.planned = planned == 1;
  gap(2);
  select(tr(Tr::field_activity_type), composer.type, types, space(28), false);
  narrow ? gap(2) : same_row();
  bool const enter = text_field(tr(Tr::field_subject), composer.subject, {.hint = tr(Tr::agenda_hint), .width = rest, .label = false}).committed &&
                     ImGui::IsKeyPressed(ImGuiKey_Enter, false);
  if (customer.empty()) {
    narrow ? gap(2) : same_row();
    reference_field(frame, tr(Tr::field_customer), Kind::customer, composer.customer, false, narrow ? width : space(44), false);
  }
  if (composer.planned) {
    narrow ? gap(2) : same_row();
    date_field(frame, tr(Tr::field_due), composer.due, space(38), false);
  }
  narrow ? gap(2) : same_row();
  bool const ready = !trim(composer.subject).empty();
  bool const pressed = button(tr(Tr::agenda_add), {.style = ButtonStyle::primary, .enabled = ready, .width = space(28)});
  if (ready && (pressed || enter)) add(frame, customer);
}

}  // namespace saddlebag::ui
