#pragma once
#include "base/random.hpp"
#include "platform/ports.hpp"

namespace saddlebag::fake {

/// The same bits at every run, of a seed that a failing test can print.
class Random : public port::Random {
 public:
  explicit Random(std::uint64_t seed) : numbers_(seed) {}
  std::uint64_t bits() override { return numbers_.next(); }

 private:
  SeededRandom numbers_;
};

}  // namespace saddlebag::fake
