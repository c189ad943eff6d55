#include <doctest/doctest.h>

#include "model/kinds.hpp"
#include "ui/format.hpp"
#include "ui/route.hpp"

using namespace saddlebag;
using namespace saddlebag::ui;

namespace {

/// Sets the language for one test and puts the old one back.
struct Speaking {
  Language before = language();
  explicit Speaking(Language now) { set_language(now); }
  ~Speaking() { set_language(before); }
};

}  // namespace

TEST_CASE("numbers are grouped by three and keep their sign") {
  CHECK(format_integer(0) == "0");
  CHECK(format_integer(-1234567) == "-1,234,567");
  CHECK(format_integer(INT64_MIN) == "-9,223,372,036,854,775,808");
  CHECK(format_number(1234.565, 2) == "1,234.57");
  CHECK(format_number(-0.001, 2) == "0.00");
  CHECK(format_number(999.996, 2) == "1,000.00");
}

TEST_CASE("amounts are exact, and brief ones use the units of the language") {
  Money const amount{123'456'789'00, Currency("CNY")};
  CHECK(format_money({123450, Currency("CNY")}) == "¥1,234.50");
  CHECK(format_money({-5, Currency("USD")}) == "-$0.05");
  CHECK(format_money({1500, Currency("JPY")}) == "JP¥1,500");
  CHECK(format_money({1'234'567, Currency("KWD")}) == "KWD 1,234.567");
  CHECK(format_money({}) == "");
  {
    Speaking const chinese(Language::zh_cn);
    CHECK(format_money(amount, true) == "¥1.23亿");
    CHECK(format_money({15'000'00, Currency("CNY")}, true) == "¥1.5万");
    CHECK(format_money({9'999'00, Currency("CNY")}, true) == "¥9,999");
    CHECK(format_money({99'999'999'00, Currency("CNY")}, true) == "¥1亿");
    CHECK(format_money({12'345'600'00, Currency("CNY")}, true) == "¥1,234.56万");
  }
  Speaking const english(Language::en);
  CHECK(format_money(amount, true) == "¥123.46M");
  CHECK(format_money({15'000'00, Currency("USD")}, true) == "$15K");
  CHECK(format_money({-999'999'00, Currency("USD")}, true) == "-$1M");
}

TEST_CASE("dates are written in the order of the language and near ones by name") {
  Date const today = *make_date(2026, 11, 21);
  {
    Speaking const chinese(Language::zh_cn);
    CHECK(format_date(today) == "2026-11-21");
    CHECK(format_date_relative(today, today) == "今天");
    CHECK(format_date_relative({today.days + 2}, today) == "后天");
    CHECK(format_date_relative({today.days - 3}, today) == "3 天前");
    CHECK(format_instant(*parse_iso_instant("2026-11-20T23:30:00Z"), 480) == "2026-11-21 07:30");
  }
  Speaking const english(Language::en);
  CHECK(format_date(today) == "21 Nov 2026");
  CHECK(format_date_relative({today.days + 1}, today) == "Tomorrow");
  CHECK(format_date_relative({today.days + 8}, today) == "29 Nov 2026");
  CHECK(format_date({}) == "");
  Instant const now = *parse_iso_instant("2026-11-21T10:00:00Z");
  CHECK(format_ago({now.ms - 30'000}, now, 0) == "just now");
  CHECK(format_ago({now.ms - 180'000}, now, 0) == "3 min ago");
  CHECK(format_ago({now.ms - 3 * 86'400'000LL}, now, 0) == "3 days ago");
}

TEST_CASE("a text with places is filled in and lives until the frame ends") {
  Speaking const english(Language::en);
  std::string_view const first = tr(Tr::format_days_ago, "5");
  std::string_view const second = tr(Tr::format_days_ahead, "6");
  CHECK(first == "5 days ago");
  CHECK(second == "in 6 days");
  CHECK(keep(std::string(200'000, 'x')).size() == 200'000);
  CHECK(first == "5 days ago");
  reset_scratch();
}

TEST_CASE("an address names a screen and a record, and anything else is today") {
  Uuid const id = make_uuid(1'700'000'000'000, 12, 34);
  Route const route{Screen::customers, id};
  CHECK(to_hash(route) == "#/customers/" + to_string(id));
  CHECK(parse_route(to_hash(route)) == route);
  CHECK(parse_route("#/pipeline") == Route{Screen::pipeline, {}});
  CHECK(parse_route("#/nowhere/x") == Route{});
  CHECK(parse_route("") == Route{});
  CHECK(parse_route("#/customers/broken") == Route{Screen::customers, {}});
  for (std::size_t i = 0; i < static_cast<std::size_t>(Screen::count_); ++i) {
    Route const each{static_cast<Screen>(i), {}};
    CHECK(parse_route(to_hash(each)) == each);
    if (kind_of(each.screen) != Kind::count_) CHECK(screen_of(kind_of(each.screen)) == each.screen);
  }
}

TEST_CASE("preferences survive a round trip, and broken ones keep the default") {
  Preferences preferences;
  preferences.language = Language::en;
  preferences.theme = ThemeMode::dark;
  preferences.text_scale = 1.25F;
  preferences.currency = Currency("USD");
  preferences.lists["customer"] = {{"name", "tier"}, {{"name", 240}}, {{"tier", true}, {"name", false}}, "owner"};
  CHECK(preferences_from_json(to_json(preferences), {}) == preferences);
  CHECK(preferences_from_json("", preferences) == preferences);
  CHECK(preferences_from_json("[1]", preferences) == preferences);
  Preferences const read = preferences_from_json(
      R"({"language":7,"theme":"sepia","text_scale":99,"currency":"money","lists":{"a":[],"lead":{"columns":[1,"name"],"widths":{"name":"wide"},"sort":[{}]}}})",
      {});
  Preferences expected;
  expected.lists["lead"].columns = {"name"};
  CHECK(read == expected);
}
