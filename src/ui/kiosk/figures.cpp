#include "ui/kiosk/figures.hpp"

#include <algorithm>

#include "base/sort.hpp"
#include "domain/sales.hpp"

namespace saddlebag::ui {
namespace {

constexpr std::int64_t kDayMs = 24 * 3600'000, kHourMs = 3600'000;
constexpr int kNewsDays = 7;  ///< a deal that was closed longer ago is none

struct Known {
  Store const* store = nullptr;
  std::uint64_t version = ~0ull;
  Date day;
  std::int64_t hour = 0;
  Currency currency;
  Money target;
  bool operator==(Known const&) const = default;
} known;
KioskFigures figures;

struct Seen {
  std::uint64_t version = ~0ull;
  bool any = false;
  std::vector<Uuid> won, now, fresh;  // kept for their capacity
} seen;

Opportunity const& deal_at(Store const& store, Row row) { return static_cast<Opportunity const&>(*store.table(Kind::opportunity).at(row)); }

Id<Pipeline> first_pipeline(Store const& store) {
  Pipeline const* first = nullptr;
  store.for_each<Pipeline>([&](Pipeline const& each) {
    if (!first || each.position < first->position) first = &each;
  });
  return first ? Id<Pipeline>{first->id} : Id<Pipeline>{};
}

void find_alerts(Frame const& frame) {
  figures.alerts.clear();
  figures.overdue = figures.stalled = 0;
  figures.at_stake = {0, frame.preferences.currency};
  Table const& table = frame.store.table(Kind::opportunity);
  for (Row row = 0; row < table.end(); ++row) {
    if (!table.at(row)) continue;
    Opportunity const& deal = deal_at(frame.store, row);
    bool const late = overdue(frame.store, deal, frame.today);
    if (!late && !stalled(frame.store, deal, frame.now)) continue;
    ++(late ? figures.overdue : figures.stalled);
    if (deal.amount.currency == figures.at_stake.currency) figures.at_stake.minor += deal.amount.minor;
    std::int64_t const days = late ? frame.today.days - deal.expected_close.days : (frame.now.ms - deal.stage_since.ms) / kDayMs;
    figures.alerts.push_back({row, late, static_cast<int>(days)});
  }
  sort_items(figures.alerts, [&](KioskFigures::Alert const& a, KioskFigures::Alert const& b) {
    std::int64_t const x = deal_at(frame.store, a.deal).amount.minor, y = deal_at(frame.store, b.deal).amount.minor;
    return x != y ? x > y : a.deal < b.deal;
  });
}

/// What is open, and what was won in a period.
std::vector<Row> open_or_won(Store const& store, Period period) {
  std::vector<Row> rows;
  Table const& table = store.table(Kind::opportunity);
  for (Row row = 0; row < table.end(); ++row) {
    if (!table.at(row)) continue;
    Opportunity const& deal = deal_at(store, row);
    Outcome const outcome = outcome_of(store, deal);
    if (outcome == Outcome::open || (outcome == Outcome::won && period.has(deal.closed))) rows.push_back(row);
  }
  return rows;
}

void compute(Frame const& frame) {
  Store const& store = frame.store;
  Currency const currency = frame.preferences.currency;
  figures.pipeline = first_pipeline(store);
  figures.stages = pipeline_report(store, figures.pipeline);
  figures.quarter = quarter_of(frame.today);
  figures.won = won_in(store, figures.quarter, currency);
  Money const& wanted = frame.preferences.kiosk.target;
  figures.target_set = wanted.minor > 0 && wanted.currency == currency;
  figures.target = figures.target_set ? wanted : won_in(store, quarter_of(Date{figures.quarter.first.days - 1}), currency).amount;
  figures.path = won_by_then(store, figures.quarter, currency, kQuarterWeeks);
  std::size_t const passed = static_cast<std::size_t>(frame.today.days - figures.quarter.first.days);
  figures.path.resize(std::min(kQuarterWeeks, passed * kQuarterWeeks / static_cast<std::size_t>(figures.quarter.days()) + 1));
  figures.board = won_by_owner(store, figures.quarter, currency);
  figures.funnel = make_funnel(pipeline_report(store, open_or_won(store, figures.quarter), figures.pipeline));
  figures.months = forecast(store, frame.today, kForecastMonths, currency);
  find_alerts(frame);
}

}  // namespace

KioskFigures const& kiosk_figures(Frame const& frame) {
  Known const now{&frame.store, frame.store.version(), frame.today, frame.now.ms / kHourMs, frame.preferences.currency, frame.preferences.kiosk.target};
  if (now != known) {
    compute(frame);
    known = now;
  }
  return figures;
}

std::vector<Uuid> const& newly_won(Frame const& frame) {
  seen.fresh.clear();
  std::uint64_t const version = frame.store.version();
  if (seen.any && seen.version == version) return seen.fresh;
  won_deals(frame.store, seen.now);
  for (Uuid const id : seen.now) {
    if (!seen.any || std::binary_search(seen.won.begin(), seen.won.end(), id)) continue;
    auto const* const deal = static_cast<Opportunity const*>(frame.store.find(Kind::opportunity, id));
    bool const news = deal->closed.empty() || std::abs(frame.today.days - deal->closed.days) <= kNewsDays;
    if (news) seen.fresh.push_back(id);
  }
  std::swap(seen.won, seen.now);
  seen.version = version;
  seen.any = true;
  return seen.fresh;
}

void forget_won() { seen.any = false; }

}  // namespace saddlebag::ui
