#include "base/bytes.hpp"

#include <bit>

namespace saddlebag {

static_assert(std::endian::native == std::endian::little, "integers are copied as they lie in memory");

void ByteWriter::varint(std::uint64_t v) {
  while (v >= 0x80) {
    out_.push_back(static_cast<std::uint8_t>(v | 0x80));
    v >>= 7;
  }
  out_.push_back(static_cast<std::uint8_t>(v));
}

void ByteWriter::raw(void const* bytes, std::size_t size) {
  auto const* const begin = static_cast<std::uint8_t const*>(bytes);
  if (size > 0) out_.insert(out_.end(), begin, begin + size);
}

namespace {

template <class T>
T copied(std::string_view bytes) {
  T value{};
  if (bytes.size() == sizeof value) std::memcpy(&value, bytes.data(), sizeof value);
  return value;
}

}  // namespace

std::uint8_t ByteReader::u8() {
  if (at_ == end_) {
    fail();
    return 0;
  }
  return static_cast<std::uint8_t>(*at_++);
}

std::uint32_t ByteReader::u32() { return copied<std::uint32_t>(raw(4)); }
std::uint64_t ByteReader::u64() { return copied<std::uint64_t>(raw(8)); }
double ByteReader::f64() { return copied<double>(raw(8)); }

std::uint64_t ByteReader::varint() {
  std::uint64_t value = 0;
  for (int shift = 0; shift < 64; shift += 7) {
    std::uint8_t const byte = u8();
    if (shift == 63 && byte > 1) break;  // more than 64 bits
    value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
    if (byte < 0x80) return ok_ ? value : 0;
  }
  fail();
  return 0;
}

std::string_view ByteReader::text() {
  std::uint64_t const size = varint();
  if (size > left()) {
    fail();
    return {};
  }
  return raw(static_cast<std::size_t>(size));
}

std::string_view ByteReader::raw(std::size_t size) {
  if (size > left()) {
    fail();
    return {};
  }
  std::string_view const view(at_, size);
  at_ += size;
  return view;
}

}  // namespace saddlebag
