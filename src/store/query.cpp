#include "store/query.hpp"

#include <algorithm>
#include <string>

#include "store/filter.hpp"
#include "store/finder.hpp"
#include "store/order.hpp"
#include "store/scan.hpp"

namespace saddlebag {
namespace {

void keep_those_with(Table const& table, std::string_view word, std::vector<Row>& rows, std::size_t from) {
  auto const fails = [&](Row row) { return find_bytes(table.search_text(row), word) == std::string_view::npos; };
  rows.erase(std::remove_if(rows.begin() + static_cast<std::ptrdiff_t>(from), rows.end(), fails), rows.end());
}

/// A query's rows without their order, block by block, so that what one condition has read is still in the cache for the next.
struct Unsorted {
  Unsorted(Store const& store, Query const& query) : table(store.table(query.kind)), words(words_of(query.search)) {
    if (words.empty()) words.emplace_back();
    filters.reserve(query.filters.size());
    for (Filter const& filter : query.filters) filters.emplace_back(store, query.kind, filter);
  }

  /// True once it has looked at all of them.
  bool look(std::size_t blocks) {
    std::size_t const end = block + std::min(blocks, table.block_count() - std::min(block, table.block_count()));
    for (; block < end; ++block) {
      std::size_t const from = rows.size();
      table.add_matching(block, words.front(), rows);
      for (std::size_t i = 1; i < words.size(); ++i) keep_those_with(table, words[i], rows, from);
      for (PreparedFilter& filter : filters) filter.keep(table, block, rows, from);
    }
    return block >= table.block_count();
  }

  Table const& table;
  std::vector<std::string> words;
  std::vector<PreparedFilter> filters;
  std::vector<Row> rows;
  std::size_t block = 0;
};

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
  Unsorted found(store, query);
  found.look(SIZE_MAX);
  sort_rows(store, query.kind, query.sort, found.rows);
  return std::move(found.rows);
}

struct LiveQuery::Looking {
  Looking(Store const& store, Query asked) : query(std::move(asked)), found(store, query) {}
  Query query;  // which `found` refers to
  Unsorted found;
};

LiveQuery::LiveQuery() = default;
LiveQuery::LiveQuery(LiveQuery&&) noexcept = default;
LiveQuery& LiveQuery::operator=(LiveQuery&&) noexcept = default;
LiveQuery::~LiveQuery() = default;

std::vector<Row> const& LiveQuery::rows(Store const& store, Query const& query) {
  advance(store, query, SIZE_MAX);
  return rows_;
}

bool LiveQuery::advance(Store const& store, Query const& query, std::size_t blocks) {
  std::uint64_t const version = version_of(store, query);
  bool const same = query.kind == query_.kind && query.sort == query_.sort && query.search == query_.search &&
                    same_filters(query_, query);
  if (!same || version != version_) {
    looking_.reset();
    query_ = query;
    version_ = version;
    looking_ = std::make_unique<Looking>(store, query_);
  }
  if (looking_ && looking_->found.look(blocks)) finish(store);
  return !looking_;
}

void LiveQuery::finish(Store const& store) {
  rows_ = std::move(looking_->found.rows);
  looking_.reset();
  if (query_.sort.empty()) return;
  std::vector<Row> const& order = order_.rows(store, query_.kind, query_.sort);
  if (rows_.size() == order.size()) {
    rows_ = order;
    return;
  }
  std::vector<bool> wanted(store.table(query_.kind).end());
  for (Row const row : rows_) wanted[row] = true;
  rows_.clear();
  std::copy_if(order.begin(), order.end(), std::back_inserter(rows_), [&](Row row) { return wanted[row]; });
}

}  // namespace saddlebag
