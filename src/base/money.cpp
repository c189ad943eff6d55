#include "base/money.hpp"

#include <cmath>

namespace saddlebag {
namespace {

/// The currencies of ISO 4217 that do not have two decimals.
struct Exception {
  std::string_view letters;
  int decimals;
};
constexpr Exception kExceptions[] = {
    {"BHD", 3}, {"BIF", 0}, {"CLP", 0}, {"DJF", 0}, {"GNF", 0}, {"IQD", 3}, {"ISK", 0}, {"JOD", 3}, {"JPY", 0},
    {"KMF", 0}, {"KRW", 0}, {"KWD", 3}, {"LYD", 3}, {"OMR", 3}, {"PYG", 0}, {"RWF", 0}, {"TND", 3}, {"UGX", 0},
    {"UYI", 0}, {"VND", 0}, {"VUV", 0}, {"XAF", 0}, {"XOF", 0}, {"XPF", 0},
};

/// A per cent is taken to a millionth, so that the rest is exact integer arithmetic.
constexpr std::uint64_t kWhole = 100'000'000;

}  // namespace

int Currency::decimals() const {
  for (Exception const& each : kExceptions) {
    if (Currency(each.letters) == *this) return each.decimals;
  }
  return 2;
}

std::string Currency::letters() const {
  if (empty()) return {};
  return {static_cast<char>(code >> 16 & 0xff), static_cast<char>(code >> 8 & 0xff), static_cast<char>(code & 0xff)};
}

std::int64_t minor_per_major(Currency currency) {
  std::int64_t factor = 1;
  for (int i = currency.decimals(); i > 0; --i) factor *= 10;
  return factor;
}

Money percent_of(Money amount, double part) {
  if (!(part > 0)) return {0, amount.currency};
  if (part >= 100) return amount;
  auto const share = static_cast<std::uint64_t>(std::llround(part * 1e6));
  bool const negative = amount.minor < 0;
  auto const bits = static_cast<std::uint64_t>(amount.minor);
  std::uint64_t const size = negative ? 0 - bits : bits;
  // Split, so that the product fits 64 bits for every amount.
  std::uint64_t const result = size / kWhole * share + (size % kWhole * share + kWhole / 2) / kWhole;
  return {static_cast<std::int64_t>(negative ? 0 - result : result), amount.currency};
}

}  // namespace saddlebag
