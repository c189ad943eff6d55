#include "store/pack.hpp"

#include "base/lz4.hpp"
#include "store/checksum.hpp"

namespace saddlebag {
namespace {

constexpr std::uint32_t kVersion = 2;
constexpr std::size_t kMostBytes = 64u << 20;  // of one chunk: 512 records of 128 kB each

struct Extent {
  std::size_t raw, packed;
};

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

bool is_pack(Bytes const& entry) {
  ByteReader in(entry);
  bool const chunk = in.u32() == kChunkMagic;
  in.u64();
  return chunk && in.u32() == kVersion && in.ok();
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
    if (raw > kMostBytes || raw > lz4::most_raw(packed)) continue;
    chunks[i].resize(raw);
    if (!lz4::unpack(bytes, chunks[i].data(), raw)) chunks[i].clear();
  }
  return chunks;
}

}  // namespace saddlebag
