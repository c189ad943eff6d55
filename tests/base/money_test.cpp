#include "base/money.hpp"

#include <doctest/doctest.h>

#include "base/random.hpp"

using namespace saddlebag;

TEST_CASE("a currency is three letters in either case") {
  CHECK(Currency("cny") == Currency("CNY"));
  CHECK(Currency("CNY").letters() == "CNY");
  CHECK(Currency("CN").empty());
  CHECK(Currency("C1Y").empty());
  CHECK(Currency("YUAN").empty());
  CHECK(Currency().letters().empty());
}

TEST_CASE("minor units follow ISO 4217") {
  CHECK(minor_per_major(Currency("CNY")) == 100);
  CHECK(minor_per_major(Currency("USD")) == 100);
  CHECK(minor_per_major(Currency("JPY")) == 1);
  CHECK(minor_per_major(Currency("VND")) == 1);
  CHECK(minor_per_major(Currency("KWD")) == 1000);
  CHECK(minor_per_major(Currency()) == 100);
}

TEST_CASE("a part of an amount is rounded half away from zero") {
  Currency const cny("CNY");
  CHECK(percent_of({5, cny}, 50).minor == 3);
  CHECK(percent_of({-5, cny}, 50).minor == -3);
  CHECK(percent_of({1, cny}, 49.9).minor == 0);
  CHECK(percent_of({999, cny}, 33.3).minor == 333);
  CHECK(percent_of({1'000'00, cny}, 12.5).minor == 125'00);
  CHECK(percent_of({7, cny}, 0).minor == 0);
  CHECK(percent_of({7, cny}, 100).minor == 7);
  CHECK(percent_of({7, cny}, -3).minor == 0);
  CHECK(percent_of({7, cny}, 250).minor == 7);
  CHECK(percent_of({7, cny}, 0).currency == cny);
}

TEST_CASE("whole per cents of any amount are exact") {
  std::uint64_t const seed = 4217;
  CAPTURE(seed);
  SeededRandom random(seed);
  for (int i = 0; i < 20000; ++i) {
    auto const minor = static_cast<std::int64_t>(random.next() >> (1 + random.below(62)));
    auto const part = static_cast<std::int64_t>(random.below(101));
    std::int64_t const whole = minor / 100 * part;
    std::int64_t const expected = whole + (minor % 100 * part + 50) / 100;
    REQUIRE(percent_of({minor, Currency("USD")}, static_cast<double>(part)).minor == expected);
    REQUIRE(percent_of({-minor, Currency("USD")}, static_cast<double>(part)).minor == -expected);
  }
}
