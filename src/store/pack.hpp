#pragma once
#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace saddlebag {

/// Chunks of so many neighbouring blocks lie together in one entry of the device, which is read several times as fast as one
/// entry for each, and take less than half of their bytes there (LZ4). See FORMAT.md.
inline constexpr std::size_t kPackBlocks = 16;
/// A longer chunk goes into no pack: of one that says so, its directory is not believed. 512 records of 128 kB each.
inline constexpr std::size_t kLongestInPack = 64u << 20;
/// What chunks and packs of them begin with; a pack is version 2 of it.
inline constexpr std::uint32_t kChunkMagic = 0x4843'4253;  // "SBCH"

/// A chunk as it lies in a pack. Of all records the ids are wanted at once, of few the rest, and what is searched when somebody
/// searches: each is packed for itself.
struct PackedChunk {
  std::string_view head;     ///< the chunk up to the end of its ids, as it is; empty: the chunk is damaged
  std::string_view columns;  ///< what follows, packed
  std::string_view search;   ///< and the search texts, which are its end, packed
  std::size_t columns_size = 0, search_size = 0;  ///< bytes of both, unpacked
  std::shared_ptr<Bytes const> bytes;             ///< in which all three lie

  [[nodiscard]] std::size_t size() const { return head.size() + columns_size + search_size; }
};

PackedChunk pack_chunk(std::string_view chunk);
/// The pack of some chunks, the first of which is its entry's own block.
Bytes make_pack(std::vector<PackedChunk> const& chunks);
/// Whether it is a pack; otherwise it is a single chunk, as earlier programs wrote them, or neither.
bool is_pack(Bytes const& entry);
/// The chunks of a pack: their checksums are right, or their heads empty. The others do not suffer from it. Error: `corrupt`, where
/// nothing can be read.
Result<std::vector<PackedChunk>> open_pack(std::shared_ptr<Bytes const> const& entry);
/// How many blocks an entry is of, and where that cannot be read, of how many it may have been.
std::size_t blocks_in(Bytes const& entry);

}  // namespace saddlebag
