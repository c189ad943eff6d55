#include <algorithm>
#include <cmath>

#include "domain/sales.hpp"
#include "ui/format.hpp"
#include "ui/motion.hpp"
#include "ui/screens/deal_dates.hpp"
#include "ui/screens/record_line.hpp"
#include "ui/widgets/overlay.hpp"

namespace saddlebag::ui {
namespace {

constexpr double kTurnAfter = 0.7;  ///< seconds that a dragged deal rests on a button before it turns the page

/// What the calendar remembers between frames.
struct DealCalendar {
  DatedDeals deals;
  Date month;         ///< its first day; empty: the one of today
  Date picked;        ///< on a phone: the day whose deals are listed
  DayMoves moves;
  Date target;        ///< day under the dragged deal
  Date more;          ///< day whose deals are listed in a menu
  double turn_at = 0; ///< when a dragged deal turns the page
};
DealCalendar calendar_state;

Date first_of_month(Date day) { return {day.days - civil(day).day + 1}; }

/// The days of the page: whole weeks, from Monday.
struct Page {
  Date first;
  int weeks;
  Date month, after;  ///< first day of this month and of the next
};
Page page_of(Date month) {
  Page page;
  page.month = month;
  page.after = add_months(month, 1);
  page.first = {month.days - (weekday(month) - 1)};
  page.weeks = (page.after.days - page.first.days + 6) / 7;
  return page;
}

Opportunity const& deal_at(Frame const& frame, DatedDeals::Entry const& entry) {
  return static_cast<Opportunity const&>(*frame.store.table(Kind::opportunity).at(entry.row));
}

/// Where keys have moved a deal to another month, the page goes there.
void follow_keyboard(Frame const& frame) {
  Opportunity const* const deal = frame.store.find(Id<Opportunity>{calendar_state.moves.arrived});
  if (deal == nullptr) calendar_state.moves.arrived = {};
  else if (!deal->expected_close.empty()) calendar_state.month = first_of_month(deal->expected_close);
}

/// A dragged deal that rests on "next month" gets there.
void turn_by_drag(float right, float left, ImVec2 at) {
  DealCalendar& state = calendar_state;
  ImVec2 const pointer = ImGui::GetIO().MousePos;
  bool const over = state.moves.drag.moving && pointer.y >= at.y && pointer.y < at.y + control_height() && pointer.x >= at.x && pointer.x < right;
  double const now = ImGui::GetTime();
  if (!over) state.turn_at = 0;
  else if (state.turn_at == 0) state.turn_at = now + kTurnAfter;
  else if (now >= state.turn_at) {
    state.month = add_months(state.month, pointer.x < left ? -1 : 1);
    state.turn_at = now + kTurnAfter;
  }
  if (over) keep_drawing(0.1);
}

void draw_head(Frame const& frame, Page const& page) {
  DealCalendar& state = calendar_state;
  begin_row();
  ImVec2 const at = ImGui::GetCursorScreenPos();
  float const side = control_height();
  std::optional<int> const step = draw_period(year_month(page.month), Tr::ui_previous_month, Tr::ui_next_month);
  turn_by_drag(at.x + side * 2 + space(1), at.x + side, at);
  if (step) {
    state.month = *step == 0 ? first_of_month(frame.today) : add_months(state.month, *step);
    state.picked = *step == 0 ? frame.today : Date{};
  }
  if (frame.compact) return;
  draw_deals_note(frame, state.deals, page.month, {page.after.days - 1}, false);
}

void draw_weekdays(ImVec2 at, float side, bool centred) {
  std::string_view names = tr(Tr::ui_weekdays);
  for (int i = 0; i < 7; ++i) {
    std::string_view const name = names.substr(0, names.find(' '));
    names.remove_prefix(std::min(names.size(), name.size() + 1));
    draw_text(ImGui::GetWindowDrawList(), {at.x + side * static_cast<float>(i) + (centred ? (side - text_width(name, Type::caption)) / 2 : space(2)), at.y}, name, Type::caption, color(Color::text_faint));
  }
}

/// The number of a day; today's on a disc.
void paint_number(ImDrawList* list, ImVec2 at, Date day, Date today, bool in_month) {
  std::string_view const number = keepf("%d", civil(day).day);
  float const width = text_width(number, Type::caption);
  float const radius = space(2.75f);
  if (day == today) list->AddCircleFilled({at.x + radius, at.y + radius}, radius, color(Color::accent));
  draw_text(list, {at.x + radius - width / 2, at.y + radius - font_size(Type::caption) / 2}, number, Type::caption,
            color(day == today ? Color::text_on_accent : in_month ? Color::text : Color::text_faint));
}

void draw_more_menu(Frame const& frame) {
  if (!begin_menu("more of it", format_date(calendar_state.more))) return;
  for (DatedDeals::Entry const& each : calendar_state.deals.between(calendar_state.more, calendar_state.more)) {
    Opportunity const& deal = deal_at(frame, each);
    ImGui::PushID(static_cast<int>(deal.id.lo));
    if (menu_item(deal.name, Icon::money, format_money(deal.amount, true))) frame.commands.send(Go{{Screen::opportunities, deal.id}});
    ImGui::PopID();
  }
  end_menu();
}

/// Whether the deal that keys have moved is among those; then it stands where it can be seen.
std::size_t arrived_among(Frame const& frame, std::span<DatedDeals::Entry const> entries) {
  std::size_t i = 0;
  while (i < entries.size() && deal_at(frame, entries[i]).id != calendar_state.moves.arrived) ++i;
  return i;
}

void draw_chips(Frame const& frame, std::span<DatedDeals::Entry const> entries, Date day, ImVec2 min, ImVec2 max, OneStop& stop) {
  DealCalendar& state = calendar_state;
  float const height = appearance().touch ? space(8) : space(5.5f), step = height + space(0.5f);
  auto const room = static_cast<std::size_t>(std::max(0.0f, (max.y - min.y) / step));
  std::size_t const shown = entries.size() <= room ? entries.size() : room == 0 ? 0 : room - 1;
  std::size_t const arrived = state.moves.arrived.empty() ? entries.size() : arrived_among(frame, entries);
  for (std::size_t i = 0; i < shown; ++i) {
    std::size_t const which = i + 1 == shown && arrived < entries.size() && arrived > i ? arrived : i;
    float const y = min.y + step * static_cast<float>(i);
    stop.row();
    draw_deal_chip(frame, deal_at(frame, entries[which]), {min.x, y}, {max.x, y + height}, state.moves);
  }
  if (shown == entries.size()) return;
  float const y = min.y + step * static_cast<float>(shown);
  std::string_view const name = tr(Tr::board_more_deals, format_integer(static_cast<std::int64_t>(entries.size() - shown)));
  stop.row();
  Item const it = item_at("more", {min.x, y}, {max.x, y + height}, {a11y::Role::button, name});
  if (!it.visible) return;
  if (it.hovered) ImGui::GetWindowDrawList()->AddRectFilled(it.min, it.max, color(Color::hover), kRadiusSmall);
  draw_text(ImGui::GetWindowDrawList(), {it.min.x + space(2), (it.min.y + it.max.y - font_size(Type::caption)) / 2}, name, Type::caption, color(Color::text_muted),
            it.max.x - it.min.x - space(2));
  draw_focus(it);
  if (!it.pressed) return;
  state.more = day;
  open_menu("more of it");
}

bool under_pointer(ImVec2 min, ImVec2 max) {
  ImVec2 const p = ImGui::GetIO().MousePos;
  return p.x >= min.x && p.x < max.x && p.y >= min.y && p.y < max.y;
}

void draw_day(Frame const& frame, Page const& page, Date day, ImVec2 min, ImVec2 max, OneStop& stop) {
  DealCalendar& state = calendar_state;
  bool const in_month = day >= page.month && day < page.after;
  ImDrawList* const list = ImGui::GetWindowDrawList();
  std::span<DatedDeals::Entry const> const entries = state.deals.between(day, day);
  std::string_view const what = entries.empty() ? std::string_view() : describe_deals(frame.store, entries);
  ImGui::PushID(day.days);
  a11y::Says says{a11y::Role::list, format_date(day), what, day == frame.today ? a11y::kCurrent : 0u};
  says.count = static_cast<int>(entries.size());
  a11y::Scope const scope(ImGui::GetID("day"), says, {min.x, min.y, max.x - min.x, max.y - min.y});
  list->AddRectFilled(min, max, color(!in_month || weekday(day) > 5 ? Color::sunken : Color::surface));
  if (state.moves.drag.moving && under_pointer(min, max)) {
    state.target = day;
    list->AddRectFilled(min, max, color(Color::accent_soft));
    list->AddRect(min, max, color(Color::accent), 0, 0, 2);
  }
  paint_number(list, {min.x + space(1), min.y + space(1)}, day, frame.today, in_month);
  draw_chips(frame, entries, day, {min.x + space(1), min.y + space(7)}, {max.x - space(1), max.y}, stop);
  if (state.more == day) draw_more_menu(frame);
  ImGui::PopID();
}

void draw_month(Frame const& frame, Page const& page) {
  ImVec2 const at = ImGui::GetCursorScreenPos(), room = ImGui::GetContentRegionAvail();
  float const head = space(5);
  float const width = std::floor(room.x / 7), height = std::floor(std::max(space(20), (room.y - head) / static_cast<float>(page.weeks)));
  draw_weekdays(at, width, false);
  ImDrawList* const list = ImGui::GetWindowDrawList();
  OneStop stop("deals");
  for (int i = 0; i < page.weeks * 7; ++i) {
    ImVec2 const min{at.x + width * static_cast<float>(i % 7), at.y + head + height * static_cast<float>(i / 7)};
    draw_day(frame, page, {page.first.days + i}, min, {min.x + width, min.y + height}, stop);
  }
  float const right = at.x + width * 7, bottom = at.y + head + height * static_cast<float>(page.weeks);
  for (int i = 0; i <= page.weeks; ++i) list->AddLine({at.x, at.y + head + height * static_cast<float>(i)}, {right, at.y + head + height * static_cast<float>(i)}, color(Color::border));
  for (int i = 0; i <= 7; ++i) list->AddLine({at.x + width * static_cast<float>(i), at.y + head}, {at.x + width * static_cast<float>(i), bottom}, color(Color::border));
  ImGui::SetCursorScreenPos({at.x, bottom});
  ImGui::Dummy({room.x, 1});
}

/// A day of the small month: its number and a dot a deal, up to three.
void draw_small_day(Frame const& frame, Page const& page, Date day, ImVec2 min, ImVec2 max) {
  DealCalendar& state = calendar_state;
  std::span<DatedDeals::Entry const> const entries = state.deals.between(day, day);
  bool const picked = day == state.picked, target = state.moves.drag.moving && under_pointer(min, max);
  ImGui::PushID(day.days);
  a11y::Says says{a11y::Role::button, format_date(day), entries.empty() ? std::string_view() : describe_deals(frame.store, entries)};
  says.states = (picked ? a11y::kPressed : 0u) | (day == frame.today ? a11y::kCurrent : 0u);
  Item const it = item_at("day", min, max, says);
  ImGui::PopID();
  if (target) state.target = day;
  if (it.pressed) state.picked = day;
  ImDrawList* const list = ImGui::GetWindowDrawList();
  if (picked || target) list->AddRectFilled({min.x + 2, min.y + 1}, {max.x - 2, max.y - 1}, color(Color::selected), kRadius);
  if (target) list->AddRect({min.x + 2, min.y + 1}, {max.x - 2, max.y - 1}, color(Color::accent), kRadius, 0, 2);
  float const middle = (min.x + max.x) / 2;
  paint_number(list, {middle - space(2.75f), min.y + space(1.5f)}, day, frame.today, day >= page.month && day < page.after);
  auto const dots = static_cast<int>(std::min<std::size_t>(entries.size(), 3));
  for (int i = 0; i < dots; ++i) {
    bool const late = overdue(frame.store, deal_at(frame, entries[static_cast<std::size_t>(i)]), frame.today);
    float const x = middle + space(1.5f) * (static_cast<float>(i) - static_cast<float>(dots - 1) / 2);
    list->AddCircleFilled({x, max.y - space(2)}, space(0.6f), color(late ? Color::bad : Color::accent));
  }
  draw_focus(it, kRadius);
}

/// On a phone: a small month, and the deals of the day that was tapped below it.
void draw_small_month(Frame const& frame, Page const& page) {
  DealCalendar& state = calendar_state;
  if (state.picked < page.first || state.picked >= Date{page.first.days + page.weeks * 7}) {
    state.picked = frame.today >= page.month && frame.today < page.after ? frame.today : page.month;
  }
  ImVec2 const at = ImGui::GetCursorScreenPos();
  float const room = ImGui::GetContentRegionAvail().x, width = std::floor(room / 7), height = space(11), head = space(5);
  draw_weekdays(at, width, true);
  for (int i = 0; i < page.weeks * 7; ++i) {
    ImVec2 const min{at.x + width * static_cast<float>(i % 7), at.y + head + height * static_cast<float>(i / 7)};
    draw_small_day(frame, page, {page.first.days + i}, min, {min.x + width, min.y + height});
  }
  ImGui::SetCursorScreenPos({at.x, at.y + head + height * static_cast<float>(page.weeks)});
  gap(2);
  std::span<DatedDeals::Entry const> const entries = state.deals.between(state.picked, state.picked);
  std::string_view const day = format_date_relative(state.picked, frame.today);
  text(entries.empty() ? day : keepf("%s · %s", keep_cstr(day), keep_cstr(describe_deals(frame.store, entries))), Type::strong);
  gap(2);
  begin_pane("day", {0, 0});
  a11y::Scope const scope(ImGui::GetID("deals"), {.role = a11y::Role::list, .name = format_date(state.picked), .count = static_cast<int>(entries.size())});
  float const line = space(11);
  for (DatedDeals::Entry const& each : entries) {
    ImVec2 const from = ImGui::GetCursorScreenPos();
    draw_deal_chip(frame, deal_at(frame, each), from, {from.x + ImGui::GetContentRegionAvail().x, from.y + line}, state.moves);
    ImGui::SetCursorScreenPos(from);
    ImGui::Dummy({room, line});
    gap(2);
  }
  if (entries.empty()) text(tr(Tr::board_empty), Type::body, Color::text_faint);
  end_pane();
}

}  // namespace

void draw_deal_calendar(Frame const& frame, PipelineDeals const& deals) {
  DealCalendar& state = calendar_state;
  state.deals.refresh(frame, deals, frame.preferences.pipeline.closed);
  if (state.month.empty()) state.month = first_of_month(frame.today);
  if (!state.moves.arrived.empty()) follow_keyboard(frame);
  Page const page = page_of(state.month);
  state.target = {};
  draw_head(frame, page);
  gap(2);
  if (frame.compact) draw_small_month(frame, page);
  else draw_month(frame, page);
  finish_day_drag(frame, state.moves, state.target, {frame.compact ? space(60) : space(40), frame.compact ? space(11) : space(6)});
  draw_day_choice(frame);
}

}  // namespace saddlebag::ui
