#pragma once
#include <cstddef>
#include <memory>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "model/field.hpp"

namespace saddlebag {

/// Position of a record in its table; stable while the record lives, reused after it is erased.
using Row = std::uint32_t;
inline constexpr Row kNoRow = 0xffffffff;
inline constexpr Row kBlockRows = 512;

/// The rows of one kind in blocks of 512, each block being one chunk on disk. A block owns the bytes of
/// its records' texts: the chunk as it was loaded, plus an arena for edited text that the next snapshot
/// of the block folds into a new chunk. Free rows have an empty id.
class Table {
 public:
  explicit Table(KindInfo const& info);
  ~Table();
  Table(Table&&) noexcept;

  [[nodiscard]] KindInfo const& info() const;
  [[nodiscard]] std::size_t size() const;  ///< living records
  [[nodiscard]] Row end() const;           ///< one past the last row ever used
  /// Null for a free row.
  [[nodiscard]] Record const* at(Row row) const;
  [[nodiscard]] Row find(Uuid id) const;   ///< kNoRow when it is not there

  // Only the store and persistence call what follows.
  Record& insert(Uuid id);
  void erase(Row row);
  Record& edit(Row row);                              ///< marks the block dirty
  Text own(Row row, std::string_view bytes);          ///< copies into the block's arena
  [[nodiscard]] std::size_t block_count() const;
  [[nodiscard]] bool block_dirty(std::size_t block) const;
  /// Encodes a block as a chunk (see FORMAT.md).
  [[nodiscard]] Bytes encode_block(std::size_t block) const;
  /// Takes over a chunk's bytes; its rows' texts become views into them.
  Status load_block(std::size_t block, Bytes chunk);
  void mark_clean(std::size_t block);
  /// Calls `visit(Row)` for every record whose search text contains `needle` (already folded): one SIMD
  /// scan of each block's packed search text, no index.
  template <class Visit>
  void for_each_match(std::string_view needle, Visit visit) const;
  [[nodiscard]] std::size_t heap_bytes() const;

 private:
  struct Block;
  KindInfo const* info_;
  std::vector<std::unique_ptr<Block>> blocks_;
};

}  // namespace saddlebag
