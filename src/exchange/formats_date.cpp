#include <array>
#include <string>

#include "base/utf8.hpp"
#include "exchange/formats.hpp"
#include "exchange/plain_text.hpp"

namespace saddlebag {
namespace {

/// One run of digits or of letters; the words 年 月 日 etc. count as separators.
struct Part {
  int value = 0;
  std::size_t digits = 0;
  int month_name = 0;  ///< 1..12
  char after = 0;      ///< first byte of what follows; bytes of Chinese words are negative
};

int month_named(std::string_view word) {
  constexpr std::string_view kNames = "janfebmaraprmayjunjulaugsepoctnovdec";
  if (word.size() < 3) return 0;
  std::size_t const at = kNames.find(word.substr(0, 3));
  return at == std::string_view::npos || at % 3 != 0 ? 0 : static_cast<int>(at / 3) + 1;
}

struct DateParts {
  std::array<Part, 3> part;
  std::size_t end = 0;  ///< where the time of day may begin
};

bool date_separator(std::string_view text, std::size_t& at) {
  constexpr std::string_view kWords[] = {"年", "月", "日"};
  std::size_t const from = at;
  for (bool more = true; more;) {
    more = false;
    if (at < text.size() && std::string_view("-/. ,").find(text[at]) != std::string_view::npos) {
      ++at;
      more = true;
    }
    for (std::string_view const word : kWords) {
      if (text.substr(at).starts_with(word)) {
        at += word.size();
        more = true;
      }
    }
  }
  return at > from && at - from <= 6;
}

std::optional<DateParts> split_date(std::string_view text) {
  DateParts parts;
  std::size_t at = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    Part& part = parts.part[i];
    std::size_t const from = at;
    if (at < text.size() && is_letter(text[at])) {
      while (at < text.size() && is_letter(text[at])) ++at;
      part.month_name = month_named(text.substr(from, at - from));
      if (part.month_name == 0) return std::nullopt;
    } else {
      while (at < text.size() && is_digit(text[at]) && at - from < 9) part.value = part.value * 10 + (text[at++] - '0');
      part.digits = at - from;
      if (part.digits == 0 || part.digits > 4) return std::nullopt;
    }
    parts.end = at;
    if (i < 2 && !date_separator(text, at)) return std::nullopt;
  }
  at = parts.end;
  if (text.substr(at).starts_with("日")) at += std::string_view("日").size();
  parts.end = at;
  return parts;
}

int full_year(Part const& part) {
  if (part.digits > 2) return part.value;
  return part.value < 70 ? 2000 + part.value : 1900 + part.value;
}

/// 20170301, and the time that may follow.
std::optional<Date> compact_date(std::string_view text, std::size_t& end) {
  if (text.size() < 8) return std::nullopt;
  int number = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    if (!is_digit(text[i])) return std::nullopt;
    number = number * 10 + (text[i] - '0');
  }
  if (text.size() > 8 && text[8] != ' ' && text[8] != 't') return std::nullopt;
  int const year = number / 10000;
  if (year < 1900 || year > 2100) return std::nullopt;
  end = 8;
  return make_date(year, number / 100 % 100, number % 100);
}

std::optional<Date> civil_of(DateParts const& parts, DateOrder order) {
  auto const& [a, b, c] = parts.part;
  auto const make = [](Part const& y, Part const& m, Part const& d) -> std::optional<Date> {
    if (y.month_name || d.month_name || d.digits > 2 || (m.digits > 2 && !m.month_name)) return std::nullopt;
    if (y.digits == 3 || y.digits == 1) return std::nullopt;
    return make_date(full_year(y), m.month_name ? m.month_name : m.value, d.value);
  };
  if (a.digits == 4) return make(a, b, c);
  if (b.month_name && order != DateOrder::ymd) return make(c, b, a);
  if (a.month_name) return make(c, a, b);
  switch (order) {
    case DateOrder::ymd: return c.digits == 4 ? std::nullopt : make(a, b, c);
    case DateOrder::dmy: return make(c, b, a);
    case DateOrder::mdy: return make(c, a, b);
  }
  return std::nullopt;
}

