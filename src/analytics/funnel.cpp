#include "analytics/funnel.hpp"

namespace saddlebag {

Funnel make_funnel(PipelineReport const& report) {
  Funnel funnel;
  for (Outcome const outcome : {Outcome::open, Outcome::won}) {
    for (StageTotals const& stage : report.stages) {
      if (stage.outcome == outcome && !stage.stage.empty()) funnel.steps.push_back({stage.stage, outcome, stage.totals});
    }
  }
  std::size_t reached = 0;
  for (auto step = funnel.steps.rbegin(); step != funnel.steps.rend(); ++step) {
    std::size_t const next = reached;
    reached += step->here.count;
    step->reached = reached;
    if (step != funnel.steps.rbegin() && reached > 0) step->passed = 100.0 * static_cast<double>(next) / static_cast<double>(reached);
  }
  std::size_t const ended = report.won.count + report.lost.count;
  if (ended > 0) funnel.win_rate = 100.0 * static_cast<double>(report.won.count) / static_cast<double>(ended);
  return funnel;
}

}  // namespace saddlebag
