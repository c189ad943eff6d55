#pragma once
#include "analytics/funnel.hpp"
#include "analytics/sales_report.hpp"
#include "ui/frame.hpp"

namespace saddlebag::ui {

/// What the cards show, computed once per change of the data, of the day and, for what stands still, of the hour.
struct KioskFigures {
  struct Alert {
    Row deal;
    bool overdue;  ///< otherwise it stands still
    int days;      ///< late, or in its stage
  };
  Id<Pipeline> pipeline;    ///< the first
  PipelineReport stages;    ///< of it
  Period quarter;
  DealSum won;
  Money target;             ///< what was set, or what the last quarter brought
  bool target_set = false;
  std::vector<Money> path;  ///< won until the end of each week of the quarter that has begun
  std::vector<OwnerSum> board;
  Funnel funnel;            ///< of what is open and what the quarter has brought
  std::vector<MonthSum> months;
  std::vector<Alert> alerts;  ///< the largest deals first
  std::size_t overdue = 0, stalled = 0;
  Money at_stake;
};
inline constexpr int kForecastMonths = 6;
inline constexpr std::size_t kQuarterWeeks = 13;

KioskFigures const& kiosk_figures(Frame const& frame);
/// Deals that have been won since it was asked last; nothing at the first time, and none that were closed long ago.
std::vector<Uuid> const& newly_won(Frame const& frame);
/// Forgets what the last wall has seen.
void forget_won();

}  // namespace saddlebag::ui