/// The date at the beginning of `text` (plain); `end` is where it stops.
std::optional<Date> leading_date(std::string_view text, DateOrder order, std::size_t& end) {
  if (auto const compact = compact_date(text, end)) return compact;
  auto const parts = split_date(text);
  if (!parts) return std::nullopt;
  end = parts->end;
  return civil_of(*parts, order);
}

struct TimeOfDay {
  std::int64_t ms = 0;
  std::optional<int> offset;  ///< minutes east of UTC, where it is told
};

std::optional<int> take_number(std::string_view& text, std::size_t most_digits) {
  std::size_t n = 0;
  int value = 0;
  while (n < text.size() && n < most_digits && is_digit(text[n])) value = value * 10 + (text[n++] - '0');
  if (n == 0) return std::nullopt;
  text.remove_prefix(n);
  return value;
}

std::optional<int> take_offset(std::string_view& text) {
  if (take(text, "z")) return 0;
  if (text.empty() || (text[0] != '+' && text[0] != '-')) return std::nullopt;
  int const sign = text[0] == '-' ? -1 : 1;
  std::string_view rest = text.substr(1);
  auto const hours = take_number(rest, 2);
  take(rest, ":");
  auto const minutes = take_number(rest, 2);
  if (!hours || *hours > 14 || minutes.value_or(0) > 59) return std::nullopt;
  text = rest;
  return sign * (*hours * 60 + minutes.value_or(0));
}

/// Reads what stands behind a date; nothing where it is no time of day.
std::optional<TimeOfDay> read_time(std::string_view text) {
  TimeOfDay time;
  text = trim(text);
  if (take(text, "t") || take(text, ",")) text = trim(text);
  if (text.empty()) return time;
  bool const afternoon = take(text, "下午");
  bool const morning = !afternoon && take(text, "上午");
  text = trim(text);
  auto hours = take_number(text, 2);
  if (!hours || *hours > 24 || !(take(text, ":") || take(text, "时") || take(text, "点"))) return std::nullopt;
  auto const minutes = take_number(text, 2);
  if (!minutes || *minutes > 59) return std::nullopt;
  int seconds = 0;
  std::int64_t fraction = 0;
  take(text, "分");
  if (take(text, ":") || (!text.empty() && is_digit(text[0]))) seconds = take_number(text, 2).value_or(60);
  take(text, "秒");
  if (seconds > 60) return std::nullopt;
  if (take(text, ".")) {
    std::int64_t unit = 100;
    for (; !text.empty() && is_digit(text[0]); text.remove_prefix(1), unit /= 10) fraction += unit * (text[0] - '0');
  }
  text = trim(text);
  bool const pm = afternoon || take(text, "pm");
  bool const am = morning || (!pm && take(text, "am"));
  if (pm && *hours < 12) *hours += 12;
  if (am && *hours == 12) hours = 0;
  text = trim(text);
  time.offset = take_offset(text);
  if (!text.empty()) return std::nullopt;
  time.ms = ((*hours * 60LL + *minutes) * 60 + seconds) * 1000 + fraction;
  return time;
}

}  // namespace

std::optional<Date> read_date(std::string_view text, DateOrder order) {
  std::string const flat = plain_text(text);
  std::size_t end = 0;
  auto const date = leading_date(flat, order, end);
  if (!date || !read_time(std::string_view(flat).substr(end))) return std::nullopt;
  return date;
}

std::optional<Instant> read_instant(std::string_view text, DateOrder order, int offset_minutes) {
  std::string const flat = plain_text(text);
  std::size_t end = 0;
  auto const date = leading_date(flat, order, end);
  if (!date) return std::nullopt;
  auto const time = read_time(std::string_view(flat).substr(end));
  if (!time) return std::nullopt;
  std::int64_t const offset = time->offset.value_or(offset_minutes);
  return Instant{date->days * 86'400'000LL + time->ms - offset * 60'000};
}

}  // namespace saddlebag
