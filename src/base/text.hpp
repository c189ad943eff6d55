#pragma once
#include <compare>
#include <cstdint>
#include <string_view>

namespace saddlebag {

/// UTF-8 text of a record: a view whose bytes belong to the record's block in the store — the chunk
/// it was loaded from, or the block's arena once it was edited. Opening therefore allocates nothing
/// per field, and records stay trivially copyable. Never keep one across `Store::apply`.
class Text {
 public:
  constexpr Text() = default;
  constexpr explicit Text(std::string_view bytes)
      : data_(bytes.data()), size_(static_cast<std::uint32_t>(bytes.size())) {}
  [[nodiscard]] constexpr std::string_view view() const { return {data_, size_}; }
  [[nodiscard]] constexpr bool empty() const { return size_ == 0; }
  constexpr operator std::string_view() const { return view(); }  // NOLINT: it is one
  friend constexpr bool operator==(Text a, Text b) { return a.view() == b.view(); }

 private:
  char const* data_ = nullptr;
  std::uint32_t size_ = 0;
};

}  // namespace saddlebag
