#pragma once
#include "analytics/pipeline_report.hpp"

namespace saddlebag {

/// One step of a funnel. A deal has reached its stage and all before it; one that is won has reached all of them. Where a
/// lost deal stood before is not known, so that it counts nowhere.
struct FunnelStep {
  Id<Stage> stage;
  Outcome outcome = Outcome::open;
  DealTotals here;           ///< deals that are in it now
  std::size_t reached = 0;
  double passed = -1;        ///< per cent of those that reached it which reached the next; below 0: it is the last, or none reached it
};

struct Funnel {
  std::vector<FunnelStep> steps;  ///< open stages in order, then the won one
  double win_rate = -1;           ///< per cent of the ended deals; below 0: none has ended
};

/// Of the stages of one pipeline.
Funnel make_funnel(PipelineReport const& report);

}  // namespace saddlebag
