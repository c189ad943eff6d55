#include <algorithm>

#include "ui/format.hpp"
#include "ui/print/paper.hpp"
#include "ui/screens/filter_bar.hpp"
#include "ui/screens/list_cells.hpp"
#include "ui/screens/print.hpp"

namespace saddlebag::ui {
namespace {

constexpr std::size_t kMostLines = 5'000;  ///< more than a hundred sheets; a browser takes minutes over all 100,000
constexpr std::size_t kNarrowColumns = 5;  ///< that fit an upright sheet

/// "Search “cloud” · Tier is any of Gold · First 5,000 of 100,000"
std::string about(Frame const& frame, Kind kind, ListState const& state) {
  std::string text;
  auto const add = [&text](std::string_view one) {
    if (!text.empty()) text += " · ";
    text += one;
  };
  std::size_t const found = state.view.rows.size();
  add(tr_count(Tr::print_records_one, Tr::print_records_other, found));
  if (!state.search.empty()) add(tr(Tr::print_search, state.search));
  for (Filter const& filter : state.filters) add(describe_filter(frame, kind, filter));
  if (state.view.lines.size() > kMostLines) add(tr(Tr::print_first, format_integer(kMostLines)));
  return text;
}

/// The sum of a column over all rows, in each currency; empty where the field has none.
std::string total_of(Frame const& frame, Kind kind, ListState const& state, Field const& field) {
  if (!field.has(kSummed)) return {};
  MoneySums money;
  double number = 0;
  for (Row const row : state.view.rows) {
    Record const* const record = frame.store.table(kind).at(row);
    if (record == nullptr) continue;
    Value const value = frame.store.value(*record, field);
    value.shape() == Shape::money ? money.add(value.as_money()) : void(number += value.as_number());
  }
  std::string text;
  for (Money const each : money.all()) {
    if (!text.empty()) text += " + ";
    text += format_money(each);
  }
  return !text.empty() || number == 0 ? text : std::string(format_number(number, 0));
}

void add_totals(Frame const& frame, Kind kind, ListState const& state, Paper& paper) {
  std::vector<std::string> totals;
  for (ListColumn const& column : state.columns) totals.push_back(total_of(frame, kind, state, *column.field));
  if (std::all_of(totals.begin(), totals.end(), [](std::string const& each) { return each.empty(); })) return;
  paper.begin_row(Paper::RowStyle::total);
  for (std::size_t i = 0; i < totals.size(); ++i) {
    paper.cell(i == 0 ? std::string_view(tr(Tr::print_total)) : totals[i], is_right_aligned(*state.columns[i].field));
  }
}

}  // namespace

void print_list(Frame const& frame, Kind kind, ListState const& state) {
  std::string_view const name = tr(kind_info(kind).label_plural);
  Paper paper(name, format_instant(frame.now, frame.utc_offset_minutes), state.columns.size() > kNarrowColumns);
  paper.heading(name);
  paper.note(about(frame, kind, state));
  paper.begin_table();
  for (ListColumn const& column : state.columns) paper.column(field_label(*column.field), is_right_aligned(*column.field));
  std::size_t const lines = std::min(state.view.lines.size(), kMostLines);
  for (std::size_t line = 0; line < lines; ++line) {
    auto const at = static_cast<std::int64_t>(line);
    paper.begin_row(head_of(state.view, at) ? Paper::RowStyle::head : Paper::RowStyle::plain);
    for (int column = 0; column < static_cast<int>(state.columns.size()); ++column) {
      bool const number = is_right_aligned(*state.columns[static_cast<std::size_t>(column)].field);
      paper.cell(cell_text(frame, kind, state, at, column), number);
    }
  }
  add_totals(frame, kind, state, paper);
  paper.end_table();
  frame.commands.send(Print{paper.take()});
}

}  // namespace saddlebag::ui
