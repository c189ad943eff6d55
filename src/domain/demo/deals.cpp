#include "domain/demo/deals.hpp"

#include <algorithm>
#include <cmath>

namespace saddlebag::demo {
namespace {

constexpr int kDays = 730;
constexpr ActivityType kUsualTypes[] = {ActivityType::visit, ActivityType::call,  ActivityType::call,
                                   ActivityType::meeting, ActivityType::mail, ActivityType::task};
/// Lists of the recipes, in the order of ActivityType.
constexpr std::string_view kSubjects[] = {"task", "visit", "call", "meeting", "mail"};

ActivityType any_type(World& world) { return kUsualTypes[world.random.below(std::size(kUsualTypes))]; }

Money price_of(World& world, Offer const& offer) {
  // Few are large; discounts in steps of five per cent; no odd cents on an offer.
  double const size = world.random.unit();
  auto const quantity = 1 + static_cast<std::int64_t>(size * size * size * 16);
  double const share = 100 - 5.0 * static_cast<double>(world.random.below(5));
  std::int64_t const whole = minor_per_major(offer.price.currency);
  std::int64_t const amount = percent_of({offer.price.minor * quantity, offer.price.currency}, share).minor;
  return {amount / whole * whole, offer.price.currency};
}

/// Puts an open deal where a deal of its age usually stands; some lie too long in their stage.
void place_in_stage(World& world, DealPlan& plan) {
  std::size_t const stages = world.open_stages.size();
  if (stages == 0) return;
  double const progress = std::clamp(static_cast<double>(plan.age) / plan.cycle, 0.0, 0.99);
  double const pace = 0.4 + 0.9 * world.random.unit();
  plan.stage = std::min(static_cast<std::size_t>(progress * pace * static_cast<double>(stages)), stages - 1);
  auto const standard = static_cast<int>(world.standard_days[plan.stage]);
  int const usual = std::max(1, standard > 0 ? standard : 14);
  int const days = world.chance(0.12) ? usual + world.between(3, 40) : world.between(1, usual);
  plan.days_in_stage = std::min(days, plan.age);
}

void make_next_step(World& world, CustomerPlan const& customer, ActivityPlan plan, Transaction& into) {
  int const days_ahead = world.between(-3, 12);
  plan.type = any_type(world);
  plan.due = world.during_work(-days_ahead);
  plan.done = false;
  make_activity(world, customer, plan, into);
}

}  // namespace

DealPlan plan_deal(World& world, Region const& region) {
  DealPlan plan{};
  plan.age = 1 + static_cast<int>(std::pow(world.random.unit(), 1.45) * kDays);
  plan.cycle = world.between(15, 60);
  plan.cycle += static_cast<int>(-std::log(1 - world.random.unit()) * 45);
  plan.offer = &region.offers[world.random.below(region.offers.size())];
  plan.amount = price_of(world, *plan.offer);
  bool const left_open = plan.age < 300 && world.chance(0.04);
  bool const running = plan.cycle >= plan.age || left_open;
  plan.outcome = running ? Outcome::open : world.chance(0.54) ? Outcome::won : Outcome::lost;
  if (running) place_in_stage(world, plan);
  return plan;
}

std::size_t make_deal(World& world, CustomerPlan const& customer, DealPlan const& plan, Transaction& into) {
  Recipes const& recipes = customer.region.recipes;
  CustomerPlan::Person const& person = customer.people[world.random.below(customer.people.size())];
  Instant const created = world.during_work(plan.age);
  auto const id = world.new_id<Opportunity>(created);
  std::string_view const purpose = recipes.pick("purposes", world.random);
  bool const open = plan.outcome == Outcome::open;
  int const since = open ? plan.days_in_stage : plan.closed_ago();
  Made<Opportunity> deal(into, id, created);
  Words const words = {{"company", customer.short_name}, {"product", plan.offer->name}, {"purpose", purpose}};
  deal.text("name", fill(recipes.first("deal"), words))
      .refer("customer", customer.id)
      .refer("contact", person.id)
      .refer("product", plan.offer->id)
      .refer("owner", customer.owner)
      .refer("pipeline", world.pipeline)
      .refer("stage", !open ? (plan.outcome == Outcome::won ? world.won : world.lost)
                      : world.open_stages.empty() ? Id<Stage>{} : world.open_stages[plan.stage])
      .set("stage_since", Value::instant(world.during_work(since)))
      .set("amount", Value::money(plan.amount))
      .set("opened", Value::date(world.day(plan.age)))
      .set("expected_close", Value::date(world.day(plan.closed_ago() + (open ? 0 : world.between(-9, 9)))));
  if (!open) deal.set("closed", Value::date(world.day(plan.closed_ago())));
  if (plan.outcome == Outcome::lost) deal.text("loss_reason", recipes.pick("loss_reasons", world.random));
  if (open && world.chance(0.7)) deal.text("next_step", recipes.pick("next_steps", world.random));
  if (open && world.chance(0.1)) deal.set("probability", Value::number(world.between(1, 18) * 5));
  if (world.chance(0.3)) deal.text("competitors", recipes.pick("competitors", world.random));

  std::size_t made = 1;
  ActivityPlan const about{ActivityType::task, {}, false, id, plan.offer->name, purpose};
  for (int visits = world.rounded(0.8); visits > 0; --visits, ++made) {
    int const last = std::max(0, open ? 0 : plan.closed_ago());
    make_past_activity(world, customer, world.between(last, plan.age), about, into);
  }
  if (open && world.chance(0.5)) {
    make_next_step(world, customer, about, into);
    ++made;
  }
  return made;
}

void make_past_activity(World& world, CustomerPlan const& customer, int days_ago, ActivityPlan plan,
                        Transaction& into) {
  plan.type = any_type(world);
  plan.due = world.during_work(std::max(1, days_ago));
  plan.done = true;
  make_activity(world, customer, plan, into);
}

void make_activity(World& world, CustomerPlan const& customer, ActivityPlan const& plan, Transaction& into) {
  Recipes const& recipes = customer.region.recipes;
  CustomerPlan::Person const& person = customer.people[world.random.below(customer.people.size())];
  Words const words = {{"company", customer.short_name},
                       {"person", person.name},
                       {"product", plan.product},
                       {"purpose", plan.purpose}};
  Instant const created{std::min(plan.due.ms, world.at(1, 8 * 60).ms) - 86'400'000LL * world.between(0, 9)};
  Made<Activity> activity(into, world.new_id<Activity>(created), created);
  activity.text("subject", fill(recipes.pick(kSubjects[static_cast<std::size_t>(plan.type)], world.random), words))
      .choose("type", plan.type)
      .refer("customer", customer.id)
      .refer("contact", person.id)
      .refer("opportunity", plan.deal)
      .refer("owner", customer.owner)
      .set("due", Value::instant(plan.due));
  if (!plan.done) return;
  activity.set("done", Value::boolean(true))
      .set("done_at", Value::instant({plan.due.ms + 60'000LL * world.between(20, 90)}));
  bool const talked = plan.type != ActivityType::task && plan.type != ActivityType::mail;
  if (talked && world.chance(0.6)) activity.text("minutes", fill(recipes.pick("minutes", world.random), words));
}

}  // namespace saddlebag::demo
