#include "store/handover.hpp"

#include <doctest/doctest.h>

#include "store/persistence.hpp"
#include "support/fake_crypto.hpp"
#include "support/print_store.hpp"
#include "tab.hpp"

using namespace saddlebag;

namespace {

std::vector<Transaction> journal_of(Tab& tab) {
  std::vector<Transaction> all;
  tab.persistence.journal([&](Status, std::vector<Transaction> kept) { all = std::move(kept); });
  tab.storage.deliver();
  return all;
}

Bytes packed(Tab& tab) { return handover::pack(tab.store, journal_of(tab)); }

/// What merging changed.
std::size_t merge(Tab& into, Bytes const& content) {
  Result<Transaction> merged = handover::merge(into.store, journal_of(into), as_text(content));
  REQUIRE(merged);
  std::size_t const changes = merged->count();
  if (changes > 0) REQUIRE(into.store.apply(std::move(*merged)));
  into.flush();
  return changes;
}

std::string_view city(Tab const& tab, Uuid id) {
  return static_cast<Customer const*>(tab.store.find(Kind::customer, id))->city;
}

}  // namespace

TEST_CASE("An empty device takes everything from a handover file, and gives it back with one undo") {
  fake::Disk one, two;
  Tab first(one, 1), second(two, 2);
  REQUIRE(first.open());
  REQUIRE(second.open());
  for (int i = 0; i < 700; ++i) first.customer("Customer " + std::to_string(i), i % 2 ? "Ningbo" : "");
  Uuid const odd = first.customer("With a bag");
  REQUIRE(first.set(odd, "plate", Value::text("浙B 12345")));
  CHECK(first.compact());
  first.customer("In the journal only");
  first.flush();
  CHECK(merge(second, packed(first)) > 0);
  CHECK(print(second.store, false) == print(first.store, false));
  CHECK(merge(second, packed(first)) == 0);  // again: nothing is left to do
  CHECK(merge(first, packed(second)) == 0);
  REQUIRE(second.history.can_undo());
  REQUIRE(second.history.undo());
  CHECK(second.store.count(Kind::customer) == 0);
}

TEST_CASE("Two devices that both went on are merged field by field, the later change of each field stands") {
  fake::Disk one, two;
  Tab first(one, 1), second(two, 2);
  REQUIRE(first.open());
  REQUIRE(second.open());
  Uuid const shared = first.customer("Shared", "Hangzhou"), both = first.customer("Both");
  first.flush();
  second.now = first.now;
  merge(second, packed(first));
  REQUIRE(first.set(shared, "city", Value::text("Ningbo")));
  REQUIRE(second.set(shared, "name", Value::text("Shared & Sons")));
  REQUIRE(first.set(both, "city", Value::text("earlier")));
  second.now = first.now + 60'000;
  REQUIRE(second.set(both, "city", Value::text("later")));
  Uuid const only_first = first.customer("Only first"), only_second = second.customer("Only second");
  first.flush();
  second.flush();
  Bytes const from_first = packed(first), from_second = packed(second);
  merge(first, from_second);
  merge(second, from_first);
  CHECK(print(first.store, false) == print(second.store, false));
  CHECK(city(first, shared) == "Ningbo");
  CHECK(first.name(shared) == "Shared & Sons");
  CHECK(city(first, both) == "later");
  CHECK(first.store.find(Kind::customer, only_second));
  CHECK(second.store.find(Kind::customer, only_first));
}

TEST_CASE("What one device erased is erased on the other, unless it was worked on there since") {
  fake::Disk one, two;
  Tab first(one, 1), second(two, 2);
  REQUIRE(first.open());
  REQUIRE(second.open());
  Uuid const gone = first.customer("Gone"), kept = first.customer("Kept");
  first.flush();
  second.now = first.now;
  merge(second, packed(first));
  first.now = second.now + 1000;
  for (Uuid const id : {gone, kept}) {
    Edit edit(first.store, Cause::edit);
    edit.erase(Kind::customer, id);
    REQUIRE(first.store.apply(edit.take()));
  }
  first.flush();
  second.now = first.now + 60'000;
  REQUIRE(second.set(kept, "city", Value::text("Ningbo")));
  second.flush();
  merge(second, packed(first));
  CHECK_FALSE(second.store.find(Kind::customer, gone));
  CHECK(second.store.find(Kind::customer, kept));
  merge(first, packed(second));
  CHECK(first.store.find(Kind::customer, kept));
  CHECK_FALSE(first.store.find(Kind::customer, gone));
}

TEST_CASE("A handover file opens with its passphrase, and broken bytes are refused at every place") {
  fake::Disk disk;
  Tab tab(disk);
  REQUIRE(tab.open());
  tab.customer("Planted 张三");
  fake::Crypto crypto(tab.storage);
  Bytes const content = packed(tab);
  Bytes file;
  handover::seal(crypto, tab.random, "right", content, [&](Status, Bytes bytes) { file = std::move(bytes); });
  tab.storage.deliver();
  REQUIRE(handover::recognise(as_text(file)));
  CHECK(as_text(file).find("Planted") == std::string_view::npos);
  auto const open = [&](Bytes const& bytes, std::string const& passphrase, Bytes& into) {
    std::optional<Status> ended;
    handover::open(crypto, bytes, passphrase, [&](Status status, Bytes opened) { ended = status, into = std::move(opened); });
    tab.storage.deliver();
    REQUIRE(ended);
    return ended->error().code;
  };
  Bytes opened;
  CHECK(open(file, "wrong", opened) == ErrorCode::unauthorized);
  CHECK(open(file, "right", opened) == ErrorCode::none);
  CHECK(opened == content);
  for (std::size_t i = 0; i < file.size(); i += 7) {
    Bytes broken = file;
    broken[i] ^= 1;
    CHECK(open(broken, "right", opened) != ErrorCode::none);
    broken.resize(i);
    CHECK(open(broken, "right", opened) != ErrorCode::none);
  }
  Store empty;
  for (std::size_t size = 0; size < content.size(); size += 11) {
    CHECK_FALSE(handover::merge(empty, {}, as_text(content).substr(0, size)));
  }
  CHECK(crypto.keys() == 0);
}

TEST_CASE("A handover file whose key of a block is wild is refused, and takes no room for the blocks before it") {
  fake::Disk disk;
  Tab tab(disk);
  REQUIRE(tab.open());
  tab.customer("Far away");
  std::string content(as_text(packed(tab)));
  std::size_t const key = content.find("customer/00000000");
  REQUIRE(key != std::string::npos);
  for (std::string_view const wild : {"customer/000fffff", "customer/ffffffff", "customer/00000001"}) {
    content.replace(key, wild.size(), wild);
    Store empty;
    Result<Transaction> const merged = handover::merge(empty, {}, content);
    REQUIRE_FALSE(merged);
    CHECK(merged.error().code == ErrorCode::corrupt);
  }
}
