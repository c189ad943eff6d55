#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/money.hpp"

namespace saddlebag::ui {

/// A decimal number, exactly as it was written: mantissa × 10^-scale.
struct Decimal {
  std::int64_t mantissa = 0;
  int scale = 0;  ///< may be negative: 3亿 is 3 × 10^8

  [[nodiscard]] double as_double() const;
  /// Whole units of 10^-decimals, rounded half away from zero; nothing where it does not fit.
  [[nodiscard]] std::optional<std::int64_t> in_units(int decimals) const;
};

struct WrittenNumber {
  Decimal number;
  Currency currency;     ///< none where none was written
  bool percent = false;  ///< a % stood behind
};

/// Reads 1,234.56, 1.5万, 3亿, 12k, ¥300, 300 usd, -5%, (already folded, see base/utf8.hpp). A comma only groups:
/// "12,5" is not taken for 125 nor for 12.5 but refused.
std::optional<WrittenNumber> read_written_number(std::string_view folded);

}  // namespace saddlebag::ui
