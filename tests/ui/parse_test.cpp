#include <doctest/doctest.h>

#include <cstdint>

#include "base/random.hpp"
#include "base/utf8.hpp"
#include "model/kinds.hpp"
#include "ui/format.hpp"

using namespace saddlebag;
using namespace saddlebag::ui;

namespace {

Date const kToday = *make_date(2026, 11, 21);  // a Saturday
constexpr int kChina = 8 * 60;

Field const& field_of(Kind kind, std::string_view name) {
  KindInfo const& info = kind_info(kind);
  return info.fields[info.find(name)];
}

/// What was understood, as one string; "?" where it was refused.
std::string read(Field const& field, std::string_view typed, Language language = Language::zh_cn) {
  Preferences preferences;
  preferences.language = language;
  set_language(language);
  Result<OwnedValue> const value = parse_value(field, typed, preferences, kToday, kChina);
  return value ? editable(field, value->get(), kChina) : "?";
}

}  // namespace

TEST_CASE("amounts are read as people of both languages write them") {
  Field const& amount = field_of(Kind::opportunity, "amount");
  CHECK(read(amount, "1,234.56") == "1234.56 CNY");
  CHECK(read(amount, "1.5万") == "15000 CNY");
  CHECK(read(amount, "3亿") == "300000000 CNY");
  CHECK(read(amount, "12k") == "12000 CNY");
  CHECK(read(amount, "￥１２．５") == "12.50 CNY");
  CHECK(read(amount, "$300") == "300 USD");
  CHECK(read(amount, "300 usd") == "300 USD");
  CHECK(read(amount, "-€1 200.5") == "-1200.50 EUR");
  CHECK(read(amount, "(5)") == "-5 CNY");
  CHECK(read(amount, "20万元") == "200000 CNY");
  CHECK(read(amount, "JPY 1500") == "1500 JPY");
  CHECK(read(amount, "") == "");
  CHECK(read(amount, "0.005") == "0.01 CNY");
}

TEST_CASE("a number that could be two numbers is refused, not guessed") {
  Field const& amount = field_of(Kind::opportunity, "amount");
  for (char const* const typed :
       {"12,5", "1,2,3", "1.2.3", "abc", "5 apples", "--5", "1e9", "99999999999999999999", "5%", "."}) {
    CAPTURE(typed);
    CHECK(read(amount, typed) == "?");
  }
  CHECK(read(field_of(Kind::customer, "employees"), "1.5") == "?");
  CHECK(read(field_of(Kind::customer, "employees"), "1.5万") == "15000");
  CHECK(read(field_of(Kind::opportunity, "probability"), "60%") == "60");
  CHECK(read(field_of(Kind::opportunity, "probability"), "120") == "?");
}

TEST_CASE("dates are read in ISO form, in Chinese, day first, and by words") {
  Field const& date = field_of(Kind::opportunity, "expected_close");
  for (char const* const typed :
       {"2026-11-25", "2026/11/25", "20261125", "2026年11月25日", "11月25日", "25/11/2026", "25.11.2026", "25/11",
        "11/25/2026", "25 Nov 2026", "Nov 25", "25th of", "+4", "4天后"}) {
    CAPTURE(typed);
    CHECK(read(date, typed) == (std::string_view(typed) == "25th of" ? "?" : "2026-11-25"));
  }
  CHECK(read(date, "今天") == "2026-11-21");
  CHECK(read(date, "明天") == "2026-11-22");
  CHECK(read(date, "后天") == "2026-11-23");
  CHECK(read(date, "Tomorrow") == "2026-11-22");
  CHECK(read(date, "3 days ago") == "2026-11-18");
  CHECK(read(date, "+2w") == "2026-12-05");
  CHECK(read(date, "in 1 month") == "2026-12-21");
  CHECK(read(date, "周三") == "2026-11-25");
  CHECK(read(date, "下周一") == "2026-11-23");
  CHECK(read(date, "next Friday") == "2026-11-27");
  CHECK(read(date, "1月15日") == "2027-01-15");  // the nearest one
}

TEST_CASE("day and month stand in the order of the language, and only one order is a day where the other is none") {
  Field const& date = field_of(Kind::opportunity, "expected_close");
  CHECK(read(date, "3/4/2026", Language::en) == "2026-04-03");
  CHECK(read(date, "3/4", Language::en) == "2027-04-03");
  CHECK(read(date, "3/4", Language::zh_cn) == "2027-03-04");
  CHECK(read(date, "11/21", Language::en) == "2026-11-21");
  CHECK(read(date, "30/2/2026") == "?");
  CHECK(read(date, "2026-02-30") == "?");
  CHECK(read(date, "soon") == "?");
}

