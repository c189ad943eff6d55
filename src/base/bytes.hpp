#pragma once
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace saddlebag {

using Bytes = std::vector<std::uint8_t>;

/// In one piece: from the iterators of another type a vector is filled byte by byte.
inline Bytes to_bytes(std::string_view text) {
  auto const* const at = reinterpret_cast<std::uint8_t const*>(text.data());
  return Bytes(at, at + text.size());
}

/// The T whose bytes lie there, aligned or not.
template <class T>
T load(char const* at) {
  T value;
  std::memcpy(&value, at, sizeof value);
  return value;
}

/// Appends little-endian integers, LEB128 varints and length-prefixed text to a buffer.
class ByteWriter {
 public:
  explicit ByteWriter(Bytes& out) : out_(out) {}
  void u8(std::uint8_t v) { out_.push_back(v); }
  void u32(std::uint32_t v) { raw(&v, 4); }
  void u64(std::uint64_t v) { raw(&v, 8); }
  void f64(double v) { raw(&v, 8); }
  void varint(std::uint64_t v);
  /// Zigzag LEB128, short for small numbers of either sign.
  void signed_varint(std::int64_t v) {
    varint((static_cast<std::uint64_t>(v) << 1) ^ static_cast<std::uint64_t>(v >> 63));
  }
  void text(std::string_view v) { varint(v.size()); raw(v.data(), v.size()); }
  void raw(void const* bytes, std::size_t size);
  [[nodiscard]] std::size_t size() const { return out_.size(); }

 private:
  Bytes& out_;
};

/// Reads what ByteWriter wrote. Past the end, or on a malformed varint, `ok()` turns false for good
/// and every read answers zero: callers check once, at the end. Never reads outside its bytes.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : at_(bytes.data()), end_(bytes.data() + bytes.size()) {}
  explicit ByteReader(Bytes const& bytes)
      : ByteReader(std::string_view(reinterpret_cast<char const*>(bytes.data()), bytes.size())) {}
  std::uint8_t u8();
  std::uint32_t u32();
  std::uint64_t u64();
  double f64();
  std::uint64_t varint();
  std::int64_t signed_varint() {
    std::uint64_t const v = varint();
    return static_cast<std::int64_t>((v >> 1) ^ (~(v & 1) + 1));
  }
  /// A view into the bytes read from, valid as long as they are.
  std::string_view text();
  std::string_view raw(std::size_t size);
  [[nodiscard]] std::size_t left() const { return static_cast<std::size_t>(end_ - at_); }
  [[nodiscard]] bool done() const { return at_ == end_; }
  [[nodiscard]] bool ok() const { return ok_; }
  void fail() { ok_ = false; at_ = end_; }

 private:
  char const* at_;
  char const* end_;
  bool ok_ = true;
};

inline std::string_view as_text(Bytes const& bytes) {
  return {reinterpret_cast<char const*>(bytes.data()), bytes.size()};
}

}  // namespace saddlebag
