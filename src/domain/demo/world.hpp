#pragma once
#include <string>
#include <vector>

#include "domain/demo.hpp"
#include "domain/demo/recipes.hpp"

namespace saddlebag::demo {

struct Offer {
  Id<Product> id;
  std::string_view name;
  Money price;
};

/// One language of the data: its recipes, and the colleagues and products that it deals with.
struct Region {
  explicit Region(std::string_view file);
  Recipes recipes;
  bool chinese;
  Currency currency;
  std::vector<Offer> offers;
  std::vector<Id<User>> owners;   ///< once for each share of the customers
  std::vector<Id<User>> team;     ///< all of them, the manager first
  std::size_t companies = 0;      ///< named so far

  [[nodiscard]] std::string person(SeededRandom& random) const;
  [[nodiscard]] std::string mobile(SeededRandom& random) const;
};

/// What all makers share.
struct World {
  World(Store const& store, DemoOptions const& options);

  DemoOptions options;
  SeededRandom random;
  Region chinese, english;
  std::vector<Id<Stage>> open_stages;  ///< by position
  std::vector<std::int64_t> standard_days;
  Id<Stage> won, lost;
  Id<Pipeline> pipeline;
  Id<User> protagonist;
  std::uint64_t device = 0;  ///< that the data are made on
  int prepared_today = 0;  ///< activities made for the protagonist's day

  [[nodiscard]] Date day(int days_ago) const { return {options.today.days - days_ago}; }
  /// A moment of a working day, in minutes after midnight.
  [[nodiscard]] Instant at(int days_ago, int minute) const;
  Instant during_work(int days_ago) { return at(days_ago, 9 * 60 + 15 * static_cast<int>(random.below(35))); }
  bool chance(double probability) { return random.unit() < probability; }
  /// Both bounds included.
  int between(int low, int high) {
    return low + static_cast<int>(random.below(static_cast<std::uint64_t>(high - low + 1)));
  }
  /// The nearest whole number at random, so that the mean is kept.
  int rounded(double mean) { return static_cast<int>(mean + random.unit()); }
  template <class T>
  Id<T> new_id(Instant created) {
    std::uint64_t const high = random.next();
    return {make_uuid(created.ms, high, random.next())};
  }
};

/// A record being made: sets what is not empty.
template <class T>
class Made {
 public:
  Made(Transaction& transaction, Id<T> id, Instant created) : transaction_(transaction), id_(id) {
    transaction_.create(KindOf<T>::value, id.uuid);
    set("created", Value::instant(created));
    set("updated", Value::instant(created));
  }
  Made& set(std::string_view field, Value value) {
    if (!value.empty()) transaction_.set(KindOf<T>::value, id_.uuid, field, Value(), value);
    return *this;
  }
  Made& text(std::string_view field, std::string_view value) { return set(field, Value::text(value)); }
  template <class To>
  Made& refer(std::string_view field, Id<To> to) { return set(field, Value::reference(to.uuid)); }
  template <class Enum>
  Made& choose(std::string_view field, Enum value) {
    return value == Enum{} ? *this : set(field, Value::choice(static_cast<std::uint8_t>(value)));
  }

 private:
  Transaction& transaction_;
  Id<T> id_;
};

/// The makers; each answers how many records it made.
std::size_t make_colleagues(World& world, Transaction& into);
std::size_t make_customer(World& world, std::size_t number, Transaction& into);
std::size_t make_lead(World& world, Transaction& into);
/// The customers of DemoOptions::story with all that is theirs, and how many they are.
std::size_t make_story(World& world, Transaction& into);
std::size_t story_customers(World const& world);
/// How many leads belong to the options.
std::size_t lead_count(DemoOptions const& options);

}  // namespace saddlebag::demo
