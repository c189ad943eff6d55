#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/pinyin.hpp"
#include "base/utf8.hpp"
#include "domain/demo/deals.hpp"

namespace saddlebag::demo {
namespace {

/// Numbers of records beyond which a larger store grows no further; see DemoOptions.
constexpr double kMostDeals = 10'000, kMostIdleActivities = 7'000, kMostNotes = 5'000;

struct Name {
  std::string full, brief, domain;
  std::string_view city, region, industry;
};

/// Lower-case Latin letters of a name, for addresses.
std::string latin(std::string_view text) {
  std::string out;
  if (has_han(text)) append_pinyin(out, text);
  else out = fold(text);
  std::erase_if(out, [](char c) { return !(c >= 'a' && c <= 'z'); });
  return out;
}

/// A stride that meets every number below `all` once, and neighbours far apart: near the golden section.
std::size_t stride_through(std::size_t all) {
  auto stride = static_cast<std::size_t>(static_cast<double>(all) * 0.618);
  while (std::gcd(stride, all) != 1) ++stride;
  return stride;
}

/// Names by striding through all combinations, so that none comes twice before all were used.
Name next_name(World& world, Region& region) {
  Recipes const& recipes = region.recipes;
  auto const companies = recipes.list("company"), industries = recipes.list("industries");
  auto const firsts = recipes.list("first"), seconds = recipes.list("second");
  std::size_t const all = companies.size() * firsts.size() * seconds.size() * industries.size();
  std::uint64_t const travelled = std::uint64_t{++region.companies} * stride_through(all);
  auto place = static_cast<std::size_t>((travelled + world.options.seed) % all);
  auto const take = [&](std::span<std::string_view const> items) {
    std::string_view const item = items[place % items.size()];
    place /= items.size();
    return item;
  };
  std::string_view const industry = take(industries), second = take(seconds);
  std::string_view const first = take(firsts), company = take(companies);
  std::string_view const city = recipes.pick("cities", world.random);
  Words const words = {
      {"city", part(city, 0)}, {"first", first}, {"second", second}, {"suffix", part(industry, 1)}};
  return {fill(company, words),
          fill(recipes.first("short"), words),
          latin(fill(recipes.first("domain"), words)) + ".example",
          part(city, 0),
          part(city, 1),
          part(industry, 0)};
}

/// The customer that guides and examples speak of.
Name well_known_name() { return {"杭州云帆科技有限公司", "云帆科技", "yunfan.example", "杭州", "浙江", "软件"}; }

Lifecycle lifecycle_of(std::vector<DealPlan> const& deals) {
  int won = 0, lost = 0, last_won = 1000;
  for (DealPlan const& deal : deals) {
    won += deal.outcome == Outcome::won;
    lost += deal.outcome == Outcome::lost;
    if (deal.outcome == Outcome::won) last_won = std::min(last_won, deal.closed_ago());
  }
  if (deals.empty()) return Lifecycle::prospect;
  if (won == 0) return lost == static_cast<int>(deals.size()) ? Lifecycle::lost : Lifecycle::intent;
  if (last_won > 400) return Lifecycle::dormant;
  if (last_won > 270) return Lifecycle::declining;
  if (won == 1) return Lifecycle::fresh;
  return won < 4 ? Lifecycle::growing : Lifecycle::mature;
}

CustomerTier tier_of(std::vector<DealPlan> const& deals) {
  auto const won =
      std::count_if(deals.begin(), deals.end(), [](DealPlan const& deal) { return deal.outcome == Outcome::won; });
  if (won >= 4) return CustomerTier::gold;
  if (won >= 2) return CustomerTier::silver;
  return won == 1 ? CustomerTier::white : CustomerTier::none;
}

std::vector<DealPlan> plan_deals(World& world, Region const& region, std::size_t number) {
  double const customers = static_cast<double>(world.options.customers);
  double const mean = std::min(3.75, kMostDeals / customers);
  // Exponential: many customers with few deals, few with many. The well-known one has plenty to show.
  int count = world.rounded(-std::log(1 - world.random.unit()) * mean);
  if (number == 0) count = std::max(count, 9);
  std::vector<DealPlan> deals;
  for (; count > 0; --count) deals.push_back(plan_deal(world, region));
  return deals;
}

std::string address(World& world, Recipes const& recipes, bool chinese) {
  std::string const number = std::to_string(world.between(2, 888));
  std::string_view const street = recipes.pick("streets", world.random);
  if (!chinese) return number + " " + std::string(street);
  return std::string(recipes.pick("districts", world.random)) + "区" + std::string(street) + number + "号";
}

std::string office_phone(World& world, bool chinese) {
  std::string tail = std::to_string(world.random.below(chinese ? 10000 : 100));
  tail.insert(0, (chinese ? 4 : 2) - tail.size(), '0');
  return (chinese ? "400 000 " : "+1 202 555 01") + tail;
}

void make_company(World& world, CustomerPlan const& plan, Name const& name, std::vector<DealPlan> const& deals,
                  Instant created, Transaction& into) {
  Recipes const& recipes = plan.region.recipes;
  bool const chinese = plan.region.chinese;
  double const size = world.random.unit();
  auto const employees = static_cast<std::int64_t>(15 + size * size * size * 4000);
  std::int64_t const each = world.between(30, 90) * (chinese ? 10'000 : 4'000);
  std::int64_t const revenue = employees * each * minor_per_major(plan.region.currency);
  Made<Customer> customer(into, plan.id, created);
  customer.text("name", name.full)
      .choose("tier", tier_of(deals))
      .choose("lifecycle", lifecycle_of(deals))
      .choose("source", static_cast<Source>(world.random.below(10)))
      .refer("owner", plan.owner)
      .text("industry", name.industry)
      .text("phone", office_phone(world, chinese))
      .text("website", "https://" + name.domain)
      .text("country", recipes.first("country"))
      .text("region", name.region)
      .text("city", name.city)
      .text("address", address(world, recipes, chinese))
      .set("annual_revenue", Value::money({revenue, plan.region.currency}))
      .set("employees", Value::integer(employees))
      .set("founded", Value::integer(civil(world.options.today).year - world.between(3, 30)));
  if (world.chance(0.25)) customer.text("tags", recipes.pick("tags", world.random));
  if (world.chance(0.3)) {
    std::string_view const pattern = recipes.pick("descriptions", world.random);
    customer.text("description", fill(pattern, {{"industry", name.industry}, {"city", name.city}}));
  }
}

void make_contact(World& world, CustomerPlan& plan, Name const& name, Instant created, Transaction& into) {
  constexpr std::string_view kRoles[] = {"unknown", "coach", "user", "technical", "economic"};  // as BuyingRole
  Region const& region = plan.region;
  std::string_view const title = region.recipes.pick("titles", world.random);
  auto const role = std::find(std::begin(kRoles), std::end(kRoles), part(title, 2)) - std::begin(kRoles);
  plan.people.push_back({world.new_id<Contact>(created), region.person(world.random)});
  CustomerPlan::Person const& person = plan.people.back();
  Made<Contact>(into, person.id, created)
      .text("name", person.name)
      .refer("customer", plan.id)
      .text("title", part(title, 0))
      .text("department", part(title, 1))
      .choose("buying_role", static_cast<BuyingRole>(role % 5))
      .choose("preferred_channel", region.chinese && world.chance(0.6) ? Channel::wechat
                                                                       : static_cast<Channel>(world.random.below(3)))
      .text("mobile", region.mobile(world.random))
      .text("email", latin(person.name) + "@" + name.domain)
      .refer("owner", plan.owner);
}

void make_note(World& world, CustomerPlan const& plan, Transaction& into) {
  Instant const created = world.during_work(world.between(1, 500));
  CustomerPlan::Person const& person = plan.people[world.random.below(plan.people.size())];
  Made<Note>(into, world.new_id<Note>(created), created)
      .text("body", fill(plan.region.recipes.pick("notes", world.random), {{"person", person.name}}))
      .refer("customer", plan.id)
      .refer("author", plan.owner);
}

/// Visits without a deal, notes, and the day of the protagonist.
std::size_t make_surroundings(World& world, CustomerPlan const& plan, Transaction& into) {
  auto const customers = static_cast<double>(world.options.customers);
  Recipes const& recipes = plan.region.recipes;
  Offer const& offer = plan.region.offers[world.random.below(plan.region.offers.size())];
  ActivityPlan about{ActivityType::visit, {}, false, {}, offer.name, recipes.pick("purposes", world.random)};
  std::size_t made = 0;
  for (int left = world.rounded(std::min(0.8, kMostIdleActivities / customers)); left > 0; --left, ++made) {
    make_past_activity(world, plan, world.between(1, 600), about, into);
  }
  for (int left = world.rounded(std::min(0.75, kMostNotes / customers)); left > 0; --left, ++made) {
    make_note(world, plan, into);
  }
  if (plan.owner == world.protagonist && world.prepared_today < 6) {
    constexpr ActivityType kDay[] = {ActivityType::call, ActivityType::visit, ActivityType::meeting,
                                     ActivityType::task, ActivityType::visit, ActivityType::mail};
    about.type = kDay[world.prepared_today];
    about.due = world.at(0, 9 * 60 + 90 * world.prepared_today++);
    make_activity(world, plan, about, into);
    ++made;
  }
  return made;
}

Region& region_of(World& world, std::size_t number) {
  if (number == 0) return world.chinese;
  return static_cast<int>(world.random.below(100)) < world.options.chinese_percent ? world.chinese : world.english;
}

}  // namespace

std::size_t make_customer(World& world, std::size_t number, Transaction& into) {
  Region& region = region_of(world, number);
  Name const name = number == 0 ? well_known_name() : next_name(world, region);
  std::vector<DealPlan> const deals = plan_deals(world, region, number);
  int age = world.between(5, 900);
  for (DealPlan const& deal : deals) age = std::max(age, deal.age + 3);
  Instant const created = world.during_work(age);
  CustomerPlan plan{region, world.new_id<Customer>(created), region.owners[world.random.below(region.owners.size())],
                    name.brief, {}};
  make_company(world, plan, name, deals, created, into);
  std::size_t made = 1;
  int const most_people = world.options.customers <= 5'000 ? 3 : 1;
  for (int left = number == 0 ? 3 : world.between(1, most_people); left > 0; --left, ++made) {
    make_contact(world, plan, name, created, into);
  }
  for (DealPlan const& deal : deals) made += make_deal(world, plan, deal, into);
  return made + make_surroundings(world, plan, into);
}

std::size_t lead_count(DemoOptions const& options) { return std::clamp<std::size_t>(options.customers / 5, 20, 1000); }

std::size_t make_lead(World& world, Transaction& into) {
  Region& region = region_of(world, 1);
  Recipes const& recipes = region.recipes;
  Name const name = next_name(world, region);
  Instant const created = world.during_work(world.between(1, 45));
  std::string const person = region.person(world.random);
  // Most are new or being worked on; those that became customers are customers.
  constexpr LeadStatus kStatus[] = {LeadStatus::fresh, LeadStatus::fresh, LeadStatus::contacted, LeadStatus::contacted,
                                    LeadStatus::qualified, LeadStatus::disqualified};
  LeadStatus const status = kStatus[world.random.below(std::size(kStatus))];
  Offer const& offer = region.offers[world.random.below(region.offers.size())];
  std::string_view const purpose = recipes.pick("purposes", world.random);
  Made<Lead> lead(into, world.new_id<Lead>(created), created);
  lead.text("name", person)
      .text("company", name.full)
      .text("title", part(recipes.pick("titles", world.random), 0))
      .choose("status", status)
      .choose("source", static_cast<Source>(1 + world.random.below(9)))
      .set("score", Value::integer(world.between(10, 95)))
      .text("mobile", region.mobile(world.random))
      .text("email", latin(person) + "@" + name.domain)
      .text("city", name.city)
      .refer("owner", region.owners[world.random.below(region.owners.size())])
      .text("description",
            fill(recipes.pick("lead_notes", world.random), {{"product", offer.name}, {"purpose", purpose}}));
  if (status == LeadStatus::disqualified) lead.text("reason", recipes.pick("lead_reasons", world.random));
  return 1;
}

}  // namespace saddlebag::demo
