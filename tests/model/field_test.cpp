#include "model/field.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <set>
#include <string>

#include "model/kinds.hpp"

using namespace saddlebag;

TEST_CASE("every table of fields is sound") {
  for (std::size_t i = 0; i < kKindCount; ++i) {
    KindInfo const& info = kind_info(kind_at(i));
    CAPTURE(std::string(info.name));
    CHECK(info.kind == kind_at(i));
    CHECK(kind_named(info.name) == info.kind);
    CHECK(kind_named(info.plural) == info.kind);
    REQUIRE(info.title != kNoField);
    CHECK(info.fields[info.title].shape() == Shape::text);
    std::set<std::string_view> names;
    std::set<std::uint16_t> offsets;
    for (Field const& field : info.fields) {
      CAPTURE(std::string(field.name));
      CHECK(names.insert(field.name).second);
      CHECK(offsets.insert(field.offset).second);
      CHECK(field.offset < info.size);
      CHECK((field.shape() == Shape::reference) == (field.target != Kind::count_));
      CHECK((field.shape() == Shape::choice) == (field.choices != nullptr));
      if (field.choices != nullptr) CHECK(field.choices().size() > 1);
    }
    // Search everywhere takes the beginning of a search text for the title.
    for (Field const& field : info.fields) {
      if (!field.has(kSearchable)) continue;
      CHECK(field.has(kTitle));
      break;
    }
  }
  CHECK(kind_named("spaceship") == Kind::count_);
}

TEST_CASE("clearing a field gives it what a new record has") {
  Opportunity deal;
  KindInfo const& info = opportunity_info();
  Field const& probability = info.fields[info.find("probability")];
  CHECK(write_field(deal, probability, Value::number(40)));
  CHECK(deal.probability == 40);
  CHECK(write_field(deal, probability, {}));
  CHECK(deal.probability == -1);
  CHECK_FALSE(write_field(deal, probability, Value::text("forty")));
}

TEST_CASE("a field takes only what it can hold") {
  auto const field = [](KindInfo const& info, std::string_view name) { return info.fields[info.find(name)]; };
  CHECK(fits(field(customer_info(), "tier"), Value::choice(3)));
  CHECK_FALSE(fits(field(customer_info(), "tier"), Value::choice(4)));
  CHECK_FALSE(fits(field(customer_info(), "name"), Value::text("\xc3")));
  CHECK_FALSE(fits(field(customer_info(), "founded"), Value::text("1999")));
  CHECK_FALSE(fits(field(stage_info(), "probability"), Value::number(std::numeric_limits<double>::quiet_NaN())));
  CHECK(fits(field(customer_info(), "founded"), {}));
}
