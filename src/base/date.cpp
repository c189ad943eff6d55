#include "base/date.hpp"

#include <algorithm>

namespace saddlebag {
namespace {

constexpr std::int64_t kDayMs = 86'400'000;

std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int days_in_month(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : kDays[month - 1];
}

/// Hinnant, "chrono-Compatible Low-Level Date Algorithms": years that begin in March, eras of 400 of them.
std::int64_t days_from_civil(int year, int month, int day) {
  std::int64_t const y = year - (month <= 2 ? 1 : 0);
  std::int64_t const era = floor_div(y, 400);
  std::int64_t const year_of_era = y - era * 400;
  std::int64_t const day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  std::int64_t const day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

void append_padded(std::string& out, std::int64_t number, int width) {
  if (number < 0) {
    out.push_back('-');
    number = -number;
  }
  std::string const digits = std::to_string(number);
  for (int missing = width - static_cast<int>(digits.size()); missing > 0; --missing) out.push_back('0');
  out += digits;
}

/// Takes parts off the front of a text; `ok` turns false for good at the first one that is not there.
struct Scanner {
  std::string_view rest;
  bool ok = true;

  bool take(char c) {
    if (rest.empty() || rest.front() != c) return false;
    rest.remove_prefix(1);
    return true;
  }
  void expect(char c) { ok = take(c) && ok; }
  [[nodiscard]] bool at_digit() const { return !rest.empty() && rest.front() >= '0' && rest.front() <= '9'; }
  int digits(int count) {
    int number = 0;
    for (int i = 0; i < count; ++i) {
      if (!at_digit()) {
        ok = false;
        return 0;
      }
      number = number * 10 + (rest.front() - '0');
      rest.remove_prefix(1);
    }
    return number;
  }
  int digits_up_to(int count, int highest) {
    int const number = digits(count);
    ok = ok && number <= highest;
    return number;
  }
};

std::optional<Date> take_date(Scanner& in) {
  int const year = in.digits(4);
  in.expect('-');
  int const month = in.digits(2);
  in.expect('-');
  int const day = in.digits(2);
  return in.ok ? make_date(year, month, day) : std::nullopt;
}

/// Milliseconds of a fraction of a second; digits after the third are cut.
int take_fraction(Scanner& in) {
  int ms = in.digits(1) * 100;
  for (int unit = 10; in.at_digit(); unit /= 10) ms += in.digits(1) * unit;
  return ms;
}

int take_offset_minutes(Scanner& in) {
  if (in.take('Z') || in.take('z')) return 0;
  int const sign = in.take('-') ? -1 : 1;
  if (sign > 0) in.expect('+');
  int const hours = in.digits_up_to(2, 23);
  in.expect(':');
  return sign * (hours * 60 + in.digits_up_to(2, 59));
}

}  // namespace

std::optional<Date> make_date(int year, int month, int day) {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month)) {
    return std::nullopt;
  }
  return Date{static_cast<std::int32_t>(days_from_civil(year, month, day))};
}

CivilDay civil(Date date) {
  std::int64_t const shifted = static_cast<std::int64_t>(date.days) + 719468;
  std::int64_t const era = floor_div(shifted, 146097);
  std::int64_t const day_of_era = shifted - era * 146097;
  std::int64_t const year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  std::int64_t const day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  std::int64_t const month_from_march = (5 * day_of_year + 2) / 153;
  CivilDay result;
  result.day = static_cast<int>(day_of_year - (153 * month_from_march + 2) / 5 + 1);
  result.month = static_cast<int>(month_from_march < 10 ? month_from_march + 3 : month_from_march - 9);
  result.year = static_cast<int>(year_of_era + era * 400 + (result.month <= 2 ? 1 : 0));
  return result;
}

std::string to_iso(Date date) {
  std::string out;
  if (date.empty()) return out;
  CivilDay const day = civil(date);
  append_padded(out, day.year, 4);
  out.push_back('-');
  append_padded(out, day.month, 2);
  out.push_back('-');
  append_padded(out, day.day, 2);
  return out;
}

std::string to_iso(Instant instant) {
  if (instant.empty()) return {};
  Date const date = date_at(instant, 0);
  std::int64_t const ms = (instant.ms % kDayMs + kDayMs) % kDayMs;
  std::string out = to_iso(date);
  char const* separator = "T";
  for (std::int64_t unit : {3'600'000, 60'000, 1'000}) {
    out += separator;
    append_padded(out, ms / unit % (unit == 3'600'000 ? 24 : 60), 2);
    separator = ":";
  }
  out.push_back('.');
  append_padded(out, ms % 1000, 3);
  out.push_back('Z');
  return out;
}

std::optional<Date> parse_iso_date(std::string_view text) {
  Scanner in{text};
  std::optional<Date> const date = take_date(in);
  return in.rest.empty() ? date : std::nullopt;
}

std::optional<Instant> parse_iso_instant(std::string_view text) {
  Scanner in{text};
  std::optional<Date> const date = take_date(in);
  if (!date) return std::nullopt;
  Instant const midnight{date->days * kDayMs};
  if (in.rest.empty()) return midnight;
  in.expect('T');
  std::int64_t ms = in.digits_up_to(2, 23) * 3'600'000LL;
  in.expect(':');
  ms += in.digits_up_to(2, 59) * 60'000LL;
  if (in.take(':')) {
    ms += in.digits_up_to(2, 60) * 1000LL;  // 60: a leap second, counted into the next minute
    if (in.take('.')) ms += take_fraction(in);
  }
  ms -= take_offset_minutes(in) * 60'000LL;
  if (!in.ok || !in.rest.empty()) return std::nullopt;
  return Instant{midnight.ms + ms};
}

Date date_at(Instant instant, int offset_minutes) {
  if (instant.empty()) return {};
  std::int64_t const day = floor_div(instant.ms, 60'000) + offset_minutes;
  // Instants that no calendar holds come from broken files: keep them inside what a Date can say.
  return {static_cast<std::int32_t>(std::clamp<std::int64_t>(floor_div(day, 24 * 60), -2'000'000'000, 2'000'000'000))};
}

Date add_months(Date date, int months) {
  if (date.empty()) return date;
  CivilDay const day = civil(date);
  std::int64_t const month = std::clamp<std::int64_t>(day.year * 12LL + day.month - 1 + months, 12, 9999 * 12 + 11);
  int const year = static_cast<int>(month / 12);
  int const month_of_year = static_cast<int>(month % 12) + 1;
  return *make_date(year, month_of_year, std::min(day.day, days_in_month(year, month_of_year)));
}

int weekday(Date date) {
  std::int64_t const days = static_cast<std::int64_t>(date.days) + 3;  // 1970-01-01 was a Thursday
  return static_cast<int>(days - floor_div(days, 7) * 7) + 1;
}

}  // namespace saddlebag
