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
/// then by row. Empty values come last either way. Texts are compared as people do: without regard to
/// case, width or accents; ordered by pinyin among Latin letters. References are ordered by the position
/// of their target where it has one (stages), else by its title.
struct Query {
  Kind kind = Kind::customer;
  std::string search;  ///< as typed; folded here. Each word is any substring, pinyin and initials included
  std::vector<Filter> filters;
  std::vector<SortKey> sort;
};

std::vector<Row> run(Store const& store, Query const& query);
/// Answers a list's query frame after frame: anew only when the query or the store has changed. Keeps
/// the order of all rows, so that typing in the search filters and does not sort.
class LiveQuery {
 public:
  std::vector<Row> const& rows(Store const& store, Query const& query);

 private:
  Query query_;
  std::uint64_t version_ = 0;  // of the store when `rows_` was found; 0: never
  std::vector<Row> rows_;
  std::uint64_t order_version_ = 0;
  std::vector<Row> order_;  // all rows of the kind, sorted as `query_` asks
};

/// Of text: `is` asks for the whole text (of tags: for one tag), `contains` for a part; of a reference,
/// `contains` asks for a part of its title. An amount is compared with amounts of its currency only, or
/// with every amount where the filter names no currency. An empty value is neither less nor more.
bool matches(Store const& store, Kind kind, Record const& record, Filter const& filter);

/// One group of a grouped list, in the order of the grouping field.
struct Group {
  OwnedValue key;
  std::vector<Row> rows;
  std::vector<double> sums;  ///< per summed field; money in minor units of `currency`
  Currency currency;         ///< of the first amount; amounts of other currencies are left out …
  bool mixed = false;        ///< … and then this is true
};
/// Rows keep their order within each group; the group of empty values comes last.
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
