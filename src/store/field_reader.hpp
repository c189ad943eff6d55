#pragma once
#include <cstring>

#include "store/block.hpp"
#include "store/store.hpp"

namespace saddlebag {

/// Reads one field of many rows: from the columns of their blocks, which lie closer together than the records do, and
/// from the records where those have changed since.
class FieldReader {
 public:
  FieldReader(Store const& store, Kind kind, FieldIndex index)
      : store_(store), table_(store.table(kind)), index_(index) {
    std::span<Field const> const fields = store.fields(kind);
    if (index < fields.size()) field_ = &fields[index];
  }
  [[nodiscard]] Shape shape() const { return field_ ? field_->shape() : Shape::none; }
  /// Of a row that holds a record. Empty where there is no such field.
  [[nodiscard]] Value at(Row row) {
    if (row / kBlockRows != block_) enter(row / kBlockRows);
    if (!column_.bytes.empty()) return column_value(column_, rows_, row % kBlockRows);
    return field_ ? store_.value(*table_.at(row), *field_) : Value();
  }

  /// The same of a field of whole numbers.
  [[nodiscard]] std::int64_t integer_at(Row row) {
    if (row / kBlockRows != block_) enter(row / kBlockRows);
    if (column_.bytes.empty()) return at(row).as_integer();
    std::int64_t number;
    std::memcpy(&number, column_.bytes.data() + row % kBlockRows * sizeof number, sizeof number);
    return number;
  }

 private:
  void enter(std::size_t block) {
    block_ = block;
    rows_ = table_.block(block).used;
    if (field_) column_ = {field_->name, field_->shape(), table_.block(block).column(index_)};
  }

  Store const& store_;
  Table const& table_;
  Field const* field_ = nullptr;
  FieldIndex index_;
  std::size_t block_ = SIZE_MAX;
  Column column_;
  Row rows_ = 0;
};

}  // namespace saddlebag
