#include "store/order.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <ranges>

#include "base/pinyin.hpp"
#include "store/field_reader.hpp"

namespace saddlebag {
namespace {

constexpr std::size_t kSpareKeyBytes = 1 << 16;
constexpr char kFilled = 1;
constexpr char kEmpty = 2;  // behind what is filled, whichever way it is sorted

void append_big_endian(std::string& out, std::uint64_t bits) {
  for (int shift = 56; shift >= 0; shift -= 8) out.push_back(static_cast<char>(bits >> shift));
}
constexpr std::uint64_t kSign = 0x8000'0000'0000'0000ull;
/// A number without sign that is ordered as the value is.
std::uint64_t ordered(std::int64_t value) { return static_cast<std::uint64_t>(value) ^ kSign; }
std::uint64_t ordered(double value) {
  std::uint64_t const bits = std::bit_cast<std::uint64_t>(value);
  return (bits & kSign) != 0 ? ~bits : bits | kSign;
}

std::uint64_t head_of(std::string_view key) {
  std::uint64_t head = 0;
  for (std::size_t i = 0; i < 8; ++i) head = (head << 8) | (i < key.size() ? static_cast<unsigned char>(key[i]) : 0u);
  return head;
}

}  // namespace

OrderKeys::OrderKeys(Store const& store, Kind kind, std::vector<SortKey> const& keys) : store_(store) {
  std::span<Field const> const fields = store.fields(kind);
  for (SortKey const& key : keys) {
    if (key.field >= fields.size()) continue;
    Field const& field = fields[key.field];
    FieldIndex const position = field.shape() == Shape::reference ? kind_info(field.target).find("position") : kNoField;
    columns_.push_back({&field, key.descending, position, {}});
  }
}

void OrderKeys::append(std::string& out, Record const& record) {
  for (Column& column : columns_) append_value(out, column, store_.value(record, *column.field));
}

void OrderKeys::append_value(std::string& out, Column& column, Value value) {
  if (value.empty()) {
    out.push_back(kEmpty);
    return;
  }
  out.push_back(kFilled);
  std::size_t const begin = out.size();
  switch (value.shape()) {
    case Shape::text:
      append_sort_key(out, value.as_text());
      out.push_back('\0');
      break;
    case Shape::number: append_big_endian(out, ordered(value.as_number())); break;
    case Shape::money: append_big_endian(out, ordered(value.as_money().minor)); break;
    case Shape::reference: append_target(out, column, value.as_reference()); break;
    default: append_big_endian(out, ordered(value.as_integer())); break;
  }
  if (!column.descending) return;
  for (std::size_t i = begin; i < out.size(); ++i) out[i] = static_cast<char>(~out[i]);
}

void OrderKeys::append_target(std::string& out, Column& column, Uuid target) {
  Kind const kind = column.field->target;
  Row const row = store_.table(kind).find(target);
  if (row == kNoRow) {
    out.push_back('\xff');  // dangling: behind those that have a title
    return;
  }
  Record const& record = *store_.table(kind).at(row);
  if (column.position != kNoField) {
    append_big_endian(out, ordered(store_.value(kind, record, column.position).as_integer()));
  }
  if (column.titles.size() <= row) column.titles.resize(store_.table(kind).end());
  std::string& title = column.titles[row];
  if (title.empty()) {
    append_sort_key(title, store_.title(kind, record));
    title.push_back('\0');
  }
  out += title;
}

// Sorting -------------------------------------------------------------------------------------------

/// What sort keys are made of beside the records themselves.
std::uint64_t version_of_targets(Store const& store, Kind kind, std::vector<SortKey> const& keys) {
  std::span<Field const> const fields = store.fields(kind);
  std::uint64_t version = store.version(Kind::custom_field);
  for (SortKey const& key : keys) {
    if (key.field >= fields.size() || fields[key.field].shape() != Shape::reference) continue;
    version = std::max(version, store.version(fields[key.field].target));
  }
  return version;
}

template <class Range>
void SortedRows::add(Store const& store, Range const& rows) {
  OrderKeys order(store, kind_, keys_);
  Table const& table = store.table(kind_);
  for (Row const row : rows) {
    Record const* const record = table.at(row);
    if (record == nullptr) continue;
    std::size_t const at = bytes_.size();
    order.append(bytes_, *record);
    std::string_view const key = std::string_view(bytes_).substr(at);
    entries_.push_back({head_of(key), static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(key.size()), row});
  }
}

void SortedRows::merge(std::size_t added_from) {
  auto const before = [this](Entry const& a, Entry const& b) {
    if (a.head != b.head) return a.head < b.head;
    int const rest =
        std::string_view(bytes_.data() + a.at, a.size).compare(std::string_view(bytes_.data() + b.at, b.size));
    return rest != 0 ? rest < 0 : a.row < b.row;
  };
  auto const added = entries_.begin() + static_cast<std::ptrdiff_t>(added_from);
  std::sort(added, entries_.end(), before);
  std::inplace_merge(entries_.begin(), added, entries_.end(), before);
  rows_.resize(entries_.size());
  std::transform(entries_.begin(), entries_.end(), rows_.begin(), [](Entry const& entry) { return entry.row; });
}

std::vector<Row> const& SortedRows::rows(Store const& store, Kind kind, std::vector<SortKey> const& keys) {
  Table const& table = store.table(kind);
  std::uint64_t const depends_on = version_of_targets(store, kind, keys);
  std::vector<std::size_t> changed;
  for (std::size_t block = 0; block < table.block_count(); ++block) {
    if (block >= blocks_.size() || blocks_[block] != table.block_changed(block)) changed.push_back(block);
  }
  bool const other =
      kind != kind_ || keys != keys_ || depends_on != depends_on_ || blocks_.size() > table.block_count();
  bool const anew =
      other || changed.size() > blocks_.size() / 4 + 1 || bytes_.size() > 2 * live_bytes_ + kSpareKeyBytes;
  if (changed.empty() && !other) return rows_;
  kind_ = kind;
  keys_ = keys;
  depends_on_ = depends_on;
  blocks_.resize(table.block_count());
  for (std::size_t block = 0; block < blocks_.size(); ++block) blocks_[block] = table.block_changed(block);
  if (anew) {
    bytes_.clear();
    entries_.clear();
    add(store, std::views::iota(Row{0}, table.end()));
    live_bytes_ = bytes_.size();
    merge(0);
    return rows_;
  }
  std::erase_if(entries_, [&](Entry const& entry) {
    return std::binary_search(changed.begin(), changed.end(), entry.row / kBlockRows);
  });
  std::size_t const kept = entries_.size();
  for (std::size_t const block : changed) {
    Row const begin = static_cast<Row>(block) * kBlockRows;
    add(store, std::views::iota(begin, begin + kBlockRows));
  }
  merge(kept);
  return rows_;
}

namespace {

struct Numbered {
  std::uint64_t number;
  Row row;
};

/// Byte by byte from the last, each time without disturbing the order before; bytes that are the same in all are none.
void radix_sort(std::vector<Numbered>& items) {
  std::uint64_t differing = 0;
  for (Numbered const& item : items) differing |= item.number ^ items.front().number;
  std::vector<Numbered> sorted(items.size());
  for (int shift = 0; shift < 64; shift += 8) {
    if ((differing >> shift & 0xff) == 0) continue;
    std::array<std::uint32_t, 257> begins{};
    for (Numbered const& item : items) ++begins[(item.number >> shift & 0xff) + 1];
    for (std::size_t i = 1; i < begins.size(); ++i) begins[i] += begins[i - 1];
    for (Numbered const& item : items) sorted[begins[item.number >> shift & 0xff]++] = item;
    items.swap(sorted);
  }
}

/// One key that is a number, an amount or a choice, of rows that ascend: false where it is anything else.
bool sort_by_number(Store const& store, Kind kind, SortKey key, std::vector<Row>& rows) {
  std::span<Field const> const fields = store.fields(kind);
  if (key.field >= fields.size() || fields[key.field].custom || !std::is_sorted(rows.begin(), rows.end())) return false;
  Shape const shape = fields[key.field].shape();
  if (shape == Shape::text || shape == Shape::reference) return false;
  FieldReader reader(store, kind, key.field);
  std::vector<Numbered> filled;
  std::vector<Row> empty;
  filled.reserve(rows.size());
  for (Row const row : rows) {
    Value const value = reader.at(row);
    std::uint64_t const number = shape == Shape::number  ? ordered(value.as_number())
                                 : shape == Shape::money ? ordered(value.as_money().minor)
                                                         : ordered(value.as_integer());
    if (value.empty()) empty.push_back(row);
    else filled.push_back({key.descending ? ~number : number, row});
  }
  radix_sort(filled);
  std::transform(filled.begin(), filled.end(), rows.begin(), [](Numbered const& item) { return item.row; });
  std::copy(empty.begin(), empty.end(), rows.begin() + static_cast<std::ptrdiff_t>(filled.size()));
  return true;
}

}  // namespace

void sort_rows(Store const& store, Kind kind, std::vector<SortKey> const& keys, std::vector<Row>& rows) {
  if (keys.empty() || rows.empty()) return;
  if (keys.size() == 1 && sort_by_number(store, kind, keys.front(), rows)) return;
  SortedRows sorted;
  sorted.kind_ = kind;
  sorted.keys_ = keys;
  sorted.entries_.reserve(rows.size());
  sorted.add(store, rows);
  sorted.merge(0);
  rows = std::move(sorted.rows_);
}

}  // namespace saddlebag
