#include "store/pack.hpp"

#include <algorithm>

#include "base/lz4.hpp"
#include "store/checksum.hpp"
#include "store/chunk.hpp"

namespace saddlebag {
namespace {

constexpr std::uint32_t kPackVersion = 2;
constexpr std::uint32_t kSingleVersion = 1;

/// What the directory of a pack says of a chunk.
struct Listed {
  std::size_t head, columns_size, columns, search_size, search;
  std::uint64_t sum;  ///< of its three parts as they lie there

  [[nodiscard]] bool possible() const {
    return columns_size <= kLongestInPack && search_size <= kLongestInPack && columns_size <= lz4::most_raw(columns) &&
           search_size <= lz4::most_raw(search);
  }
};

Listed read_listed(ByteReader& in) {
  std::uint64_t numbers[5];
  for (std::uint64_t& number : numbers) number = in.varint();
  auto const size = [&](int i) { return static_cast<std::size_t>(std::min<std::uint64_t>(numbers[i], SIZE_MAX)); };
  return {size(0), size(1), size(2), size(3), size(4), in.u64()};
}

/// Where a chunk's ids end and its search texts begin. Where they lie otherwise, as in what an earlier program wrote, it stays whole.
std::pair<std::size_t, std::size_t> seams_of(std::string_view bytes) {
  Result<Chunk> const chunk = open_chunk(bytes);
  if (!chunk) return {bytes.size(), bytes.size()};
  Column const* const ids = chunk->find(kIdColumn);
  Column const* const search = chunk->find(kSearchColumn);
  std::size_t const head = ids->offset + ids->size;
  std::size_t const end = search ? search->offset : bytes.size();
  for (Column const& column : chunk->columns) {
    if (&column != ids && &column != search && (column.offset < head || column.offset + column.size > end)) return {bytes.size(), bytes.size()};
  }
  bool const last = head <= end && (!search || search->offset + search->size == bytes.size());
  return last ? std::pair(head, end) : std::pair(bytes.size(), bytes.size());
}

/// 0 where it is no chunk at all.
std::uint32_t version_of(Bytes const& entry) {
  ByteReader in(entry);
  bool const chunk = in.u32() == kChunkMagic;
  in.u64();
  std::uint32_t const version = in.u32();
  return chunk ? version : 0;
}

}  // namespace

PackedChunk pack_chunk(std::string_view chunk) {
  auto const [head, end] = seams_of(chunk);
  PackedChunk packed;
  Bytes bytes(chunk.begin(), chunk.begin() + static_cast<std::ptrdiff_t>(head));
  lz4::pack(chunk.substr(head, end - head), bytes);
  std::size_t const seam = bytes.size();
  lz4::pack(chunk.substr(end), bytes);
  packed.bytes = std::make_shared<Bytes const>(std::move(bytes));
  std::string_view const all = as_text(*packed.bytes);
  packed.head = all.substr(0, head);
  packed.columns = all.substr(head, seam - head);
  packed.search = all.substr(seam);
  packed.columns_size = end - head;
  packed.search_size = chunk.size() - end;
  return packed;
}

Bytes make_pack(std::vector<PackedChunk> const& chunks) {
  Bytes body;
  Bytes entry;
  begin_envelope(entry, kChunkMagic, kPackVersion);
  ByteWriter out(entry);
  out.varint(chunks.size());
  for (PackedChunk const& each : chunks) {
    std::size_t const from = body.size();
    for (std::string_view const part : {each.head, each.columns, each.search}) body.insert(body.end(), part.begin(), part.end());
    for (std::size_t const size : {each.head.size(), each.columns_size, each.columns.size(), each.search_size, each.search.size()}) out.varint(size);
    out.u64(checksum(as_text(body).substr(from)));
  }
  out.u64(checksum(as_text(entry).substr(kEnvelopeBytes)));
  entry.reserve(entry.size() + body.size());
  out.raw(body.data(), body.size());
  end_envelope(entry);
  return entry;
}

bool is_pack(Bytes const& entry) { return version_of(entry) == kPackVersion; }

std::size_t blocks_in(Bytes const& entry) {
  if (version_of(entry) == kSingleVersion) return 1;
  if (!is_pack(entry)) return kPackBlocks;
  std::uint64_t const count = ByteReader(as_text(entry).substr(kEnvelopeBytes)).varint();
  return count < kPackBlocks ? static_cast<std::size_t>(count) : kPackBlocks;
}

Result<std::vector<PackedChunk>> open_pack(std::shared_ptr<Bytes const> const& entry) {
  // The envelope's checksum is for programs that do not know packs; what is in here has checksums of its own.
  if (entry->size() < kEnvelopeBytes) return Error{ErrorCode::corrupt, "shorter than its header"};
  std::string_view const content = as_text(*entry).substr(kEnvelopeBytes);
  ByteReader in(content);
  std::vector<Listed> listed;
  for (std::uint64_t left = in.varint(); left > 0 && listed.size() < kPackBlocks; --left) listed.push_back(read_listed(in));
  std::string_view const directory = content.substr(0, content.size() - in.left());
  if (in.u64() != checksum(directory) || !in.ok()) return Error{ErrorCode::corrupt, "directory of a pack"};
  std::vector<PackedChunk> chunks(listed.size());
  for (std::size_t i = 0; i < listed.size(); ++i) {
    Listed const& each = listed[i];
    std::size_t const at = content.size() - in.left();
    PackedChunk chunk{in.raw(each.head), in.raw(each.columns), in.raw(each.search), each.columns_size, each.search_size, entry};
    if (!in.ok()) break;  // the end was lost
    std::string_view const stored = content.substr(at, each.head + each.columns + each.search);
    if (each.possible() && checksum(stored) == each.sum) chunks[i] = std::move(chunk);
  }
  return chunks;
}

}  // namespace saddlebag
