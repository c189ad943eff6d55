#include "store/order.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "base/pinyin.hpp"

namespace saddlebag {
namespace {

constexpr char kFilled = 1;
constexpr char kEmpty = 2;  // behind what is filled, whichever way it is sorted

void append_big_endian(std::string& out, std::uint64_t bits) {
  for (int shift = 56; shift >= 0; shift -= 8) out.push_back(static_cast<char>(bits >> shift));
}
constexpr std::uint64_t kSign = 0x8000'0000'0000'0000ull;
void append_integer(std::string& out, std::int64_t value) { append_big_endian(out, static_cast<std::uint64_t>(value) ^ kSign); }
void append_number(std::string& out, double value) {
  std::uint64_t const bits = std::bit_cast<std::uint64_t>(value);
  append_big_endian(out, (bits & kSign) != 0 ? ~bits : bits | kSign);
}

/// A row and the beginning of its key: most comparisons end here, within one cache line.
struct Entry {
  std::uint64_t head;
  std::uint32_t at, size;
  Row row;
};

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
    case Shape::number: append_number(out, value.as_number()); break;
    case Shape::money:
      append_integer(out, value.as_money().minor);
      break;
    case Shape::reference: append_target(out, column, value.as_reference()); break;
    default: append_integer(out, value.as_integer()); break;
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
  if (column.position != kNoField) append_integer(out, store_.value(kind, record, column.position).as_integer());
  if (column.titles.size() <= row) column.titles.resize(store_.table(kind).end());
  std::string& title = column.titles[row];
  if (title.empty()) {
    append_sort_key(title, store_.title(kind, record));
    title.push_back('\0');
  }
  out += title;
}

void sort_rows(Store const& store, Kind kind, std::vector<SortKey> const& keys, std::vector<Row>& rows) {
  if (keys.empty()) return;
  OrderKeys order(store, kind, keys);
  Table const& table = store.table(kind);
  std::string bytes;
  std::vector<Entry> entries;
  entries.reserve(rows.size());
  for (Row const row : rows) {
    std::size_t const at = bytes.size();
    order.append(bytes, *table.at(row));
    std::string_view const key = std::string_view(bytes).substr(at);
    entries.push_back({head_of(key), static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(key.size()), row});
  }
  std::sort(entries.begin(), entries.end(), [&](Entry const& a, Entry const& b) {
    if (a.head != b.head) return a.head < b.head;
    int const rest = std::string_view(bytes.data() + a.at, a.size).compare(std::string_view(bytes.data() + b.at, b.size));
    return rest != 0 ? rest < 0 : a.row < b.row;
  });
  std::transform(entries.begin(), entries.end(), rows.begin(), [](Entry const& entry) { return entry.row; });
}

}  // namespace saddlebag
