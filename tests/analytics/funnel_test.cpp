#include "analytics/funnel.hpp"

#include <doctest/doctest.h>

#include "store/builtin.hpp"

using namespace saddlebag;

namespace {

PipelineReport report_of(std::initializer_list<std::pair<Outcome, std::size_t>> stages) {
  PipelineReport report;
  for (auto const& [outcome, count] : stages) {
    StageTotals stage{{named_uuid("stage." + std::to_string(report.stages.size()))}, outcome, {}};
    stage.totals.count = count;
    (outcome == Outcome::open ? report.open : outcome == Outcome::won ? report.won : report.lost).count += count;
    report.stages.push_back(stage);
  }
  return report;
}

}  // namespace

TEST_CASE("a deal has reached its stage and all before it, a won one all, and a lost one counts nowhere") {
  Funnel const funnel = make_funnel(report_of({{Outcome::open, 4}, {Outcome::open, 2}, {Outcome::won, 2}, {Outcome::lost, 6}}));
  REQUIRE(funnel.steps.size() == 3);
  CHECK(funnel.steps[0].reached == 8);
  CHECK(funnel.steps[1].reached == 4);
  CHECK(funnel.steps[2].reached == 2);
  CHECK(funnel.steps[0].passed == doctest::Approx(50));
  CHECK(funnel.steps[1].passed == doctest::Approx(50));
  CHECK(funnel.steps[2].passed < 0);
  CHECK(funnel.win_rate == doctest::Approx(25));
}

TEST_CASE("a funnel without deals has its steps, and no rates") {
  Funnel const funnel = make_funnel(report_of({{Outcome::open, 0}, {Outcome::won, 0}}));
  REQUIRE(funnel.steps.size() == 2);
  CHECK(funnel.steps[0].passed < 0);
  CHECK(funnel.win_rate < 0);
}
