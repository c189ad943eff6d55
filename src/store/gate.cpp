#include "store/gate.hpp"

#include <algorithm>
#include <cmath>

#include "base/sort.hpp"
#include "base/utf8.hpp"
#include "model/bag.hpp"
#include "store/search_text.hpp"
#include "store/undo_rules.hpp"

namespace saddlebag {
namespace {

constexpr std::size_t kLongestName = 200;

bool checks_required(Cause cause) {
  return cause == Cause::edit || cause == Cause::bulk || cause == Cause::import || cause == Cause::seed ||
         cause == Cause::merge;
}
bool checks_references(Cause cause) {
  return checks_required(cause) || cause == Cause::resolve || cause == Cause::acknowledge;
}

/// Kept by the store itself: the bag is set by the names within, the search text is derived.
bool is_internal(std::string_view field) { return field == "custom" || field == kSearchColumn || field == kIdColumn; }

}  // namespace

Gate::Gate(StoreData& store, Transaction const& transaction)
    : store_(store), transaction_(transaction), effective_(transaction.cause) {
  bool const takes_back = transaction.cause == Cause::undo || transaction.cause == Cause::redo;
  rules_ = takes_back ? Rules::lenient : Rules::strict;
  rewrites_ = takes_back || transaction.has_erasures();
  effective_.time = transaction.time;
  effective_.author = transaction.author;
  effective_.device = transaction.device;
  effective_.sequence = transaction.sequence;
  effective_.reverses = transaction.reverses;
  effective_.place = transaction.place;
  effective_.label = transaction.label;
}

Status Gate::apply() {
  if (rules_ == Rules::lenient) kept_ = worked_on_since(store_, transaction_);
  Status status;
  bool const whole = transaction_.for_each([&](Change const& change) {
    if (!status) return;
    status = carry(change);
    if (status) ++carried_;
  });
  if (!whole) status = Status(ErrorCode::corrupt, "changes of a transaction");
  if (status) status = check_whole();
  if (!status) {
    take_back();
    return status;
  }
  finish();
  return status;
}

void Gate::replay() {
  rules_ = Rules::none;
  rewrites_ = false;
  if (is_remote(transaction_.cause)) find_restored();
  transaction_.for_each([&](Change const& change) { (void)carry(change); });
  finish();
}

void Gate::find_restored() {
  std::vector<Change> before_version;  // of one record
  bool versioned = false;
  transaction_.for_each([&](Change const& change) {
    if (!before_version.empty() && change.record != before_version.front().record) before_version.clear();
    if (before_version.empty()) versioned = false;
    if (change.action != Action::set) return;
    versioned = versioned || change.field == "rev";
    if (!versioned) return before_version.push_back(change);
    bool const back = std::any_of(before_version.begin(), before_version.end(), [&](Change const& there) {
      return there.field == change.field && there.before == change.after;
    });
    if (back) restored_.emplace(change.record, change.field);
  });
}

/// True where a change says nothing but what its tab found here, or where that is not what is here.
bool Gate::is_passed_over(Change const& change, Record const& record, FieldIndex index) const {
  if (!is_remote(transaction_.cause) || change.field == "rev") return false;
  if (change.before == change.after) return true;
  return restored_.contains({change.record, change.field}) && !before_holds(record, change, index);
}

// Change by change ----------------------------------------------------------------------------------

Status Gate::carry(Change const& change) {
  if (change.kind >= Kind::count_) return refuse(ErrorCode::unsupported, change);
  if (!kept_.empty() && kept_.contains(record_hash(change.kind, change.record))) {
    ++skipped_;
    return {};
  }
  switch (change.action) {
    case Action::create: return create(change);
    case Action::set: return set(change);
    case Action::erase: return erase(change);
  }
  return refuse(ErrorCode::corrupt, change);
}

Status Gate::refuse(ErrorCode code, Change const& change) {
  if (rules_ != Rules::strict && code != ErrorCode::invalid) {
    ++skipped_;
    return {};
  }
  std::string detail = change.kind < Kind::count_ ? std::string(kind_info(change.kind).name) : "?";
  if (!change.field.empty()) detail.append(".").append(change.field);
  return {code, std::move(detail)};
}

void Gate::note(Change const& change) {
  ++changed_;
  if (!rewrites_) return;
  switch (change.action) {
    case Action::create: effective_.create(change.kind, change.record); break;
    case Action::set: effective_.set(change.kind, change.record, change.field, change.before, change.after); break;
    case Action::erase: effective_.erase(change.kind, change.record); break;
  }
}

Row Gate::find(Change const& change) {
  if (change.record == last_id_ && change.kind == last_kind_) return last_row_;
  last_kind_ = change.kind;
  last_id_ = change.record;
  last_row_ = store_.table(change.kind).find(change.record);
  return last_row_;
}

void Gate::touch(Kind kind, Row row, bool search) {
  if (touched_.empty() || touched_.back().row != row || touched_.back().kind != kind)
    touched_.push_back({kind, row, search});
  touched_.back().search |= search;
}

Status Gate::create(Change const& change) {
  if (find(change) != kNoRow) return rules_ == Rules::none ? Status() : refuse(ErrorCode::conflict, change);
  if (change.record.empty()) return refuse(ErrorCode::invalid, change);
  last_row_ = store_.table(change.kind).insert(change.record);
  created_.push_back({change.kind, last_row_, kNoField});
  touch(change.kind, last_row_, true);
  note(change);
  return {};
}

bool Gate::before_holds(Record const& record, Change const& change, FieldIndex index) const {
  if (index == kNoField) return bag_value(record.custom, change.field) == change.before;
  Field const& field = kind_info(change.kind).fields[index];
  Value const now = read_field(record, field);
  return now == change.before || (change.before.empty() && now == field.initial);
}

/// Custom fields ask for their type; names that are no field take anything that can be kept.
bool Gate::fits_bag(Change const& change) const {
  if (change.field.size() > kLongestName) return false;
  std::vector<Field> const& fields = store_.fields[static_cast<std::size_t>(change.kind)];
  for (std::size_t i = kind_info(change.kind).fields.size(); i < fields.size(); ++i) {
    if (fields[i].name == change.field) return fits(fields[i], change.after);
  }
  Value const value = change.after;
  return value.shape() == Shape::number ? std::isfinite(value.as_number()) : valid_utf8(value.as_text());
}

Status Gate::set(Change const& change) {
  Row const row = find(change);
  if (row == kNoRow) return refuse(ErrorCode::missing, change);
  FieldIndex index = names_.find(change.kind, change.field);
  bool const fitting = index == kNoField ? fits_bag(change) : fits(kind_info(change.kind).fields[index], change.after);
  if (rules_ == Rules::none) {
    if (!fitting) index = kNoField;  // of another program: kept, though it cannot be shown
  } else {
    if (!fitting || is_internal(change.field)) return refuse(ErrorCode::invalid, change);
    if (!before_holds(*store_.table(change.kind).at(row), change, index)) return refuse(ErrorCode::conflict, change);
  }
  note(change);
  if (!is_passed_over(change, *store_.table(change.kind).at(row), index)) write(row, index, change);
  return {};
}

void Gate::write(Row row, FieldIndex index, Change const& change) {
  Table& table = store_.table(change.kind);
  if (index == kNoField) return write_bag(row, change);
  Field const& field = kind_info(change.kind).fields[index];
  Value value = change.after;
  if (value.shape() == Shape::text) {
    value = Value::text(table.own(row, value.as_text(), change.before.as_text().size()));
  }
  write_field(table.edit(row), field, value);
  touch(change.kind, row, field.has(kSearchable));
  if (field.has(kRequired) && value.empty()) emptied_.push_back({change.kind, row, index});
  if (field.shape() == Shape::reference && !value.empty()) references_.push_back({change.kind, row, index});
}

void Gate::write_bag(Row row, Change const& change) {
  Table& table = store_.table(change.kind);
  Record& record = table.edit(row);
  record.custom = table.own(row, bag_with(record.custom, change.field, change.after), record.custom.view().size());
  touch(change.kind, row, change.after.shape() == Shape::text || change.before.shape() == Shape::text);
}

/// Sets to empty what the transaction left in a record that it erases, so that the inverse restores it.
void Gate::clear(Row row, Change const& change) {
  Record const& record = *store_.table(change.kind).at(row);
  Change cleared{Action::set, change.kind, change.record, {}, {}, {}};
  for (Field const& field : kind_info(change.kind).fields) {
    cleared.before = read_field(record, field);
    cleared.field = field.name;
    if (!is_internal(field.name) && !(cleared.before == field.initial)) note(cleared);
  }
  for_each_in_bag(record.custom, [&](std::string_view name, Value value) {
    cleared.field = name;
    cleared.before = value;
    note(cleared);
  });
}

Status Gate::erase(Change const& change) {
  Row const row = find(change);
  if (row == kNoRow) return refuse(ErrorCode::missing, change);
  if (rewrites_) clear(row, change);
  note(change);
  store_.table(change.kind).erase(row);
  touch(change.kind, row, false);
  last_row_ = kNoRow;
  return {};
}

// The whole -----------------------------------------------------------------------------------------

Status Gate::check_whole() const {
  auto const detail = [](Place place, Field const& field) {
    return std::string(kind_info(place.kind).name) + "." + std::string(field.name);
  };
  auto const check = [&](Place place, Field const& field) -> Status {
    Record const* const record = store_.table(place.kind).at(place.row);
    if (record == nullptr) return {};  // erased again
    Value const value = read_field(*record, field);
    if (field.has(kRequired) && value.empty() && checks_required(transaction_.cause)) {
      return {ErrorCode::invalid, detail(place, field)};
    }
    if (field.shape() == Shape::reference && !value.empty() && checks_references(transaction_.cause) &&
        store_.table(field.target).find(value.as_reference()) == kNoRow) {
      return {ErrorCode::missing, detail(place, field)};
    }
    return {};
  };
  for (Place const& place : created_) {
    for (Field const& field : kind_info(place.kind).fields) {
      if (!field.has(kRequired)) continue;
      if (Status status = check(place, field); !status) return status;
    }
  }
  for (auto const* places : {&emptied_, &references_}) {
    for (Place const& place : *places) {
      if (Status status = check(place, kind_info(place.kind).fields[place.field]); !status) return status;
    }
  }
  return {};
}

void Gate::finish() {
  for (Place const& place : created_) {
    Table& table = store_.table(place.kind);
    if (table.at(place.row) == nullptr) continue;
    Record& record = table.edit(place.row);
    if (record.created.empty()) record.created = transaction_.time;
    if (record.updated.empty()) record.updated = transaction_.time;
  }
  if (!std::is_sorted(touched_.begin(), touched_.end())) sort_items(touched_);
  std::array<bool, kKindCount> kinds{};
  std::string search;
  for (std::size_t i = 0; i < touched_.size(); ++i) {
    auto const [kind, row, wants_search] = touched_[i];
    kinds[static_cast<std::size_t>(kind)] = true;
    bool const last = i + 1 == touched_.size() || touched_[i + 1].kind != kind || touched_[i + 1].row != row;
    Table& table = store_.table(kind);
    if (!last || table.at(row) == nullptr) continue;
    if (is_local(transaction_.cause)) table.edit(row).updated = transaction_.time;
    if (!wants_search) continue;  // sorted: the last of a row wants it if any does
    if (!make_search_text(search, table.info(), *table.at(row))) store_.unread.emplace_back(kind, table.at(row)->id);
    table.set_search(row, search);
  }
  if (touched_.empty()) return;
  ++store_.version;
  for (std::size_t i = 0; i < kKindCount; ++i) {
    if (!kinds[i]) continue;
    store_.versions[i] = store_.version;
    store_.tables[i].trim();
  }
  if (kinds[static_cast<std::size_t>(Kind::custom_field)]) store_.collect_fields();
}

void Gate::take_back() {
  Transaction const inverse =
      rewrites_ ? effective_.inverse(Cause::acknowledge) : transaction_.inverse(Cause::acknowledge, carried_);
  Gate(store_, inverse).replay();
}

}  // namespace saddlebag
