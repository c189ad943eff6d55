#include <algorithm>
#include <charconv>

#include "domain/demo/deals.hpp"
#include "model/conflict.hpp"

namespace saddlebag::demo {
namespace {

std::int64_t number_at(std::string_view item, std::size_t place) {
  std::string_view const text = part(item, place);
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}
int small_at(std::string_view item, std::size_t place) { return static_cast<int>(number_at(item, place)); }

/// The place of a name among others, as an enum's value; the first where it is none of them.
template <class Enum>
Enum among(std::span<std::string_view const> names, std::string_view name) {
  auto const found = std::find(names.begin(), names.end(), name);
  return static_cast<Enum>(found == names.end() ? 0 : found - names.begin());
}

constexpr std::string_view kRoles[] = {"unknown", "coach", "user", "technical", "economic"};  // as BuyingRole
constexpr std::string_view kTypes[] = {"task", "visit", "call", "meeting", "mail"};           // as ActivityType

/// Everything of the story, made in the order in which it depends on each other.
class Teller {
 public:
  Teller(World& world, Transaction& into)
      : world_(world), into_(into), region_(world.options.english ? world.english : world.chinese) {}

  std::size_t tell() {
    each("story_customers", [this](std::string_view item) { customer(item); });
    each("story_people", [this](std::string_view item) { person(item); });
    each("story_deals", [this](std::string_view item) { deal(item); });
    each("story_events", [this](std::string_view item) { event(item); });
    each("story_notes", [this](std::string_view item) { note(item); });
    return made_;
  }

 private:
  template <class Make>
  void each(std::string_view list, Make make) {
    for (std::string_view const item : region_.recipes.list(list)) {
      make(item);
      ++made_;
    }
  }

  /// The one that an item names in that place by its number; an empty id where there are not so many.
  template <class T>
  static Id<T> of(std::vector<Id<T>> const& all, std::string_view item, std::size_t place) {
    auto const at = static_cast<std::size_t>(number_at(item, place));
    return at < all.size() ? all[at] : Id<T>{};
  }
  [[nodiscard]] Money money(std::int64_t major) const { return {major * minor_per_major(region_.currency), region_.currency}; }

  void customer(std::string_view item) {
    Instant const created = world_.at(400, 10 * 60);
    customers_.push_back(world_.new_id<Customer>(created));
    Made<Customer> made(into_, customers_.back(), created);
    made.text("name", part(item, 0))
        .choose("tier", static_cast<CustomerTier>(number_at(item, 7)))
        .choose("lifecycle", Lifecycle::growing)
        .choose("source", Source::referral)
        .refer("owner", region_.team[customers_.size() == 1 ? 2 : 1])
        .text("industry", part(item, 4))
        .text("phone", region_.mobile(world_.random))
        .text("website", "https://" + std::string(part(item, 5)) + ".example")
        .text("country", region_.recipes.first("country"))
        .text("region", part(item, 3))
        .text("city", part(item, 2))
        .text("address", part(item, 6));
    std::string const conflict = conflict_of("customer", customers_.size() - 1);
    made.text("conflicts", conflict);
  }

  void person(std::string_view item) {
    Instant const created = world_.at(390, 11 * 60);
    people_.push_back(world_.new_id<Contact>(created));
    Made<Contact>(into_, people_.back(), created)
        .text("name", part(item, 1))
        .refer("customer", of(customers_, item, 0))
        .text("title", part(item, 2))
        .text("department", part(item, 3))
        .choose("buying_role", among<BuyingRole>(kRoles, part(item, 4)))
        .text("mobile", region_.mobile(world_.random))
        .text("email", "contact" + std::to_string(people_.size()) + "@" + std::string(part(customer_item(item), 5)) + ".example")
        .refer("owner", region_.team[1]);
  }

