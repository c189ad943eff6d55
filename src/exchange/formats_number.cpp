#include <limits>
#include <string>

#include "base/utf8.hpp"
#include "exchange/formats.hpp"
#include "exchange/plain_text.hpp"

namespace saddlebag {
namespace {

struct Sign {
  std::string_view text;
  std::string_view currency;  ///< empty: the sign only multiplies or says percent
  int zeros = 0;
  bool percent = false;
};
/// Longer ones first where one begins with another. Letters are lower case: see plain_text().
constexpr Sign kSigns[] = {
    {"us$", "USD"}, {"hk$", "HKD"}, {"nt$", "TWD"}, {"a$", "AUD"}, {"c$", "CAD"}, {"s$", "SGD"}, {"美元", "USD"},
    {"欧元", "EUR"}, {"英镑", "GBP"}, {"日元", "JPY"}, {"港元", "HKD"}, {"港币", "HKD"}, {"人民币", "CNY"},
    {"rmb", "CNY"}, {"元", "CNY"}, {"¥", "CNY"}, {"￥", "CNY"}, {"$", "USD"}, {"€", "EUR"}, {"£", "GBP"},
    {"₩", "KRW"}, {"₹", "INR"}, {"₽", "RUB"}, {"万", "", 4}, {"亿", "", 8}, {"萬", "", 4}, {"億", "", 8},
    {"%", "", 0, true},
};
constexpr std::string_view kCodes[] = {"cny", "usd", "eur", "gbp", "jpy", "hkd", "twd", "krw", "inr", "aud", "cad", "chf",
                                       "sgd", "rub", "sek", "nok", "dkk", "pln", "czk", "brl", "mxn", "zar", "thb", "vnd",
                                       "idr", "myr", "php", "nzd", "try", "aed", "sar", "ils", "huf", "kwd", "bhd"};

/// A number with everything that is not a digit, a point, a comma, a blank or an apostrophe taken off.
struct Bare {
  std::string digits;
  bool negative = false;
  int zeros = 0;
  NumberUnit unit = NumberUnit::none;
  Currency currency;
};

bool take_word(std::string_view& rest, Bare& bare) {
  for (Sign const& sign : kSigns) {
    if (!take(rest, sign.text)) continue;
    if (!sign.currency.empty()) bare.currency = Currency(sign.currency);
    bare.zeros += sign.zeros;
    if (sign.percent) bare.unit = NumberUnit::percent;
    return true;
  }
  for (std::string_view const code : kCodes) {
    if (!rest.starts_with(code) || (rest.size() > 3 && is_letter(rest[3]))) continue;
    bare.currency = Currency(code);
    rest.remove_prefix(3);
    return true;
  }
  return false;
}

std::optional<Bare> strip(std::string_view text) {
  std::string const flat = plain_text(text);
  std::string_view rest = flat;
  Bare bare;
  if (rest.size() > 2 && rest.front() == '(' && rest.back() == ')') {
    bare.negative = true;
    rest = rest.substr(1, rest.size() - 2);
  }
  bool ended = false;  // behind the digits only signs may follow
  while (!rest.empty()) {
    char const c = rest.front();
    bool const body = is_digit(c) || c == '.' || c == ',' || c == '\'' || c == ' ';
    if (body) {
      if (ended && c != ' ') return std::nullopt;
      if (!ended) bare.digits += c;
      rest.remove_prefix(1);
    } else if (c == '-' || c == '+') {
      if (bare.negative) return std::nullopt;
      bare.negative = c == '-';
      ended = bare.digits.find_first_of("0123456789") != std::string::npos;
      rest.remove_prefix(1);
    } else {
      if (!take_word(rest, bare)) return std::nullopt;
      ended = bare.digits.find_first_of("0123456789") != std::string::npos;
    }
  }
  bare.digits = std::string(trim(bare.digits));
  return bare;
}

/// Groups of three (or of four, as in Chinese) after the first: 1,234,567 yes, 1,23 no.
bool grouped(std::string_view whole) {
  std::size_t run = 0;
  bool first = true;
  for (std::size_t i = 0; i <= whole.size(); ++i) {
    if (i < whole.size() && is_digit(whole[i])) {
      ++run;
      continue;
    }
    if (run == 0 || (!first && run != 3 && run != 4)) return false;
    first = false;
    run = 0;
  }
  return true;
}

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

bool push_digit(std::int64_t& value, char c) {
  int const d = c - '0';
  if (value > (kMost - d) / 10) return false;
  value = value * 10 + d;
  return true;
}

}  // namespace

std::optional<Decimal> read_number(std::string_view text, char decimal) {
  auto const bare = strip(text);
  if (!bare || bare->digits.empty()) return std::nullopt;
  std::size_t const point = bare->digits.rfind(decimal);
  std::string_view const whole = std::string_view(bare->digits).substr(0, point);
  std::string_view const fraction =
      point == std::string::npos ? std::string_view() : std::string_view(bare->digits).substr(point + 1);
  if (whole.find(decimal) != std::string_view::npos) return std::nullopt;
  if (!whole.empty() && !grouped(whole)) return std::nullopt;
  if (whole.empty() && fraction.empty()) return std::nullopt;
  Decimal number;
  for (char const c : whole) {
    if (is_digit(c) && !push_digit(number.units, c)) return std::nullopt;
  }
  for (char const c : fraction) {
    if (!is_digit(c)) return std::nullopt;
    // Digits beyond what fits say nothing that money or a double could keep.
    if (number.scale < 12 && push_digit(number.units, c)) ++number.scale;
  }
  if (bare->negative) number.units = -number.units;
  number.unit = bare->unit;
  number.currency = bare->currency;
  return number.shifted(bare->zeros);
}

std::optional<Decimal> Decimal::shifted(int zeros) const {
  Decimal out = *this;
  for (; zeros > 0; --zeros) {
    if (out.scale > 0) --out.scale;
    else if (out.units > kMost / 10 || out.units < -kMost / 10) return std::nullopt;
    else out.units *= 10;
  }
  return out;
}

double Decimal::to_double() const {
  double divisor = 1;
  for (int place = 0; place < scale; ++place) divisor *= 10;  // exact up to 10^22
  return static_cast<double>(units) / divisor;
}

bool Decimal::whole() const {
  std::int64_t rest = units;
  for (int i = 0; i < scale; ++i) {
    if (rest % 10 != 0) return false;
    rest /= 10;
  }
  return true;
}

std::int64_t Decimal::rounded() const {
  std::int64_t power = 1;
  for (int i = 0; i < scale; ++i) power *= 10;
  std::int64_t const rest = units % power;
  std::int64_t const away = rest < 0 ? -1 : 1;
  return units / power + (rest * away * 2 >= power && rest != 0 ? away : 0);
}

std::optional<std::int64_t> Decimal::to_minor(Currency in) const {
  auto const minor = shifted(in.decimals());
  return minor ? std::optional(minor->rounded()) : std::nullopt;
}

char decimal_sign_of(std::string_view text, bool& could_be_either) {
  auto const bare = strip(text);
  if (!bare) return 0;
  std::string_view const digits = bare->digits;
  std::size_t const point = digits.rfind('.');
  std::size_t const comma = digits.rfind(',');
  auto const npos = std::string_view::npos;
  if (point != npos && comma != npos) return point > comma ? '.' : ',';
  if (point == npos && comma == npos) return 0;
  char const sign = point != npos ? '.' : ',';
  char const other = sign == '.' ? ',' : '.';
  std::size_t const last = point != npos ? point : comma;
  if (digits.find(sign) != last) return other;  // more than one: they group
  std::size_t const behind = digits.size() - last - 1;
  if (behind != 3 || last > 3 || last == 0 || digits.front() == '0') return sign;
  could_be_either = true;
  return 0;
}

std::optional<bool> read_boolean(std::string_view text) {
  constexpr std::string_view kYes[] = {"true", "yes", "y", "1", "x", "on", "是", "有", "对", "√", "✓", "✔"};
  constexpr std::string_view kNo[] = {"false", "no", "n", "0", "off", "否", "无", "没有", "×", "✗"};
  std::string const flat = plain_text(text);
  for (std::string_view const word : kYes) {
    if (flat == word) return true;
  }
  for (std::string_view const word : kNo) {
    if (flat == word) return false;
  }
  return std::nullopt;
}

}  // namespace saddlebag
