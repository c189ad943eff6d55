#pragma once
#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace saddlebag {

/// A civil day, counted from 1970-01-01, proleptic Gregorian; no time zone. Default: no date.
struct Date {
  std::int32_t days = std::numeric_limits<std::int32_t>::min();
  [[nodiscard]] constexpr bool empty() const { return days == std::numeric_limits<std::int32_t>::min(); }
  constexpr auto operator<=>(Date const&) const = default;
};

/// A moment, in milliseconds of UTC since 1970. Default: no instant.
struct Instant {
  std::int64_t ms = std::numeric_limits<std::int64_t>::min();
  [[nodiscard]] constexpr bool empty() const { return ms == std::numeric_limits<std::int64_t>::min(); }
  constexpr auto operator<=>(Instant const&) const = default;
};

struct CivilDay {
  int year;
  int month;  ///< 1..12
  int day;    ///< 1..31
};

/// Nothing where the day does not exist (30 February) or the year is outside 1..9999.
std::optional<Date> make_date(int year, int month, int day);
CivilDay civil(Date date);
/// ISO 8601 `yyyy-mm-dd`; empty for no date.
std::string to_iso(Date date);
/// ISO 8601 in UTC with milliseconds, `yyyy-mm-ddThh:mm:ss.mmmZ`; empty for no instant.
std::string to_iso(Instant instant);
std::optional<Date> parse_iso_date(std::string_view text);
/// Reads `yyyy-mm-ddThh:mm[:ss[.fff]](Z|±hh:mm)`, or a bare date as its midnight in UTC.
std::optional<Instant> parse_iso_instant(std::string_view text);
/// The civil day of an instant at an offset from UTC, in minutes east.
Date date_at(Instant instant, int offset_minutes);
/// The same day `months` later, clamped to the end of its month.
Date add_months(Date date, int months);
/// 1 Monday .. 7 Sunday (ISO 8601).
int weekday(Date date);

}  // namespace saddlebag
