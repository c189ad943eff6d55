// An entry of the journal, whose checksum is right, before and behind one that a program wrote.
#include "fuzz/fuzz.hpp"
#include "store/journal.hpp"
#include "store/transaction.hpp"

using namespace saddlebag;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const input = fuzz::text_of(data, size);
  (void)Transaction::decode(input);
  Bytes const bytes = fuzz::sealed(0x4a54'4253, input);
  auto const entry = Transaction::decode(as_text(bytes));
  if (entry) {
    auto const again = Transaction::decode(as_text(entry->encode()));
    FUZZ_CLAIM(again);
    FUZZ_CLAIM(again->encode() == entry->encode());
    Transaction const back = entry->inverse(Cause::undo);
    FUZZ_CLAIM(back.count() == entry->count());
    FUZZ_CLAIM(back.inverse(Cause::redo).count() == entry->count());
  }
  fake::Disk disk;
  {
    fuzz::Tab tab(disk);
    tab.create_customer("Before");
  }
  auto const area = port::Storage::Area::journal;
  disk.entries[{area, to_string(JournalKey{0, 1})}] = bytes;
  disk.entries[{area, to_string(JournalKey{0xffff, 1})}] = bytes;
  fuzz::live_on(disk);
  return 0;
}
