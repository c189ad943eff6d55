#pragma once
#include <string_view>

#include "base/bytes.hpp"

/// LZ4's block format (https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md): less than half the bytes of records, and
/// unpacked at the speed of memory. The size of the raw bytes is kept by whoever keeps the packed ones.
namespace saddlebag::lz4 {

/// Bytes that `raw` ones take at most once they are packed.
constexpr std::size_t most_packed(std::size_t raw) { return raw + raw / 255 + 16; }
/// Raw bytes that `packed` ones can stand for at most: a claim of more is a lie, and no room is to be made for it.
constexpr std::size_t most_raw(std::size_t packed) { return packed * 255; }

/// Appends the packed bytes to `out`.
void pack(std::string_view raw, Bytes& out);
/// Fills `size` bytes at `to`; false where the packed bytes are broken or do not stand for exactly so many. Never reads or writes
/// outside of either.
bool unpack(std::string_view packed, std::uint8_t* to, std::size_t size);

}  // namespace saddlebag::lz4
