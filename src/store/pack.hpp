#pragma once
#include <cstddef>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace saddlebag {

/// Chunks of so many neighbouring blocks lie together in one entry of the device, which is read several times as fast as one
/// entry for each, and take less than half of their bytes there (LZ4). See FORMAT.md.
inline constexpr std::size_t kPackBlocks = 8;
/// A longer chunk goes into no pack: of one that says so, its directory is not believed. 512 records of 128 kB each.
inline constexpr std::size_t kLongestInPack = 64u << 20;
/// What chunks and packs of them begin with; a pack is version 2 of it.
inline constexpr std::uint32_t kChunkMagic = 0x4843'4253;  // "SBCH"

/// The pack of some chunks, the first of which is its entry's own block.
Bytes make_pack(std::vector<Bytes> const& chunks);
/// Whether it is a pack; otherwise it is a single chunk, as earlier programs wrote them, or neither.
bool is_pack(Bytes const& entry);
/// The chunks of a pack. One that cannot be unpacked is empty: the others do not suffer from it. Error: `corrupt`, where nothing
/// can be read.
Result<std::vector<Bytes>> open_pack(Bytes const& entry);
/// How many blocks an entry is of, and where that cannot be read, of how many it may have been.
std::size_t blocks_in(Bytes const& entry);

}  // namespace saddlebag
