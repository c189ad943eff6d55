#pragma once
#include <cstdint>

namespace saddlebag {

/// xoshiro256** (Blackman, Vigna 2018), seeded through splitmix64: the same numbers on every platform,
/// for demo data and property tests. Not for secrets.
class SeededRandom {
 public:
  explicit SeededRandom(std::uint64_t seed);
  std::uint64_t next();
  /// 0 .. bound-1, unbiased; bound > 0.
  std::uint64_t below(std::uint64_t bound);
  /// [0, 1)
  double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

 private:
  std::uint64_t state_[4];
};

}  // namespace saddlebag
