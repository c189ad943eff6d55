#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace saddlebag {

/// 128-bit record identity, UUID version 7 (RFC 9562) when made here: time-ordered, made offline.
struct Uuid {
  std::uint64_t hi = 0;
  std::uint64_t lo = 0;
  [[nodiscard]] constexpr bool empty() const { return hi == 0 && lo == 0; }
  constexpr auto operator<=>(Uuid const&) const = default;
};

/// The lower-case 36-character form, `xxxxxxxx-xxxx-7xxx-xxxx-xxxxxxxxxxxx`.
std::string to_string(Uuid id);
/// Reads the 36-character form or 32 bare hexadecimal digits, either case.
std::optional<Uuid> parse_uuid(std::string_view text);
/// A version-7 id from milliseconds since 1970 and 74 random bits (of `random_hi`, `random_lo`).
Uuid make_uuid(std::int64_t unix_ms, std::uint64_t random_hi, std::uint64_t random_lo);
/// A version-8 id that depends on `name` alone: built-in records are the same on every device.
Uuid named_uuid(std::string_view name);

/// An id that knows what it names, so that a contact can never be put where a customer belongs.
template <class Record>
struct Id {
  Uuid uuid;
  [[nodiscard]] constexpr bool empty() const { return uuid.empty(); }
  constexpr auto operator<=>(Id const&) const = default;
};

}  // namespace saddlebag
