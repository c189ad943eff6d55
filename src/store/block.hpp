#pragma once
#include <bitset>
#include <memory>
#include <vector>

#include "store/table.hpp"

namespace saddlebag {

/// Text of edited records, in pieces that grow with use. Freed as a whole.
class Arena {
 public:
  Text copy(std::string_view bytes);
  [[nodiscard]] std::size_t bytes() const { return bytes_; }
  void clear() { *this = Arena(); }

 private:
  std::vector<std::unique_ptr<char[]>> pieces_;
  char* at_ = nullptr;
  std::size_t left_ = 0;
  std::size_t bytes_ = 0;  // of all pieces
};

struct Table::Block {
  explicit Block(KindInfo const& info);

  std::unique_ptr<std::byte[]> rows;
  Bytes chunk;                       ///< what unedited texts point into
  Arena arena;                       ///< what edited texts point into
  TextColumn search;                 ///< within `chunk`
  std::bitset<kBlockRows> unpacked;  ///< rows whose search text is not the one in `search`
  std::bitset<kBlockRows> living;    ///< rows that hold a record
  Row used = 0;                      ///< one past the last row ever used
  std::uint64_t changed = 0;         ///< Table::changes when it changed last
  std::uint64_t packed = 0;          ///< the same as `changed` while the rows hold what `chunk` says
  std::size_t overwritten = 0;       ///< bytes of texts in `chunk` and `arena` that no record has any more
  std::vector<std::string_view> columns;  ///< of `chunk`, by field; empty where it has none that fits
  bool dirty = false;                ///< the chunk on the device is another

  /// All values of a field, while they are those of the rows. Empty where they are not, or all what a new record has.
  [[nodiscard]] std::string_view column(FieldIndex field) const {
    return changed == packed && field < columns.size() ? columns[field] : std::string_view();
  }
};

}  // namespace saddlebag