  void deal(std::string_view item) {
    int const opened = small_at(item, 6), since = small_at(item, 8);
    std::string_view const state = part(item, 7);
    bool const won = state == "won", lost = state == "lost";
    Instant const created = world_.at(opened, 10 * 60);
    deals_.push_back({world_.new_id<Opportunity>(created), of(customers_, item, 0), of(people_, item, 1)});
    auto const stage = static_cast<std::size_t>(number_at(item, 7));
    Made<Opportunity> made(into_, deals_.back().id, created);
    made.text("name", part(item, 4))
        .refer("customer", deals_.back().customer)
        .refer("contact", deals_.back().person)
        .refer("product", region_.offers[static_cast<std::size_t>(number_at(item, 3)) % region_.offers.size()].id)
        .refer("owner", of(region_.team, item, 2))
        .refer("pipeline", world_.pipeline)
        .refer("stage", won ? world_.won : lost ? world_.lost : stage < world_.open_stages.size() ? world_.open_stages[stage] : Id<Stage>{})
        .set("stage_since", Value::instant(world_.at(since, 11 * 60)))
        .set("amount", Value::money(money(number_at(item, 5))))
        .set("opened", Value::date(world_.day(opened)))
        .set("expected_close", Value::date(world_.day(won || lost ? since : -small_at(item, 9))))
        .text("next_step", part(item, 10))
        .text("competitors", part(item, 11));
    if (won || lost) made.set("closed", Value::date(world_.day(since)));
    if (lost) made.text("loss_reason", part(item, 12));
    std::string const conflict = conflict_of("deal", deals_.size() - 1);
    made.text("conflicts", conflict);
  }

  void event(std::string_view item) {
    auto const at = static_cast<std::size_t>(number_at(item, 0));
    if (at >= deals_.size()) return;
    int const ago = small_at(item, 1), clock = small_at(item, 2);
    Instant const due = world_.at(ago, clock / 100 * 60 + clock % 100);
    Instant const created{std::min(due.ms, world_.at(1, 8 * 60).ms) - 3 * 86'400'000LL};
    std::string_view const outcome = part(item, 6);
    // What nothing came of is still to be done, unless it is a mail that was sent.
    bool const done = ago > 0 && (!outcome.empty() || part(item, 3) == "mail");
    Made<Activity> made(into_, world_.new_id<Activity>(created), created);
    made.text("subject", part(item, 5))
        .choose("type", among<ActivityType>(kTypes, part(item, 3)))
        .refer("customer", deals_[at].customer)
        .refer("contact", deals_[at].person)
        .refer("opportunity", deals_[at].id)
        .refer("owner", of(region_.team, item, 4))
        .set("due", Value::instant(due))
        .text("minutes", outcome);
    if (done) made.set("done", Value::boolean(true)).set("done_at", Value::instant({due.ms + 45 * 60'000LL}));
  }

  void note(std::string_view item) {
    auto const at = static_cast<std::size_t>(number_at(item, 0));
    if (at >= deals_.size()) return;
    Instant const created = world_.at(small_at(item, 1), 17 * 60);
    Made<Note>(into_, world_.new_id<Note>(created), created)
        .text("body", part(item, 3))
        .refer("customer", deals_[at].customer)
        .refer("opportunity", deals_[at].id)
        .refer("author", of(region_.team, item, 2));
  }

  /// The conflict of the customer or deal of that number, as this device found it this morning; empty where it has none.
  std::string conflict_of(std::string_view what, std::size_t number) {
    for (std::string_view const item : region_.recipes.list("story_conflicts")) {
      if (part(item, 0) != what || static_cast<std::size_t>(number_at(item, 1)) != number) continue;
      std::string_view const field = part(item, 2);
      auto const value = [&](std::size_t place) -> OwnedValue {
        if (field == "amount") return Value::money(money(number_at(item, place)));
        return Value::text(part(item, place));
      };
      Conflict conflict;
      conflict.field = field;
      conflict.base = value(3);
      conflict.mine = value(4);
      conflict.theirs = value(5);
      auto const colleagues = region_.recipes.list("colleagues");
      conflict.mine_by = colleagues[1 % colleagues.size()];
      conflict.theirs_by = colleagues[static_cast<std::size_t>(number_at(item, 6)) % colleagues.size()];
      conflict.device = world_.device;
      conflict.found = world_.at(0, 8 * 60 + 12);
      return write_conflicts({conflict});
    }
    return {};
  }

  [[nodiscard]] std::string_view customer_item(std::string_view item) const {
    auto const all = region_.recipes.list("story_customers");
    return all[static_cast<std::size_t>(number_at(item, 0)) % all.size()];
  }

  struct Deal {
    Id<Opportunity> id;
    Id<Customer> customer;
    Id<Contact> person;
  };
  World& world_;
  Transaction& into_;
  Region const& region_;
  std::vector<Id<Customer>> customers_;
  std::vector<Id<Contact>> people_;
  std::vector<Deal> deals_;
  std::size_t made_ = 0;
};

}  // namespace

std::size_t story_customers(World const& world) {
  return (world.options.english ? world.english : world.chinese).recipes.list("story_customers").size();
}

std::size_t make_story(World& world, Transaction& into) {
  world.prepared_today = 6;  // the day is the story's
  return Teller(world, into).tell();
}

}  // namespace saddlebag::demo
