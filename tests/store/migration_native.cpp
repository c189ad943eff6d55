// Files that earlier programs wrote are kept in fixtures/, one set for each version of the format, and must open for ever.
#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdio>
#include <optional>

#include "platform/native/machine.hpp"
#include "store/handover.hpp"
#include "store/history.hpp"
#include "store/persistence.hpp"
#include "store/sealed_storage.hpp"
#include "support/print_store.hpp"

using namespace saddlebag;

namespace {

std::string const kFixtures = SADDLEBAG_SOURCE_DIR "/tests/store/fixtures/";
constexpr char const* kPassphrase = "fixture passphrase";

Bytes fixture(std::string const& name) {
  port::Files::File const file = native::read_file(kFixtures + name);
  REQUIRE_MESSAGE(file.outcome, file.outcome.detail);
  return file.bytes;
}

/// A bag of the fixtures, copied to where it may be written, and open.
struct OpenedBag {
  explicit OpenedBag(std::string const& name) {
    char folder[] = "/tmp/saddlebag-fixture-XXXXXX";
    REQUIRE(::mkdtemp(folder));
    path = std::string(folder) + "/bag";
    Bytes const bytes = fixture(name);
    std::FILE* const file = std::fopen(path.c_str(), "wb");
    REQUIRE(file);
    CHECK(std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size());
    std::fclose(file);
    persistence.open(path, [this](Status status) { opened = std::move(status); });
    machine.settle();
  }
  ~OpenedBag() {
    for (char const* ending : {"/bag", "/bag.mark"}) ::unlink((path.substr(0, path.rfind('/')) + ending).c_str());
    ::rmdir(path.substr(0, path.rfind('/')).c_str());
  }
  std::string path;
  std::optional<Status> opened;
  native::Machine machine;
  SealedStorage sealed{machine.storage, machine.crypto, machine.random, [this] { return machine.clock.unix_ms(); }};
  Store store;
  History history{store};
  Persistence persistence{store, sealed};
};

}  // namespace

TEST_CASE("A bag of format 1 opens and holds what was put into it") {
  OpenedBag bag("format_1.bag");
  REQUIRE(bag.opened);
  CHECK(*bag.opened);
  CHECK(print(bag.store) == as_text(fixture("format_1.txt")));
  CHECK(bag.history.can_undo());
  CHECK(bag.persistence.meta("preferences"));
}

TEST_CASE("A sealed bag of format 1 opens with its passphrase and holds the same") {
  OpenedBag bag("format_1_sealed.bag");
  CHECK_FALSE(bag.opened);
  std::optional<Status> wrong, right;
  bag.sealed.unlock("wrong", [&](Status status) { wrong = std::move(status); });
  bag.machine.settle();
  REQUIRE(wrong);
  CHECK(wrong->error().code == ErrorCode::unauthorized);
  CHECK(bag.store.count(Kind::customer) == 0);
  CHECK(as_text(fixture("format_1_sealed.bag")).find("Cloudsail") == std::string_view::npos);
  OpenedBag again("format_1_sealed.bag");
  again.sealed.unlock(kPassphrase, [&](Status status) { right = std::move(status); });
  again.machine.settle();
  REQUIRE(right);
  CHECK(*right);
  REQUIRE(again.opened);
  CHECK(*again.opened);
  CHECK(print(again.store) == as_text(fixture("format_1.txt")));
}

TEST_CASE("A handover file of format 1 is merged") {
  native::Machine machine;
  Bytes content;
  std::optional<Status> ended;
  handover::open(machine.crypto, fixture("format_1.saddlebag"), kPassphrase,
                 [&](Status status, Bytes opened) { ended = std::move(status), content = std::move(opened); });
  machine.settle();
  REQUIRE(ended);
  REQUIRE(*ended);
  Store store;
  store.identify({{}, 1, [] { return Instant{1'800'000'000'000}; }});
  Result<Transaction> merged = handover::merge(store, {}, as_text(content));
  REQUIRE(merged);
  REQUIRE(store.apply(std::move(*merged)));
  CHECK(store.count(Kind::customer) == 19);
  CHECK(store.count(Kind::opportunity) == 19);
}
