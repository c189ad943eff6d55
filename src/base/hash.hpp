#pragma once
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>

namespace saddlebag {

/// FNV-1a, 64 bit (http://www.isthe.com/chongo/tech/comp/fnv/). For tables and change detection;
/// never against an adversary.
constexpr std::uint64_t fnv1a(std::string_view bytes, std::uint64_t seed = 0xcbf2'9ce4'8422'2325ull) {
  for (char const c : bytes) {
    seed ^= static_cast<unsigned char>(c);
    seed *= 0x0000'0100'0000'01b3ull;
  }
  return seed;
}

/// Stirs one more 64-bit word into a hash (the finaliser of splitmix64).
constexpr std::uint64_t mix(std::uint64_t hash, std::uint64_t word) {
  std::uint64_t x = hash ^ (word + 0x9e37'79b9'7f4a'7c15ull + (hash << 6) + (hash >> 2));
  x = (x ^ (x >> 30)) * 0xbf58'476d'1ce4'e5b9ull;
  x = (x ^ (x >> 27)) * 0x94d0'49bb'1331'11ebull;
  return x ^ (x >> 31);
}

/// In lower case, without leading zeros.
inline std::string to_hex(std::uint64_t number) {
  char digits[16];
  return std::string(digits, std::to_chars(digits, digits + 16, number, 16).ptr);
}

}  // namespace saddlebag
