#include "ui/screens/list_state.hpp"

#include <array>

#include "base/hash.hpp"
#include "model/bag.hpp"
#include "ui/background.hpp"

namespace saddlebag::ui {
namespace {

constexpr std::size_t kBlocksAtOnce = 16;  ///< of records that are looked at before the clock is

std::string group_id(Value key) {
  Bytes bytes;
  ByteWriter out(bytes);
  write_value(out, key);
  return std::string(as_text(bytes));
}

std::vector<ColumnSum> no_sums(ListState const& state) {
  std::vector<ColumnSum> sums;
  for (ListColumn const& column : state.columns) {
    if (is_summed(*column.field)) sums.push_back({column.index, {}, 0});
  }
  return sums;
}

std::vector<ColumnSum> sums_of(Store const& store, Kind kind, ListState const& state, std::vector<Row> const& rows) {
  std::vector<ColumnSum> sums = no_sums(state);
  std::span<Field const> const fields = store.fields(kind);
  Table const& table = store.table(kind);
  for (ColumnSum& sum : sums) {
    Field const& field = fields[sum.field];
    for (Row const row : rows) {
      Record const* const record = table.at(row);
      if (record == nullptr) continue;
      Value const value = store.value(*record, field);
      if (value.shape() == Shape::money)
        sum.money.add(value.as_money());
      else
        sum.number += value.as_number();
    }
  }
  return sums;
}

void add_sums(std::vector<ColumnSum>& total, std::vector<ColumnSum> const& part) {
  for (std::size_t i = 0; i < total.size(); ++i) {
    total[i].money.add(part[i].money);
    total[i].number += part[i].number;
  }
}

/// Another where other columns have sums.
std::uint64_t summed_columns(ListState const& state) {
  std::uint64_t stamp = 1;
  for (ListColumn const& column : state.columns) {
    if (is_summed(*column.field)) stamp = mix(stamp, column.index);
  }
  return stamp;
}

void put_in_groups(Store const& store, Kind kind, FieldIndex field, ListState& state) {
  ListView& view = state.view;
  for (Group& group : state.grouping.of(store, kind, view.rows, field, {})) {
    ListGroup head;
    head.key = group.key;
    head.id = group_id(group.key);
    head.folded = state.folded.contains(head.id);
    head.sums = sums_of(store, kind, state, group.rows);
    add_sums(view.sums, head.sums);
    head.rows = std::move(group.rows);
    auto const index = static_cast<std::uint32_t>(view.groups.size());
    view.lines.push_back({kNoRow, index});
    if (!head.folded) {
      for (Row const row : head.rows) view.lines.push_back({row, index});
    }
    view.groups.push_back(std::move(head));
  }
}

}  // namespace

std::uint64_t data_version(Store const& store, Kind kind) {
  std::uint64_t stamp = store.version(kind);
  std::uint32_t seen = 0;
  for (Field const& field : store.fields(kind)) {
    if (field.type != FieldType::reference || field.target == kind) continue;
    std::uint32_t const bit = 1u << static_cast<unsigned>(field.target);
    if ((seen & bit) == 0) stamp = mix(stamp, store.version(field.target));
    seen |= bit;
  }
  return mix(stamp, store.version(Kind::custom_field));
}

void Selection::set(Row row, Record const& record, bool selected) {
  if (row >= ids_.size()) {
    if (!selected) return;
    ids_.resize(row + 1);
  }
  bool const was = !ids_[row].empty();
  ids_[row] = selected ? record.id : Uuid{};
  if (was != selected) selected ? ++count_ : --count_;
  ++revision_;
}

void Selection::clear() {
  ids_.clear();
  count_ = 0;
  ++revision_;
}

std::vector<Row> Selection::rows(Table const& table) {
  std::vector<Row> rows;
  for (Row row = 0; row < ids_.size(); ++row) {
    if (ids_[row].empty()) continue;
    Record const* const record = row < table.end() ? table.at(row) : nullptr;
    if (record == nullptr || record->id != ids_[row])
      ids_[row] = {};
    else
      rows.push_back(row);
  }
  if (count_ != rows.size()) ++revision_;
  count_ = rows.size();
  return rows;
}

ListState& list_state(Kind kind) {
  static std::array<ListState, kKindCount> states;
  return states[static_cast<std::size_t>(kind)];
}

Query query_of(Frame const& frame, Kind kind, ListLayout const& layout, ListState const& state) {
  return {kind, state.search, state.filters, sort_of(frame.store, kind, layout)};
}

void refresh_view(Frame const& frame, Kind kind, ListLayout const& layout, ListState& state) {
  std::uint64_t const data = data_version(frame.store, kind);
  auto& asked = state.asked;
  std::uint64_t const summed = summed_columns(state);
  bool const data_changed = asked.data != data;
  if (!data_changed && asked.revision == state.revision && asked.search == state.search && asked.sort == layout.sort &&
      asked.group == layout.group && asked.summed == summed && !state.looking) {
    return;
  }
  asked = {data, state.revision, state.search, layout.sort, layout.group, summed};
  if (data_changed) (void)state.selection.rows(frame.store.table(kind));
  Query const query = query_of(frame, kind, layout, state);
  // What is on the screen stands until there is an answer, but no row that may be gone.
  state.looking = !data_changed && !state.query.advance(frame.store, query, 0);
  if (state.looking) {
    return between_frames(&state, [&state, &store = frame.store, query] { return state.query.advance(store, query, kBlocksAtOnce); });
  }
  ListView& view = state.view;
  view.rows = state.query.rows(frame.store, query);
  view.groups.clear();
  view.lines.clear();
  view.picked_of = 0;
  FieldIndex const group = layout.group.empty() ? kNoField : frame.store.field_named(kind, layout.group);
  view.sums = group == kNoField ? sums_of(frame.store, kind, state, view.rows) : no_sums(state);
  if (group != kNoField) return put_in_groups(frame.store, kind, group, state);
  view.lines.reserve(view.rows.size());
  for (Row const row : view.rows) view.lines.push_back({row, 0});
}

std::vector<ColumnSum> const& foot_sums(Store const& store, Kind kind, ListState& state) {
  ListView& view = state.view;
  if (state.selection.size() == 0) return view.sums;
  if (view.picked_of != state.selection.revision()) {
    std::vector<Row> const rows = state.selection.rows(store.table(kind));
    view.picked_of = state.selection.revision();
    view.picked = sums_of(store, kind, state, rows);
  }
  return view.picked;
}

Record const* record_of(Store const& store, Kind kind, ListView const& view, std::int64_t line) {
  if (line < 0 || line >= static_cast<std::int64_t>(view.lines.size())) return nullptr;
  Row const row = view.lines[static_cast<std::size_t>(line)].row;
  return row == kNoRow ? nullptr : store.table(kind).at(row);
}

ListGroup const* head_of(ListView const& view, std::int64_t line) {
  if (line < 0 || line >= static_cast<std::int64_t>(view.lines.size())) return nullptr;
  ListLine const& at = view.lines[static_cast<std::size_t>(line)];
  return at.row == kNoRow ? &view.groups[at.group] : nullptr;
}

}  // namespace saddlebag::ui
