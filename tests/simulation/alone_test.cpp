// Each fault by itself, in worlds in which nothing else goes wrong: what a sentence promises, its test produces.
#include <doctest/doctest.h>

#include "simulation/simulation.hpp"

using namespace saddlebag;
using namespace saddlebag::simulation;

namespace {

constexpr std::size_t kStepsAlone = 60;

/// Plays two worlds of each family in which only these go wrong.
void suffer(std::vector<Act> const& faults) {
  for (std::string const& family : families()) {
    for (std::uint64_t seed = 1; seed <= 2; ++seed) {
      Script const script = make_script(family, seed, kStepsAlone, faults);
      auto const failed = play(script);
      if (!failed) continue;
      Script const shrunk = shrink(script, *failed);
      FAIL_CHECK(report(shrunk, play(shrunk).value_or(*failed)));
    }
  }
}

}  // namespace

TEST_CASE("requests and answers that are lost, late or doubled lose nothing and repeat nothing") {
  suffer({Act::request_lost, Act::answer_lost, Act::request_late, Act::answer_late, Act::request_doubled});
}

TEST_CASE("refusals for now are waited out, whether the server had acted or not") {
  suffer({Act::refused, Act::refused_after});
}

TEST_CASE("web pages, errors and halves of answers with status 200 are not taken for data") {
  suffer({Act::web_page, Act::error_body, Act::truncated});
}

TEST_CASE("answers that are nested without end, say a thing twice or are no text at all do no harm") {
  suffer({Act::hostile});
}

TEST_CASE("of a batch that was taken in part the rest is sent again") { suffer({Act::part_of_batch}); }

TEST_CASE("records that are erased while pages are read are gone everywhere, and no other is") {
  suffer({Act::rows_deleted});
}

TEST_CASE("hours without network end with everybody equal") { suffer({Act::offline}); }

TEST_CASE("what was refused while a permission was withdrawn is sent when it is given back") {
  suffer({Act::forbidden});
}

TEST_CASE("a record that the backend refuses holds up only what depends on it") { suffer({Act::poisoned}); }

TEST_CASE("a sign-in that ends in the middle loses nothing") { suffer({Act::expired}); }

TEST_CASE("fields and types that change at the server are kept as they come") { suffer({Act::schema}); }

TEST_CASE("a late commit with an older time, a page of one moment and a clock of the server that steps back hide nothing") {
  suffer({Act::late_commits, Act::same_moment, Act::clock_back});
}

TEST_CASE("a program that is killed at any moment, in its writes above all, goes on where it was") {
  suffer({Act::kill, Act::kill_in_write, Act::kill_after_write, Act::slow_storage});
}

TEST_CASE("a storage that is slow, full or gone for a while loses nothing that it said was saved") {
  suffer({Act::slow_storage, Act::storage_full, Act::storage_lost, Act::kill});
}

TEST_CASE("a frozen tab loses the lead, and does no harm when it thaws") { suffer({Act::frozen}); }

TEST_CASE("two tabs that both believe they lead do no harm") { suffer({Act::two_leaders}); }

TEST_CASE("a device whose clock is a year ahead or behind, and another time zone, changes nothing") {
  suffer({Act::device_clock, Act::time_zone});
}

TEST_CASE("another account on the device sends the queue of the last one") { suffer({Act::account, Act::offline}); }
