#include "exchange/formats.hpp"

#include "exchange/support.hpp"

using namespace saddlebag;
using namespace saddlebag::test;

namespace {

std::string date(std::string_view text, DateOrder order = DateOrder::dmy) {
  auto const read = read_date(text, order);
  return read ? to_iso(*read) : "-";
}

std::string instant(std::string_view text, int offset = 0) {
  auto const read = read_instant(text, DateOrder::dmy, offset);
  return read ? to_iso(*read) : "-";
}

/// Minor units of the number in its currency, or in dollars.
std::string money(std::string_view text, char decimal = '.') {
  auto const number = read_number(text, decimal);
  if (!number) return "-";
  Currency const currency = number->currency.empty() ? Currency("USD") : number->currency;
  auto const minor = number->to_minor(currency);
  return minor ? currency.letters() + " " + std::to_string(*minor) : "too large";
}

}  // namespace

TEST_CASE("dates are read as people write them") {
  CHECK(date("20-10-16") == "2016-10-20");
  CHECK(date("01-03-17") == "2017-03-01");
  CHECK(date("3/1/2017", DateOrder::mdy) == "2017-03-01");
  CHECK(date("2017-03-01") == "2017-03-01");
  CHECK(date("2017/3/1") == "2017-03-01");
  CHECK(date("2017.3.1") == "2017-03-01");
  CHECK(date("2017年3月1日") == "2017-03-01");
  CHECK(date("２０１７年３月１日") == "2017-03-01");
  CHECK(date("01.03.2017") == "2017-03-01");
  CHECK(date("20170301") == "2017-03-01");
  CHECK(date("1 Mar 2017") == "2017-03-01");
  CHECK(date("1-Mar-17") == "2017-03-01");
  CHECK(date("March 1, 2017", DateOrder::mdy) == "2017-03-01");
  CHECK(date("17-03-01", DateOrder::ymd) == "2017-03-01");
  CHECK(date("01-03-71") == "1971-03-01");
  CHECK(date("2017-03-01 14:30:00") == "2017-03-01");
  CHECK(date("2017-03-01T14:30:00Z") == "2017-03-01");
}

TEST_CASE("what is no date is not read as one") {
  for (std::string_view const text : {"", "30-02-17", "31/31/2017", "1.5", "12", "2017", "Q4 2016", "abc", "1-2-3-4", "2017-13-01",
                                      "138-1234-5678", "1/2/", "--", "2017-03-01 25:00"}) {
    CAPTURE(text);
    CHECK(date(text) == "-");
  }
}

TEST_CASE("times of day are local unless they say otherwise") {
  CHECK(instant("2017-03-01 14:30", 480) == "2017-03-01T06:30:00.000Z");
  CHECK(instant("2017-03-01T14:30:00Z", 480) == "2017-03-01T14:30:00.000Z");
  CHECK(instant("2017-03-01 14:30:15.250+08:00") == "2017-03-01T06:30:15.250Z");
  CHECK(instant("1/3/2017 2:30 PM") == "2017-03-01T14:30:00.000Z");
  CHECK(instant("2017年3月1日 下午2:30") == "2017-03-01T14:30:00.000Z");
  CHECK(instant("2017-03-01 12:05 AM") == "2017-03-01T00:05:00.000Z");
}

TEST_CASE("numbers are read exactly, with their currency") {
  CHECK(money("1,234.56") == "USD 123456");
  CHECK(money("1.234,56", ',') == "USD 123456");
  CHECK(money("1 234,56", ',') == "USD 123456");
  CHECK(money("1'234.56") == "USD 123456");
  CHECK(money("12万") == "USD 12000000");
  CHECK(money("1.5亿元") == "CNY 15000000000");
  CHECK(money("¥1,234") == "CNY 123400");
  CHECK(money("￥１２３") == "CNY 12300");
  CHECK(money("$ 9.99") == "USD 999");
  CHECK(money("99,90 €", ',') == "EUR 9990");
  CHECK(money("USD 12") == "USD 1200");
  CHECK(money("1200 JPY") == "JPY 1200");
  CHECK(money("(12.50)") == "USD -1250");
  CHECK(money("-12.505") == "USD -1251");
  CHECK(money("12-") == "USD -1200");
  CHECK(money("0.1") == "USD 10");
  CHECK(money("90071992547409.93") == "USD 9007199254740993");
}

TEST_CASE("what is no number is not read as one") {
  for (std::string_view const text : {"", "abc", "1.2.3", "12 apples", "1,23,4", "-", "$", "1e5", "99999999999999999999", "20-10-16"}) {
    CAPTURE(text);
    CHECK(money(text) == "-");
  }
}

TEST_CASE("any bytes are read as something or nothing") {
  std::uint64_t const seed = fresh_seed();
  CAPTURE(seed);
  SeededRandom random(seed);
  constexpr std::string_view kPieces[] = {"1", "20", "2017", "-", "/", ".", ",", "年", "月", "日", " ", ":", "万", "亿", "%", "(", ")", "$", "mar", "\xff", "pm", "9999999999999999999"};
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (std::uint64_t n = random.below(9); n > 0; --n) text += kPieces[random.below(std::size(kPieces))];
    if (auto const read = read_date(text, DateOrder::mdy)) CHECK(read_date(to_iso(*read), DateOrder::mdy) == read);
    read_instant(text, DateOrder::ymd, 0);
    if (auto const number = read_number(text, '.')) {
      CHECK(number->scale >= 0);
      if (number->scale == 0) CHECK(number->rounded() == number->units);
      if (auto const minor = number->to_minor(Currency("JPY"))) CHECK(*minor == number->rounded());
    }
  }
}
