#include "store/sealed_storage.hpp"

#include <doctest/doctest.h>

#include <optional>

#include "base/siphash.hpp"
#include "store/history.hpp"
#include "store/persistence.hpp"
#include "store/sealed_format.hpp"
#include "support/fake_crypto.hpp"
#include "support/fake_random.hpp"
#include "support/fake_storage.hpp"
#include "support/print_store.hpp"

using namespace saddlebag;
using Area = port::Storage::Area;
using Locking = Protection::State;

namespace {

/// The program in one tab with a disk that can be protected.
struct SealedTab {
  explicit SealedTab(fake::Disk& disk, std::uint64_t seed = 1)
      : random(seed), storage(disk), crypto(storage, seed), sealed(storage, crypto, random, [this] { return now; }),
        history(store), persistence(store, sealed) {
    store.set_random([this] { return random.bits(); });
    store.identify({{7, 7}, 42, [this] { return Instant{now += 10}; }});
    persistence.open("test", [this](Status status) { opened = std::move(status); });
    storage.deliver();
  }
  using Request = void (SealedStorage::*)(std::string, SealedStorage::Done);
  ErrorCode ask(Request request, std::string const& passphrase) {
    std::optional<Status> ended;
    (sealed.*request)(passphrase, [&](Status status) { ended = std::move(status); });
    storage.deliver();
    REQUIRE(ended);
    return ended->error().code;
  }
  ErrorCode unlock(std::string const& passphrase) { return ask(&SealedStorage::unlock, passphrase); }
  ErrorCode protect(std::string const& passphrase) { return ask(&SealedStorage::protect, passphrase); }
  ErrorCode unprotect(std::string const& passphrase) { return ask(&SealedStorage::unprotect, passphrase); }
  ErrorCode change(std::string const& from, std::string const& to) {
    std::optional<Status> ended;
    sealed.change_passphrase(from, to, [&](Status status) { ended = std::move(status); });
    storage.deliver();
    REQUIRE(ended);
    return ended->error().code;
  }
  Uuid customer(std::string const& name) {
    Uuid const id = store.new_id();
    Edit edit(store, Cause::edit);
    edit.create(Kind::customer, id).set(Kind::customer, id, "name", Value::text(name));
    REQUIRE(store.apply(edit.take()));
    return id;
  }
  void flush() {
    persistence.flush();
    storage.deliver();
  }
  void compact() {
    std::optional<Status> ended;
    persistence.compact([&](Status status) { ended = std::move(status); });
    storage.deliver();
    REQUIRE(ended);
    CHECK(*ended);
  }
  [[nodiscard]] Locking state() const { return sealed.protection().state; }

  std::int64_t now = 1'700'000'000'000;
  std::optional<Status> opened;
  fake::Random random;
  fake::Storage storage;
  fake::Crypto crypto;
  SealedStorage sealed;
  Store store;
  History history;
  Persistence persistence;
};

std::string name(int i) { return "Planted " + std::to_string(i) + " 张"; }

/// A disk with customers in chunks and in the journal, in plain; what it holds is printed to `content`.
fake::Disk filled(int customers, std::string& content) {
  fake::Disk disk;
  SealedTab tab(disk);
  for (int i = 0; i < customers; ++i) {
    tab.customer(name(i));
    if (i == customers / 2) tab.compact();
  }
  tab.persistence.put_meta("outbox", {'P', 'l', 'a', 'n', 't', 'e', 'd'});
  tab.flush();
  content = print(tab.store);
  return disk;
}

bool found_in(fake::Disk const& disk, std::string_view text) {
  for (auto const& [place, bytes] : disk.entries) {
    if (place.second.find(text) != std::string::npos || as_text(bytes).find(text) != std::string_view::npos) return true;
  }
  return false;
}

std::string refusals(SealedTab const& tab) {
  std::string all;
  for (Error const& each : tab.sealed.protection().refusals) all += each.detail + "\n";
  return all;
}

/// Where a chunk of the customers lies: the longest value among the chunks.
port::Bytes* largest_chunk(fake::Disk& disk) {
  port::Bytes* found = nullptr;
  for (auto& [place, bytes] : disk.entries) {
    if (place.first == Area::chunks && (!found || bytes.size() > found->size())) found = &bytes;
  }
  return found;
}

}  // namespace

TEST_CASE("SipHash gives the number of its paper") {
  std::string bytes;
  for (char c = 0; c < 15; ++c) bytes += c;
  CHECK(siphash({0x0706050403020100ull, 0x0f0e0d0c0b0a0908ull}, bytes) == 0xa129ca6149be45e5ull);
}

