#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "store/query.hpp"

namespace saddlebag {

/// A filter made ready to be asked about many records: its texts are folded once.
class PreparedFilter {
 public:
  PreparedFilter(Store const& store, Kind kind, Filter const& filter);
  [[nodiscard]] bool holds(Record const& record);
  /// Keeps of the rows from that place on, all of one block, those for which it holds.
  void keep(Table const& table, std::size_t block, std::vector<Row>& rows, std::size_t from);

 private:
  void find_range();
  [[nodiscard]] bool holds(Value value);
  template <class Number>
  void keep_in_range(char const* column, std::vector<Row>& rows, std::size_t from) const;
  [[nodiscard]] bool is(Value value, Value wanted, std::string const& folded);
  [[nodiscard]] bool contains(Value value);
  [[nodiscard]] bool within(Value value);
  /// Below 0, 0 or above 0; `unordered` where the two cannot be compared.
  [[nodiscard]] int order(Value value, Value bound, std::string const& bound_key, bool& unordered);

  Store const& store_;
  Filter const& filter_;
  Field const* field_ = nullptr;         // null: no such field, and nothing holds
  bool ranged_ = false;                  // it asks for whole numbers from `low_` to `high_`, and no more than that
  std::int64_t low_ = INT64_MIN, high_ = INT64_MAX;
  std::string folded_;                   // of `value`
  std::vector<std::string> folded_any_;  // of `any`
  std::string key_, other_key_;          // sort keys of the bounds
  std::string scratch_;
};

}  // namespace saddlebag
