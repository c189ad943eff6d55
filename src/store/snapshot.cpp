#include "store/snapshot.hpp"

#include <charconv>
#include <memory>

#include "store/checksum.hpp"

namespace saddlebag {
namespace {

constexpr std::uint32_t kSnapshotMagic = 0x4e53'4253;  // "SBSN"
constexpr std::uint32_t kSnapshotVersion = 1;
constexpr std::size_t kBlockDigits = 8;

using port::Storage;

/// One reading of everything, step by step; each step holds on to it.
struct Reading : std::enable_shared_from_this<Reading> {
  Reading(Storage& storage, std::function<void(port::Outcome, Image)> done) : storage(storage), done(std::move(done)) {}

  void read(Storage::Area area, std::vector<Storage::Entry> Image::*into, std::function<void()> next) {
    ++reading;
    storage.read(area, "", "",
                 [self = shared_from_this(), into, next = std::move(next)](port::Outcome outcome,
                                                                           std::vector<Storage::Entry> entries) {
                   self->image.*into = std::move(entries);
                   if (!outcome) self->failed = outcome;
                   if (--self->reading > 0) return;
                   if (!self->failed) return self->done(self->failed, {});
                   next();
                 });
  }
  /// Chunks and journal are under way at the same time, since each is as large as the storage is slow.
  void start() {
    read(Storage::Area::meta, &Image::meta, [this] {
      read(Storage::Area::chunks, &Image::chunks, [this] { verify(); });
      read(Storage::Area::journal, &Image::journal, [this] { verify(); });
    });
  }
  /// The three readings are of one moment only if the snapshot is still the same.
  void verify() {
    Storage::Entry const* const before = image.snapshot();
    seen = before != nullptr ? before->bytes : Bytes();
    read(Storage::Area::meta, &Image::meta, [this] {
      Storage::Entry const* const after = image.snapshot();
      if ((after != nullptr ? after->bytes : Bytes()) != seen) return start();
      done({}, std::move(image));
    });
  }

  Storage& storage;
  std::function<void(port::Outcome, Image)> done;
  Image image;
  Bytes seen;
  port::Outcome failed;
  int reading = 0;
};

}  // namespace

Storage::Entry const* Image::snapshot() const {
  for (Storage::Entry const& entry : meta) {
    if (entry.key == kSnapshotKey) return &entry;
  }
  return nullptr;
}

void read_image(Storage& storage, std::function<void(port::Outcome, Image)> done) {
  std::make_shared<Reading>(storage, std::move(done))->start();
}

Bytes encode_snapshot(Snapshot const& snapshot) {
  Bytes bytes;
  begin_envelope(bytes, kSnapshotMagic, kSnapshotVersion);
  ByteWriter out(bytes);
  out.varint(snapshot.generation);
  out.varint(snapshot.sequence);
  out.varint(snapshot.covered.size());
  for (JournalKey const& key : snapshot.covered) {
    out.varint(key.sequence);
    out.u64(key.writer);
  }
  end_envelope(bytes);
  return bytes;
}

Result<Snapshot> decode_snapshot(std::string_view bytes) {
  Result<std::string_view> const content = open_envelope(bytes, kSnapshotMagic, kSnapshotVersion);
  if (!content) return content.error();
  ByteReader in(*content);
  Snapshot snapshot;
  snapshot.generation = in.varint();
  snapshot.sequence = in.varint();
  for (std::uint64_t left = in.varint(); left > 0 && in.ok(); --left) {
    std::uint64_t const sequence = in.varint();
    snapshot.covered.push_back({sequence, in.u64()});
  }
  if (!in.ok() || !in.done()) return Error{ErrorCode::corrupt, "snapshot"};
  return snapshot;
}

std::string chunk_key(Kind kind, std::size_t block) {
  std::string digits(kBlockDigits, '0');
  for (std::size_t i = kBlockDigits; block > 0; block >>= 4) digits[--i] = "0123456789abcdef"[block & 15];
  return std::string(kind_info(kind).name) + "/" + digits;
}

std::optional<ChunkPlace> parse_chunk_key(std::string_view key) {
  std::size_t const slash = key.find('/');
  if (slash == std::string_view::npos || key.size() != slash + 1 + kBlockDigits) return std::nullopt;
  std::uint32_t block = 0;
  auto const [end, error] = std::from_chars(key.data() + slash + 1, key.data() + key.size(), block, 16);
  if (error != std::errc() || end != key.data() + key.size()) return std::nullopt;
  return ChunkPlace{kind_named(key.substr(0, slash)), block};
}

}  // namespace saddlebag
