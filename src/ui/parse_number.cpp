#include "ui/parse_number.hpp"

#include <cstddef>
#include <cstdio>
#include <cstdlib>

#include "base/utf8.hpp"
#include "ui/format.hpp"

namespace saddlebag::ui {
namespace {


/// What follows a number and multiplies it, longest first.
struct Multiplier {
  std::string_view text;
  int exponent;
};
constexpr Multiplier kMultipliers[] = {
    {"billion", 9}, {"million", 6}, {"万亿", 12}, {"千万", 7}, {"百万", 6}, {"十万", 5},
    {"亿", 8},      {"億", 8},      {"万", 4},    {"萬", 4},   {"千", 3},   {"百", 2},
    {"bn", 9},      {"mio", 6},     {"k", 3},     {"w", 4},    {"m", 6},    {"b", 9},
};

/// Where the digits, points and commas at the front end.
std::size_t digits_end(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() &&
         (is_digit(text[end]) || text[end] == '.' || text[end] == ',' || text[end] == '\'' || text[end] == '_' ||
          (text[end] == ' ' && end + 1 < text.size() && is_digit(text[end + 1])))) {
    ++end;
  }
  return end;
}

/// Reads "1,234.56"; groups must hold three digits (or four, as some count in 万).
std::optional<Decimal> read_digits(std::string_view text) {
  Decimal number;
  std::size_t group = 0, total = 0;
  bool grouped = false, point = false;
  auto const group_fits = [&] { return !grouped || group == 3 || group == 4; };
  for (char const c : text) {
    if (c == '.') {
      if (point || !group_fits()) return std::nullopt;
      point = true;
    } else if (!is_digit(c)) {
      if (point || total == 0 || !group_fits()) return std::nullopt;
      grouped = true;
      group = 0;
    } else {
      if (__builtin_mul_overflow(number.mantissa, std::int64_t{10}, &number.mantissa) ||
          __builtin_add_overflow(number.mantissa, std::int64_t{c - '0'}, &number.mantissa)) {
        return std::nullopt;
      }
      number.scale += point;
      ++group;
      ++total;
    }
  }
  if (total == 0 || (!point && !group_fits())) return std::nullopt;
  return number;
}

/// Takes a currency off the front of `text`, where the number begins behind it.
Currency take_currency(std::string_view& text) {
  std::size_t const first = text.find_first_of("0123456789.-+");
  if (first == std::string_view::npos) return {};
  Currency const written = currency_written(trim(text.substr(0, first)));
  if (!written.empty()) text = trim(text.substr(first));
  return written;
}

bool take_front(std::string_view& text, std::string_view front) {
  if (!text.starts_with(front)) return false;
  text = trim(text.substr(front.size()));
  return true;
}

}  // namespace

double Decimal::as_double() const {
  // Multiplying would round twice: the library rounds once.
  char text[48];
  std::snprintf(text, sizeof text, "%llde%d", static_cast<long long>(mantissa), -scale);
  return std::strtod(text, nullptr);
}

std::optional<std::int64_t> Decimal::in_units(int decimals) const {
  std::int64_t units = mantissa;
  int shift = decimals - scale;
  for (; shift > 0; --shift) {
    if (units == 0) break;
    if (__builtin_mul_overflow(units, std::int64_t{10}, &units)) return std::nullopt;
  }
  if (shift < 0) {
    std::int64_t step = 1;
    for (; shift < 0; ++shift) {
      if (__builtin_mul_overflow(step, std::int64_t{10}, &step)) return 0;
    }
    std::int64_t const rest = units % step;
    units /= step;
    if (rest >= step - step / 2) ++units;
    if (-rest >= step - step / 2) --units;
  }
  return units;
}

std::optional<WrittenNumber> read_written_number(std::string_view folded) {
  std::string_view text = trim(folded);
  bool negative = false;
  // Accountants write (5) for -5.
  if (text.size() > 2 && text.front() == '(' && text.back() == ')') {
    negative = true;
    text = trim(text.substr(1, text.size() - 2));
  }
  if (take_front(text, "-") || take_front(text, "−"))
    negative = !negative;
  else
    take_front(text, "+");
  WrittenNumber result;
  result.currency = take_currency(text);
  if (!result.currency.empty() && (take_front(text, "-") || take_front(text, "−"))) negative = !negative;  // ¥-5
  std::size_t const end = digits_end(text);
  std::optional<Decimal> number = read_digits(text.substr(0, end));
  if (!number) return std::nullopt;
  text = trim(text.substr(end));
  for (Multiplier const& each : kMultipliers) {
    if (!currency_written(text).empty()) break;  // 5 kwd is not five thousand
    if (take_front(text, each.text)) {
      number->scale -= each.exponent;
      break;
    }
  }
  result.percent = take_front(text, "%");
  if (result.currency.empty() && !text.empty()) {
    result.currency = currency_written(text);
    if (!result.currency.empty()) text = {};
  }
  if (!text.empty()) return std::nullopt;
  if (negative) number->mantissa = -number->mantissa;
  result.number = *number;
  return result;
}

}  // namespace saddlebag::ui
