#pragma once
#include <cstddef>
#include <memory>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "model/field.hpp"
#include "store/chunk.hpp"
#include "store/id_index.hpp"

namespace saddlebag {

struct PackedChunk;

/// The rows of one kind in blocks of 512, each block being one chunk on disk. A block owns the bytes of
/// its records' texts: the chunk as it was loaded, plus an arena for edited text that packing folds into
/// a new chunk. Free rows have an empty id. What a block holds is the same before and after it is unpacked, so that reading may do it.
class Table {
 public:
  /// `changes` is where `block_changed` counts from: a table that takes the place of another goes on.
  explicit Table(KindInfo const& info, std::uint64_t changes = 0);
  ~Table();
  Table(Table&&) noexcept;
  Table& operator=(Table&&) noexcept;

  [[nodiscard]] KindInfo const& info() const { return *info_; }
  [[nodiscard]] std::size_t size() const { return size_; }  ///< living records
  [[nodiscard]] Row end() const { return end_; }            ///< one past the last row ever used
  /// Null for a free row.
  [[nodiscard]] Record const* at(Row row) const {
    if (row >= end_) return nullptr;
    Record const* const record = place(row);
    return record->id.empty() ? nullptr : record;
  }
  [[nodiscard]] Row find(Uuid id) const;  ///< kNoRow when it is not there
  /// The folded text in which a record is searched: derived, see store/search_text.hpp. Valid until the record changes.
  [[nodiscard]] std::string_view search_text(Row row) const;
  /// Rows of the records whose search text contains `needle` (already folded), ascending: one SIMD scan
  /// of each block's packed search text, no index. Every row for an empty needle.
  [[nodiscard]] std::vector<Row> matching(std::string_view needle) const;
  /// The same of one block, appended.
  void add_matching(std::size_t block, std::string_view needle, std::vector<Row>& rows) const;
  template <class Visit>
  void for_each_match(std::string_view needle, Visit visit) const {
    for (Row const row : matching(needle)) visit(row);
  }
  [[nodiscard]] std::size_t block_count() const { return blocks_.size(); }
  /// Grows with every change of the table, and tells of a block when it changed last: what was computed
  /// from the rows of a block holds as long as this is the same.
  [[nodiscard]] std::uint64_t changes() const { return changes_; }
  [[nodiscard]] std::uint64_t block_changed(std::size_t block) const;
  /// What a block is made of (store/block.hpp): for reading one field of many records.
  struct Block;
  [[nodiscard]] Block const& block(std::size_t index) const {
    if (rows_[index] == nullptr) unpack_rows(index);
    return *blocks_[index];
  }
  /// Does now what would otherwise happen when somebody looks at the block or searches it.
  void unpack(std::size_t block) const;
  [[nodiscard]] std::size_t heap_bytes() const;

  // Only the store and persistence call what follows ------------------------------------------------
  Row insert(Uuid id);
  void erase(Row row);
  Record& edit(Row row);                              ///< marks the block dirty
  /// Copies into the block's arena, in the place of a text of `replaced` bytes.
  Text own(Row row, std::string_view bytes, std::size_t replaced = 0);
  void set_search(Row row, std::string_view folded);  ///< the record's search text, which is derived
  /// Packs blocks that hold mostly what was overwritten, so that memory stays flat.
  void trim();
  [[nodiscard]] bool block_dirty(std::size_t block) const;
  void mark_block(std::size_t block, bool dirty);
  /// Encodes a block as a chunk (see FORMAT.md).
  [[nodiscard]] Bytes encode_block(std::size_t block) const;
  /// The block as it is to lie on the device. One that has changed is encoded: its texts point into the new chunk then, and what
  /// they pointed to before is freed.
  PackedChunk pack_block(std::size_t block);
  /// Takes over a chunk's bytes; its rows' texts become views into them. Columns that this program does
  /// not know go into the records' bags. On `corrupt` or `unsupported` the table is as it was, and `refused` gets the
  /// bytes back where somebody asks for them.
  Status load_block(std::size_t block, Bytes chunk, Bytes* refused = nullptr);
  /// The same with a chunk of a pack, whose ids alone are read now.
  Status load_packed(std::size_t block, PackedChunk chunk);
  /// So many records more will be loaded.
  void expect(std::size_t records) { index_.reserve(records); }
  /// Blocks whose checksum was right but whose content was not: their records have nothing but ids. Of each it answers once what lay
  /// on the device.
  [[nodiscard]] std::vector<std::pair<std::size_t, PackedChunk>> take_spoiled();

 private:
  [[nodiscard]] Record* place(Row row) const {
    std::byte* rows = rows_[row / kBlockRows];
    if (rows == nullptr) [[unlikely]] rows = unpack_rows(row / kBlockRows);
    return reinterpret_cast<Record*>(rows + std::size_t{row % kBlockRows} * info_->size);
  }
  [[nodiscard]] Uuid id_at(Row row) const;
  [[nodiscard]] auto id_of() const {
    return [this](Row row) { return id_at(row); };
  }
  Block& begin_block(std::size_t index);
  void grow_to(std::size_t blocks);
  void list_free_rows();
  std::byte* make_rows(std::size_t block) const;
  std::byte* unpack_rows(std::size_t block) const;
  void read_rows(std::size_t block);
  void unpack_search(std::size_t block) const;
  void read_stored_search(std::size_t block);
  void make_search_texts(std::size_t block);
  Status take_ids(std::size_t block, Chunk const& chunk);
  void take_columns(std::size_t block, Chunk const& chunk);
  void read_columns(Block& block, Chunk const& chunk);
  bool read_misfits(std::size_t block, Chunk const& chunk);
  bool lift_known(Row row);
  Block& change(Row row);
  Block& block_of(Row row) const { return *blocks_[row / kBlockRows]; }

  KindInfo const* info_;
  std::vector<std::unique_ptr<Block>> blocks_;
  mutable std::vector<std::byte*> rows_;  // of each block; null: not unpacked yet
  mutable std::size_t spoiled_ = 0;       // blocks
  IdIndex index_;
  std::vector<Row> free_;  // below end_; the lowest last
  bool free_known_ = true;
  Row end_ = 0;
  std::size_t size_ = 0;
  std::uint64_t changes_ = 0;
};

}  // namespace saddlebag
