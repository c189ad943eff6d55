#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/date.hpp"
#include "base/money.hpp"

namespace saddlebag {

/// In which order a date is written where the year does not come first with four digits.
enum class DateOrder : std::uint8_t { ymd, dmy, mdy };

/// Reads a day from any of 2017-03-01, 2017/3/1, 20170301, 2017年3月1日, 01.03.2017, 1-Mar-17, March 1, 2017 …
/// Years of two digits are 1970..2069. A time of day behind it is passed over.
std::optional<Date> read_date(std::string_view text, DateOrder order);
/// The same with the time of day: 24 hours, or AM/PM, or 上午/下午; `Z` and offsets are obeyed, otherwise the
/// time is local, `offset_minutes` east of UTC. Midnight where there is none.
std::optional<Instant> read_instant(std::string_view text, DateOrder order, int offset_minutes);

/// What a number means besides its digits.
enum class NumberUnit : std::uint8_t { none, percent };

/// A decimal number, exact: units * 10^-scale.
struct Decimal {
  std::int64_t units = 0;
  int scale = 0;  ///< 0..18
  NumberUnit unit = NumberUnit::none;
  Currency currency;  ///< of a sign or code beside the digits (¥ $ € £ 元 USD …)
  [[nodiscard]] double to_double() const;
  [[nodiscard]] bool whole() const;
  /// To a whole number, half away from zero.
  [[nodiscard]] std::int64_t rounded() const;
  /// Minor units of a currency, rounded half away from zero; nothing where it does not fit.
  [[nodiscard]] std::optional<std::int64_t> to_minor(Currency in) const;
  /// Times 10^zeros; nothing where it does not fit.
  [[nodiscard]] std::optional<Decimal> shifted(int zeros) const;
};

/// Reads 1,234.56 or 1.234,56 or 1 234,56 or 1'234.56, with `decimal` ('.' or ',') before the fraction; with
/// currency signs and codes, percent, (negative) or 12- , full-width digits, 万 and 亿.
std::optional<Decimal> read_number(std::string_view text, char decimal);

/// Which sign the digits of one value prove to be before the fraction: '.' or ',' , or 0 where it proves
/// nothing, like 1,234 (`could_be_either` is set) or 12.
char decimal_sign_of(std::string_view text, bool& could_be_either);

std::optional<bool> read_boolean(std::string_view text);

}  // namespace saddlebag
