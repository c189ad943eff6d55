#include "store/query.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <string>

#include "base/hash.hpp"
#include "base/sort.hpp"
#include "store/field_reader.hpp"
#include "store/filter.hpp"
#include "store/finder.hpp"
#include "store/order.hpp"
#include "store/scan.hpp"

namespace saddlebag {
namespace {

void keep_those_with(Table const& table, std::string_view word, std::vector<Row>& rows, std::size_t from) {
  auto const fails = [&](Row row) { return find_bytes(table.at(row)->search, word) == std::string_view::npos; };
  rows.erase(std::remove_if(rows.begin() + static_cast<std::ptrdiff_t>(from), rows.end(), fails), rows.end());
}

/// Block by block, so that what one condition has read is still in the cache for the next.
std::vector<Row> unsorted(Store const& store, Query const& query) {
  Table const& table = store.table(query.kind);
  std::vector<std::string> words = words_of(query.search);
  if (words.empty()) words.emplace_back();
  std::vector<PreparedFilter> filters;
  filters.reserve(query.filters.size());
  for (Filter const& filter : query.filters) filters.emplace_back(store, query.kind, filter);
  std::vector<Row> rows;
  for (std::size_t block = 0; block < table.block_count(); ++block) {
    std::size_t const from = rows.size();
    table.add_matching(block, words.front(), rows);
    for (std::size_t i = 1; i < words.size(); ++i) keep_those_with(table, words[i], rows, from);
    for (PreparedFilter& filter : filters) filter.keep(table, block, rows, from);
  }
  return rows;
}

bool same_value(OwnedValue const& a, OwnedValue const& b) {
  return a.get().shape() == b.get().shape() && a.get() == b.get();
}

bool same_filters(Query const& a, Query const& b) {
  return std::equal(a.filters.begin(), a.filters.end(), b.filters.begin(), b.filters.end(),
                    [](Filter const& x, Filter const& y) {
                      return x.field == y.field && x.compare == y.compare && same_value(x.value, y.value) &&
                             same_value(x.other, y.other) &&
                             std::equal(x.any.begin(), x.any.end(), y.any.begin(), y.any.end(), same_value);
                    });
}

/// What the answer to a query depends on: records of its kind, and titles that its filters and order ask for.
std::uint64_t version_of(Store const& store, Query const& query) {
  std::uint64_t version = std::max(store.version(query.kind), store.version(Kind::custom_field));
  std::span<Field const> const fields = store.fields(query.kind);
  auto const add = [&](FieldIndex field) {
    if (field < fields.size() && fields[field].shape() == Shape::reference)
      version = std::max(version, store.version(fields[field].target));
  };
  for (Filter const& filter : query.filters) add(filter.field);
  for (SortKey const& key : query.sort) add(key.field);
  return version + 1;  // 0 is no version
}

}  // namespace

std::vector<Row> run(Store const& store, Query const& query) {
  std::vector<Row> rows = unsorted(store, query);
  sort_rows(store, query.kind, query.sort, rows);
  return rows;
}

std::vector<Row> const& LiveQuery::rows(Store const& store, Query const& query) {
  std::uint64_t const version = version_of(store, query);
  bool const same = query.kind == query_.kind && query.sort == query_.sort && query.search == query_.search &&
                    same_filters(query_, query);
  if (same && version == version_) return rows_;
  query_ = query;
  version_ = version;
  rows_ = unsorted(store, query);
  if (query.sort.empty()) return rows_;
  std::vector<Row> const& order = order_.rows(store, query.kind, query.sort);
  if (rows_.size() == order.size()) return rows_ = order;
  std::vector<bool> wanted(store.table(query.kind).end());
  for (Row const row : rows_) wanted[row] = true;
  rows_.clear();
  std::copy_if(order.begin(), order.end(), std::back_inserter(rows_), [&](Row row) { return wanted[row]; });
  return rows_;
}

namespace {

void add_to_sums(Group& group, Row row, std::vector<FieldReader>& summed) {
  for (std::size_t i = 0; i < summed.size(); ++i) {
    Value const value = summed[i].at(row);
    if (value.empty()) continue;
    if (value.shape() == Shape::money) {
      Currency const currency = value.as_money().currency;
      if (group.currency.empty()) group.currency = currency;
      if (group.currency != currency) {
        group.mixed = true;
        continue;
      }
    }
    group.sums[i] += value.as_number();
  }
}

std::uint64_t hash_of(Value value) {
  switch (value.shape()) {
    case Shape::text: {
      std::string_view const text = value.as_text();
      std::uint64_t hash = text.size();
      std::size_t at = 0;
      for (std::uint64_t word; at + sizeof word <= text.size(); at += sizeof word) {
        std::memcpy(&word, text.data() + at, sizeof word);
        hash = mix(hash, word);
      }
      std::uint64_t rest = 0;
      for (; at < text.size(); ++at) rest = rest << 8 | static_cast<unsigned char>(text[at]);
      return mix(hash, rest);
    }
    case Shape::number: return mix(0, std::bit_cast<std::uint64_t>(value.as_number()));
    case Shape::money: return mix(value.as_money().currency.code, static_cast<std::uint64_t>(value.as_money().minor));
    case Shape::reference: return mix(value.as_reference().hi, value.as_reference().lo);
    default: return mix(0, static_cast<std::uint64_t>(value.as_integer()));
  }
}

/// Numbers values in the order of their first use: open addressing with linear probing, at most half full.
class Numbers {
 public:
  std::size_t number_of(Value value) {
    std::uint64_t const hash = hash_of(value);
    for (std::size_t at = hash & mask();; at = (at + 1) & mask()) {
      Slot& slot = slots_[at];
      if (slot.number == 0) {
        slot = {static_cast<std::uint32_t>(hash), static_cast<std::uint32_t>(values_.size() + 1)};
        values_.push_back(value);
        if (values_.size() * 2 > slots_.size()) grow();
        return values_.size() - 1;
      }
      if (slot.hash == static_cast<std::uint32_t>(hash) && values_[slot.number - 1] == value) return slot.number - 1;
    }
  }
  [[nodiscard]] std::vector<Value> const& values() const { return values_; }

