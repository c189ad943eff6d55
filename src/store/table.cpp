#include "store/table.hpp"

#include <algorithm>
#include <cstring>

#include "store/block.hpp"
#include "store/scan.hpp"

namespace saddlebag {
namespace {

constexpr std::size_t kFirstPiece = 1 << 10;
constexpr std::size_t kLargestPiece = 1 << 16;
constexpr std::size_t kMostOverwritten = 1 << 17;

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

Table::Table(KindInfo const& info, std::uint64_t changes) : info_(&info), changes_(changes) {}
Table::~Table() = default;
Table::Table(Table&&) noexcept = default;
Table& Table::operator=(Table&&) noexcept = default;

Uuid Table::id_at(Row row) const {
  if (rows_[row / kBlockRows] != nullptr) return place(row)->id;
  Uuid id;
  std::memcpy(&id, block_of(row).ids + row % kBlockRows * sizeof id, sizeof id);
  return id;
}

Row Table::find(Uuid id) const { return index_.find(id, id_of()); }

std::string_view Table::search_text(Row row) const {
  Block const& block = block_of(row);
  Row const within = row % kBlockRows;
  if (block.unpacked.test(within)) return block.edited_search ? block.edited_search[within].view() : std::string_view();
  unpack_search(row / kBlockRows);
  return block.search.count() > 0 ? block.search.at(within) : std::string_view();
}

void Table::grow_to(std::size_t blocks) {
  while (blocks_.size() < blocks) {
    blocks_.push_back(std::make_unique<Block>());
    rows_.push_back(nullptr);
  }
}

void Table::list_free_rows() {
  if (free_known_) return;
  free_known_ = true;
  free_.clear();
  for (Row row = end_; row-- > 0;) {
    if (!block_of(row).living.test(row % kBlockRows)) free_.push_back(row);
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
  info_->construct(place(row));
  place(row)->id = id;
  Block& block = change(row);
  block.used = std::max(block.used, row % kBlockRows + 1);
  block.unpacked.set(row % kBlockRows);
  if (block.edited_search) block.edited_search[row % kBlockRows] = {};
  block.living.set(row % kBlockRows);
  index_.insert(id, row);
  ++size_;
  return row;
}

void Table::erase(Row row) {
  index_.erase(place(row)->id, id_of());
  Block& block = change(row);
  for (Field const& field : info_->fields) block.overwritten += read_field(*place(row), field).as_text().size();
  if (block.edited_search) block.overwritten += std::exchange(block.edited_search[row % kBlockRows], {}).view().size();
  info_->construct(place(row));
  block.unpacked.set(row % kBlockRows);
  block.living.reset(row % kBlockRows);
  if (free_known_) free_.push_back(row);
  --size_;
}

Record& Table::edit(Row row) {
  Record& record = *place(row);  // before the block counts as changed
  change(row);
  return record;
}

Text Table::own(Row row, std::string_view bytes, std::size_t replaced) {
  block_of(row).overwritten += replaced;
  return block_of(row).arena.copy(bytes);
}

void Table::set_search(Row row, std::string_view folded) {
  std::string_view const before = search_text(row);
  if (before == folded) return;
  (void)place(row);
  Block& block = change(row);
  if (!block.edited_search) block.edited_search = std::make_unique<Text[]>(kBlockRows);
  block.edited_search[row % kBlockRows] = own(row, folded, before.size());
  block.unpacked.set(row % kBlockRows);
}

void Table::trim() {
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    if (blocks_[i]->overwritten > std::max(kMostOverwritten, blocks_[i]->chunk_size)) (void)pack_block(i);
  }
}

std::uint64_t Table::block_changed(std::size_t block) const { return blocks_[block]->changed; }
bool Table::block_dirty(std::size_t block) const { return blocks_[block]->dirty; }
void Table::mark_block(std::size_t block, bool dirty) { blocks_[block]->dirty = dirty; }

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
  unpack_search(index);
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
  hits &= block.living & ~block.unpacked;
  bool const all_packed = block.unpacked.none();
  // Texts that have changed since lie apart from the packed ones.
  for (row = 0; row < block.used; ++row) {
    if (hits.test(row)) rows.push_back(begin + row);
    if (all_packed || !block.unpacked.test(row) || !block.living.test(row)) continue;
    if (finder.in(search_text(begin + row)) != std::string_view::npos) rows.push_back(begin + row);
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
    bytes += sizeof(Block) + block->chunk_size + block->arena.bytes() + block->stored.columns.size() + block->stored.search.size();
    if (block->rows) bytes += std::size_t{info_->size} * kBlockRows;
    if (block->edited_search) bytes += sizeof(Text) * kBlockRows;
  }
  return bytes;
}

}  // namespace saddlebag
