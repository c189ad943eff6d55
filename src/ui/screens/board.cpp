#include "ui/screens/board.hpp"

#include <algorithm>

#include "base/sort.hpp"
#include "store/query.hpp"

namespace saddlebag::ui {
namespace {

Opportunity const& deal_at(Table const& table, Row row) { return static_cast<Opportunity const&>(*table.at(row)); }

/// The rows that pass the filter, as a query finds them.
std::vector<Row> filtered(Store const& store, BoardFilter const& filter) {
  Query query;
  query.kind = Kind::opportunity;
  query.search = filter.search;
  if (!filter.owner.empty()) {
    Filter by_owner;
    by_owner.field = store.field_named(Kind::opportunity, "owner");
    by_owner.value = Value::reference(filter.owner);
    query.filters.push_back(std::move(by_owner));
  }
  return run(store, query);
}

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

BoardView build_board(Store const& store, BoardFilter const& filter) {
  BoardView view;
  std::vector<Row> const rows = filtered(store, filter);
  PipelineReport const report = pipeline_report(store, rows, {filter.pipeline});
  view.open = report.open;
  for (StageTotals const& stage : report.stages) {
    if (!filter.ended && stage.outcome != Outcome::open) continue;
    view.columns.push_back({stage.stage, stage.outcome, {}, stage.totals});
  }
  Table const& table = store.table(Kind::opportunity);
  for (Row const row : rows) {
    Id<Stage> const stage = deal_at(table, row).stage;
    auto const column = std::find_if(view.columns.begin(), view.columns.end(), [&](BoardColumn const& c) { return c.stage == stage; });
    if (column != view.columns.end()) column->deals.push_back(row);
  }
  for (BoardColumn& column : view.columns) sort_column(table, column);
  return view;
}

}  // namespace saddlebag::ui
