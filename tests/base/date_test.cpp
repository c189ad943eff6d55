#include "base/date.hpp"

#include <doctest/doctest.h>

#include "base/random.hpp"

using namespace saddlebag;

namespace {

Date day(int year, int month, int number) { return *make_date(year, month, number); }

}  // namespace

TEST_CASE("every day of a sample of all years reads back from its civil form and from ISO 8601") {
  Date const last = day(9999, 12, 31);
  int previous_weekday = 7;  // 0001-01-01 was a Monday
  for (Date date = day(1, 1, 1); date <= last; ++date.days) {
    CivilDay const parts = civil(date);
    int const expected_weekday = previous_weekday % 7 + 1;
    previous_weekday = expected_weekday;
    bool const sampled = parts.year % 37 == 0 || parts.year % 100 == 0;
    if (!sampled) continue;
    REQUIRE(make_date(parts.year, parts.month, parts.day) == date);
    REQUIRE(weekday(date) == expected_weekday);
    if (parts.day % 9 == 1) REQUIRE(parse_iso_date(to_iso(date)) == date);
  }
}

TEST_CASE("days count from the first of January 1970") {
  CHECK(day(1970, 1, 1).days == 0);
  CHECK(day(2000, 3, 1).days == 11017);
  CHECK(day(1969, 12, 31).days == -1);
  CHECK(weekday(day(1970, 1, 1)) == 4);
  CHECK(weekday(day(2024, 2, 29)) == 4);
}

TEST_CASE("days that do not exist are refused") {
  CHECK_FALSE(make_date(2023, 2, 29));
  CHECK_FALSE(make_date(1900, 2, 29));
  CHECK(make_date(2000, 2, 29));
  CHECK_FALSE(make_date(2024, 4, 31));
  CHECK_FALSE(make_date(2024, 13, 1));
  CHECK_FALSE(make_date(2024, 0, 1));
  CHECK_FALSE(make_date(0, 1, 1));
  CHECK_FALSE(make_date(10000, 1, 1));
}

TEST_CASE("text that is nearly a date is not taken for one") {
  for (char const* text : {"", "2024", "2024-1-1", "2024-01-01x", " 2024-01-01", "2024/01/01",
                           "2024-02-30", "２０２４-01-01"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_iso_date(text));
  }
}

TEST_CASE("random instants survive ISO 8601, and their day is the day that is written") {
  std::uint64_t const seed = 20240229;
  CAPTURE(seed);
  SeededRandom random(seed);
  for (int i = 0; i < 5000; ++i) {
    Instant const instant{static_cast<std::int64_t>(random.below(300'000'000'000'000ull)) - 60'000'000'000'000ll};
    std::string const text = to_iso(instant);
    REQUIRE(parse_iso_instant(text) == instant);
    REQUIRE(to_iso(date_at(instant, 0)) == text.substr(0, 10));
  }
}

TEST_CASE("an instant is read with any offset, with or without seconds") {
  Instant const noon{1'700'000'000'000};  // 2023-11-14T22:13:20Z
  CHECK(to_iso(noon) == "2023-11-14T22:13:20.000Z");
  CHECK(parse_iso_instant("2023-11-15T06:13:20+08:00") == noon);
  CHECK(parse_iso_instant("2023-11-14T17:13:20.000-05:00") == noon);
  CHECK(parse_iso_instant("2023-11-14T22:13Z") == Instant{noon.ms - 20'000});
  CHECK(parse_iso_instant("2023-11-14T22:13:20.1239Z") == Instant{noon.ms + 123});
  CHECK(parse_iso_instant("2023-11-14") == Instant{day(2023, 11, 14).days * 86'400'000ll});
  CHECK_FALSE(parse_iso_instant("2023-11-14T22:13:20"));
  CHECK_FALSE(parse_iso_instant("2023-11-14T25:00:00Z"));
  CHECK_FALSE(parse_iso_instant("2023-11-14T22:13:20+8"));
  CHECK_FALSE(parse_iso_instant("2023-11-14T22:13:20Zulu"));
}

TEST_CASE("the day of an instant depends on the offset from UTC") {
  Instant const late = *parse_iso_instant("2024-01-31T20:00:00Z");
  CHECK(to_iso(date_at(late, 0)) == "2024-01-31");
  CHECK(to_iso(date_at(late, 8 * 60)) == "2024-02-01");
  CHECK(to_iso(date_at(Instant{-1}, 0)) == "1969-12-31");
  CHECK(date_at(Instant{}, 60).empty());
}

TEST_CASE("a month later is the same day, or the last one of a shorter month") {
  CHECK(to_iso(add_months(day(2024, 1, 31), 1)) == "2024-02-29");
  CHECK(to_iso(add_months(day(2023, 1, 31), 1)) == "2023-02-28");
  CHECK(to_iso(add_months(day(2024, 3, 31), -1)) == "2024-02-29");
  CHECK(to_iso(add_months(day(2024, 1, 15), -13)) == "2022-12-15");
  CHECK(to_iso(add_months(day(9999, 12, 31), 5)) == "9999-12-31");
  CHECK(add_months(Date{}, 3).empty());
}

TEST_CASE("no date is written as nothing, and days beyond the calendar do no harm") {
  CHECK(to_iso(Date{}).empty());
  CHECK(to_iso(Instant{}).empty());
  CHECK_FALSE(to_iso(Date{2'147'483'647}).empty());
  CHECK_FALSE(to_iso(Date{-2'147'483'647}).empty());
  CHECK_FALSE(to_iso(Instant{9'223'372'036'854'775'807}).empty());
  CHECK_FALSE(to_iso(Instant{-9'223'372'036'854'775'807}).empty());
}
