#include "analytics/sales_report.hpp"

#include <algorithm>

#include "base/sort.hpp"

namespace saddlebag {
namespace {

Outcome outcome_of(Store const& store, Opportunity const& deal) {
  Stage const* const stage = store.find(deal.stage);
  return stage ? stage->outcome : Outcome::open;
}

void add(DealSum& sum, Money amount) {
  ++sum.count;
  if (amount.currency != sum.amount.currency) return;
  if (__builtin_add_overflow(sum.amount.minor, amount.minor, &sum.amount.minor)) sum.amount.minor = INT64_MAX;
}

template <class Visit>
void for_each_won(Store const& store, Period period, Visit visit) {
  store.for_each<Opportunity>([&](Opportunity const& deal) {
    if (period.has(deal.closed) && outcome_of(store, deal) == Outcome::won) visit(deal);
  });
}

int months_between(Date from, Date to) {
  CivilDay const a = civil(from), b = civil(to);
  return (b.year - a.year) * 12 + b.month - a.month;
}

}  // namespace

Date month_of(Date day) { return Date{day.days - civil(day).day + 1}; }

Period quarter_of(Date day) {
  Date const month = month_of(day);
  Date const first = add_months(month, -((civil(day).month - 1) % 3));
  return {first, Date{add_months(first, 3).days - 1}};
}

DealSum won_in(Store const& store, Period period, Currency currency) {
  DealSum sum{0, {0, currency}};
  for_each_won(store, period, [&](Opportunity const& deal) { add(sum, deal.amount); });
  return sum;
}

std::vector<Money> won_by_then(Store const& store, Period period, Currency currency, std::size_t parts) {
  std::vector<DealSum> sums(parts, DealSum{0, {0, currency}});
  for_each_won(store, period, [&](Opportunity const& deal) {
    auto const passed = static_cast<std::size_t>(deal.closed.days - period.first.days);
    add(sums[std::min(parts - 1, passed * parts / static_cast<std::size_t>(period.days()))], deal.amount);
  });
  std::vector<Money> reached;
  DealSum so_far{0, {0, currency}};
  for (DealSum const& sum : sums) {
    add(so_far, sum.amount);
    reached.push_back(so_far.amount);
  }
  return reached;
}

std::vector<OwnerSum> won_by_owner(Store const& store, Period period, Currency currency) {
  std::vector<OwnerSum> owners;
  for_each_won(store, period, [&](Opportunity const& deal) {
    auto at = std::find_if(owners.begin(), owners.end(), [&](OwnerSum const& each) { return each.owner == deal.owner; });
    if (at == owners.end()) at = owners.insert(at, {deal.owner, {0, {0, currency}}, {}});
    add(at->won, deal.amount);
    if (deal.amount.currency != currency) at->others.add(deal.amount);
  });
  sort_items(owners, [](OwnerSum const& a, OwnerSum const& b) {
    if (a.won.amount.minor != b.won.amount.minor) return a.won.amount.minor > b.won.amount.minor;
    return a.won.count != b.won.count ? a.won.count > b.won.count : a.owner.uuid < b.owner.uuid;
  });
  return owners;
}

std::vector<MonthSum> forecast(Store const& store, Date today, int months, Currency currency) {
  std::vector<MonthSum> sums;
  Date const first = month_of(today);
  for (int i = 0; i < months; ++i) sums.push_back({add_months(first, i), {0, {0, currency}}});
  store.for_each<Opportunity>([&](Opportunity const& deal) {
    if (deal.expected_close.empty()) return;
    Stage const* const stage = store.find(deal.stage);
    if (stage && stage->outcome != Outcome::open) return;
    int const at = std::max(0, months_between(first, deal.expected_close));
    if (at < months) add(sums[static_cast<std::size_t>(at)].weighted, percent_of(deal.amount, effective_probability(deal, stage)));
  });
  return sums;
}

void won_deals(Store const& store, std::vector<Uuid>& into) {
  into.clear();
  store.for_each<Opportunity>([&](Opportunity const& deal) {
    if (outcome_of(store, deal) == Outcome::won) into.push_back(deal.id);
  });
  sort_items(into);
}

}  // namespace saddlebag
