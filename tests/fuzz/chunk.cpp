// A chunk of the device, whose checksum is right.
#include "fuzz/fuzz.hpp"
#include "store/chunk.hpp"
#include "store/snapshot.hpp"

using namespace saddlebag;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const input = fuzz::text_of(data, size);
  (void)open_chunk(input);
  Bytes const bytes = fuzz::sealed(0x4843'4253, input);
  auto const chunk = open_chunk(as_text(bytes));
  std::string const kind = chunk && !chunk->kind.empty() ? std::string(chunk->kind) : "customer";
  fake::Disk disk;
  disk.entries[{port::Storage::Area::meta, std::string(kSnapshotKey)}] = encode_snapshot({1, 1, {}});
  disk.entries[{port::Storage::Area::chunks, kind + "/00000000"}] = bytes;
  fuzz::live_on(disk);
  return 0;
}
