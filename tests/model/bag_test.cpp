#include "model/bag.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <string>

#include "model/conflict.hpp"

using namespace saddlebag;

TEST_CASE("equal bags are equal bytes, in whatever order they were filled") {
  std::string const ab = bag_with(bag_with({}, "a", Value::integer(1)), "b", Value::text("二"));
  std::string const ba = bag_with(bag_with({}, "b", Value::text("二")), "a", Value::integer(1));
  CHECK(ab == ba);
  CHECK(bag_value(ab, "a").as_integer() == 1);
  CHECK(bag_value(ab, "b").as_text() == "二");
  CHECK(bag_value(ab, "c").empty());
  CHECK(bag_with(bag_with(ab, "a", {}), "b", {}).empty());
  CHECK(bag_value(bag_with(ab, "a", Value::boolean(true)), "a").as_boolean());
}

TEST_CASE("every shape of value reads back as it was written") {
  Value const values[] = {Value(),
                          Value::text("云帆"),
                          Value::integer(std::numeric_limits<std::int64_t>::min()),
                          Value::number(-0.125),
                          Value::boolean(true),
                          Value::money({-12345, Currency("CNY")}),
                          Value::date({-7}),
                          Value::instant({1'700'000'000'000}),
                          Value::choice(200),
                          Value::reference({1, std::numeric_limits<std::uint64_t>::max()})};
  Bytes bytes;
  ByteWriter out(bytes);
  for (Value const& value : values) write_value(out, value);
  ByteReader in(bytes);
  for (Value const& value : values) {
    Value const back = read_value(in);
    CHECK(back.shape() == value.shape());
    CHECK(back == value);
  }
  CHECK(in.done());
  CHECK(in.ok());
}

TEST_CASE("a bag cut short or with an unknown shape is broken, and what precedes is read") {
  std::string const bag = bag_with(bag_with({}, "a", Value::integer(1)), "b", Value::text("text"));
  for (std::size_t size = 1; size < bag.size(); ++size) {
    CHECK_FALSE(for_each_in_bag(std::string_view(bag).substr(0, size), [](std::string_view, Value) {}));
  }
  std::string unknown = bag;
  unknown[unknown.find('b') + 1] = 99;
  std::size_t seen = 0;
  CHECK_FALSE(for_each_in_bag(unknown, [&](std::string_view, Value) { ++seen; }));
  CHECK(seen == 1);
}

TEST_CASE("conflicts travel with their record") {
  Conflict conflict;
  conflict.field = "city";
  conflict.base = Value::text("杭州");
  conflict.mine = Value::text("宁波");
  conflict.theirs = Value();
  conflict.mine_by = "phone";
  conflict.device = 7;
  conflict.found = {1'700'000'000'000};
  std::string const packed = write_conflicts({conflict, conflict});
  auto const back = read_conflicts(packed);
  REQUIRE(back.size() == 2);
  CHECK(back[1].field == "city");
  CHECK(back[1].mine.get().as_text() == "宁波");
  CHECK(back[1].theirs.get().empty());
  CHECK(back[1].mine_by == "phone");
  CHECK(back[1].found == conflict.found);
  CHECK(write_conflicts({}).empty());
  CHECK(read_conflicts(std::string_view(packed).substr(0, packed.size() - 1)).size() == 1);
}
