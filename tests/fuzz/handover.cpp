// A handover file, sealed or not, and what it holds: whose checksums are right, and which is merged into a device's records.
#include "store/handover.hpp"

#include "fuzz/fuzz.hpp"
#include "store/history.hpp"
#include "support/fake_crypto.hpp"

using namespace saddlebag;

namespace {

/// The input read as a handover's content, each chunk and each entry of the journal sealed anew.
Bytes with_checksums(std::string_view input) {
  Bytes content;
  ByteReader in(input);
  ByteWriter out(content);
  out.signed_varint(in.signed_varint());
  out.u64(in.u64());
  std::uint64_t const chunks = in.varint() % 8;
  out.varint(chunks);
  for (std::uint64_t i = 0; i < chunks; ++i) {
    out.text(in.text());
    out.text(as_text(fuzz::sealed(0x4843'4253, in.text())));
  }
  std::uint64_t const entries = in.varint() % 8;
  out.varint(entries);
  for (std::uint64_t i = 0; i < entries; ++i) out.text(as_text(fuzz::sealed(0x4a54'4253, in.text())));
  return content;
}

/// What is refused changes nothing. What is taken is merged whole, lasts, leaves nothing to merge, and one undo takes it back.
void merge(std::string_view content) {
  fake::Disk disk;
  std::string merged_records;
  {
    fuzz::Tab tab(disk);
    History history(tab.store);
    tab.create_customer("Before");
    std::string const before = sync_test::everything(tab.store);
    std::vector<Transaction> journal;
    tab.persistence.journal([&](Status const& status, std::vector<Transaction> kept) {
      FUZZ_CLAIM(status);
      journal = std::move(kept);
    });
    tab.storage.deliver();
    Result<Transaction> merged = handover::merge(tab.store, journal, content);
    FUZZ_CLAIM(sync_test::everything(tab.store) == before);
    if (!merged) return;
    Result<Transaction> const same = handover::merge(tab.store, journal, content);
    FUZZ_CLAIM(same && same->encode() == merged->encode());
    if (!tab.store.apply(std::move(*merged))) {  // a record without its name, say: refused as a whole
      FUZZ_CLAIM(sync_test::everything(tab.store) == before);
      return;
    }
    Result<Transaction> const left = handover::merge(tab.store, journal, content);
    FUZZ_CLAIM(left && left->empty());
    merged_records = sync_test::everything(tab.store);
    if (merged_records != before) {
      FUZZ_CLAIM(history.can_undo() && history.undo());
      FUZZ_CLAIM(sync_test::everything(tab.store) == before);
      FUZZ_CLAIM(history.redo());
      FUZZ_CLAIM(sync_test::everything(tab.store) == merged_records);
    }
    tab.persistence.flush();
    tab.storage.deliver();
  }
  fuzz::Tab tab(disk);
  FUZZ_CLAIM(*tab.opened);
  FUZZ_CLAIM(sync_test::everything(tab.store) == merged_records);
}

/// Opens what may be a file; what `seal` made of any content opens to it, under its passphrase alone.
void open(Bytes const& input) {
  fake::Disk disk;
  fake::Storage line(disk);
  fake::Crypto crypto(line);
  fake::Random random(1);
  auto const opened = [&](Bytes const& file, std::string const& passphrase) {
    std::optional<Status> ended;
    Bytes content;
    handover::open(crypto, file, passphrase, [&](Status status, Bytes bytes) {
      ended = std::move(status);
      content = std::move(bytes);
    });
    line.deliver();
    FUZZ_CLAIM(ended);
    FUZZ_CLAIM(crypto.keys() == 0);
    return std::pair(*ended, content);
  };
  (void)opened(input, "right");
  FUZZ_CLAIM(!opened(fuzz::sealed(0x4f48'4253, as_text(input)), "right").first);
  Bytes file;
  handover::seal(crypto, random, "right", input, [&](Status status, Bytes bytes) {
    FUZZ_CLAIM(status);
    file = std::move(bytes);
  });
  line.deliver();
  FUZZ_CLAIM(handover::recognise(as_text(file)));
  FUZZ_CLAIM(opened(file, "right").second == input);
  FUZZ_CLAIM(opened(file, "wrong").first.error().code == ErrorCode::unauthorized);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const input = fuzz::text_of(data, size);
  open(Bytes(data, data + size));
  merge(input);
  merge(as_text(with_checksums(input)));
  return 0;
}
