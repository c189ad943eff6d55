#include "store/filter.hpp"

#include <algorithm>
#include <cstring>

#include "base/pinyin.hpp"
#include "base/utf8.hpp"
#include "store/block.hpp"
#include "store/scan.hpp"

namespace saddlebag {
namespace {

template <class T>
int three_way(T const& a, T const& b) {
  return a < b ? -1 : b < a ? 1 : 0;
}

}  // namespace

PreparedFilter::PreparedFilter(Store const& store, Kind kind, Filter const& filter) : store_(store), filter_(filter) {
  std::span<Field const> const fields = store.fields(kind);
  if (filter.field < fields.size()) field_ = &fields[filter.field];
  append_folded(folded_, filter.value.get().as_text());
  for (OwnedValue const& one : filter.any) append_folded(folded_any_.emplace_back(), one.get().as_text());
  append_sort_key(key_, filter.value.get().as_text());
  append_sort_key(other_key_, filter.other.get().as_text());
  find_range();
}

void PreparedFilter::find_range() {
  if (field_ == nullptr || field_->custom) return;
  Shape const shape = field_->shape();
  Value const value = filter_.value;
  Value const other = filter_.other;
  bool const between = filter_.compare == Compare::between;
  bool const whole =
      shape == Shape::integer || shape == Shape::choice || shape == Shape::date || shape == Shape::instant;
  if (!whole || value.shape() != shape || value.empty() || (between && other.shape() != shape)) return;
  std::int64_t const bound = value.as_integer();
  switch (filter_.compare) {
    case Compare::is: low_ = high_ = bound; break;
    case Compare::less:
      if (bound == INT64_MIN) return;
      high_ = bound - 1;
      break;
    case Compare::at_most: high_ = bound; break;
    case Compare::more:
      if (bound == INT64_MAX) return;
      low_ = bound + 1;
      break;
    case Compare::between: high_ = other.as_integer(); [[fallthrough]];
    case Compare::at_least: low_ = bound; break;
    default: return;
  }
  // The smallest date and instant are none.
  if (shape == Shape::date) low_ = std::max<std::int64_t>(low_, std::int64_t{INT32_MIN} + 1);
  if (shape == Shape::instant) low_ = std::max<std::int64_t>(low_, INT64_MIN + 1);
  ranged_ = true;
}

template <class Number>
void PreparedFilter::keep_in_range(char const* column, std::vector<Row>& rows, std::size_t from) const {
  std::size_t to = from;
  for (std::size_t i = from; i < rows.size(); ++i) {
    Number number;
    std::memcpy(&number, column + rows[i] % kBlockRows * sizeof number, sizeof number);
    rows[to] = rows[i];
    to += number >= low_ && number <= high_;
  }
  rows.resize(to);
}

void PreparedFilter::keep(Table const& table, std::size_t index, std::vector<Row>& rows, std::size_t from) {
  Table::Block const& block = table.block(index);
  std::string_view const column = ranged_ ? block.column(filter_.field) : std::string_view();
  if (!column.empty()) {
    switch (column.size() / block.used) {
      case 1: return keep_in_range<std::uint8_t>(column.data(), rows, from);
      case 4: return keep_in_range<std::int32_t>(column.data(), rows, from);
      default: return keep_in_range<std::int64_t>(column.data(), rows, from);
    }
  }
  auto const begin = rows.begin() + static_cast<std::ptrdiff_t>(from);
  auto const fails = [&](Row row) { return !holds(*table.at(row)); };
  rows.erase(std::remove_if(begin, rows.end(), fails), rows.end());
}

bool PreparedFilter::holds(Record const& record) {
  return field_ != nullptr && holds(store_.value(record, *field_));
}

bool PreparedFilter::holds(Value value) {
  switch (filter_.compare) {
    case Compare::is: return is(value, filter_.value, folded_);
    case Compare::is_not: return !is(value, filter_.value, folded_);
    case Compare::contains: return contains(value);
    case Compare::empty: return value.empty();
    case Compare::not_empty: return !value.empty();
    case Compare::any_of:
      for (std::size_t i = 0; i < filter_.any.size(); ++i) {
        if (is(value, filter_.any[i], folded_any_[i])) return true;
      }
      return false;
    default: return within(value);
  }
}

bool PreparedFilter::is(Value value, Value wanted, std::string const& folded) {
  if (value.empty() || wanted.empty()) return value.empty() && wanted.empty();
  if (value.shape() == Shape::text) {
    std::string_view rest = value.as_text();
    bool const tags = field_->type == FieldType::tags;
    for (;;) {
      std::size_t const end = tags ? rest.find('\n') : std::string_view::npos;
      scratch_.clear();
      append_folded(scratch_, rest.substr(0, end));
      if (scratch_ == folded) return true;
      if (end == std::string_view::npos) return false;
      rest.remove_prefix(end + 1);
    }
  }
  if (value.shape() == Shape::reference || wanted.shape() == Shape::reference) return value == wanted;
  bool unordered = false;
  return order(value, wanted, key_, unordered) == 0 && !unordered;
}

bool PreparedFilter::contains(Value value) {
  std::string_view text = value.as_text();
  if (value.shape() == Shape::reference) text = store_.title(field_->target, value.as_reference());
  scratch_.clear();
  append_folded(scratch_, text);
  return find_bytes(scratch_, folded_) != std::string_view::npos;
}

bool PreparedFilter::within(Value value) {
  if (value.empty()) return false;
  bool unordered = false;
  int const low = order(value, filter_.value, key_, unordered);
  int const high = filter_.compare == Compare::between ? order(value, filter_.other, other_key_, unordered) : 0;
  if (unordered) return false;
  switch (filter_.compare) {
    case Compare::less: return low < 0;
    case Compare::at_most: return low <= 0;
    case Compare::more: return low > 0;
    case Compare::at_least: return low >= 0;
    default: return low >= 0 && high <= 0;
  }
}

int PreparedFilter::order(Value value, Value bound, std::string const& bound_key, bool& unordered) {
  if (value.shape() == Shape::text && bound.shape() == Shape::text) {
    scratch_.clear();
    append_sort_key(scratch_, value.as_text());
    return three_way(scratch_, bound_key);
  }
  if (value.shape() == Shape::money && bound.shape() == Shape::money) {
    Currency const asked = bound.as_money().currency;
    if (!asked.empty() && asked != value.as_money().currency) unordered = true;
    return three_way(value.as_money().minor, bound.as_money().minor);
  }
  bool const texts = value.shape() == Shape::text || bound.shape() == Shape::text;
  bool const references = value.shape() == Shape::reference || bound.shape() == Shape::reference;
  if (texts || references || bound.shape() == Shape::none) unordered = true;
  bool const integral = value.shape() == bound.shape() && value.shape() != Shape::number;
  return integral ? three_way(value.as_integer(), bound.as_integer()) : three_way(value.as_number(), bound.as_number());
}

bool matches(Store const& store, Kind kind, Record const& record, Filter const& filter) {
  return PreparedFilter(store, kind, filter).holds(record);
}

}  // namespace saddlebag
