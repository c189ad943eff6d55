#pragma once
#include <string>
#include <vector>

#include "store/query.hpp"

namespace saddlebag {

/// A filter made ready to be asked about many records: its texts are folded once.
class PreparedFilter {
 public:
  PreparedFilter(Store const& store, Kind kind, Filter const& filter);
  [[nodiscard]] bool holds(Record const& record);

 private:
  [[nodiscard]] bool is(Value value, Value wanted, std::string const& folded);
  [[nodiscard]] bool contains(Value value);
  [[nodiscard]] bool within(Value value);
  /// Below 0, 0 or above 0; `unordered` where the two cannot be compared.
  [[nodiscard]] int order(Value value, Value bound, std::string const& bound_key, bool& unordered);

  Store const& store_;
  Filter const& filter_;
  Field const* field_ = nullptr;         // null: no such field, and nothing holds
  std::string folded_;                   // of `value`
  std::vector<std::string> folded_any_;  // of `any`
  std::string key_, other_key_;          // sort keys of the bounds
  std::string scratch_;
};

}  // namespace saddlebag
