#include "ui/screens/board.hpp"

#include <algorithm>

#include "base/sort.hpp"

namespace saddlebag::ui {
namespace {

Opportunity const& deal_at(Table const& table, Row row) { return static_cast<Opportunity const&>(*table.at(row)); }

/// Deals that close first come first; of those that ended, the latest.
void sort_column(Table const& table, BoardColumn& column) {
  bool const open = column.outcome == Outcome::open;
  sort_items(column.deals, [&](Row a, Row b) {
    Opportunity const& x = deal_at(table, a);
    Opportunity const& y = deal_at(table, b);
    if (!open && x.closed != y.closed) return x.closed > y.closed;
    if (open && x.expected_close != y.expected_close) {
      if (x.expected_close.empty() || y.expected_close.empty()) return y.expected_close.empty();
      return x.expected_close < y.expected_close;
    }
    return x.amount.minor != y.amount.minor ? x.amount.minor > y.amount.minor : a < b;
  });
}

}  // namespace

BoardView build_board(Store const& store, PipelineDeals const& deals, bool ended) {
  BoardView view;
  for (StageTotals const& stage : deals.report.stages) {
    if (!ended && stage.outcome != Outcome::open) continue;
    view.columns.push_back({stage.stage, stage.outcome, {}, stage.totals});
  }
  Table const& table = store.table(Kind::opportunity);
  for (Row const row : deals.rows) {
    Id<Stage> const stage = deal_at(table, row).stage;
    auto const column = std::find_if(view.columns.begin(), view.columns.end(), [&](BoardColumn const& c) { return c.stage == stage; });
    if (column != view.columns.end()) column->deals.push_back(row);
  }
  for (BoardColumn& column : view.columns) sort_column(table, column);
  return view;
}

}  // namespace saddlebag::ui
