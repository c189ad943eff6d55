#pragma once
#include <string>
#include <vector>

#include "store/store.hpp"

namespace saddlebag {

enum class Compare : std::uint8_t { is, is_not, contains, less, at_most, more, at_least, between, empty, not_empty, any_of };

struct Filter {
  FieldIndex field = kNoField;
  Compare compare = Compare::is;
  OwnedValue value;                 ///< `between`: the lower bound
  OwnedValue other;                 ///< `between`: the upper bound, included
  std::vector<OwnedValue> any;      ///< `any_of`
};

struct SortKey {
  FieldIndex field = kNoField;
  bool descending = false;
};

/// What a list shows: all filters hold, the search text is contained, sorted by the keys in turn and
/// then by row. Empty values come last either way.
struct Query {
  Kind kind = Kind::customer;
  std::string search;  ///< as typed; folded here. Finds any substring, pinyin and initials included
  std::vector<Filter> filters;
  std::vector<SortKey> sort;
};

std::vector<Row> run(Store const& store, Query const& query);
bool matches(Store const& store, Kind kind, Record const& record, Filter const& filter);

/// One group of a grouped list, in the order of the grouping field.
struct Group {
  OwnedValue key;
  std::vector<Row> rows;
  std::vector<double> sums;  ///< per summed field; money in minor units of `currency`
};
std::vector<Group> group_by(Store const& store, Kind kind, std::vector<Row> const& rows, FieldIndex field,
                            std::vector<FieldIndex> const& summed);

/// A hit of the one search box.
struct Hit {
  Kind kind;
  Row row;
};
/// Up to `limit` hits per kind over all kinds, titles that begin with the text first.
std::vector<Hit> search_everything(Store const& store, std::string_view text, std::size_t limit);

}  // namespace saddlebag
