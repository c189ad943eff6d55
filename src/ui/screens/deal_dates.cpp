#include "ui/screens/deal_dates.hpp"

#include <algorithm>

#include "base/sort.hpp"
#include "domain/sales.hpp"
#include "ui/format.hpp"
#include "ui/motion.hpp"
#include "ui/screens/record_edit.hpp"
#include "ui/widgets/calendar.hpp"
#include "ui/widgets/overlay.hpp"

namespace saddlebag::ui {
namespace {

constexpr float kDragDistance = 6;  ///< CSS pixels from which a press is a drag

Opportunity const& deal_at(Table const& table, Row row) { return static_cast<Opportunity const&>(*table.at(row)); }

Tone tone_of(Frame const& frame, Opportunity const& deal) {
  switch (outcome_of(frame.store, deal)) {
    case Outcome::won: return Tone::good;
    case Outcome::lost: return Tone::neutral;
    default: return overdue(frame.store, deal, frame.today) ? Tone::bad : stalled(frame.store, deal, frame.now) ? Tone::warning : Tone::accent;
  }
}

/// Ctrl and an arrow: a day back or on, a week up or down.
int days_by_keys() {
  if (!ImGui::GetIO().KeyCtrl) return 0;
  if (ImGui::IsKeyPressed(ImGuiKey_RightArrow, false)) return 1;
  if (ImGui::IsKeyPressed(ImGuiKey_LeftArrow, false)) return -1;
  if (ImGui::IsKeyPressed(ImGuiKey_DownArrow, false)) return 7;
  if (ImGui::IsKeyPressed(ImGuiKey_UpArrow, false)) return -7;
  return 0;
}

/// The day that is being chosen for a deal.
struct DayChoice {
  bool open = false;
  Uuid deal;
  Date day, shown;
};
DayChoice choice;

void draw_chip_menu(Frame const& frame, Opportunity const& deal) {
  if (!begin_menu("deal", deal.name)) return;
  if (menu_item(tr(Tr::board_open), Icon::chevron_right)) frame.commands.send(Go{{Screen::opportunities, deal.id}});
  if (outcome_of(frame.store, deal) == Outcome::open && !deal.expected_close.empty()) {
    menu_separator();
    Date const day = deal.expected_close;
    if (menu_item(tr(Tr::board_later_day), Icon::calendar, "Ctrl \u2192")) reschedule(frame, deal.id, {day.days + 1});
    if (menu_item(tr(Tr::board_later_week), Icon::calendar, "Ctrl \u2193")) reschedule(frame, deal.id, {day.days + 7});
    if (menu_item(tr(Tr::board_later_month), Icon::calendar)) reschedule(frame, deal.id, add_months(day, 1));
    if (menu_item(tr(Tr::board_reschedule), Icon::edit)) choice = {true, deal.id, day, {}};
  }
  end_menu();
}

/// Of the phrase with the months' names in it, the n-th.
std::string_view word(std::string_view text, int n) {
  for (; n > 0; --n) text.remove_prefix(std::min(text.size(), text.find(' ') + 1));
  return text.substr(0, text.find(' '));
}

}  // namespace

Date day_of(Store const& store, Opportunity const& deal) {
  return outcome_of(store, deal) == Outcome::open ? deal.expected_close : deal.closed;
}

bool DatedDeals::refresh(Frame const& frame, PipelineDeals const& deals, bool closed) {
  if (stamp_ == deals.stamp && closed_ == closed && today_ == frame.today) return false;
  stamp_ = deals.stamp;
  closed_ = closed;
  today_ = frame.today;
  entries.clear();
  undated = overdue = 0;
  Table const& table = frame.store.table(Kind::opportunity);
  for (Row const row : deals.rows) {
    Opportunity const& deal = deal_at(table, row);
    bool const open = outcome_of(frame.store, deal) == Outcome::open;
    if (!open && !closed) continue;
    Date const day = open ? deal.expected_close : deal.closed;
    if (day.empty()) ++undated;
    else entries.push_back({day, row});
    if (open && !day.empty() && day < frame.today) ++overdue;
  }
  sort_items(entries, [&](Entry const& a, Entry const& b) {
    if (a.day != b.day) return a.day < b.day;
    return deal_at(table, a.row).amount.minor > deal_at(table, b.row).amount.minor;
  });
  return true;
}

std::span<DatedDeals::Entry const> DatedDeals::between(Date first, Date last) const {
  auto const from = std::lower_bound(entries.begin(), entries.end(), first, [](Entry const& each, Date day) { return each.day < day; });
  auto const to = std::lower_bound(from, entries.end(), Date{last.days + 1}, [](Entry const& each, Date day) { return each.day < day; });
  return {from, to};
}

std::string_view describe_deals(Store const& store, std::span<DatedDeals::Entry const> entries) {
  static MoneySums sums;
  sums = {};
  for (DatedDeals::Entry const& each : entries) sums.add(deal_at(store.table(Kind::opportunity), each.row).amount);
  bool const one = entries.size() == 1 && language() == Language::en;
  return tr(one ? Tr::board_day_deals_one : Tr::board_day_deals_other, format_integer(static_cast<std::int64_t>(entries.size())), money_sums(sums, true));
}

void draw_deals_note(Frame const& frame, DatedDeals const& deals, Date first, Date last, bool tell_overdue) {
  std::string_view note = describe_deals(frame.store, deals.between(first, last));
  auto const add = [&note](Tr words, std::size_t count) {
    if (count > 0) note = keepf("%s · %s", keep_cstr(note), keep_cstr(tr(words, format_integer(static_cast<std::int64_t>(count)))));
  };
  if (tell_overdue) add(Tr::board_overdue_before, deals.overdue);
  add(Tr::board_undated, deals.undated);
  float const width = text_width(note, Type::body);
  same_row(0);
  if (ImGui::GetContentRegionAvail().x < width) {
    ImGui::NewLine();
    gap(1);
  } else {
    push_right(width);
  }
  text(note, Type::body, Color::text_muted);
}

void reschedule(Frame const& frame, Uuid id, Date day) {
  Opportunity const* const deal = frame.store.find(Id<Opportunity>{id});
  if (deal == nullptr || day.empty() || deal->expected_close == day) return;
  Edit edit(frame.store, Cause::edit);
  put_field(frame, edit, Kind::opportunity, *deal, frame.store.field_named(Kind::opportunity, "expected_close"), Value::date(day));
  frame.commands.send(Apply{edit.take(), std::string(tr(Tr::board_moved, deal->name, format_date(day)))});
}

void draw_day_choice(Frame const& frame) {
  if (choice.deal.empty() || !begin_dialog(record_title(frame.store, Kind::opportunity, choice.deal), choice.open, 300)) return;
  if (calendar(tr(Tr::field_expected_close), choice.shown, choice.day, frame.today)) {
    reschedule(frame, choice.deal, choice.day);
    choice.open = false;
  }
  end_dialog();
}

void paint_deal_chip(Frame const& frame, Opportunity const& deal, ImDrawList* list, ImVec2 min, ImVec2 max, bool lifted, bool hovered) {
  Tone const tone = tone_of(frame, deal);
  if (lifted) draw_shadow(list, min, max, kRadiusSmall);
  list->AddRectFilled(min, max, color(lifted ? Color::raised : hovered ? Color::hover : Color::surface), kRadiusSmall);
  list->AddRect(min, max, color(lifted ? Color::accent : hovered ? Color::border_strong : Color::border), kRadiusSmall);
  float const pad = space(1.25f);
  list->AddRectFilled({min.x + pad, min.y + pad}, {min.x + pad + 3, max.y - pad}, tone_color(tone), 1.5f);
  float const y = (min.y + max.y - font_size(Type::caption)) / 2;
  float const left = min.x + pad + space(2), width = max.x - pad - left;
  std::string_view const amount = format_money(deal.amount, true);
  float const amount_width = text_width(amount, Type::caption);
  bool const both = width > amount_width + space(12) && !deal.amount.empty();
  bool const lost = outcome_of(frame.store, deal) == Outcome::lost;
  draw_text(list, {left, y}, deal.name, Type::caption, color(lost ? Color::text_faint : Color::text), both ? width - amount_width - space(2) : width);
  if (both) draw_text(list, {max.x - pad - amount_width, y}, amount, Type::caption, color(Color::text_muted));
}

void draw_deal_chip(Frame const& frame, Opportunity const& deal, ImVec2 min, ImVec2 max, DayMoves& moves) {
  ImGui::PushID(static_cast<int>(deal.id.lo));
  bool const open = outcome_of(frame.store, deal) == Outcome::open;
  Date const day = day_of(frame.store, deal);
  std::string_view const amount = format_money(deal.amount);
  Item const it = item_at("chip", min, max, {a11y::Role::listitem, deal.name, keepf("%s %s", keep_cstr(amount), keep_cstr(format_date(day)))});
  bool const dragged = moves.drag.moving && moves.drag.deal == deal.id;
  if (it.visible) {
    ImDrawList* const list = ImGui::GetWindowDrawList();
    if (dragged) list->AddRectFilled(it.min, it.max, color(Color::border, 0.5f), kRadiusSmall);
    else paint_deal_chip(frame, deal, list, min, max, false, it.hovered);
    draw_focus(it, kRadiusSmall);
    if (!dragged) tooltip(keepf("%s · %s", keep_cstr(deal.name.view()), keep_cstr(amount)));
  }
  if (it.held && open && moves.drag.deal.empty()) {
    ImVec2 const pointer = ImGui::GetIO().MousePos;
    moves.drag = {deal.id, {pointer.x - min.x, pointer.y - min.y}, false};
  }
  if (it.held && moves.drag.deal == deal.id && ImGui::IsMouseDragging(ImGuiMouseButton_Left, kDragDistance)) moves.drag.moving = true;
  if (it.pressed && !dragged) frame.commands.send(Go{{Screen::opportunities, deal.id}});
  if (it.context) open_menu("deal");
  if (int const days = it.focused && open ? days_by_keys() : 0; days != 0) {
    moves.arrived = deal.id;
    reschedule(frame, deal.id, {day.days + days});
  } else if (moves.arrived == deal.id) {
    take_keyboard(it);
    moves.arrived = {};
  }
  draw_chip_menu(frame, deal);
  ImGui::PopID();
}

void finish_day_drag(Frame const& frame, DayMoves& moves, Date target, ImVec2 size) {
  if (moves.drag.deal.empty()) return;
  bool const cancelled = ImGui::IsKeyPressed(ImGuiKey_Escape, false);
  Opportunity const* const deal = frame.store.find(Id<Opportunity>{moves.drag.deal});
  if (moves.drag.moving && deal && !cancelled) {
    ImVec2 const pointer = ImGui::GetIO().MousePos;
    ImVec2 const at{pointer.x - std::min(moves.drag.grip.x, size.x), pointer.y - std::min(moves.drag.grip.y, size.y)};
    ImDrawList* const list = ImGui::GetForegroundDrawList();
    paint_deal_chip(frame, *deal, list, at, {at.x + size.x, at.y + size.y}, true, true);
    if (!target.empty()) {
      std::string_view const day = format_date(target);
      float const width = text_width(day, Type::caption) + space(3);
      ImVec2 const below{at.x, at.y + size.y + space(1)};
      list->AddRectFilled(below, {below.x + width, below.y + space(5)}, color(Color::accent), kRadiusSmall);
      draw_text(list, {below.x + space(1.5f), below.y + (space(5) - font_size(Type::caption)) / 2}, day, Type::caption, color(Color::text_on_accent));
    }
  }
  if (ImGui::IsMouseDown(ImGuiMouseButton_Left) && !cancelled && deal) return;
  if (moves.drag.moving && !cancelled) reschedule(frame, moves.drag.deal, target);
  moves.drag = {};
}

std::optional<int> draw_period(std::string_view title, Tr previous, Tr next) {
  std::optional<int> step;
  if (icon_button(Icon::chevron_left, tr(previous))) step = -1;
  same_row(1);
  if (icon_button(Icon::chevron_right, tr(next))) step = 1;
  same_row(2);
  if (button(tr(Tr::ui_today))) step = 0;
  same_row(3);
  text(title, Type::title);
  return step;
}

std::string_view month_name(int month) { return word(tr(Tr::ui_months), month - 1); }

std::string_view year_month(Date day) {
  CivilDay const parts = civil(day);
  return tr(Tr::ui_year_month, keepf("%d", parts.year), month_name(parts.month));
}

}  // namespace saddlebag::ui
