#include "store/chunk.hpp"

#include <algorithm>
#include <cstring>

#include "base/bytes.hpp"
#include "store/checksum.hpp"
#include "store/pack.hpp"

namespace saddlebag {
namespace {

constexpr std::uint32_t kChunkVersion = 1;
constexpr std::size_t kMaxColumns = 4096;

/// Bytes of one row in a column; of a text only its end.
std::size_t width_of(Shape shape) {
  switch (shape) {
    case Shape::text:
    case Shape::date: return 4;
    case Shape::integer:
    case Shape::number:
    case Shape::instant: return 8;
    case Shape::money: return 12;
    case Shape::boolean:
    case Shape::choice: return 1;
    case Shape::reference: return 16;
    case Shape::none: break;
  }
  return 0;
}

// Encoding ------------------------------------------------------------------------------------------

template <class T>
void put_members(ByteWriter& out, Field const& field, std::byte const* rows, std::size_t stride, Row count) {
  for (Row row = 0; row < count; ++row) out.raw(rows + row * stride + field.offset, sizeof(T));
}

template <class TextOf>
void put_texts(ByteWriter& out, Row count, TextOf text) {
  std::uint32_t end = 0;
  for (Row row = 0; row < count; ++row) out.u32(end += static_cast<std::uint32_t>(text(row).size()));
  for (Row row = 0; row < count; ++row) out.raw(text(row).data(), text(row).size());
}

void put_amounts(ByteWriter& out, Field const& field, std::byte const* rows, std::size_t stride, Row count) {
  auto const money = [&](Row row) { return *reinterpret_cast<Money const*>(rows + row * stride + field.offset); };
  for (Row row = 0; row < count; ++row) out.u64(static_cast<std::uint64_t>(money(row).minor));
  for (Row row = 0; row < count; ++row) out.u32(money(row).currency.code);
}

void put_column(ByteWriter& out, Field const& field, std::byte const* rows, std::size_t stride, Row count) {
  switch (field.shape()) {
    case Shape::text:
      put_texts(out, count, [&](Row row) { return reinterpret_cast<Text const*>(rows + row * stride + field.offset)->view(); });
      break;
    case Shape::money: put_amounts(out, field, rows, stride, count); break;
    case Shape::reference: put_members<Uuid>(out, field, rows, stride, count); break;
    case Shape::date: put_members<std::int32_t>(out, field, rows, stride, count); break;
    case Shape::boolean:
    case Shape::choice: put_members<std::uint8_t>(out, field, rows, stride, count); break;
    default: put_members<std::int64_t>(out, field, rows, stride, count); break;
  }
}

bool all_initial(Field const& field, std::byte const* rows, std::size_t stride, Row count) {
  for (Row row = 0; row < count; ++row) {
    Value const value = read_field(*reinterpret_cast<Record const*>(rows + row * stride), field);
    if (!(value == field.initial)) return false;
  }
  return true;
}

/// The id is no field of the table of fields, but is stored like one.
Field id_field() {
  Field field{kIdColumn, Tr{}, FieldType::reference};
  field.offset = detail::offset_of(&Record::id);
  return field;
}

// Loading -------------------------------------------------------------------------------------------

template <class T>
void load_members(char const* from, std::byte* to, std::size_t stride, Row count) {
  for (Row row = 0; row < count; ++row) std::memcpy(to + row * stride, from + row * sizeof(T), sizeof(T));
}

void load_texts(TextColumn column, std::byte* to, std::size_t stride) {
  char const* const packed = column.packed().data();
  std::uint32_t begin = 0;
  for (Row row = 0; row < column.count(); ++row) {
    std::uint32_t const end = column.end(row);
    *reinterpret_cast<Text*>(to + row * stride) = Text(std::string_view(packed + begin, end - begin));
    begin = end;
  }
}

}  // namespace

Column const* Chunk::find(std::string_view name) const {
  for (Column const& column : columns) {
    if (column.name == name) return &column;
  }
  return nullptr;
}

bool is_valid(Column const& column, Row count) {
  std::size_t const fixed = width_of(column.shape) * count;
  if (column.shape != Shape::text) return column.size == fixed;
  if (column.size < fixed) return false;
  if (column.bytes.empty()) return true;
  std::uint32_t last = 0;
  for (Row row = 0; row < count; ++row) {
    std::uint32_t const end = load<std::uint32_t>(column.bytes.data() + 4 * std::size_t{row});
    if (end < last) return false;
    last = end;
  }
  return last == column.bytes.size() - fixed;
}

Result<Chunk> open_chunk(std::string_view bytes) {
  Result<std::string_view> const content = open_envelope(bytes, kChunkMagic, kChunkVersion);
  if (!content) return content.error();
  return open_chunk_part(bytes, bytes.size());
}

Result<Chunk> open_chunk_part(std::string_view there, std::size_t size) {
  if (there.size() < kEnvelopeBytes || there.size() > size) return Error{ErrorCode::corrupt, "shorter than its header"};
  ByteReader in(there.substr(kEnvelopeBytes));
  Chunk chunk;
  chunk.kind = in.text();
  chunk.rows = in.u32();
  std::uint32_t const columns = in.u32();
  if (chunk.rows > kBlockRows || columns > kMaxColumns) in.fail();
  for (std::uint32_t i = 0; i < columns && in.ok(); ++i) {
    Column column;
    column.name = in.text();
    std::uint8_t const shape = in.u8();
    column.offset = in.u32();
    column.size = in.u32();
    std::size_t const end = column.offset + column.size;
    bool const here = end <= there.size();
    if (!in.ok() || end < column.offset || end > size || (!here && column.offset < there.size())) {
      return Error{ErrorCode::corrupt, "column outside of its chunk"};
    }
    if (here) column.bytes = there.substr(column.offset, column.size);
    column.shape = static_cast<Shape>(shape);
    if (width_of(column.shape) == 0) return Error{ErrorCode::unsupported, "shape of a column"};
    if (!is_valid(column, chunk.rows)) return Error{ErrorCode::corrupt, "column " + std::string(column.name)};
    chunk.columns.push_back(column);
  }
  Column const* const ids = chunk.find(kIdColumn);
  if (!in.ok() || ids == nullptr || ids->shape != Shape::reference || ids->bytes.size() != ids->size)
    return Error{ErrorCode::corrupt, "header of a chunk"};
  return chunk;
}

Bytes encode_chunk(KindInfo const& info, std::byte const* rows, Row count, std::vector<std::string_view> const& search) {
  std::vector<Field> fields{id_field()};
  for (Field const& field : info.fields) {
    if (!all_initial(field, rows, info.size, count)) fields.push_back(field);
  }
  bool const searched = std::any_of(search.begin(), search.end(), [](std::string_view text) { return !text.empty(); });
  if (searched) fields.push_back({kSearchColumn, Tr{}, FieldType::text});
  Bytes bytes;
  begin_envelope(bytes, kChunkMagic, kChunkVersion);
  ByteWriter out(bytes);
  out.text(info.name);
  out.u32(count);
  out.u32(static_cast<std::uint32_t>(fields.size()));
  std::vector<std::size_t> extents;  // where each column's offset and size are to be filled in
  for (Field const& field : fields) {
    out.text(field.name);
    out.u8(static_cast<std::uint8_t>(field.shape()));
    extents.push_back(bytes.size());
    out.u64(0);
  }
  for (std::size_t i = 0; i < fields.size(); ++i) {
    std::uint32_t extent[2] = {static_cast<std::uint32_t>(bytes.size()), 0};
    if (searched && i + 1 == fields.size()) put_texts(out, count, [&](Row row) { return search[row]; });
    else put_column(out, fields[i], rows, info.size, count);
    extent[1] = static_cast<std::uint32_t>(bytes.size()) - extent[0];
    std::memcpy(bytes.data() + extents[i], extent, sizeof extent);
  }
  end_envelope(bytes);
  bytes.shrink_to_fit();
  return bytes;
}

void load_column(Column const& column, Field const& field, std::byte* rows, std::size_t stride, Row count) {
  std::byte* const to = rows + field.offset;
  char const* const from = column.bytes.data();
  switch (column.shape) {
    case Shape::text: load_texts(TextColumn(column.bytes, count), to, stride); break;
    case Shape::reference: load_members<Uuid>(from, to, stride, count); break;
    case Shape::date: load_members<std::int32_t>(from, to, stride, count); break;
    case Shape::choice: load_members<std::uint8_t>(from, to, stride, count); break;
    case Shape::boolean:
      for (Row row = 0; row < count; ++row) *reinterpret_cast<bool*>(to + row * stride) = from[row] != 0;
      break;
    case Shape::money:
      for (Row row = 0; row < count; ++row) {
        *reinterpret_cast<Money*>(to + row * stride) = column_value(column, count, row).as_money();
      }
      break;
    default: load_members<std::int64_t>(from, to, stride, count); break;
  }
}

Value column_value(Column const& column, Row count, Row row) {
  char const* const at = column.bytes.data() + row * width_of(column.shape);
  switch (column.shape) {
    case Shape::text: return Value::text(TextColumn(column.bytes, count).at(row));
    case Shape::integer: return Value::integer(load<std::int64_t>(at));
    case Shape::number: return Value::number(load<double>(at));
    case Shape::boolean: return Value::boolean(*at != 0);
    case Shape::money: {
      char const* const minor = column.bytes.data() + row * std::size_t{8};
      char const* const currency = column.bytes.data() + count * std::size_t{8} + row * std::size_t{4};
      return Value::money({load<std::int64_t>(minor), Currency(load<std::uint32_t>(currency))});
    }
    case Shape::date: return Value::date({load<std::int32_t>(at)});
    case Shape::instant: return Value::instant({load<std::int64_t>(at)});
    case Shape::choice: return Value::choice(load<std::uint8_t>(at));
    case Shape::reference: return Value::reference(load<Uuid>(at));
    case Shape::none: break;
  }
  return {};
}

Uuid column_id(Column const& column, Row row) { return column_value(column, 0, row).as_reference(); }

Row TextColumn::row_at(std::size_t position) const {
  Row low = 0;
  Row high = count_;
  while (low < high) {
    Row const middle = low + (high - low) / 2;
    if (end(middle) <= position)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

}  // namespace saddlebag
