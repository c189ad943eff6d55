#include "store/query.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <unordered_map>

#include "base/sort.hpp"
#include "base/utf8.hpp"
#include "model/bag.hpp"
#include "store/filter.hpp"
#include "store/finder.hpp"
#include "store/order.hpp"
#include "store/scan.hpp"
#include "store/search_text.hpp"

namespace saddlebag {
namespace {

std::vector<Row> rows_with(Table const& table, std::vector<std::string> const& words) {
  std::vector<Row> rows = table.matching(words.empty() ? std::string_view() : std::string_view(words.front()));
  for (std::size_t i = 1; i < words.size(); ++i) {
    std::erase_if(rows, [&](Row row) { return find_bytes(table.at(row)->search, words[i]) == std::string_view::npos; });
  }
  return rows;
}

std::vector<Row> unsorted(Store const& store, Query const& query) {
  Table const& table = store.table(query.kind);
  std::vector<Row> rows = rows_with(table, words_of(query.search));
  for (Filter const& filter : query.filters) {
    PreparedFilter prepared(store, query.kind, filter);
    std::erase_if(rows, [&](Row row) { return !prepared.holds(*table.at(row)); });
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

void add_to_sums(Group& group, Store const& store, Kind kind, Record const& record,
                 std::vector<FieldIndex> const& summed) {
  for (std::size_t i = 0; i < summed.size(); ++i) {
    Value const value = store.value(kind, record, summed[i]);
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

}  // namespace

std::vector<Group> group_by(Store const& store, Kind kind, std::vector<Row> const& rows, FieldIndex field,
                            std::vector<FieldIndex> const& summed) {
  std::vector<Group> groups;
  std::unordered_map<std::string, std::size_t> by_value;
  Table const& table = store.table(kind);
  Bytes packed;
  for (Row const row : rows) {
    Record const& record = *table.at(row);
    Value const value = store.value(kind, record, field);
    packed.clear();
    ByteWriter writer(packed);
    write_value(writer, value.empty() ? Value() : value);
    auto const [found, fresh] = by_value.try_emplace(std::string(as_text(packed)), groups.size());
    if (fresh) {
      groups.emplace_back().key = value.empty() ? Value() : value;
      groups.back().sums.resize(summed.size());
    }
    Group& group = groups[found->second];
    group.rows.push_back(row);
    add_to_sums(group, store, kind, record, summed);
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
