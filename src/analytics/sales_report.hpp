#pragma once
#include <vector>

#include "analytics/pipeline_report.hpp"
#include "model/kinds.hpp"
#include "store/store.hpp"

namespace saddlebag {

/// Days from one to another, both counted.
struct Period {
  Date first, last;
  [[nodiscard]] bool has(Date day) const { return !day.empty() && first <= day && day <= last; }
  [[nodiscard]] int days() const { return last.days - first.days + 1; }
};
/// The quarter of the year that a day lies in.
Period quarter_of(Date day);
/// The first day of the month.
Date month_of(Date day);

/// How many deals, and the sum of those in the currency asked for.
struct DealSum {
  std::size_t count = 0;
  Money amount;
};

/// Deals won in a period, by the day they were closed.
DealSum won_in(Store const& store, Period period, Currency currency);
/// The sum won until the end of each part of the period, which is cut into `parts` of equal length.
std::vector<Money> won_by_then(Store const& store, Period period, Currency currency, std::size_t parts);

struct OwnerSum {
  Id<User> owner;  ///< empty: deals that nobody owns
  DealSum won;
  MoneySums others;  ///< what was won in other currencies
};
/// Who won how much in a period, most first; owners who won nothing are left out.
std::vector<OwnerSum> won_by_owner(Store const& store, Period period, Currency currency);

struct MonthSum {
  Date month;  ///< its first day
  DealSum weighted;  ///< open deals, each weighted by its probability
};
/// Open deals by the month in which they are expected to be closed, from today's on. What is overdue counts for this
/// month; what comes later than the last, or on no day, is left out.
std::vector<MonthSum> forecast(Store const& store, Date today, int months, Currency currency);

/// The won deals of all times, ordered by id: compared with an earlier one it tells who has just won.
void won_deals(Store const& store, std::vector<Uuid>& into);

}  // namespace saddlebag
