#include "base/id.hpp"

#include "base/hash.hpp"

namespace saddlebag {
namespace {

constexpr char kDigits[] = "0123456789abcdef";

int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

constexpr std::uint64_t kVariant = 0x8000'0000'0000'0000ull;
constexpr std::uint64_t kVariantMask = 0x3fff'ffff'ffff'ffffull;

}  // namespace

std::string to_string(Uuid id) {
  std::string out;
  out.reserve(36);
  for (int nibble = 0; nibble < 32; ++nibble) {
    if (nibble == 8 || nibble == 12 || nibble == 16 || nibble == 20) out.push_back('-');
    std::uint64_t const half = nibble < 16 ? id.hi : id.lo;
    out.push_back(kDigits[(half >> (60 - 4 * (nibble % 16))) & 15]);
  }
  return out;
}

std::optional<Uuid> parse_uuid(std::string_view text) {
  if (text.size() != 36 && text.size() != 32) return std::nullopt;
  bool const dashed = text.size() == 36;
  Uuid id;
  int nibble = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (dashed && (i == 8 || i == 13 || i == 18 || i == 23)) {
      if (text[i] != '-') return std::nullopt;
      continue;
    }
    int const value = digit_value(text[i]);
    if (value < 0) return std::nullopt;
    std::uint64_t& half = nibble < 16 ? id.hi : id.lo;
    half = (half << 4) | static_cast<std::uint64_t>(value);
    ++nibble;
  }
  return id;
}

Uuid make_uuid(std::int64_t unix_ms, std::uint64_t random_hi, std::uint64_t random_lo) {
  Uuid id;
  id.hi = (static_cast<std::uint64_t>(unix_ms) << 16) | 0x7000 | (random_hi & 0x0fff);
  id.lo = kVariant | (random_lo & kVariantMask);
  return id;
}

Uuid named_uuid(std::string_view name) {
  Uuid id;
  id.hi = (fnv1a(name, 0x5add'1eba'6000'0001ull) & ~0xf000ull) | 0x8000;
  id.lo = kVariant | (fnv1a(name, 0x5add'1eba'6000'0002ull) & kVariantMask);
  return id;
}

}  // namespace saddlebag
