#pragma once
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "model/field.hpp"

namespace saddlebag {

/// Position of a record in its table; stable while the record lives, reused after it is erased.
using Row = std::uint32_t;
inline constexpr Row kNoRow = 0xffffffff;
inline constexpr Row kBlockRows = 512;

/// A column of a chunk: one field of all its rows. The bytes have the size that their shape asks for.
struct Column {
  std::string_view name;
  Shape shape = Shape::none;
  std::string_view bytes;  ///< empty where they are not there yet, see `open_chunk_part`
  std::size_t offset = 0, size = 0;  ///< in the chunk
};

/// A chunk whose every offset has been checked; everything points into its bytes.
struct Chunk {
  std::string_view kind;
  Row rows = 0;
  std::vector<Column> columns;
  [[nodiscard]] Column const* find(std::string_view name) const;
};

/// Refuses bytes that are not a chunk as FORMAT.md has it: `corrupt`, or `unsupported` where a newer
/// program wrote it.
Result<Chunk> open_chunk(std::string_view bytes);
/// The beginning of a chunk of `size` bytes that is being put together, its checksum unread. Columns behind it have no bytes; those
/// that reach over its end are `corrupt`.
Result<Chunk> open_chunk_part(std::string_view there, std::size_t size);
/// Packs the first `count` records that lie behind each other at `rows`: first the ids, last the search texts, of which there are as
/// many. Columns in which every record has what a new one has are left out.
Bytes encode_chunk(KindInfo const& info, std::byte const* rows, Row count, std::vector<std::string_view> const& search);

/// Ids of the records; an empty one is a free row.
inline constexpr std::string_view kIdColumn = "id";
inline constexpr std::string_view kSearchColumn = "search";

/// Whether a column's bytes are what its shape asks for: of texts, that their ends ascend.
bool is_valid(Column const& column, Row count);
/// Writes a column into that field of `count` records at `rows`: one tight loop, nothing allocated.
/// Text becomes views into the chunk. The shapes must be equal.
void load_column(Column const& column, Field const& field, std::byte* rows, std::size_t stride, Row count);
/// One value of a column.
Value column_value(Column const& column, Row count, Row row);
Uuid column_id(Column const& column, Row row);

/// The texts of a column: where each ends, and all of them packed.
class TextColumn {
 public:
  TextColumn() = default;
  TextColumn(std::string_view bytes, Row count)
      : ends_(bytes.data()), count_(count), packed_(bytes.substr(4 * std::size_t{count})) {}
  [[nodiscard]] Row count() const { return count_; }
  [[nodiscard]] std::string_view packed() const { return packed_; }
  [[nodiscard]] std::uint32_t begin(Row row) const { return row == 0 ? 0 : end(row - 1); }
  [[nodiscard]] std::uint32_t end(Row row) const {
    std::uint32_t value;
    std::memcpy(&value, ends_ + 4 * std::size_t{row}, 4);
    return value;
  }
  [[nodiscard]] std::string_view at(Row row) const { return packed_.substr(begin(row), end(row) - begin(row)); }
  /// The row whose text holds that position of `packed`.
  [[nodiscard]] Row row_at(std::size_t position) const;

 private:
  char const* ends_ = nullptr;
  Row count_ = 0;
  std::string_view packed_;
};

}  // namespace saddlebag