TEST_CASE("a time goes with a day in either language, and without one the working day's start is meant") {
  Field const& due = field_of(Kind::activity, "due");
  CHECK(read(due, "2026-11-21 14:30") == "2026-11-21 14:30");
  CHECK(read(due, "明天下午3点半") == "2026-11-22 15:30");
  CHECK(read(due, "tomorrow 3pm") == "2026-11-22 15:00");
  CHECK(read(due, "21 Nov 2026, 09:05") == "2026-11-21 09:05");
  CHECK(read(due, "18:00") == "2026-11-21 18:00");
  CHECK(read(due, "后天") == "2026-11-23 09:00");
  CHECK(read(due, "tomorrow 25:00") == "?");
}

TEST_CASE("choices, yes and no, tags and contact details are read by what they say") {
  CHECK(read(field_of(Kind::customer, "tier"), "gold") == "金卡");
  CHECK(read(field_of(Kind::customer, "tier"), "金卡") == "金卡");
  CHECK(read(field_of(Kind::customer, "lifecycle"), "won b") == "挽回");
  CHECK(read(field_of(Kind::customer, "lifecycle"), "m") == "成熟");
  CHECK(read(field_of(Kind::customer, "lifecycle"), "x") == "?");
  CHECK(read(field_of(Kind::activity, "done"), "是") == "是");
  CHECK(read(field_of(Kind::activity, "done"), "maybe") == "?");
  CHECK(read(field_of(Kind::customer, "tags"), "重点， VIP、vip;VIP, ") == "重点, VIP, vip");
  CHECK(read(field_of(Kind::customer, "email"), "li@example.cn") == "li@example.cn");
  CHECK(read(field_of(Kind::customer, "email"), "li example.cn") == "?");
  CHECK(read(field_of(Kind::customer, "phone"), "n/a") == "?");
  CHECK(read(field_of(Kind::customer, "name"), "   ") == "?");
  CHECK(read(field_of(Kind::customer, "name"), " 杭州云帆 ") == "杭州云帆");
}

TEST_CASE("what is written into a field for editing reads back as the same value") {
  std::uint64_t const seed = 20261121;
  CAPTURE(seed);
  SeededRandom random(seed);
  Preferences const preferences;
  auto const same = [&](Field const& field, Value value) {
    std::string const text = editable(field, value, kChina);
    CAPTURE(text);
    Result<OwnedValue> const again = parse_value(field, text, preferences, kToday, kChina);
    CHECK(again);
    if (again) CHECK(again->get() == value);
    reset_scratch();
  };
  for (int i = 0; i < 2000; ++i) {
    auto const any = static_cast<std::int64_t>(random.next() >> (8 + random.below(50)));
    std::int64_t const number = random.below(2) != 0U ? any : -any;
    same(field_of(Kind::opportunity, "amount"),
         Value::money({number, Currency(random.below(2) != 0U ? "USD" : "KWD")}));
    same(field_of(Kind::customer, "employees"), Value::integer(number));
    same(field_of(Kind::opportunity, "expected_close"),
         Value::date({static_cast<std::int32_t>(random.below(2'000'000)) - 700'000}));
    same(field_of(Kind::activity, "due"),
         Value::instant({(static_cast<std::int64_t>(random.below(60'000'000)) - 10'000'000) * 60'000}));
    same(field_of(Kind::opportunity, "probability"), Value::number(random.unit() * 100));
    same(field_of(Kind::customer, "tier"), Value::choice(static_cast<std::uint8_t>(random.below(4))));
    same(field_of(Kind::lead, "customer"), Value::reference({random.next() | 1, random.next()}));
  }
}

TEST_CASE("nothing that is typed makes the reader fall over") {
  std::uint64_t const seed = 7;
  CAPTURE(seed);
  SeededRandom random(seed);
  Preferences const preferences;
  char32_t const pieces[] = {U'0',  U'9',  U',',  U'.',  U'-', U'/', U' ', U'¥', U'万', U'亿', U'年',  U'月',
                             U'日', U'点', U'下', U'周', U'k', U'%', U'(', U'+', U'天', U'前', 0xFFFD, U':'};
  for (int i = 0; i < 20'000; ++i) {
    std::string typed;
    for (std::uint64_t left = random.below(12); left > 0; --left) {
      if (random.below(40) == 0)
        typed.push_back(static_cast<char>(random.below(256)));
      else
        append_utf8(typed, pieces[random.below(std::size(pieces))]);
    }
    for (Field const& field : kind_info(Kind::opportunity).fields)
      (void)parse_value(field, typed, preferences, kToday, kChina);
    for (Field const& field : kind_info(Kind::activity).fields)
      (void)parse_value(field, typed, preferences, kToday, kChina);
    reset_scratch();
  }
}
