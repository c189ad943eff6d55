#include <algorithm>
#include <sstream>

#include "simulation/simulation.hpp"

namespace saddlebag::simulation {
namespace {

constexpr int kMostTries = 1500;

class Shrinker {
 public:
  Shrinker(Script script, Failure const& failure, Mutation mutation)
      : best_(std::move(script)), failure_(failure), mutation_(mutation) {}

  Script run() {
    std::size_t before = 0;
    do {  // delta debugging, until nothing more can be left out
      before = best_.steps.size();
      drop_devices();
      drop_kinds();
      for (std::size_t size = std::max<std::size_t>(best_.steps.size() / 2, 1); size > 0; size /= 2) drop_runs(size);
      shorten_waits();
    } while (best_.steps.size() < before && tries_ < kMostTries);
    return best_;
  }

 private:
  bool accept(Script const& candidate) {
    if (candidate == best_ || ++tries_ > kMostTries) return false;
    auto const failed = play(candidate, mutation_);
    if (!failed || failed->invariant != failure_.invariant) return false;
    best_ = candidate;
    return true;
  }
  void drop_devices() {
    for (std::uint32_t device = best_.devices; device-- > 0 && best_.devices > 1;) {
      Script candidate = best_;
      std::erase_if(candidate.steps, [&](Step const& step) { return step.device == device; });
      for (Step& step : candidate.steps) step.device -= step.device > device;
      --candidate.devices;
      accept(candidate);
    }
  }
  /// All steps of one sort at once: most faults have nothing to do with it.
  void drop_kinds() {
    for (std::size_t act = 0; act < static_cast<std::size_t>(Act::count_); ++act) {
      Script candidate = best_;
      std::erase_if(candidate.steps, [&](Step const& step) { return step.act == static_cast<Act>(act); });
      accept(candidate);
    }
  }
  void drop_runs(std::size_t size) {
    for (std::size_t at = 0; at < best_.steps.size();) {
      Script candidate = best_;
      auto const first = candidate.steps.begin() + static_cast<std::ptrdiff_t>(at);
      candidate.steps.erase(first, first + static_cast<std::ptrdiff_t>(std::min(size, candidate.steps.size() - at)));
      if (!accept(candidate)) at += size;
    }
  }
  void shorten_waits() {
    for (std::size_t i = 0; i < best_.steps.size(); ++i) {
      for (std::uint32_t const wait : {0u, 10u, 400u}) {
        Script candidate = best_;
        if (candidate.steps[i].wait_ms <= wait) break;
        candidate.steps[i].wait_ms = wait;
        if (accept(candidate)) break;
      }
    }
  }
  Script best_;
  Failure const& failure_;
  Mutation mutation_;
  int tries_ = 0;
};

}  // namespace

Script shrink(Script script, Failure const& failure, Mutation mutation) {
  return Shrinker(std::move(script), failure, mutation).run();
}

std::string report(Script const& shrunk, Failure const& failure) {
  std::ostringstream out;
  out << failure.invariant << "\n" << failure.detail << "\nseed " << shrunk.seed << ", " << shrunk.family << ", "
      << shrunk.devices << " device(s), " << shrunk.steps.size() << " steps:\n";
  for (Step const& step : shrunk.steps) {
    out << "  device " << step.device << ": " << name_of(step.act) << " " << step.a << " " << step.b << ", then "
        << step.wait_ms << " ms\n";
  }
  out << "to keep it: \"" << to_text(shrunk) << "\"\n";
  return out.str();
}

}  // namespace saddlebag::simulation