 private:
  struct Slot {
    std::uint32_t hash = 0, number = 0;  // the number counts from 1; 0: free
  };
  [[nodiscard]] std::size_t mask() const { return slots_.size() - 1; }
  void grow() {
    std::vector<Slot> old(slots_.size() * 4);
    old.swap(slots_);
    for (Slot const slot : old) {
      if (slot.number == 0) continue;
      std::size_t at = slot.hash & mask();
      while (slots_[at].number != 0) at = (at + 1) & mask();
      slots_[at] = slot;
    }
  }
  std::vector<Slot> slots_ = std::vector<Slot>(64);
  std::vector<Value> values_;
};

}  // namespace

std::vector<Group> group_by(Store const& store, Kind kind, std::vector<Row> const& rows, FieldIndex field,
                            std::vector<FieldIndex> const& summed) {
  std::vector<Group> groups;
  Numbers numbers;
  Table const& table = store.table(kind);
  FieldReader keys_of_rows(store, kind, field);
  std::vector<FieldReader> to_sum;
  for (FieldIndex const each : summed) to_sum.emplace_back(store, kind, each);
  for (Row const row : rows) {
    Value const value = keys_of_rows.at(row);
    std::size_t const number = numbers.number_of(value.empty() ? Value() : value);
    if (number == groups.size()) {
      groups.emplace_back().key = numbers.values().back();
      groups.back().sums.resize(summed.size());
    }
    Group& group = groups[number];
    group.rows.push_back(row);
    add_to_sums(group, row, to_sum);
  }
  OrderKeys order(store, kind, {{field, false}});
  std::vector<std::pair<std::string, std::size_t>> keys(groups.size());
  for (std::size_t i = 0; i < groups.size(); ++i) {
    order.append(keys[i].first, *table.at(groups[i].rows.front()));
    keys[i].second = i;
  }
  sort_items(keys);
  std::vector<Group> ordered;
  for (auto const& key : keys) ordered.push_back(std::move(groups[key.second]));
  return ordered;
}

}  // namespace saddlebag
