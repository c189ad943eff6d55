#pragma once
#include <string_view>
#include <vector>

#include "domain/demo/world.hpp"

namespace saddlebag::demo {

/// A deal thought out before it is made, because its customer's standing follows from its deals.
struct DealPlan {
  int age;         ///< days since it was opened
  int cycle;       ///< days that it takes, or is expected to take
  Outcome outcome;
  std::size_t stage = 0;  ///< of World::open_stages, while open
  int days_in_stage = 0;
  Offer const* offer;
  Money amount;
  [[nodiscard]] int closed_ago() const { return age - cycle; }
};

/// What the records of one customer have in common.
struct CustomerPlan {
  Region const& region;
  Id<Customer> id;
  Id<User> owner;
  std::string_view short_name;
  struct Person {
    Id<Contact> id;
    std::string name;
  };
  std::vector<Person> people;
};

DealPlan plan_deal(World& world, Region const& region);
/// The deal and what was and will be done about it; answers how many records that is.
std::size_t make_deal(World& world, CustomerPlan const& customer, DealPlan const& plan, Transaction& into);

/// A visit, call, meeting, mail or task; `days_ago` below 0 lies ahead.
struct ActivityPlan {
  ActivityType type;
  Instant due;
  bool done;
  Id<Opportunity> deal;
  std::string_view product, purpose;
};
void make_activity(World& world, CustomerPlan const& customer, ActivityPlan const& plan, Transaction& into);
/// Something that was done some time in the last two years.
void make_past_activity(World& world, CustomerPlan const& customer, int days_ago, ActivityPlan plan, Transaction& into);

}  // namespace saddlebag::demo
