#include "store/table.hpp"

#include <algorithm>
#include <cstring>

#include "model/bag.hpp"
#include "store/block.hpp"
#include "store/scan.hpp"

namespace saddlebag {
namespace {

constexpr std::size_t kFirstPiece = 1 << 10;
constexpr std::size_t kLargestPiece = 1 << 16;
constexpr std::size_t kMostOverwritten = 1 << 17;

/// Whether every value of a column can stand in a field as this program knows it.
bool column_fits(Column const& column, Field const& field, Row count) {
  if (column.shape != field.shape()) return false;
  if (column.shape != Shape::choice && column.shape != Shape::number) return true;
  for (Row row = 0; row < count; ++row) {
    if (!fits(field, column_value(column, count, row))) return false;
  }
  return true;
}

}  // namespace

Text Arena::copy(std::string_view bytes) {
  if (bytes.empty()) return {};
  if (bytes.size() > left_) {
    left_ = std::max(bytes.size(), std::clamp(bytes_, kFirstPiece, kLargestPiece));
    pieces_.push_back(std::make_unique_for_overwrite<char[]>(left_));
    at_ = pieces_.back().get();
    bytes_ += left_;
  }
  std::memcpy(at_, bytes.data(), bytes.size());
  Text const text(std::string_view(at_, bytes.size()));
  at_ += bytes.size();
  left_ -= bytes.size();
  return text;
}

Table::Block::Block(KindInfo const& info) : rows(std::make_unique<std::byte[]>(std::size_t{info.size} * kBlockRows)) {
  for (Row row = 0; row < kBlockRows; ++row) info.construct(rows.get() + std::size_t{row} * info.size);
}

Table::Table(KindInfo const& info, std::uint64_t changes) : info_(&info), changes_(changes) {}
Table::~Table() = default;
Table::Table(Table&&) noexcept = default;
Table& Table::operator=(Table&&) noexcept = default;

Row Table::find(Uuid id) const { return index_.find(id, id_of()); }

void Table::grow_to(std::size_t blocks) {
  while (blocks_.size() < blocks) {
    blocks_.push_back(std::make_unique<Block>(*info_));
    rows_.push_back(blocks_.back()->rows.get());
  }
}

void Table::list_free_rows() {
  if (free_known_) return;
  free_known_ = true;
  free_.clear();
  for (Row row = end_; row-- > 0;) {
    if (place(row)->id.empty()) free_.push_back(row);
  }
}

Table::Block& Table::change(Row row) {
  Block& block = block_of(row);
  block.dirty = true;
  block.changed = ++changes_;
  return block;
}

Row Table::insert(Uuid id) {
  list_free_rows();
  Row row = end_;
  if (free_.empty()) {
    grow_to(row / kBlockRows + 1);
    ++end_;
  } else {
    row = free_.back();
    free_.pop_back();
  }
  Block& block = change(row);
  block.used = std::max(block.used, row % kBlockRows + 1);
  block.unpacked.set(row % kBlockRows);
  block.living.set(row % kBlockRows);
  info_->construct(place(row));
  place(row)->id = id;
  index_.insert(id, row);
  ++size_;
  return row;
}

void Table::erase(Row row) {
  index_.erase(place(row)->id, id_of());
  Block& block = change(row);
  for (Field const& field : info_->fields) block.overwritten += read_field(*place(row), field).as_text().size();
  info_->construct(place(row));
  block.unpacked.set(row % kBlockRows);
  block.living.reset(row % kBlockRows);
  if (free_known_) free_.push_back(row);
  --size_;
}

Record& Table::edit(Row row) {
  change(row);
  return *place(row);
}

Text Table::own(Row row, std::string_view bytes, std::size_t replaced) {
  block_of(row).overwritten += replaced;
  return block_of(row).arena.copy(bytes);
}

void Table::set_search(Row row, std::string_view folded) {
  Record& record = edit(row);
  if (record.search.view() == folded) return;
  record.search = own(row, folded, record.search.view().size());
  block_of(row).unpacked.set(row % kBlockRows);
}

void Table::trim() {
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    if (blocks_[i]->overwritten > std::max(kMostOverwritten, blocks_[i]->chunk.size())) pack_block(i);
  }
}

std::uint64_t Table::block_changed(std::size_t block) const { return blocks_[block]->changed; }
bool Table::block_dirty(std::size_t block) const { return blocks_[block]->dirty; }
void Table::mark_block(std::size_t block, bool dirty) { blocks_[block]->dirty = dirty; }

Bytes Table::encode_block(std::size_t block) const { return encode_chunk(*info_, rows_[block], blocks_[block]->used); }

Bytes Table::pack_block(std::size_t index) {
  Block& block = *blocks_[index];
  if (block.packed == block.changed && !block.chunk.empty()) return block.chunk;
  Bytes const bytes = encode_block(index);
  Bytes fresh = bytes;
  fresh.swap(block.chunk);  // texts still point into the old chunk, which lives until they are bound anew
  Result<Chunk> const chunk = open_chunk(as_text(block.chunk));
  if (chunk) read_columns(block, *chunk);
  block.arena.clear();
  block.overwritten = 0;
  block.packed = block.changed;
  return bytes;
}