TEST_CASE("What is protected opens with the passphrase and holds the same, and no name is left on the disk") {
  std::string before;
  fake::Disk disk = filled(60, before);
  CHECK(found_in(disk, "Planted"));
  {
    SealedTab tab(disk);
    CHECK(tab.state() == Locking::plain);
    REQUIRE(tab.protect("correct horse") == ErrorCode::none);
    CHECK(tab.state() == Locking::open);
    CHECK_FALSE(found_in(disk, "Planted"));
    CHECK_FALSE(found_in(disk, "customer"));
    CHECK_FALSE(found_in(disk, "outbox"));
    tab.customer(name(1000));
    tab.compact();
    tab.customer(name(1001));
    tab.flush();
    before = print(tab.store);
    CHECK(tab.crypto.fewest_rounds >= 600'000);
  }
  CHECK_FALSE(found_in(disk, "Planted"));
  SealedTab tab(disk, 2);
  CHECK(tab.state() == Locking::locked);
  CHECK_FALSE(tab.opened);
  CHECK(tab.store.count(Kind::customer) == 0);
  REQUIRE(tab.unlock("correct horse") == ErrorCode::none);
  REQUIRE(tab.opened);
  CHECK(*tab.opened);
  CHECK(print(tab.store) == before);
  REQUIRE(tab.persistence.meta("outbox"));
  CHECK(as_text(*tab.persistence.meta("outbox")) == "Planted");
  CHECK(refusals(tab).empty());
}

TEST_CASE("A wrong passphrase is refused, and the next attempt waits longer each time, over restarts") {
  std::string before;
  fake::Disk disk = filled(3, before);
  {
    SealedTab tab(disk);
    REQUIRE(tab.protect("right") == ErrorCode::none);
  }
  std::int64_t now = 1'800'000'000'000;
  std::int64_t delay = 1000;
  for (int attempt = 1; attempt <= 12; ++attempt) {
    SealedTab tab(disk);
    tab.now = now;
    CAPTURE(attempt);
    CHECK(tab.unlock("wrong") == ErrorCode::unauthorized);
    CHECK(tab.sealed.protection().failures == static_cast<std::uint32_t>(attempt));
    CHECK(tab.sealed.protection().due == now + delay);
    CHECK(tab.unlock("right") == ErrorCode::refused);  // too early
    tab.now = now + delay - 1;
    CHECK(tab.unlock("right") == ErrorCode::refused);
    now += delay;
    delay = std::min<std::int64_t>(delay * 2, 300'000);
  }
  SealedTab tab(disk);
  tab.now = now;
  CHECK(tab.unlock("right") == ErrorCode::none);
  CHECK(print(tab.store) == before);
  CHECK(tab.sealed.protection().failures == 0);
}

TEST_CASE("A passphrase is changed without sealing the data again") {
  std::string before;
  fake::Disk disk = filled(30, before);
  SealedTab tab(disk);
  REQUIRE(tab.protect("one") == ErrorCode::none);
  port::Bytes const chunk = *largest_chunk(disk);
  CHECK(tab.change("wrong", "two") == ErrorCode::unauthorized);
  tab.now += 60'000;
  CHECK(tab.change("one", "two") == ErrorCode::none);
  CHECK(*largest_chunk(disk) == chunk);
  SealedTab next(disk, 2);
  CHECK(next.unlock("one") == ErrorCode::unauthorized);
  next.now += 60'000;
  CHECK(next.unlock("two") == ErrorCode::none);
  CHECK(print(next.store) == before);
}

TEST_CASE("Exchanged, altered, put back and missing entries are refused, and the others are there") {
  std::string before;
  fake::Disk disk = filled(16700, before);
  fake::Disk older;
  {
    SealedTab tab(disk);
    REQUIRE(tab.protect("p") == ErrorCode::none);
    older = disk;
    Record const* const first = tab.store.table(Kind::customer).at(0);
    Edit edit(tab.store, Cause::edit);
    edit.set(Kind::customer, first->id, "city", Value::text("Ningbo"));
    REQUIRE(tab.store.apply(edit.take()));
    tab.compact();
  }
  std::vector<decltype(disk.entries)::iterator> chunks;
  for (auto at = disk.entries.begin(); at != disk.entries.end(); ++at) {
    if (at->first.first == Area::chunks && at->second.size() > 2000) chunks.push_back(at);
  }
  REQUIRE(chunks.size() >= 2);
  auto const reopened = [&](std::string const& why) {
    SealedTab tab(disk, 2);
    CHECK(tab.unlock("p") == ErrorCode::none);
    CHECK(refusals(tab).find(why) != std::string::npos);
    CHECK(refusals(tab).find("chunks/customer/") != std::string::npos);
    CHECK(tab.store.count(Kind::customer) < 16700);
    CHECK(tab.store.count(Kind::customer) > 100);
  };
  SUBCASE("exchanged") {
    std::swap(chunks[0]->second, chunks[1]->second);
    reopened("altered");
  }
  SUBCASE("altered") {
    chunks[0]->second.back() ^= 1;
    reopened("altered");
  }
  SUBCASE("put back") {
    for (auto const& chunk : chunks) {
      if (older.entries.count(chunk->first) && older.entries.at(chunk->first) != chunk->second) {
        chunk->second = older.entries.at(chunk->first);
        break;
      }
    }
    reopened("put back");
  }
  SUBCASE("missing") {
    disk.entries.erase(chunks[0]);
    reopened("missing");
  }
  SUBCASE("an entry that was erased comes back") {
    disk.entries[{Area::chunks, "~0123456789abcdef"}] = chunks[0]->second;
    SealedTab tab(disk, 2);
    CHECK(tab.unlock("p") == ErrorCode::none);
    CHECK(refusals(tab).find("not written here") != std::string::npos);
    CHECK(tab.store.count(Kind::customer) == 16700);
  }
  SUBCASE("all of it put back") {
    disk.entries = older.entries;  // the mark lies elsewhere
    SealedTab tab(disk, 2);
    CHECK(tab.unlock("p") == ErrorCode::corrupt);
    CHECK(tab.state() == Locking::refused);
    CHECK(tab.store.count(Kind::customer) == 0);
  }
  SUBCASE("all but the header put back") {
    auto const head = disk.entries.at({Area::meta, "~head"});
    disk.entries = older.entries;
    disk.entries[{Area::meta, "~head"}] = head;
    SealedTab tab(disk, 2);
    CHECK(tab.unlock("p") == ErrorCode::none);
    CHECK(refusals(tab).find("~p") != std::string::npos);
  }
  SUBCASE("a damaged header is read from its copy") {
    disk.entries[{Area::meta, "~head"}].back() ^= 1;
    SealedTab tab(disk, 2);
    CHECK(tab.unlock("p") == ErrorCode::none);
    CHECK(tab.store.count(Kind::customer) == 16700);
    tab.customer("after");
    tab.flush();
    CHECK(tab.persistence.state() == Persistence::State::saved);
  }
}

TEST_CASE("Whenever the machine stops while protection is turned on, changed or off, everything is there") {
  std::string before;
  fake::Disk const start = filled(40, before);
  fake::Disk disk = start;
  {
    SealedTab tab(disk);
    REQUIRE(tab.protect("one") == ErrorCode::none);
    REQUIRE(tab.change("one", "two") == ErrorCode::none);
    REQUIRE(tab.unprotect("two") == ErrorCode::none);
    CHECK(tab.state() == Locking::plain);
  }
  CHECK(disk.batches.size() > start.batches.size() + 4);
  for (std::size_t writes = start.batches.size(); writes <= disk.batches.size(); ++writes) {
    CAPTURE(writes);
    fake::Disk stopped = disk.after(writes);
    SealedTab tab(stopped, writes);
    tab.now += 3'600'000;
    if (tab.state() == Locking::locked && tab.unlock("one") != ErrorCode::none) {
      tab.now += 3'600'000;
      CHECK(tab.unlock("two") == ErrorCode::none);
    }
    REQUIRE(tab.opened);
    CHECK(*tab.opened);
    CHECK(print(tab.store) == before);
    CHECK(refusals(tab).empty());
    if (tab.state() == Locking::open) CHECK_FALSE(found_in(stopped, "Planted"));
    tab.customer("afterwards");
    tab.flush();
    CHECK(tab.persistence.state() == Persistence::State::saved);
  }
}

TEST_CASE("Two tabs write one protected database in turn, and both changes are there") {
  std::string before;
  fake::Disk disk = filled(5, before);
  SealedTab first(disk, 1);
  REQUIRE(first.protect("p") == ErrorCode::none);
  SealedTab second(disk, 2);
  REQUIRE(second.unlock("p") == ErrorCode::none);
  first.storage.other_tab = &second.storage;
  second.storage.other_tab = &first.storage;
  for (int round = 0; round < 5; ++round) {
    first.customer("first " + std::to_string(round));
    second.customer("second " + std::to_string(round));
    first.persistence.flush();
    second.persistence.flush();
    bool more = true;
    while (more) {
      more = first.storage.deliver_one();
      more = second.storage.deliver_one() || more;
    }
  }
  CHECK(first.persistence.state() == Persistence::State::saved);
  CHECK(second.persistence.state() == Persistence::State::saved);
  CHECK(first.store.count(Kind::customer) == 15);
  CHECK(print(first.store, false) == print(second.store, false));
  SealedTab third(disk, 3);
  REQUIRE(third.unlock("p") == ErrorCode::none);
  CHECK(print(third.store, false) == print(first.store, false));
  CHECK(refusals(third).empty());
}

TEST_CASE("A tab that is open in plain while another protects asks for the passphrase and loses nothing") {
  std::string before;
  fake::Disk disk = filled(5, before);
  SealedTab first(disk, 1);
  SealedTab second(disk, 2);
  REQUIRE(first.protect("p") == ErrorCode::none);
  second.customer("Planted later");
  second.flush();
  CHECK(second.state() == Locking::locked);
  CHECK_FALSE(found_in(disk, "Planted"));
  CHECK(second.persistence.state() == Persistence::State::saving);
  REQUIRE(second.unlock("p") == ErrorCode::none);
  second.storage.deliver();
  CHECK(second.persistence.state() == Persistence::State::saved);
  REQUIRE(first.unprotect("p") == ErrorCode::none);
  second.customer("in plain again");
  second.flush();
  CHECK(second.state() == Locking::plain);
  SealedTab third(disk, 3);
  CHECK(third.store.count(Kind::customer) == 7);
}
