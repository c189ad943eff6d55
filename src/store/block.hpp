#pragma once
#include <bitset>
#include <memory>
#include <vector>

#include "store/pack.hpp"
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

/// A block comes as it lies on the device, packed; its records are unpacked when one of them is looked at, its search texts when
/// somebody searches.
struct Table::Block {
  std::unique_ptr<std::byte[]> rows;        ///< none: not unpacked yet
  PackedChunk stored;                       ///< while any of it is packed
  char const* ids = nullptr;                ///< as the chunk has them; the rows', once they are unpacked
  std::unique_ptr<char[]> chunk;            ///< what unedited texts point into
  std::size_t chunk_size = 0;
  Arena arena;                              ///< what edited texts point into
  TextColumn search;                        ///< within `chunk`
  std::unique_ptr<Text[]> edited_search;    ///< of `unpacked` rows; none while all of these have none
  std::bitset<kBlockRows> unpacked;         ///< rows whose search text is not the one in `search`
  std::bitset<kBlockRows> living;           ///< rows that hold a record
  Row used = 0;                             ///< one past the last row ever used
  std::uint64_t changed = 0;                ///< Table::changes when it changed last
  std::uint64_t packed = 0;                 ///< the same as `changed` while the rows hold what `chunk` says
  std::size_t overwritten = 0;              ///< bytes of texts in `chunk` and `arena` that no record has any more
  std::vector<std::string_view> columns;    ///< of `chunk`, by field; empty where it has none that fits
  bool dirty = false;                       ///< the chunk on the device is another
  bool search_waits = false;                ///< it is packed still
  bool spoiled = false;                     ///< `stored` could not be unpacked

  /// All values of a field, while they are those of the rows. Empty where they are not, or all what a new record has.
  [[nodiscard]] std::string_view column(FieldIndex field) const {
    return changed == packed && field < columns.size() ? columns[field] : std::string_view();
  }
};

}  // namespace saddlebag
