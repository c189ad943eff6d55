// A file that somebody drops on the window, imported as it is recognised.
#include "exchange/delimited.hpp"
#include "exchange/import.hpp"
#include "fuzz/fuzz.hpp"
#include "store/builtin.hpp"

using namespace saddlebag;

namespace {

/// Every record, written anew, is read as what it was.
void read_and_write(std::string_view text) {
  DelimitedReader reader(text, recognise_dialect(text));
  for (DelimitedRecord record; reader.next(record);) {
    std::vector<std::string> const cells(record.cells.begin(), record.cells.end());
    std::string written;
    append_record(written, cells);
    DelimitedReader again(written, {});
    DelimitedRecord copy;
    FUZZ_CLAIM(again.next(copy));
    FUZZ_CLAIM((std::vector<std::string>(copy.cells.begin(), copy.cells.end()) == cells));
    for (std::string const& cell : cells) FUZZ_CLAIM(unguard_formula(guard_formula(cell)) == cell);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const input = fuzz::text_of(data, size);
  read_and_write(input);
  Store store;
  SeededRandom random(7);
  store.identify({{}, 1, [] { return Instant{1'700'000'000'000}; }});
  store.set_random([&] { return random.next(); });
  FUZZ_CLAIM(store.apply(built_in_records()));
  fuzz::Utf8Only text;
  ImportPlan plan(store, text, {Currency("CNY"), 480, Language::zh_cn});
  plan.add("file.csv", Bytes(data, data + size));
  ImportRun run(plan, store);
  FUZZ_CLAIM(run.finish(store));
  (void)sync_test::everything(store);
  return 0;
}
