#pragma once
#include <string_view>
#include <vector>

#include "analytics/pipeline_report.hpp"
#include "base/later.hpp"
#include "ui/frame.hpp"

namespace saddlebag::ui {

/// The deals that all views of the pipeline show: those that pass the search and the filters of the list of deals.
struct PipelineDeals {
  std::vector<Row> rows;   ///< in the order of the table
  PipelineReport report;   ///< of the rows
  Id<Pipeline> pipeline;   ///< the one that is filtered by; empty: all
  std::uint64_t stamp = 0; ///< another whenever any of this, or a name that is shown with it, may have changed
};

/// "¥1.2M · $30K": one amount a currency.
std::string_view money_sums(MoneySums const& amounts, bool brief);
/// Sends the changed layout to the preferences.
void save_pipeline(Frame const& frame, PipelineLayout const& layout);

// The views, each in what is left of the window; all but the board once the program is complete.
void draw_board(Frame const& frame, PipelineDeals const& deals);
SADDLEBAG_LATER void draw_deal_calendar(Frame const& frame, PipelineDeals const& deals);
SADDLEBAG_LATER void draw_deal_timeline(Frame const& frame, PipelineDeals const& deals);
SADDLEBAG_LATER void draw_funnel(Frame const& frame, PipelineDeals const& deals);

}  // namespace saddlebag::ui
