#pragma once
#include <memory>
#include <string>
#include <vector>

#include "store/store.hpp"

namespace saddlebag {

enum class Compare : std::uint8_t {
  is,
  is_not,
  contains,
  less,
  at_most,
  more,
  at_least,
  between,
  empty,
  not_empty,
  any_of
};

struct Filter {
  FieldIndex field = kNoField;
  Compare compare = Compare::is;
  OwnedValue value;             ///< `between`: the lower bound
  OwnedValue other;             ///< `between`: the upper bound, included
  std::vector<OwnedValue> any;  ///< `any_of`
};

struct SortKey {
  FieldIndex field = kNoField;
  bool descending = false;
  friend bool operator==(SortKey const&, SortKey const&) = default;
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
/// All rows of a kind, kept in order: after a change only the rows of the blocks that changed are sorted
/// in anew, so that an edit in a list of 100,000 costs a frame nothing.
class SortedRows {
 public:
  /// Valid until the next call.
  std::vector<Row> const& rows(Store const& store, Kind kind, std::vector<SortKey> const& keys);

 private:
  struct Entry {
    std::uint64_t head;      // the key's first bytes: most comparisons end here
    std::uint32_t at, size;  // of the key in `bytes_`
    Row row;
  };
  friend void sort_rows(Store const& store, Kind kind, std::vector<SortKey> const& keys, std::vector<Row>& rows);
  template <class Range>
  void add(Store const& store, Range const& rows);
  void merge(std::size_t added_from);
  Kind kind_ = Kind::count_;
  std::vector<SortKey> keys_;
  std::uint64_t depends_on_ = 0;       // version of what else the keys are made of: titles of references, custom fields
  std::vector<std::uint64_t> blocks_;  // when each block had changed last
  std::string bytes_;
  std::size_t live_bytes_ = 0;  // when everything was sorted last; the rest of `bytes_` came later
  std::vector<Entry> entries_;
  std::vector<Row> rows_;
};

/// Answers a list's query frame after frame: anew only when the query changed, or records that it looks
/// at. Typing in the search filters and does not sort.
class LiveQuery {
 public:
  LiveQuery();
  LiveQuery(LiveQuery&&) noexcept;
  LiveQuery& operator=(LiveQuery&&) noexcept;
  ~LiveQuery();
  /// Valid until the next call.
  std::vector<Row> const& rows(Store const& store, Query const& query);
  /// Looks at so many more blocks of records and no further, so that no frame waits for all. True once `rows` has the answer.
  bool advance(Store const& store, Query const& query, std::size_t blocks);

 private:
  struct Looking;
  void finish(Store const& store);
  Query query_;
  std::uint64_t version_ = 0;  // of what `rows_` was found in; 0: never
  std::vector<Row> rows_;
  SortedRows order_;
  std::unique_ptr<Looking> looking_;  // null: `rows_` is the answer to `query_`
};

/// Of text: `is` asks for the whole text (of tags: for one tag), `contains` for a part; of a reference,
/// `contains` asks for a part of its title. An amount is compared with amounts of its currency only, or
/// with every amount where the filter names no currency. An empty value is neither less nor more.
bool matches(Store const& store, Kind kind, Record const& record, Filter const& filter);

}  // namespace saddlebag
