#pragma once
#include <cstdint>
#include <string_view>

namespace saddlebag {

struct SipKey {
  std::uint64_t low = 0, high = 0;
};

/// SipHash-2-4 (Aumasson and Bernstein, https://www.aumasson.jp/siphash/siphash.pdf): nobody without the key can
/// tell the result from a random number.
std::uint64_t siphash(SipKey key, std::string_view bytes);

}  // namespace saddlebag
