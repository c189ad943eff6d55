// What the device says of its chunks, with a right checksum, and the checkpoint of the outbox.
#include "fuzz/fuzz.hpp"
#include "store/snapshot.hpp"
#include "sync/outbox.hpp"

using namespace saddlebag;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const input = fuzz::text_of(data, size);
  (void)decode_snapshot(input);
  Bytes const bytes = fuzz::sealed(0x4e53'4253, input);
  if (auto const snapshot = decode_snapshot(as_text(bytes))) {
    auto const again = decode_snapshot(as_text(encode_snapshot(*snapshot)));
    FUZZ_CLAIM(again);
    FUZZ_CLAIM(again->generation == snapshot->generation && again->sequence == snapshot->sequence);
    FUZZ_CLAIM(again->covered == snapshot->covered);
  }
  fake::Disk disk;
  {
    fuzz::Tab tab(disk);
    tab.create_customer("Before");
  }
  disk.entries[{port::Storage::Area::meta, std::string(kSnapshotKey)}] = bytes;
  fuzz::live_on(disk);

  Store store;
  sync::Outbox outbox(store);
  if (outbox.begin(input)) {
    Bytes const packed = outbox.pack();
    Store other;
    sync::Outbox again(other);
    FUZZ_CLAIM(again.begin(as_text(packed)));
    FUZZ_CLAIM(again.size() == outbox.size());
  } else {
    FUZZ_CLAIM(outbox.size() == 0);
  }
  return 0;
}
