#include <algorithm>

#include "base/sort.hpp"
#include "domain/sales.hpp"
#include "ui/screens/agenda.hpp"
#include "ui/screens/today_parts.hpp"

namespace saddlebag::ui {
namespace {

constexpr int kDaysAhead = 7;
constexpr std::int64_t kNewsMs = 14 * 86'400'000LL;
constexpr std::size_t kMostNews = 8;

bool this_quarter(Date date, Date today) {
  if (date.empty()) return false;
  CivilDay const a = civil(date), b = civil(today);
  return a.year == b.year && (a.month - 1) / 3 == (b.month - 1) / 3;
}

void add_to(Money& sum, Money amount) {
  if (amount.currency == sum.currency) sum.minor += amount.minor;
}

/// Collects what the day consists of, in one pass over each kind.
class Collector {
 public:
  Collector(Frame const& frame, Day& day) : frame_(frame), day_(day), me_(frame.store.identity().author) {
    all_ = me_.empty() || frame.preferences.everyones_day;
    for (Money* const sum : {&day.open_amount, &day.weighted_amount, &day.won_amount}) sum->currency = frame.preferences.currency;
  }

  void activities() {
    for (Row const row : open_activities(frame_.store)) {
      auto const& activity = static_cast<Activity const&>(*frame_.store.table(Kind::activity).at(row));
      if (activity.due.empty() || !mine(activity.owner)) continue;
      int const ahead = date_at(activity.due, frame_.utc_offset_minutes).days - frame_.today.days;
      if (ahead > kDaysAhead) break;
      (ahead < 0 ? day_.late : ahead == 0 ? day_.today : ahead == 1 ? day_.tomorrow : day_.later).push_back(row);
    }
  }

  void deals() {
    Table const& table = frame_.store.table(Kind::opportunity);
    for (Row row = 0; row < table.end(); ++row) {
      if (Record const* const record = table.at(row)) deal(static_cast<Opportunity const&>(*record), row);
    }
    auto const amount = [&](Row row) { return static_cast<Opportunity const&>(*table.at(row)).amount.minor; };
    sort_items(day_.deals, [&](Row a, Row b) { return amount(a) > amount(b); });
  }

  void notes() {
    Table const& table = frame_.store.table(Kind::note);
    for (Row row = 0; row < table.end(); ++row) {
      auto const* const note = static_cast<Note const*>(table.at(row));
      if (note && others(note->author)) news(Kind::note, row, note->created);
    }
    sort_items(day_.news, [](News const& a, News const& b) { return a.when > b.when; });
    if (day_.news.size() > kMostNews) day_.news.resize(kMostNews);
  }

 private:
  [[nodiscard]] bool mine(Id<User> owner) const { return all_ || owner.empty() || owner.uuid == me_; }
  [[nodiscard]] bool others(Id<User> owner) const { return !owner.empty() && owner.uuid != me_; }

  void deal(Opportunity const& deal, Row row) {
    Outcome const outcome = outcome_of(frame_.store, deal);
    if (others(deal.owner) && !deal.stage_since.empty() && deal.stage_since.ms > deal.created.ms) news(Kind::opportunity, row, deal.stage_since);
    if (!mine(deal.owner)) return;
    if (outcome == Outcome::won && this_quarter(deal.closed, frame_.today)) add_to(day_.won_amount, deal.amount);
    if (outcome != Outcome::open) return;
    ++day_.open_deals;
    add_to(day_.open_amount, deal.amount);
    add_to(day_.weighted_amount, weighted(frame_.store, deal));
    if (overdue(frame_.store, deal, frame_.today) || stalled(frame_.store, deal, frame_.now)) day_.deals.push_back(row);
  }

  void news(Kind kind, Row row, Instant when) {
    if (when.ms <= frame_.now.ms && when.ms > frame_.now.ms - kNewsMs) day_.news.push_back({kind, row, when});
  }

  Frame const& frame_;
  Day& day_;
  Uuid me_;
  bool all_;
};

}  // namespace

Day const& day_of(Frame const& frame) {
  static Day day;
  static struct {
    std::uint64_t version = ~0ull;
    Date date;
    Uuid person;
    Currency currency;
    bool everyones = false;
  } of;
  Uuid const me = frame.store.identity().author;
  if (of.version == frame.store.version() && of.date == frame.today && of.person == me && of.currency == frame.preferences.currency &&
      of.everyones == frame.preferences.everyones_day) {
    return day;
  }
  of.version = frame.store.version();
  of.date = frame.today;
  of.person = me;
  of.currency = frame.preferences.currency;
  of.everyones = frame.preferences.everyones_day;
  day = {};
  Collector collector(frame, day);
  collector.activities();
  collector.deals();
  collector.notes();
  return day;
}

}  // namespace saddlebag::ui
