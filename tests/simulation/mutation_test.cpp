// Bugs that were put back on purpose: a simulation that does not find them proves nothing.
#include <doctest/doctest.h>

#include "simulation/simulation.hpp"

using namespace saddlebag;
using namespace saddlebag::simulation;

namespace {

struct Found {
  std::uint64_t seeds = 0;  ///< looked at
  Script script;            ///< empty where nothing was found
  Failure failure;
};

Found find(Mutation mutation, std::vector<Act> const& faults, std::uint64_t most, std::string const& family = "couchdb") {
  Found found;
  for (std::uint64_t seed = 1; seed <= most; ++seed) {
    ++found.seeds;
    Script const script = make_script(family, seed, 60, faults);
    auto const failed = play(script, mutation);
    if (!failed || play(script)) continue;
    found.script = shrink(script, *failed, mutation);
    found.failure = play(found.script, mutation).value_or(*failed);
    break;
  }
  return found;
}

}  // namespace

TEST_CASE("the simulation finds a checkpoint that is durable before its page") {
  Found const found = find(Mutation::checkpoint_before_page, {Act::kill, Act::kill_in_write, Act::request_lost}, 60);
  REQUIRE_FALSE(found.script.steps.empty());
  INFO(report(found.script, found.failure));
  CHECK(found.failure.invariant == kEqual);
  CHECK(found.script.steps.size() <= 6);
}

TEST_CASE("the simulation finds a retry that waits for the next edit") {
  Found const found = find(Mutation::retry_on_next_edit, {Act::offline, Act::refused, Act::kill}, 60);
  REQUIRE_FALSE(found.script.steps.empty());
  INFO(report(found.script, found.failure));
  CHECK(found.failure.invariant == kDrains);
  CHECK(found.script.steps.size() <= 6);
}

TEST_CASE("the simulation finds an id map that is not durable") {
  Found const found = find(Mutation::id_map_not_durable, {Act::kill, Act::answer_lost}, 60, "directus");
  REQUIRE_FALSE(found.script.steps.empty());
  INFO(report(found.script, found.failure));
  CHECK(found.script.steps.size() <= 6);
}
