#pragma once
#include <cstdint>
#include <vector>

#include "store/store.hpp"

namespace saddlebag {

/// One group of a grouped list, in the order of the grouping field.
struct Group {
  OwnedValue key;
  std::vector<Row> rows;
  std::vector<double> sums;  ///< per summed field; money in minor units of `currency`
  Currency currency;         ///< of the first amount; amounts of other currencies are left out …
  bool mixed = false;        ///< … and then this is true
};

/// Numbers different values in the order of their first use: open addressing with linear probing, at most half full.
class ValueNumbers {
 public:
  std::uint32_t number_of(Value value);
  [[nodiscard]] std::vector<OwnedValue> const& values() const { return values_; }

 private:
  struct Slot {
    std::uint32_t hash = 0, number = 0;  // the number counts from 1; 0: free
  };
  [[nodiscard]] std::size_t mask() const { return slots_.size() - 1; }
  void grow();
  std::vector<Slot> slots_ = std::vector<Slot>(64);
  std::vector<OwnedValue> values_;
};

/// Groups rows, call after call: each row has the number of its value in mind, and only those of blocks that changed are
/// looked at anew.
class LiveGroups {
 public:
  /// Rows keep their order within each group; the group of empty values comes last.
  std::vector<Group> of(Store const& store, Kind kind, std::vector<Row> const& rows, FieldIndex field,
                        std::vector<FieldIndex> const& summed);

 private:
  void keep_up(Store const& store, Kind kind, FieldIndex field);
  Kind kind_ = Kind::count_;
  FieldIndex field_ = kNoField;
  std::uint64_t fields_version_ = 0;   // of custom fields
  std::vector<std::uint64_t> blocks_;  // when each had changed last
  std::vector<std::uint32_t> numbers_;  // by row
  ValueNumbers values_;
};

}  // namespace saddlebag
