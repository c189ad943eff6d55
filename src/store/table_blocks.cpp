// How blocks come from the device and go there.
#include <algorithm>
#include <cstring>

#include "base/lz4.hpp"
#include "model/bag.hpp"
#include "store/block.hpp"
#include "store/search_text.hpp"

namespace saddlebag {
namespace {

/// Whether every value of a column can stand in a field as this program knows it.
bool column_fits(Column const& column, Field const& field, Row count) {
  if (column.shape != field.shape()) return false;
  if (column.shape != Shape::choice && column.shape != Shape::number) return true;
  for (Row row = 0; row < count; ++row) {
    if (!fits(field, column_value(column, count, row))) return false;
  }
  return true;
}

void set_chunk(Table::Block& block, std::string_view bytes) {
  block.chunk_size = bytes.size();
  block.chunk = std::make_unique_for_overwrite<char[]>(bytes.size());
  std::memcpy(block.chunk.get(), bytes.data(), bytes.size());
}

/// Makes room for a stored chunk, and puts there what is not packed of it.
void begin_chunk(Table::Block& block) {
  if (block.chunk) return;
  block.chunk_size = block.stored.size();
  block.chunk = std::make_unique_for_overwrite<char[]>(block.chunk_size);
  std::memcpy(block.chunk.get(), block.stored.head.data(), block.stored.head.size());
}

bool unpack_to(char* to, std::string_view packed, std::size_t size) {
  return size == 0 || lz4::unpack(packed, reinterpret_cast<std::uint8_t*>(to), size);
}

/// Lets go of the stored chunk once nothing of it is packed any more.
void let_go(Table::Block& block) {
  if (block.rows && !block.search_waits && !block.spoiled) block.stored = {};
}

void read_search(Table::Block& block, Column const* column, Row rows) {
  bool const there = column != nullptr && column->shape == Shape::text && !column->bytes.empty();
  block.search = there ? TextColumn(column->bytes, rows) : TextColumn();
  block.search_waits = false;
}

}  // namespace

// Loading -------------------------------------------------------------------------------------------

Table::Block& Table::begin_block(std::size_t index) {
  grow_to(index + 1);
  rows_[index] = nullptr;
  return *(blocks_[index] = std::make_unique<Block>());
}

std::byte* Table::make_rows(std::size_t index) const {
  Block& block = *blocks_[index];
  block.rows = std::make_unique_for_overwrite<std::byte[]>(std::size_t{info_->size} * kBlockRows);
  for (Row row = 0; row < kBlockRows; ++row) info_->construct(block.rows.get() + std::size_t{row} * info_->size);
  return rows_[index] = block.rows.get();
}

/// Enters the ids of a chunk. Error: `corrupt`, where some were there already; their rows are free.
Status Table::take_ids(std::size_t index, Chunk const& chunk) {
  Block& block = *blocks_[index];
  block.used = chunk.rows;
  block.changed = ++changes_;
  Row const begin = static_cast<Row>(index) * kBlockRows;
  std::size_t duplicates = 0;
  Column const& ids = *chunk.find(kIdColumn);
  for (Row i = 0; i < chunk.rows; ++i) {
    Uuid const id = column_id(ids, i);
    if (id.empty()) continue;
    if (index_.claim(id, begin + i, id_of()) != IdIndex::kNone) {
      ++duplicates;
      continue;
    }
    block.living.set(i);
    ++size_;
  }
  end_ = std::max(end_, begin + chunk.rows);
  free_known_ = false;
  if (duplicates > 0) return {ErrorCode::corrupt, std::to_string(duplicates) + " records were there twice"};
  return {};
}

/// Fills the rows. The columns hold the same as these, unless some of it had to be put elsewhere.
void Table::take_columns(std::size_t index, Chunk const& chunk) {
  Block& block = *blocks_[index];
  bool as_packed = true;
  read_columns(block, chunk);
  Row const begin = static_cast<Row>(index) * kBlockRows;
  Column const& ids = *chunk.find(kIdColumn);
  for (Row i = 0; i < chunk.rows; ++i) {
    Uuid const id = column_id(ids, i);
    if (block.living.test(i)) {
      place(begin + i)->id = id;
      continue;
    }
    if (!id.empty()) as_packed = false;  // there twice
    info_->construct(place(begin + i));
    block.unpacked.set(i);
  }
  if (read_misfits(index, chunk)) as_packed = false;
  for (Row row = begin; row < begin + chunk.rows; ++row) {
    if (!place(row)->custom.empty() && lift_known(row)) as_packed = false;
  }
  block.packed = as_packed ? block.changed : 0;
}

void Table::read_columns(Block& block, Chunk const& chunk) {
  block.columns.assign(info_->fields.size(), {});
  for (Column const& column : chunk.columns) {
    FieldIndex const index = info_->find(column.name);
    if (index == kNoField || !column_fits(column, info_->fields[index], chunk.rows)) continue;
    load_column(column, info_->fields[index], block.rows.get(), info_->size, chunk.rows);
    block.columns[index] = column.bytes;
  }
}

/// True where there were any.
bool Table::read_misfits(std::size_t block, Chunk const& chunk) {
  bool any = false;
  for (Column const& column : chunk.columns) {
    if (column.name == kIdColumn || column.name == kSearchColumn) continue;
    FieldIndex const index = info_->find(column.name);
    if (index != kNoField && column_fits(column, info_->fields[index], chunk.rows)) continue;
    any = true;
    for (Row i = 0; i < chunk.rows; ++i) {
      Row const row = static_cast<Row>(block) * kBlockRows + i;
      Value const value = column_value(column, chunk.rows, i);
      if (place(row)->id.empty() || value.empty()) continue;
      place(row)->custom = own(row, bag_with(place(row)->custom, column.name, value));
    }
  }
  return any;
}

/// Entries of the bag that are fields here: an older program kept them for us. True where there were any.
bool Table::lift_known(Row row) {
  Record& record = *place(row);
  std::string bag(record.custom);
  std::size_t lifted = 0;
  for_each_in_bag(record.custom, [&](std::string_view name, Value value) {
    FieldIndex const index = info_->find(name);
    if (index == kNoField || !fits(info_->fields[index], value)) return;
    Value const kept = value.shape() == Shape::text ? Value::text(own(row, value.as_text())) : value;
    write_field(record, info_->fields[index], kept);
    bag = bag_with(bag, name, {});
    ++lifted;
  });
  if (lifted > 0) record.custom = own(row, bag);
  return lifted > 0;
}

Status Table::load_block(std::size_t index, Bytes bytes, Bytes* refused) {
  Result<Chunk> const read = open_chunk(as_text(bytes));
  Status sound = read ? Status() : Status(read.error());
  if (read && read->kind != info_->name) sound = {ErrorCode::corrupt, "of another kind"};
  if (index < blocks_.size() && blocks_[index]->used > 0) sound = {ErrorCode::corrupt, "its block is there already"};
  if (!sound) {
    if (refused) *refused = std::move(bytes);
    return sound;
  }
  Block& block = begin_block(index);
  set_chunk(block, as_text(bytes));
  Result<Chunk> const chunk = open_chunk_part({block.chunk.get(), block.chunk_size}, block.chunk_size);
  block.ids = chunk->find(kIdColumn)->bytes.data();
  Status const taken = take_ids(index, *chunk);
  make_rows(index);
  read_search(block, chunk->find(kSearchColumn), chunk->rows);
  take_columns(index, *chunk);
  return taken;
}

Status Table::load_packed(std::size_t index, PackedChunk stored) {
  Result<Chunk> const chunk = stored.head.empty() ? Error{ErrorCode::corrupt, "checksum"} : open_chunk_part(stored.head, stored.size());
  if (!chunk) return Status(chunk.error());
  if (chunk->kind != info_->name) return {ErrorCode::corrupt, "of another kind"};
  if (index < blocks_.size() && blocks_[index]->used > 0) return {ErrorCode::corrupt, "its block is there already"};
  bool known = true, waits = false;
  std::size_t const seam = stored.head.size() + stored.columns_size;
  for (Column const& column : chunk->columns) {
    bool const searched = column.name == kSearchColumn;
    bool const apart = searched && column.shape == Shape::text && column.offset == seam && column.size == stored.search_size;
    if (!apart && column.offset + column.size > seam) return {ErrorCode::corrupt, "column outside of its chunk"};
    waits = waits || apart;
    known = known && (apart || column.name == kIdColumn || info_->find(column.name) != kNoField);
  }
  Block& block = begin_block(index);
  block.ids = chunk->find(kIdColumn)->bytes.data();
  block.stored = std::move(stored);
  block.search_waits = waits;
  Status const taken = take_ids(index, *chunk);
  block.packed = block.changed;
  if (!taken || !known) unpack_rows(index);  // something has to be put elsewhere
  return taken;
}

// Unpacking -----------------------------------------------------------------------------------------

std::byte* Table::unpack_rows(std::size_t index) const {
  std::byte* const rows = make_rows(index);
  // The same records as before, but for what was misplaced, which nobody has seen yet.
  if (blocks_[index]->stored.bytes) const_cast<Table*>(this)->read_rows(index);
  return rows;
}

void Table::read_rows(std::size_t index) {
  Block& block = *blocks_[index];
  begin_chunk(block);
  PackedChunk& stored = block.stored;
  std::size_t const there = stored.head.size() + stored.columns_size;
  bool const whole = unpack_to(block.chunk.get() + stored.head.size(), stored.columns, stored.columns_size);
  Result<Chunk> chunk = open_chunk_part({block.chunk.get(), whole ? there : stored.head.size()}, block.chunk_size);
  if (!whole || !chunk) {
    block.spoiled = true;
    ++spoiled_;
    chunk = open_chunk_part(stored.head, stored.size());
    std::erase_if(chunk->columns, [](Column const& column) { return column.name != kIdColumn; });
  }
  if (!block.search_waits) read_search(block, chunk->find(kSearchColumn), chunk->rows);
  take_columns(index, *chunk);
  if (block.spoiled) block.packed = 0;
  let_go(block);
}

void Table::unpack_search(std::size_t index) const {
  // The same texts as before, to whoever asks.
  if (blocks_[index]->search_waits) const_cast<Table*>(this)->read_stored_search(index);
}

void Table::read_stored_search(std::size_t index) {
  Block& block = *blocks_[index];
  begin_chunk(block);
  PackedChunk const& stored = block.stored;
  std::size_t const seam = stored.head.size() + stored.columns_size;
  Result<Chunk> const chunk = open_chunk_part(stored.head, stored.size());
  Column column = *chunk->find(kSearchColumn);
  column.bytes = {block.chunk.get() + seam, stored.search_size};
  bool const whole = unpack_to(block.chunk.get() + seam, stored.search, stored.search_size) && is_valid(column, chunk->rows);
  read_search(block, whole ? &column : nullptr, chunk->rows);
  if (!whole) make_search_texts(index);
  let_go(block);
}

/// They are derived: what cannot be read is made again.
void Table::make_search_texts(std::size_t index) {
  Block& block = *blocks_[index];
  block.edited_search = std::make_unique<Text[]>(kBlockRows);
  std::string text;
  for (Row i = 0; i < block.used; ++i) {
    Record const* const record = at(static_cast<Row>(index) * kBlockRows + i);
    if (record == nullptr) continue;
    (void)make_search_text(text, *info_, *record);
    block.edited_search[i] = block.arena.copy(text);
    block.unpacked.set(i);
  }
}

void Table::unpack(std::size_t index) const {
  (void)block(index);
  unpack_search(index);
}

std::vector<std::pair<std::size_t, PackedChunk>> Table::take_spoiled() {
  std::vector<std::pair<std::size_t, PackedChunk>> spoiled;
  for (std::size_t i = 0; i < blocks_.size() && spoiled_ > 0; ++i) {
    if (!blocks_[i]->spoiled) continue;
    blocks_[i]->spoiled = false;
    spoiled.emplace_back(i, blocks_[i]->stored);
    let_go(*blocks_[i]);
    --spoiled_;
  }
  return spoiled;
}

// Packing -------------------------------------------------------------------------------------------

Bytes Table::encode_block(std::size_t index) const {
  Block const& block = this->block(index);
  std::vector<std::string_view> search(block.used);
  for (Row i = 0; i < block.used; ++i) search[i] = search_text(static_cast<Row>(index) * kBlockRows + i);
  return encode_chunk(*info_, block.rows.get(), block.used, search);
}

PackedChunk Table::pack_block(std::size_t index) {
  Block& block = *blocks_[index];
  bool const unchanged = block.changed == block.packed;
  if (unchanged && block.stored.bytes) return block.stored;
  if (unchanged && block.chunk) {
    PackedChunk packed = pack_chunk({block.chunk.get(), block.chunk_size});
    if (packed.columns_size + packed.search_size > 0) return packed;  // otherwise it came as earlier programs laid it out
  }
  Bytes const fresh = encode_block(index);
  std::unique_ptr<char[]> const old = std::move(block.chunk);  // texts still point into it until they are bound anew
  set_chunk(block, as_text(fresh));
  Result<Chunk> const chunk = open_chunk_part({block.chunk.get(), block.chunk_size}, block.chunk_size);
  if (chunk) {
    read_columns(block, *chunk);
    read_search(block, chunk->find(kSearchColumn), chunk->rows);
  }
  block.unpacked.reset();
  block.edited_search.reset();
  block.arena.clear();
  block.overwritten = 0;
  block.packed = block.changed;
  return pack_chunk(as_text(fresh));
}

}  // namespace saddlebag