void Table::read_columns(Block& block, Chunk const& chunk) {
  block.columns.assign(info_->fields.size(), {});
  for (Column const& column : chunk.columns) {
    FieldIndex const index = info_->find(column.name);
    if (index == kNoField || !column_fits(column, info_->fields[index], chunk.rows)) continue;
    load_column(column, info_->fields[index], block.rows.get(), info_->size, chunk.rows);
    block.columns[index] = column.bytes;
  }
  Column const* const search = chunk.find(kSearchColumn);
  bool const packed = search != nullptr && search->shape == Shape::text;
  block.search = packed ? TextColumn(search->bytes, chunk.rows) : TextColumn();
  block.unpacked.reset();
}

/// True where there were any.
bool Table::read_misfits(std::size_t block, Chunk const& chunk) {
  bool any = false;
  for (Column const& column : chunk.columns) {
    if (column.name == kIdColumn) continue;
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
  Result<Chunk> const opened = open_chunk(as_text(bytes));
  Status sound = opened ? Status() : Status(opened.error());
  if (opened && opened->kind != info_->name) sound = {ErrorCode::corrupt, "of another kind"};
  if (index < blocks_.size() && blocks_[index]->used > 0) sound = {ErrorCode::corrupt, "its block is there already"};
  if (!sound) {
    if (refused) *refused = std::move(bytes);
    return sound;
  }
  Chunk const& chunk = *opened;
  grow_to(index + 1);
  Block& block = *blocks_[index];
  block.chunk.swap(bytes);  // a vector's swap keeps the addresses, so `chunk` stays valid
  block.used = chunk.rows;
  block.changed = ++changes_;
  read_columns(block, chunk);
  Row const begin = static_cast<Row>(index) * kBlockRows;
  std::size_t duplicates = 0;
  Column const& ids = *chunk.find(kIdColumn);
  for (Row i = 0; i < chunk.rows; ++i) {
    Row const row = begin + i;
    Uuid const id = column_id(ids, i);
    bool const duplicate = !id.empty() && find(id) != kNoRow;
    duplicates += duplicate;
    if (id.empty() || duplicate) {
      info_->construct(place(row));
      block.unpacked.set(i);
      continue;
    }
    place(row)->id = id;
    block.living.set(i);
    index_.insert(id, row);
    ++size_;
  }
  end_ = std::max(end_, begin + chunk.rows);
  free_known_ = false;
  bool as_packed = !read_misfits(index, chunk) && duplicates == 0;
  for (Row row = begin; row < begin + chunk.rows; ++row) {
    if (!place(row)->custom.empty() && lift_known(row)) as_packed = false;
  }
  if (as_packed) block.packed = block.changed;
  if (duplicates > 0) return {ErrorCode::corrupt, std::to_string(duplicates) + " records were there twice"};
  return {};
}

void Table::add_matching(std::size_t index, std::string_view needle, std::vector<Row>& rows) const {
  Block const& block = *blocks_[index];
  Row const begin = static_cast<Row>(index) * kBlockRows;
  if (needle.empty() && block.living.count() == block.used) {
    std::size_t const from = rows.size();
    rows.resize(from + block.used);
    for (Row row = 0; row < block.used; ++row) rows[from + row] = begin + row;
    return;
  }
  if (needle.empty()) {
    for (Row row = 0; row < block.used; ++row) {
      if (block.living.test(row)) rows.push_back(begin + row);
    }
    return;
  }
  std::bitset<kBlockRows> hits;
  std::string_view const packed = block.search.packed();
  ByteFinder const finder(needle);
  Row row = 0;
  for (std::size_t at = finder.in(packed); at < packed.size(); at = finder.in(packed, at)) {
    while (block.search.end(row) <= at) ++row;
    std::size_t const end = block.search.end(row);
    // A find that begins in one record's text and ends in the next one's is none.
    bool const whole = at + needle.size() <= end;
    if (whole) hits.set(row);
    at = whole ? end : at + 1;
  }
  hits &= ~block.unpacked;
  bool const all_packed = block.unpacked.none();
  // Records lie apart from their packed texts: only those whose text has changed since are looked at.
  for (row = 0; row < block.used; ++row) {
    if (hits.test(row)) rows.push_back(begin + row);
    if (all_packed || !block.unpacked.test(row)) continue;
    Record const* const record = place(begin + row);
    if (record->id.empty() || finder.in(record->search) == std::string_view::npos) continue;
    rows.push_back(begin + row);
  }
}

std::vector<Row> Table::matching(std::string_view needle) const {
  std::vector<Row> rows;
  for (std::size_t i = 0; i < blocks_.size(); ++i) add_matching(i, needle, rows);
  return rows;
}

std::size_t Table::heap_bytes() const {
  std::size_t bytes = index_.heap_bytes() + free_.capacity() * sizeof(Row);
  for (auto const& block : blocks_) {
    bytes += sizeof(Block) + std::size_t{info_->size} * kBlockRows + block->chunk.capacity() + block->arena.bytes();
  }
  return bytes;
}

}  // namespace saddlebag
