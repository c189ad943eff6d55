#include "store/pack.hpp"

#include "base/lz4.hpp"
#include "store/checksum.hpp"

namespace saddlebag {
namespace {

constexpr std::uint32_t kVersion = 2;
constexpr std::uint32_t kSingleVersion = 1;

struct Extent {
  std::size_t raw, packed;
};

/// 0 where it is no chunk at all.
std::uint32_t version_of(Bytes const& entry) {
  ByteReader in(entry);
  bool const chunk = in.u32() == kChunkMagic;
  in.u64();
  std::uint32_t const version = in.u32();
  return chunk ? version : 0;
}

}  // namespace

Bytes make_pack(std::vector<Bytes> const& chunks) {
  Bytes body;
  std::vector<Extent> extents;
  for (Bytes const& chunk : chunks) {
    std::size_t const before = body.size();
    lz4::pack(as_text(chunk), body);
    extents.push_back({chunk.size(), body.size() - before});
  }
  Bytes entry;
  entry.reserve(body.size() + kEnvelopeBytes + 16 * chunks.size());
  begin_envelope(entry, kChunkMagic, kVersion);
  ByteWriter out(entry);
  out.varint(extents.size());
  for (Extent const& each : extents) {
    out.varint(each.raw);
    out.varint(each.packed);
  }
  out.u64(checksum(as_text(entry).substr(kEnvelopeBytes)));
  out.raw(body.data(), body.size());
  end_envelope(entry);
  return entry;
}

bool is_pack(Bytes const& entry) { return version_of(entry) == kVersion; }

std::size_t blocks_in(Bytes const& entry) {
  if (version_of(entry) == kSingleVersion) return 1;
  if (!is_pack(entry)) return kPackBlocks;
  std::uint64_t const count = ByteReader(as_text(entry).substr(kEnvelopeBytes)).varint();
  return count < kPackBlocks ? static_cast<std::size_t>(count) : kPackBlocks;
}

Result<std::vector<Bytes>> open_pack(Bytes const& entry) {
  // The envelope's checksum is for programs that do not know packs; what is in here has checksums of its own.
  if (entry.size() < kEnvelopeBytes) return Error{ErrorCode::corrupt, "shorter than its header"};
  std::string_view const content = as_text(entry).substr(kEnvelopeBytes);
  ByteReader in(content);
  std::vector<Extent> extents;
  for (std::uint64_t left = in.varint(); left > 0 && extents.size() < kPackBlocks; --left) {
    std::uint64_t const raw = in.varint();
    extents.push_back({static_cast<std::size_t>(raw), static_cast<std::size_t>(in.varint())});
  }
  std::string_view const directory = content.substr(0, content.size() - in.left());
  if (in.u64() != checksum(directory) || !in.ok()) return Error{ErrorCode::corrupt, "directory of a pack"};
  std::vector<Bytes> chunks(extents.size());
  for (std::size_t i = 0; i < extents.size(); ++i) {
    auto const [raw, packed] = extents[i];
    std::string_view const bytes = in.raw(packed);
    if (!in.ok()) break;  // the end was lost
    if (raw > kLongestInPack || raw > lz4::most_raw(packed)) continue;
    chunks[i].resize(raw);
    if (!lz4::unpack(bytes, chunks[i].data(), raw)) chunks[i].clear();
  }
  return chunks;
}

}  // namespace saddlebag
