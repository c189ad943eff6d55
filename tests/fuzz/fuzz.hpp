#pragma once
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include "base/utf8.hpp"
#include "store/checksum.hpp"
#include "store/persistence.hpp"
#include "support/fake_random.hpp"
#include "support/fake_storage.hpp"
#include "sync/fakes/device.hpp"

/// A fuzzer is one file here: `LLVMFuzzerTestOneInput` takes any bytes and must neither crash nor break what it claims.
/// corpus/<name>/ keeps inputs worth to begin with and those that once found something; `test` runs all of them.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size);

/// Ends the program where a claim does not hold, as a sanitizer does.
#define FUZZ_CLAIM(claim) ((claim) ? void() : saddlebag::fuzz::broken(#claim, __FILE__, __LINE__))

namespace saddlebag::fuzz {

[[noreturn]] inline void broken(char const* claim, char const* file, int line) {
  std::fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, claim);
  std::abort();
}

inline std::string_view text_of(std::uint8_t const* data, std::size_t size) {
  return {reinterpret_cast<char const*>(data), size};
}

/// Other encodings are the machine's work.
struct Utf8Only final : port::Text {
  std::optional<std::string> decode(std::string_view bytes, Encoding encoding) override {
    if (encoding != Encoding::utf8 || !valid_utf8(bytes)) return std::nullopt;
    return std::string(bytes);
  }
  void set_clipboard(std::string_view) override {}
  std::string clipboard() override { return {}; }
};

/// Content in an envelope with the right checksum, which no fuzzer would guess.
inline Bytes sealed(std::uint32_t magic, std::string_view content) {
  Bytes bytes;
  begin_envelope(bytes, magic, 1);
  bytes.insert(bytes.end(), content.begin(), content.end());
  end_envelope(bytes);
  return bytes;
}

/// The program as far as the store goes, over a disk that outlives it.
struct Tab {
  explicit Tab(fake::Disk& disk, std::uint64_t seed = 1) : random(seed), storage(disk), persistence(store, storage) {
    store.set_random([this] { return random.bits(); });
    store.identify({{7, 7}, 42, [] { return Instant{1'700'000'000'000}; }});
    persistence.open("fuzz", [this](Status status) { opened = std::move(status); });
    storage.deliver();
    FUZZ_CLAIM(opened);
  }
  /// Whether there is something to work with: `corrupt` means that the rest was read.
  [[nodiscard]] bool usable() const { return *opened || opened->error().code == ErrorCode::corrupt; }
  /// A person's edit, durable.
  void create_customer(std::string_view name) {
    Uuid const id = store.new_id();
    Edit edit(store, Cause::edit);
    edit.create(Kind::customer, id).set(Kind::customer, id, "name", Value::text(name));
    FUZZ_CLAIM(store.apply(edit.take()));
    persistence.flush();
    storage.deliver();
  }
  void compact() {
    persistence.compact([](Status status) { FUZZ_CLAIM(status); });
    storage.deliver();
  }
  fake::Random random;
  fake::Storage storage;
  Store store;
  Persistence persistence;
  std::optional<Status> opened;
};

/// Whatever lies on a disk: it opens, what could be read stays readable, also written anew, and with edits in it.
inline void live_on(fake::Disk& disk) {
  std::string before;
  {
    Tab tab(disk, 2);
    if (!tab.usable()) return;
    tab.create_customer("Later");
    before = sync_test::everything(tab.store);
  }
  {
    Tab tab(disk);
    FUZZ_CLAIM(tab.usable());
    FUZZ_CLAIM(sync_test::everything(tab.store) == before);
    tab.compact();
  }
  Tab tab(disk);
  FUZZ_CLAIM(*tab.opened);
  FUZZ_CLAIM(sync_test::everything(tab.store) == before);
}

}  // namespace saddlebag::fuzz
