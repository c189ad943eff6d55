#pragma once
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace saddlebag {

/// An ISO 4217 code, its three upper-case letters packed into one integer ('C'<<16|'N'<<8|'Y'); 0 is none.
struct Currency {
  std::uint32_t code = 0;
  constexpr Currency() = default;
  constexpr explicit Currency(std::uint32_t packed) : code(packed) {}
  /// Takes exactly three ASCII letters, either case; anything else is no currency.
  constexpr explicit Currency(std::string_view letters) {
    if (letters.size() != 3) return;
    for (char const c : letters) {
      char const upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
      if (upper < 'A' || upper > 'Z') { code = 0; return; }
      code = (code << 8) | static_cast<unsigned char>(upper);
    }
  }
  [[nodiscard]] constexpr bool empty() const { return code == 0; }
  /// Digits after the point: 2 for most, 0 for JPY, KRW, VND, 3 for KWD, BHD, JOD, OMR, TND (ISO 4217).
  [[nodiscard]] int decimals() const;
  [[nodiscard]] std::string letters() const;
  constexpr auto operator<=>(Currency const&) const = default;
};

/// An exact amount: whole minor units (fen, cents) of one currency. `currency` empty means no amount.
struct Money {
  std::int64_t minor = 0;
  Currency currency;
  [[nodiscard]] constexpr bool empty() const { return currency.empty(); }
  constexpr auto operator<=>(Money const&) const = default;
};

/// 10^decimals of a currency: minor units in one major unit.
std::int64_t minor_per_major(Currency currency);
/// `part` per cent of an amount, rounded half away from zero. `part` in 0..100.
Money percent_of(Money amount, double part);

}  // namespace saddlebag
