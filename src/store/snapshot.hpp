#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "platform/ports.hpp"
#include "store/journal.hpp"
#include "store/store.hpp"

namespace saddlebag {

/// What the chunks on the device stand for; the meta entry `snapshot`, written with them.
struct Snapshot {
  std::uint64_t generation = 0;     ///< of the chunks as a whole; 0: there are none
  std::uint64_t sequence = 0;       ///< the last one given when they were written
  std::vector<JournalKey> covered;  ///< entries still in the journal whose effect the chunks hold
};
inline constexpr std::string_view kSnapshotKey = "snapshot";
Bytes encode_snapshot(Snapshot const& snapshot);
Result<Snapshot> decode_snapshot(std::string_view bytes);

/// `<kind>/<block>`, eight hexadecimal digits.
std::string chunk_key(Kind kind, std::size_t block);
struct ChunkPlace {
  Kind kind;  ///< Kind::count_ for one that this program does not know
  std::size_t block;
};
std::optional<ChunkPlace> parse_chunk_key(std::string_view key);

/// All that lies on the device, read while nobody was replacing it.
struct Image {
  std::vector<port::Storage::Entry> meta, chunks, journal;
  [[nodiscard]] port::Storage::Entry const* snapshot() const;
};
/// Reads everything; once more where another tab wrote a snapshot meanwhile.
void read_image(port::Storage& storage, std::function<void(port::Outcome, Image)> done);

}  // namespace saddlebag
