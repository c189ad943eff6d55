#pragma once
#include <string>
#include <vector>

#include "store/query.hpp"

namespace saddlebag {

/// Makes bytes whose memcmp order is the order of a field's values, so that sorting by any number of
/// columns is one comparison of bytes. Remembers what it made for the targets of references.
class OrderKeys {
 public:
  OrderKeys(Store const& store, Kind kind, std::vector<SortKey> const& keys);
  /// Appends the key of one record.
  void append(std::string& out, Record const& record);

 private:
  struct Column {
    Field const* field;
    bool descending;
    FieldIndex position;              // of the target of a reference; kNoField where it has none
    std::vector<std::string> titles;  // keys of the targets by row, as far as they were needed
  };
  void append_value(std::string& out, Column& column, Value value);
  void append_target(std::string& out, Column& column, Uuid target);
  Store const& store_;
  std::vector<Column> columns_;
};

/// Sorts rows by the keys, then by row.
void sort_rows(Store const& store, Kind kind, std::vector<SortKey> const& keys, std::vector<Row>& rows);

}  // namespace saddlebag
