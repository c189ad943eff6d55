#include <doctest/doctest.h>

#include <string>

#include "simulation/world.hpp"

using namespace saddlebag;
using namespace saddlebag::simulation;

namespace {

/// A day of one person: customers and contacts made, worked on and erased, colleagues elsewhere, some hours without
/// network, a second tab, the journal folded twice.
constexpr char const* kDay =
    " 4 1; create 0 0 0 900; create 0 1 1 20; edit 0 0 1 700; other_edit 0 0 2 400; edit 0 0 2 5; compact 0 0 0 300; "
    "create 0 2 0 5; offline 0 0 60 0; create 0 3 0 30; edit 0 2 1 30; edit 0 1 3 30; other_edit 0 2 1 30; "
    "create 0 4 3 30; erase 0 3 0 6000; resolve 0 2 1 900; open_tab 0 0 0 200; edit 0 4 4 500; hand_over 0 0 0 700; "
    "edit 0 0 3 500; other_erase 0 0 0 20; edit 0 1 1 900; compact 0 0 0 300; restart 0 0 0 900; create 0 5 0 350; "
    "edit 0 5 0 900; erase 0 5 0 900";

struct Day {
  explicit Day(std::string const& family) : script(*parse_script(family + kDay)) {}
  /// Answers the number of writes.
  std::uint64_t live(std::optional<std::uint64_t> within, std::optional<std::uint64_t> after) {
    Play world(script, Mutation::none);
    Circumstances& around = world.machine(0).around;
    around.kill_within = within;
    around.kill_after = after;
    std::uint64_t const begun = around.asked;
    for (Step const& step : script.steps) world.step(step);
    std::uint64_t const writes = around.asked - begun;
    auto const failed = world.judge(world.come_to_rest());
    INFO("killed within write " << within.value_or(0) << ", after write " << after.value_or(0));
    CHECK_MESSAGE(!failed, report(script, failed.value_or(Failure{})));
    first = begun;
    return writes;
  }
  Script script;
  std::uint64_t first = 0;
};

}  // namespace

TEST_CASE("a day killed at any one of its writes loses nothing that was saved and repeats nothing") {
  for (std::string const& family : families()) {
    CAPTURE(family);
    Day day(family);
    std::uint64_t const writes = day.live(std::nullopt, std::nullopt);
    CHECK(writes > 30);
    for (std::uint64_t k = day.first + 1; k <= day.first + writes; ++k) {
      day.live(k, std::nullopt);
      day.live(std::nullopt, k);
    }
  }
}
