#include "ui/screens/board.hpp"

#include <algorithm>

#include "base/sort.hpp"
#include "domain/sales.hpp"
#include "store/query_groups.hpp"
#include "ui/format.hpp"
#include "ui/screens/deal_dates.hpp"
#include "ui/screens/list_layout.hpp"

namespace saddlebag::ui {
namespace {

constexpr std::size_t kMostColumns = 60;  ///< of the largest groups; the rest stands in one more
constexpr std::size_t kMostUsers = 40;    ///< a team up to this size has a column for everybody

using By = BoardGroup::By;
using Holds = BoardColumn::Holds;

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

void add_stages(Store const& store, PipelineDeals const& deals, bool ended, BoardView& view) {
  for (StageTotals const& stage : deals.report.stages) {
    if (!ended && stage.outcome != Outcome::open) continue;
    BoardColumn column;
    column.stage = stage.stage;
    column.key = Value::reference(stage.stage.uuid);
    column.outcome = stage.outcome;
    column.fixed = stage.stage.empty();
    column.totals = stage.totals;
    view.columns.push_back(std::move(column));
  }
  Table const& table = store.table(Kind::opportunity);
  for (Row const row : deals.rows) {
    Id<Stage> const stage = deal_at(table, row).stage;
    auto const column = std::find_if(view.columns.begin(), view.columns.end(), [&](BoardColumn const& c) { return c.stage == stage; });
    if (column != view.columns.end()) column->deals.push_back(row);
  }
}

/// The first day of the month or quarter of a day.
Date period_of(By by, Date day) {
  CivilDay const parts = civil(day);
  int const month = by == By::quarter ? (parts.month - 1) / 3 * 3 + 1 : parts.month;
  return make_date(parts.year, month, 1).value_or(day);
}

BoardColumn& column_of(BoardView& view, Value key) {
  for (BoardColumn& column : view.columns) {
    if (column.key.get() == key) return column;
  }
  BoardColumn column;
  column.key = key;
  return view.columns.emplace_back(std::move(column));
}

/// What comes before this period is one column; then one for each up to the last, however few deals it has; the undated last.
void add_periods(Frame const& frame, std::vector<Row> const& rows, BoardView& view) {
  By const by = view.group.by;
  Date const now = period_of(by, frame.today);
  int const step = by == By::quarter ? 3 : 1;
  BoardColumn earlier, undated;
  earlier.holds = Holds::earlier;
  earlier.fixed = true;
  for (int i = 0; i < 3; ++i) column_of(view, Value::date(add_months(now, i * step)));
  Table const& table = frame.store.table(Kind::opportunity);
  for (Row const row : rows) {
    Date const day = deal_at(table, row).expected_close;
    Date const period = day.empty() ? day : period_of(by, day);
    if (day.empty()) undated.deals.push_back(row);
    else if (period < now) earlier.deals.push_back(row);
    else column_of(view, Value::date(period)).deals.push_back(row);
  }
  sort_items(view.columns, [](BoardColumn const& a, BoardColumn const& b) { return a.key.get().as_date() < b.key.get().as_date(); });
  if (!earlier.deals.empty()) view.columns.insert(view.columns.begin(), std::move(earlier));
  view.columns.push_back(std::move(undated));
}

/// Values that no deal has yet can still be moved to: all entries of a choice, all of a small team.
void add_empty_columns(Store const& store, Field const& field, BoardView& view) {
  if (field.type == FieldType::choice && field.choices != nullptr) {
    std::size_t const count = field.choices().size();
    for (std::size_t i = 0; i < count; ++i) column_of(view, Value::choice(static_cast<std::uint8_t>(i)));
    sort_items(view.columns, [](BoardColumn const& a, BoardColumn const& b) { return a.key.get().as_choice() < b.key.get().as_choice(); });
  }
  if (field.type == FieldType::reference && field.target == Kind::user && store.count(Kind::user) <= kMostUsers) {
    store.for_each<User>([&](User const& user) {
      if (!user.inactive) column_of(view, Value::reference(user.id));
    });
  }
  if (field.type == FieldType::boolean) {
    for (bool const on : {true, false}) column_of(view, Value::boolean(on));
  }
}

void add_values(Frame const& frame, std::vector<Row> const& rows, BoardView& view) {
  static LiveGroups groups;
  Field const& field = frame.store.fields(Kind::opportunity)[view.group.field];
  for (Group& group : groups.of(frame.store, Kind::opportunity, rows, view.group.field, {})) {
    BoardColumn column;
    column.key = group.key;
    column.deals = std::move(group.rows);
    view.columns.push_back(std::move(column));
  }
  add_empty_columns(frame.store, field, view);
  for (BoardColumn& column : view.columns) column.fixed = !is_editable(field) || (column.key.get().empty() && field.has(kRequired));
}

/// By what a deal's customer is: to be seen, not to be moved.
void add_customers(Frame const& frame, std::vector<Row> const& rows, BoardView& view) {
  Field const& field = frame.store.fields(Kind::customer)[view.group.field];
  ValueNumbers values;
  std::vector<BoardColumn>& columns = view.columns;
  Table const& table = frame.store.table(Kind::opportunity);
  for (Row const row : rows) {
    Customer const* const customer = frame.store.find(deal_at(table, row).customer);
    std::uint32_t const number = values.number_of(customer ? frame.store.value(*customer, field) : Value());
    if (number >= columns.size()) columns.resize(number + 1);
    columns[number].deals.push_back(row);
  }
  for (std::size_t i = 0; i < columns.size(); ++i) {
    columns[i].key = values.values()[i];
    columns[i].fixed = true;
  }
  bool const ordered = field.type == FieldType::choice;
  sort_items(columns, [&](BoardColumn const& a, BoardColumn const& b) {
    if (a.key.get().empty() != b.key.get().empty()) return b.key.get().empty();
    return ordered ? a.key.get().as_choice() < b.key.get().as_choice() : a.deals.size() > b.deals.size();
  });
}

/// The largest groups keep their columns; the rest stands together.
void limit_columns(BoardView& view) {
  if (view.columns.size() <= kMostColumns) return;
  std::vector<std::size_t> sizes;
  for (BoardColumn const& column : view.columns) sizes.push_back(column.deals.size());
  sort_items(sizes, std::greater<>());
  std::size_t const least = sizes[kMostColumns - 1];
  std::size_t equal = kMostColumns;  // room for columns of just that size
  for (std::size_t const size : sizes) equal -= size > least ? 1u : 0u;
  BoardColumn rest;
  rest.holds = Holds::others;
  rest.fixed = true;
  std::vector<BoardColumn> kept;
  for (BoardColumn& column : view.columns) {
    bool const same = column.deals.size() == least;
    if (column.deals.size() > least || (same && equal > 0)) {
      equal -= same ? 1u : 0u;
      kept.push_back(std::move(column));
    } else {
      ++rest.others;
      rest.deals.insert(rest.deals.end(), column.deals.begin(), column.deals.end());
    }
  }
  kept.push_back(std::move(rest));
  view.columns = std::move(kept);
}

}  // namespace

std::string name_of(Store const& store, BoardGroup group) {
  if (group.by == By::stage) return {};
  Kind const kind = group.by == By::customer ? Kind::customer : Kind::opportunity;
  std::string const field(store.fields(kind)[group.field].name);
  switch (group.by) {
    case By::month: return field + "/month";
    case By::quarter: return field + "/quarter";
    case By::customer: return "customer." + field;
    default: return field;
  }
}

BoardGroup board_group_named(Store const& store, std::string_view name) {
  for (BoardGroup const group : board_groups(store)) {
    if (name_of(store, group) == name) return group;
  }
  return {};
}

std::string_view label_of(Store const& store, BoardGroup group) {
  Field const& field = store.fields(group.by == By::customer ? Kind::customer : Kind::opportunity)[group.by == By::stage ? store.field_named(Kind::opportunity, "stage") : group.field];
  std::string_view const label = field_label(field);
  switch (group.by) {
    case By::month: return tr(Tr::board_by_month, label);
    case By::quarter: return tr(Tr::board_by_quarter, label);
    case By::customer: return tr(Tr::board_of_customer, label);
    default: return label;
  }
}

std::vector<BoardGroup> board_groups(Store const& store) {
  std::vector<BoardGroup> groups = {{}};
  FieldIndex const close = store.field_named(Kind::opportunity, "expected_close");
  groups.push_back({By::month, close});
  groups.push_back({By::quarter, close});
  std::span<Field const> const fields = store.fields(Kind::opportunity);
  for (FieldIndex i = 0; i < fields.size(); ++i) {
    if (is_groupable(fields[i]) && fields[i].name != "stage") groups.push_back({By::field, i});
  }
  std::span<Field const> const of_customer = store.fields(Kind::customer);
  for (FieldIndex i = 0; i < of_customer.size(); ++i) {
    if (is_groupable(of_customer[i]) && of_customer[i].type != FieldType::reference) groups.push_back({By::customer, i});
  }
  return groups;
}

BoardView build_board(Frame const& frame, PipelineDeals const& deals) {
  PipelineLayout const& layout = frame.preferences.pipeline;
  BoardView view;
  view.stamp = deals.stamp;
  view.group = layout.group.empty() ? BoardGroup{} : board_group_named(frame.store, layout.group);
  Table const& table = frame.store.table(Kind::opportunity);
  if (view.group.by == By::stage) {
    add_stages(frame.store, deals, layout.ended, view);
  } else {
    std::vector<Row> rows;
    for (Row const row : deals.rows) {
      if (layout.closed || outcome_of(frame.store, deal_at(table, row)) == Outcome::open) rows.push_back(row);
    }
    switch (view.group.by) {
      case By::field: add_values(frame, rows, view); break;
      case By::customer: add_customers(frame, rows, view); break;
      default: add_periods(frame, rows, view); break;
    }
    limit_columns(view);
    for (BoardColumn& column : view.columns) column.totals = pipeline_report(frame.store, column.deals).all;
  }
  for (BoardColumn& column : view.columns) sort_column(table, column);
  return view;
}

std::string_view column_name(Frame const& frame, BoardView const& board, BoardColumn const& column) {
  Value const key = column.key.get();
  if (column.holds == Holds::earlier) return tr(Tr::board_earlier);
  if (column.holds == Holds::others) return tr(Tr::board_others, format_integer(static_cast<std::int64_t>(column.others)));
  switch (board.group.by) {
    case By::stage: return column.stage.empty() ? std::string_view(tr(Tr::board_no_stage)) : record_title(frame.store, Kind::stage, column.stage.uuid);
    case By::month: return key.empty() ? std::string_view(tr(Tr::board_no_date)) : year_month(key.as_date());
    case By::quarter: {
      if (key.empty()) return tr(Tr::board_no_date);
      CivilDay const parts = civil(key.as_date());
      return tr(Tr::board_quarter_name, keepf("%d", parts.year), keepf("%d", (parts.month + 2) / 3));
    }
    default: break;
  }
  Kind const kind = board.group.by == By::customer ? Kind::customer : Kind::opportunity;
  std::string_view const text = format_value(frame.store, frame.store.fields(kind)[board.group.field], key, frame.utc_offset_minutes);
  return text.empty() ? std::string_view(tr(Tr::list_group_empty)) : text;
}

}  // namespace saddlebag::ui
