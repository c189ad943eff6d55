#include <doctest/doctest.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "simulation/regressions.hpp"
#include "simulation/simulation.hpp"

using namespace saddlebag;
using namespace saddlebag::simulation;

namespace {

constexpr std::size_t kStepsTogether = 100;  // of one world
constexpr int kMostFailures = 3;

std::uint64_t number_of(char const* variable, std::uint64_t otherwise) {
  char const* const text = std::getenv(variable);
  return text ? std::strtoull(text, nullptr, 10) : otherwise;
}

/// The workflow `simulate`: as many worlds as a machine plays in hours, and other ones each time.
bool is_long() { return std::getenv("SADDLEBAG_LONG") != nullptr; }

std::uint64_t base_seed() {
  auto const now = std::chrono::system_clock::now().time_since_epoch();
  auto const clock = static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::seconds>(now).count());
  return number_of("SADDLEBAG_SEED", is_long() ? clock * 1'000'000 : 1);
}

std::uint64_t operations() {
#ifdef __EMSCRIPTEN__
  constexpr std::uint64_t kUsual = 2'000;
#else
  constexpr std::uint64_t kUsual = 20'000;
#endif
  return number_of("SADDLEBAG_SIMULATION", is_long() ? 5'000'000 : kUsual);
}

/// Empty where the script holds what it should; otherwise what to print.
std::string verdict(Script const& script) {
  auto const failed = play(script);
  if (!failed) return {};
  std::printf("seed %llu fails: %s; shrinking\n", static_cast<unsigned long long>(script.seed),
              failed->invariant.c_str());
  std::fflush(stdout);
  Script const shrunk = shrink(script, *failed);
  return report(shrunk, play(shrunk).value_or(*failed));
}

}  // namespace

TEST_CASE("whatever goes wrong, when it stops nothing is lost, nothing is double, and everybody has the same") {
  std::uint64_t const first = base_seed(), worlds = operations() / kStepsTogether;
  std::printf("SADDLEBAG_SEED=%llu, %llu worlds of %zu steps\n", static_cast<unsigned long long>(first),
              static_cast<unsigned long long>(worlds), kStepsTogether);
  int failures = 0;
  for (std::uint64_t i = 0; i < worlds && failures < kMostFailures; ++i) {
    std::string const& family = families()[i % families().size()];
    std::string const failure = verdict(make_script(family, first + i, kStepsTogether));
    CHECK_MESSAGE(failure.empty(), failure);
    failures += !failure.empty();
  }
}

TEST_CASE("what once went wrong in the simulation does not any more") {
  for (std::string_view const text : kRegressions) {
    auto const script = parse_script(text);
    REQUIRE(script);
    auto const failed = play(*script);
    CHECK_MESSAGE(!failed, report(*script, failed.value_or(Failure{})));
  }
}

TEST_CASE("a script is read back as it was written, and the same seed makes the same world") {
  Script const script = make_script("couchdb", 7, 200);
  auto const read = parse_script(to_text(script));
  REQUIRE(read);
  CHECK(*read == script);
  CHECK(make_script("couchdb", 7, 200) == script);
  CHECK_FALSE(parse_script("couchdb 1 1; dance 0 0 0 0"));
}
