#include "domain/demo/world.hpp"

#include <charconv>

#include "assets.hpp"
#include "base/sort.hpp"
#include "domain/sales.hpp"

namespace saddlebag::demo {
namespace {

std::int64_t number_in(std::string_view text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

void make_users(World& world, Region& region, Transaction& into, std::size_t& made) {
  constexpr int kUsers = 6;
  Instant const joined = world.at(900, 9 * 60);
  Id<User> manager;
  for (int i = 0; i < kUsers; ++i) {
    Id<User> const id = world.new_id<User>(joined);
    auto const named = region.recipes.list("colleagues");
    std::string const name = world.options.story && named.size() == kUsers ? std::string(named[static_cast<std::size_t>(i)])
                                                                          : region.person(world.random);
    std::span<std::string_view const> const teams = region.recipes.list("teams");
    std::string_view const team = teams[static_cast<std::size_t>(i) % teams.size()];
    Made<User>(into, id, joined)
        .text("name", name)
        .choose("role", i == 0 ? UserRole::manager : UserRole::representative)
        .text("team", part(team, 0))
        .text("region", part(team, 1))
        .refer("manager", manager)
        .text("phone", region.mobile(world.random));
    region.team.push_back(id);
    ++made;
    if (i == 0) {
      manager = id;
      continue;
    }
    bool const leading = region.chinese != (world.options.story ? world.options.english : world.options.chinese_percent < 50);
    if (i == 1 && leading) world.protagonist = id;
    region.owners.insert(region.owners.end(), i == 1 ? 2 : 1, id);
  }
}

void make_products(World& world, Region& region, Transaction& into, std::size_t& made) {
  Instant const created = world.at(900, 10 * 60);
  for (std::string_view const item : region.recipes.list("products")) {
    Offer const offer{world.new_id<Product>(created), part(item, 0),
                      Money{number_in(part(item, 4)) * minor_per_major(region.currency), region.currency}};
    Made<Product>(into, offer.id, created)
        .text("name", offer.name)
        .text("code", part(item, 1))
        .text("series", part(item, 2))
        .text("unit", part(item, 3))
        .set("price", Value::money(offer.price))
        .set("cost", Value::money(percent_of(offer.price, 58)));
    region.offers.push_back(offer);
    ++made;
  }
}

}  // namespace

Region::Region(std::string_view file)
    : recipes(asset(file)), chinese(recipes.first("currency") == "CNY"), currency(recipes.first("currency")) {}

std::string Region::person(SeededRandom& random) const {
  std::string const surname(recipes.pick("surnames", random));
  std::string const given(recipes.pick("given", random));
  return chinese ? surname + given : given + " " + surname;
}

std::string Region::mobile(SeededRandom& random) const {
  // Numbers that are given to nobody: an unused prefix, and the block that is kept free for fiction.
  std::uint64_t const digits = random.below(chinese ? 10000 : 100);
  std::string tail = std::to_string(digits);
  tail.insert(0, (chinese ? 4 : 2) - tail.size(), '0');
  return (chinese ? "199 0000 " : "+1 202 555 01") + tail;
}

World::World(Store const& store, DemoOptions const& given)
    : options(given), random(given.seed), chinese("demo/zh-CN.txt"), english("demo/en.txt"), device(store.identity().device) {
  Stage const* const first = store.find(first_stage(store));
  if (!first) return;
  pipeline = first->pipeline;
  std::vector<Stage const*> stages;
  store.for_each<Stage>([&](Stage const& stage) {
    if (stage.pipeline == pipeline) stages.push_back(&stage);
  });
  sort_items(stages, [](Stage const* a, Stage const* b) { return a->position < b->position; });
  for (Stage const* const stage : stages) {
    Id<Stage> const id{stage->id};
    if (stage->outcome == Outcome::won) won = id;
    else if (stage->outcome == Outcome::lost) lost = id;
    else {
      open_stages.push_back(id);
      standard_days.push_back(stage->standard_days);
    }
  }
}

Instant World::at(int days_ago, int minute) const {
  Date date = day(days_ago);
  // Weekends go to the Friday before or, ahead of us, to the Monday after. Today stays today: there must be
  // something to see.
  int const weekend = weekday(date) - 5;
  if (weekend > 0 && days_ago > 0) date.days -= weekend;
  if (weekend > 0 && days_ago < 0) date.days += 3 - weekend;
  return {date.days * 86'400'000LL + (minute - options.utc_offset_minutes) * 60'000LL};
}

std::size_t make_colleagues(World& world, Transaction& into) {
  std::size_t made = 0;
  for (Region* const region : {&world.chinese, &world.english}) {
    make_users(world, *region, into, made);
    make_products(world, *region, into, made);
  }
  return made;
}

}  // namespace saddlebag::demo
