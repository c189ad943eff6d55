#include <algorithm>

#include "domain/sales.hpp"
#include "ui/format.hpp"
#include "ui/screens/agenda.hpp"
#include "ui/screens/list_phone.hpp"
#include "ui/screens/today_parts.hpp"
#include "ui/widgets/overlay.hpp"

namespace saddlebag::ui {
namespace {

constexpr std::size_t kMostLines = 10;  ///< of one day
constexpr std::size_t kMostLate = 4;     ///< so that today is in sight
constexpr int kMonday = 1;

/// How to reach whom an activity is about: the contact, else the customer.
struct Reach {
  std::string_view name, phone, email;
};
Reach reach_of(Store const& store, Activity const& activity) {
  Reach reach;
  if (Contact const* const contact = store.find(activity.contact)) {
    reach = {contact->name, contact->mobile.empty() ? contact->phone.view() : contact->mobile.view(), contact->email};
  }
  if (Customer const* const customer = store.find(activity.customer)) {
    if (reach.name.empty()) reach.name = customer->name;
    if (reach.phone.empty()) reach.phone = customer->phone;
    if (reach.email.empty()) reach.email = customer->email;
  }
  return reach;
}

void call(Frame const& frame, std::string_view phone) {
  frame.commands.send(OpenLink{phone_link(phone)});
}

void postpone(Frame const& frame, Activity const& activity, int days) {
  Date const to{frame.today.days + days};
  frame.commands.send(Apply{postpone_activity(frame.store, {activity.id}, to, frame.utc_offset_minutes),
                            std::string(tr(Tr::today_postponed, format_date_relative(to, frame.today)))});
}

void draw_postpone_menu(Frame const& frame, Activity const& activity, std::string_view name) {
  if (!begin_menu("postpone", name)) return;
  int const to_monday = kMonday + 7 - weekday(frame.today);
  if (menu_item(tr(Tr::today_to_tomorrow), Icon::clock)) postpone(frame, activity, 1);
  if (to_monday > 1 && menu_item(tr(Tr::today_to_monday), Icon::calendar)) postpone(frame, activity, to_monday);
  if (menu_item(tr(Tr::today_to_week), Icon::calendar)) postpone(frame, activity, 7);
  end_menu();
}

/// Call or mail, as the activity wants it and the number is known; and what opens the menu of putting off.
void draw_actions(Frame const& frame, Activity const& activity, Reach const& reach) {
  bool const mail = activity.type == ActivityType::mail;
  if (mail && !reach.email.empty()) {
    if (icon_button(Icon::mail, tr(Tr::today_mail, reach.name))) frame.commands.send(OpenLink{"mailto:" + std::string(reach.email)});
    same_row(0);
  } else if (!mail && !reach.phone.empty()) {
    if (icon_button(Icon::phone, tr(Tr::today_call, reach.name))) call(frame, reach.phone);
    same_row(0);
  }
  if (icon_button(Icon::clock, tr(Tr::today_postpone, activity.subject))) open_menu("postpone");
}

int action_count(Activity const& activity, Reach const& reach) {
  return 1 + (activity.type == ActivityType::mail ? !reach.email.empty() : !reach.phone.empty());
}

/// What, and below it with whom; when stands in front.
void draw_words(Frame const& frame, Activity const& activity, Reach const& reach, Item const& it, bool late) {
  ImDrawList* const list = ImGui::GetWindowDrawList();
  if (it.hovered) list->AddRectFilled(it.min, it.max, color(Color::hover), kRadiusSmall);
  float const above = it.min.y + space(1.25f), below = it.max.y - space(1.25f) - font_size(Type::caption) * 1.2f;
  float const when_width = space(frame.compact ? 1 : 18);  // on a phone it goes in front of whom it is about
  ImU32 const when_color = color(late ? Color::bad : Color::text_muted);
  std::string_view const when = late ? format_date_relative(date_at(activity.due, frame.utc_offset_minutes), frame.today)
                                     : format_time(activity.due, frame.utc_offset_minutes);
  if (!frame.compact) draw_text(list, {it.min.x + space(1), above + 1}, when, Type::caption, when_color, when_width - space(2));
  float const left = it.min.x + when_width;
  draw_icon(list, {left, above + 1}, icon_of(activity.type), space(4), color(Color::accent_text));
  float const text_left = left + space(6), room = it.max.x - text_left - space(1);
  draw_text(list, {text_left, above}, activity.subject, Type::strong, color(Color::text), room);
  std::string_view const with = record_title(frame.store, Kind::customer, activity.customer.uuid);
  std::string_view const line = with == reach.name || reach.name.empty() ? with : with.empty() ? reach.name
      : keepf("%.*s · %.*s", static_cast<int>(with.size()), with.data(), static_cast<int>(reach.name.size()), reach.name.data());
  float const used = frame.compact ? draw_text(list, {text_left, below}, when, Type::caption, when_color) + space(2) : 0;
  draw_text(list, {text_left + used, below}, line, Type::caption, color(Color::text_muted), room - used);
  draw_focus(it);
}

/// To tick off, to open, to act upon.
void draw_parts(Frame const& frame, Activity const& activity, float width, float height, bool late) {
  Reach const reach = reach_of(frame.store, activity);
  float const box = space(7), actions = control_height() * static_cast<float>(action_count(activity, reach));
  std::string_view const customer = record_title(frame.store, Kind::customer, activity.customer.uuid);
  a11y::Scope const scope(ImGui::GetID("line"), {a11y::Role::listitem, activity.subject, customer});
  ImVec2 const at = ImGui::GetCursorPos();
  ImGui::SetCursorPosY(at.y + (height - control_height()) / 2);
  bool done = activity.done;
  ImGui::PushID("done");
  if (checkbox(keepf("%s: %s", tr(Tr::field_done), keep_cstr(activity.subject)), done, false)) {
    frame.commands.send(Apply{complete_activity(frame.store, {activity.id}, done, frame.now), tr(Tr::agenda_done)});
  }
  ImGui::PopID();
  ImGui::SetCursorPos({at.x + box, at.y});
  Item const it = item("open", {width - box - actions - space(1), height}, {a11y::Role::link, activity.subject, customer});
  if (it.visible) draw_words(frame, activity, reach, it, late);
  if (it.pressed) frame.commands.send(Go{route_of(activity)});
  ImGui::SetCursorPos({at.x + width - actions, at.y + (height - control_height()) / 2});
  draw_actions(frame, activity, reach);
}

void draw_line(Frame const& frame, Activity const& activity, float width, bool late) {
  ImGui::PushID(static_cast<int>(activity.id.lo));
  float const height = space(12);
  ImVec2 const at = ImGui::GetCursorPos();
  draw_parts(frame, activity, width, height, late);
  draw_postpone_menu(frame, activity, tr(Tr::today_postpone, activity.subject));
  ImGui::SetCursorPos({at.x, at.y + height});
  ImGui::Dummy({width, 0});
  ImGui::PopID();
}

/// How many lines of a group are drawn.
std::size_t shown_of(std::vector<Row> const& rows, bool late) { return std::min(rows.size(), late ? kMostLate : kMostLines); }

void draw_lines(Frame const& frame, std::vector<Row> const& rows, std::string_view name, bool late, float width) {
  a11y::Scope const scope(ImGui::GetID(name.data(), name.data() + name.size()), {.role = a11y::Role::list, .name = name, .count = static_cast<int>(rows.size())});
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
  OneStop stop(name);
  for (std::size_t i = 0; i < shown_of(rows, late); ++i) {
    Record const* const record = frame.store.table(Kind::activity).at(rows[i]);
    stop.row();
    if (record) draw_line(frame, static_cast<Activity const&>(*record), width, late);
  }
  ImGui::PopStyleVar();
}

void draw_group(Frame const& frame, std::vector<Row> const& rows, std::string_view name, bool late, float width) {
  if (rows.empty()) return;
  gap(1);
  begin_row(space(6));
  text(name, Type::strong, late ? Color::bad : Color::text);
  same_row(2);
  text(format_integer(static_cast<std::int64_t>(rows.size())), Type::caption, Color::text_faint);
  gap(0.5f);
  draw_lines(frame, rows, name, late, width);
  std::size_t const more = rows.size() - shown_of(rows, late);
  if (more == 0) return;
  ImGui::PushID(name.data(), name.data() + name.size());
  if (link(tr(Tr::today_more, format_integer(static_cast<std::int64_t>(more))))) frame.commands.send(Go{{Screen::activities, {}}});
  ImGui::PopID();
}

}  // namespace

void draw_todo(Frame const& frame, Day const& day, float width) {
  begin_card("todo", {.name = tr(Tr::today_todo), .width = width});
  float const inner = width - space(8);
  bool const nothing = day.late.empty() && day.today.empty() && day.tomorrow.empty() && day.later.empty();
  if (nothing) paragraph(tr(Tr::today_nothing_due));
  draw_group(frame, day.late, tr(Tr::today_overdue), true, inner);
  draw_group(frame, day.today, tr(Tr::format_today), false, inner);
  if (!nothing && day.late.empty() && day.today.empty()) paragraph(tr(Tr::today_all_done));
  draw_group(frame, day.tomorrow, tr(Tr::format_tomorrow), false, inner);
  draw_group(frame, day.later, tr(Tr::today_section_later), false, inner);
  gap(1);
  if (link(tr(Tr::today_all_activities))) frame.commands.send(Go{{Screen::activities, {}}});
  end_card();
}

}  // namespace saddlebag::ui
