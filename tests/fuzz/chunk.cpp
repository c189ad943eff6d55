// A chunk of the device, by itself and in a pack, whose checksums are right.
#include "base/lz4.hpp"
#include "fuzz/fuzz.hpp"
#include "store/chunk.hpp"
#include "store/pack.hpp"
#include "store/snapshot.hpp"

using namespace saddlebag;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const input = fuzz::text_of(data, size);
  (void)open_chunk(input);
  (void)open_pack(std::make_shared<Bytes const>(to_bytes(input)));
  std::vector<std::uint8_t> room(std::min<std::size_t>(lz4::most_raw(input.size()), 1u << 16));
  (void)lz4::unpack(input, room.data(), room.size());
  Bytes const bytes = fuzz::sealed(0x4843'4253, input);
  auto const chunk = open_chunk(as_text(bytes));
  std::string const kind = chunk && !chunk->kind.empty() ? std::string(chunk->kind) : "customer";
  fake::Disk disk;
  disk.entries[{port::Storage::Area::meta, std::string(kSnapshotKey)}] = encode_snapshot({1, 1, {}});
  disk.entries[{port::Storage::Area::chunks, kind + "/00000000"}] = size % 2 ? bytes : make_pack({pack_chunk(as_text(bytes)), pack_chunk(input)});
  fuzz::live_on(disk);
  return 0;
}
