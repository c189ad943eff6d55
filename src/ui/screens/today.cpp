#include <algorithm>
#include <array>

#include "base/sort.hpp"
#include "domain/sales.hpp"
#include "ui/format.hpp"
#include "ui/screens/agenda.hpp"
#include "ui/screens/conflicts.hpp"
#include "ui/screens/screens.hpp"
#include "ui/widgets/core.hpp"

namespace saddlebag::ui {
namespace {

constexpr std::size_t kMostLines = 12;
constexpr int kDaysAhead = 7;

/// What the page shows, computed once per change of the data or of the day.
struct Summary {
  std::uint64_t version = ~0ull;
  Date day;
  std::vector<Row> deals;      ///< open ones that should have closed, or stand still
  std::size_t open_deals = 0, due = 0;
  Money open_amount, weighted_amount, won_amount;  ///< of the preferred currency; won: in this quarter
};
Summary summary;

bool this_quarter(Date date, Date today) {
  if (date.empty()) return false;
  CivilDay const a = civil(date);
  CivilDay const b = civil(today);
  return a.year == b.year && (a.month - 1) / 3 == (b.month - 1) / 3;
}

void add_to(Money& sum, Money amount) {
  if (amount.currency == sum.currency) sum.minor += amount.minor;
}

void count_deal(Frame const& frame, Opportunity const& deal, Row row) {
  Outcome const outcome = outcome_of(frame.store, deal);
  if (outcome == Outcome::won && this_quarter(deal.closed, frame.today)) add_to(summary.won_amount, deal.amount);
  if (outcome != Outcome::open) return;
  ++summary.open_deals;
  add_to(summary.open_amount, deal.amount);
  add_to(summary.weighted_amount, weighted(frame.store, deal));
  if (overdue(frame.store, deal, frame.today) || stalled(frame.store, deal, frame.now)) summary.deals.push_back(row);
}

void refresh(Frame const& frame) {
  if (summary.version == frame.store.version() && summary.day == frame.today && summary.open_amount.currency == frame.preferences.currency) return;
  summary = {};
  summary.version = frame.store.version();
  summary.day = frame.today;
  for (Money* const sum : {&summary.open_amount, &summary.weighted_amount, &summary.won_amount}) sum->currency = frame.preferences.currency;
  Table const& table = frame.store.table(Kind::opportunity);
  for (Row row = 0; row < table.end(); ++row) {
    if (Record const* const record = table.at(row)) count_deal(frame, static_cast<Opportunity const&>(*record), row);
  }
  auto const deal = [&](Row row) -> Opportunity const& { return static_cast<Opportunity const&>(*table.at(row)); };
  sort_items(summary.deals, [&](Row a, Row b) { return deal(a).amount.minor > deal(b).amount.minor; });
  for (Row const row : open_activities(frame.store)) {
    auto const& activity = static_cast<Activity const&>(*frame.store.table(Kind::activity).at(row));
    if (!activity.due.empty() && date_at(activity.due, frame.utc_offset_minutes) <= frame.today) ++summary.due;
  }
}

void figure(char const* id, Tr label, std::string_view value, float width, Color role = Color::text) {
  begin_card(id, {.width = width, .padding = 4});
  text(tr(label), Type::caption, Color::text_muted);
  gap(1);
  text(value, Type::heading, role);
  end_card();
}

void draw_figures(Frame const& frame, float width) {
  int const columns = frame.compact ? 2 : 4;
  float const each = (width - space(3) * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  figure("open", Tr::today_open_deals, format_money(summary.open_amount, true), each);
  same_row(3);
  figure("weighted", Tr::today_weighted, format_money(summary.weighted_amount, true), each);
  frame.compact ? gap(3) : same_row(3);
  figure("won", Tr::today_won, format_money(summary.won_amount, true), each, Color::good);
  same_row(3);
  figure("due", Tr::today_due, format_integer(static_cast<std::int64_t>(summary.due)), each, summary.due ? Color::warning : Color::text);
}

void draw_todo(Frame const& frame, float width) {
  begin_card("todo", {.name = tr(Tr::today_todo), .width = width});
  std::size_t drawn = 0;
  Date const last{frame.today.days + kDaysAhead};
  for (Row const row : open_activities(frame.store)) {
    auto const& activity = static_cast<Activity const&>(*frame.store.table(Kind::activity).at(row));
    if (drawn == kMostLines || (!activity.due.empty() && date_at(activity.due, frame.utc_offset_minutes) > last)) break;
    draw_activity_line(frame, activity, width - space(8));
    ++drawn;
  }
  if (drawn == 0) paragraph(tr(Tr::today_nothing_due));
  if (drawn == kMostLines && link(tr(Tr::today_all_activities))) frame.commands.send(Go{{Screen::activities, {}}});
  end_card();
}

void draw_deal_line(Frame const& frame, Opportunity const& deal, float width) {
  ImGui::PushID(static_cast<int>(deal.id.lo));
  std::string_view const amount = format_money(deal.amount, true);
  Item const it = item("deal", {width, row_height()}, {a11y::Role::listitem, deal.name, amount});
  if (it.visible) {
    ImDrawList* const list = ImGui::GetWindowDrawList();
    if (it.hovered) list->AddRectFilled(it.min, it.max, color(Color::hover), kRadiusSmall);
    float const y = (it.min.y + it.max.y) / 2 - font_size(Type::body) / 2;
    float const amount_width = text_width(amount, Type::strong);
    draw_text(list, {it.max.x - amount_width - space(1), y}, amount, Type::strong, color(Color::text));
    bool const late = overdue(frame.store, deal, frame.today);
    std::string_view const mark = tr(late ? Tr::today_overdue : Tr::today_stalled);
    float const mark_width = text_width(mark, Type::caption) + space(4);
    draw_badge(list, {it.max.x - amount_width - mark_width - space(4), (it.min.y + it.max.y) / 2 - space(2.5f)}, mark, late ? Tone::bad : Tone::warning, mark_width);
    draw_text(list, {it.min.x + space(1), y}, deal.name, Type::body, color(Color::text), width - amount_width - mark_width - space(8));
    draw_focus(it);
  }
  if (it.pressed) frame.commands.send(Go{{Screen::opportunities, deal.id}});
  ImGui::PopID();
}

void draw_deals(Frame const& frame, float width) {
  begin_card("deals", {.name = tr(Tr::today_deals), .width = width});
  std::size_t drawn = 0;
  for (Row const row : summary.deals) {
    if (drawn++ == kMostLines) break;
    draw_deal_line(frame, static_cast<Opportunity const&>(*frame.store.table(Kind::opportunity).at(row)), width - space(8));
  }
  if (drawn == 0) paragraph(tr(Tr::today_no_deals));
  if (drawn > kMostLines && link(tr(Tr::today_all_deals))) frame.commands.send(Go{{Screen::pipeline, {}}});
  end_card();
}

}  // namespace

void draw_today(Frame const& frame) {
  refresh(frame);
  begin_pane("today", {0, 0}, frame.compact ? 4 : 8);
  float const width = std::min(ImGui::GetContentRegionAvail().x, space(300));
  text(format_date(frame.today), Type::caption, Color::text_muted);
  heading(tr(Tr::nav_today));
  gap(4);
  if (frame.store.count(Kind::customer) == 0 && frame.store.count(Kind::opportunity) == 0) {
    if (empty_state(Icon::bag, tr(Tr::today_welcome), tr(Tr::today_welcome_hint), tr(Tr::action_import))) frame.commands.send(Go{{Screen::import, {}}});
    end_pane();
    return;
  }
  draw_figures(frame, width);
  gap(4);
  if (count_conflicts(frame.store)) {
    draw_all_conflicts(frame, width);
    gap(4);
  }
  if (frame.compact) {
    draw_todo(frame, width);
    gap(4);
    draw_deals(frame, width);
  } else {
    float const half = (width - space(4)) / 2;
    draw_todo(frame, half);
    same_row(4);
    draw_deals(frame, half);
  }
  gap(4);
  end_pane();
}

}  // namespace saddlebag::ui
