#include "store/persistence.hpp"

#include <doctest/doctest.h>

#include "model/kinds.hpp"
#include "store/builtin.hpp"
#include "store/journal.hpp"
#include "support/print_store.hpp"
#include "tab.hpp"

using namespace saddlebag;
using State = Persistence::State;
using Area = port::Storage::Area;

TEST_CASE("an edit is saved when the storage says so, and not before") {
  fake::Disk disk;
  Tab tab(disk);
  CHECK(tab.persistence.state() == State::closed);
  REQUIRE(tab.open());
  CHECK(tab.persistence.state() == State::saved);
  tab.customer("云帆");
  CHECK(tab.persistence.state() == State::saving);
  tab.persistence.flush();
  CHECK(tab.persistence.state() == State::saving);
  CHECK(tab.persistence.saved_through() == 0);
  tab.storage.deliver();
  CHECK(tab.persistence.state() == State::saved);
  CHECK(tab.persistence.saved_through() == 1);
}

TEST_CASE("everything is there after a restart, and undo still works") {
  fake::Disk disk;
  Uuid id;
  std::string before, after;
  {
    Tab tab(disk);
    REQUIRE(tab.open());
    REQUIRE(tab.store.apply(built_in_records()));
    REQUIRE(tab.compact());
    id = tab.customer("云帆", "杭州");
    before = print(tab.store, false);
    REQUIRE(tab.set(id, "city", Value::text("宁波")));
    REQUIRE(tab.set(id, "shoe_size", Value::integer(42)));
    after = print(tab.store);
    tab.persistence.put_meta("checkpoint", {1, 2, 3});
    tab.flush();
  }
  for (bool const compacted : {false, true}) {
    Tab tab(disk, 2);
    REQUIRE(tab.open());
    CHECK(print(tab.store) == after);
    REQUIRE(tab.persistence.meta("checkpoint"));
    CHECK(*tab.persistence.meta("checkpoint") == Bytes{1, 2, 3});
    if (!compacted) REQUIRE(tab.compact());
  }
  Tab tab(disk, 3);
  REQUIRE(tab.open());
  REQUIRE(tab.history.undo());
  REQUIRE(tab.history.undo());
  CHECK(print(tab.store, false) == before);
  REQUIRE(tab.history.redo());
  CHECK(tab.store.find(Id<Customer>{id})->city.view() == "宁波");
}

TEST_CASE("edits of one frame are one batch") {
  fake::Disk disk;
  Tab tab(disk);
  REQUIRE(tab.open());
  for (int i = 0; i < 50; ++i) tab.customer("c");
  tab.persistence.put_meta("checkpoint", {1});
  tab.flush();
  CHECK(tab.storage.commits == 1);
  CHECK(disk.batches[0].strict);
  tab.flush();
  CHECK(tab.storage.commits == 1);
}

TEST_CASE("a seeded record is never younger on the device than its edit") {
  fake::Disk disk;
  Tab tab(disk);
  REQUIRE(tab.open());
  REQUIRE(tab.store.apply(built_in_records()));
  CHECK(tab.persistence.state() == State::saving);
  Edit edit(tab.store, Cause::edit);
  edit.set(Kind::stage, stage_won().uuid, "name", Value::text("Hurra"));
  REQUIRE(tab.store.apply(edit.take()));
  tab.flush();
  CHECK(tab.persistence.state() == State::saved);
  Tab next(disk, 2);
  REQUIRE(next.open());
  CHECK(next.store.title(Kind::stage, stage_won().uuid) == "Hurra");
  CHECK(next.store.count(Kind::stage) == 9);
}

TEST_CASE("where the storage is full nothing is lost, and it is saved once there is room") {
  fake::Disk disk;
  Tab tab(disk);
  REQUIRE(tab.open());
  tab.storage.quota = 10;
  Uuid const id = tab.customer("云帆");
  tab.persistence.put_meta("checkpoint", {1});
  tab.flush();
  CHECK(tab.persistence.state() == State::failing);
  CHECK(tab.persistence.failure().code == ErrorCode::full);
  CHECK(tab.persistence.saved_through() == 0);
  CHECK(tab.name(id) == "云帆");
  CHECK(disk.entries.empty());
  tab.storage.quota = SIZE_MAX;
  SUBCASE("by asking again") { tab.persistence.retry(); }
  SUBCASE("by itself after a while") {
    tab.now -= 1000;
    tab.persistence.flush();
    CHECK_FALSE(tab.storage.deliver_one());  // not at every frame
    tab.now += 5000;
    tab.persistence.flush();
  }
  tab.storage.deliver();
  CHECK(tab.persistence.state() == State::saved);
  Tab next(disk, 2);
  REQUIRE(next.open());
  CHECK(next.name(id) == "云帆");
  CHECK(next.persistence.meta("checkpoint") != nullptr);
}

TEST_CASE("a lost connection is opened again") {
  fake::Disk disk;
  Tab tab(disk);
  REQUIRE(tab.open());
  tab.customer("云帆");
  tab.storage.commit_fault = port::Fault::lost;
  tab.flush();
  CHECK(tab.persistence.state() == State::failing);
  tab.storage.commit_fault = port::Fault::none;
  tab.persistence.retry();
  tab.storage.deliver();
  CHECK(tab.storage.opened == 2);
  CHECK(tab.persistence.state() == State::saved);
}

TEST_CASE("without storage the program works in memory and says so") {
  fake::Disk disk;
  Tab tab(disk);
  tab.storage.open_fault = port::Fault::refused;
  CHECK(tab.open().error().code == ErrorCode::refused);
  Uuid const id = tab.customer("云帆");
  tab.flush();
  CHECK(tab.name(id) == "云帆");
  CHECK(tab.persistence.state() == State::failing);
  REQUIRE(tab.history.undo());
  CHECK(tab.name(id).empty());
}

TEST_CASE("a failed compaction keeps the journal, and the next one writes what the first did not") {
  fake::Disk disk;
  Tab tab(disk);
  REQUIRE(tab.open());
  Uuid const id = tab.customer("云帆");
  tab.flush();
  tab.storage.commit_fault = port::Fault::failed;
  CHECK_FALSE(tab.compact());
  tab.storage.commit_fault = port::Fault::none;
  REQUIRE(tab.compact());
  CHECK(tab.persistence.state() == State::saved);
  std::erase_if(disk.entries, [](auto const& entry) { return entry.first.first == Area::journal; });
  Tab next(disk, 2);
  REQUIRE(next.open());
  CHECK(next.name(id) == "云帆");
}

TEST_CASE("compaction drops what neither undo nor the outbox needs") {
  fake::Disk disk;
  Tab tab(disk);
  REQUIRE(tab.open());
  Uuid const id = tab.customer("0");
  for (int i = 1; i < 300; ++i) REQUIRE(tab.set(id, "name", Value::text(std::to_string(i))));
  tab.flush();
  CHECK(tab.persistence.journal_entries() == 300);
  SUBCASE("undo reaches 200 back") {
    REQUIRE(tab.compact());
    CHECK(tab.persistence.journal_entries() == 200);
    Tab next(disk, 2);
    REQUIRE(next.open());
    std::size_t undone = 0;
    while (next.history.can_undo() && next.history.undo()) ++undone;
    CHECK(undone == 200);
    CHECK(next.name(id) == "99");
  }
  SUBCASE("the outbox gets all that it has not acknowledged") {
    tab.persistence.keep_from(51);
    REQUIRE(tab.compact());
    CHECK(tab.persistence.journal_entries() == 250);
    Tab next(disk, 2);
    std::vector<std::uint64_t> told;
    next.store.observe([&](Transaction const& t) { told.push_back(t.sequence); });
    REQUIRE(next.open());
    CHECK(told.size() == 250);
    CHECK(told.front() == 51);
    CHECK(told.back() == 300);
    CHECK(next.name(id) == "299");
  }
}

TEST_CASE("a damaged journal entry is reported, put aside, and takes no other with it") {
  fake::Disk disk;
  Uuid first, last;
  {
    Tab tab(disk);
    REQUIRE(tab.open());
    first = tab.customer("first");
    tab.customer("middle");
    last = tab.customer("last");
    tab.flush();
  }
  auto const middle = std::next(disk.entries.lower_bound({Area::journal, ""}));
  middle->second.resize(middle->second.size() / 2);
  Tab tab(disk, 2);
  CHECK(tab.open().error().code == ErrorCode::corrupt);
  CHECK(tab.persistence.damage().size() == 1);
  CHECK(tab.name(first) == "first");
  CHECK(tab.name(last) == "last");
  CHECK(tab.store.count(Kind::customer) == 2);
  tab.flush();
  Tab next(disk, 3);
  REQUIRE(next.open());
  CHECK(disk.entries.lower_bound({Area::blobs, "damaged/journal/"}) != disk.entries.end());
}

TEST_CASE("a damaged chunk is reported and put aside") {
  fake::Disk disk;
  Uuid id;
  {
    Tab tab(disk);
    REQUIRE(tab.open());
    REQUIRE(tab.store.apply(built_in_records()));
    id = tab.customer("云帆");
    REQUIRE(tab.compact());
  }
  disk.entries[{Area::chunks, "stage/00000000"}][40] ^= 1;
  disk.entries[{Area::chunks, "wild/ffffffff"}] = {};
  disk.entries.erase({Area::chunks, "wild/ffffffff"});
  Tab tab(disk, 2);
  CHECK(tab.open().error().code == ErrorCode::corrupt);
  CHECK(tab.name(id) == "云帆");
  CHECK(tab.store.count(Kind::stage) == 0);
  tab.flush();
  CHECK(disk.entries.contains({Area::blobs, "damaged/chunks/stage/00000000"}));
  Tab next(disk, 3);
  CHECK(next.open());
}

TEST_CASE("what a newer program wrote is left alone") {
  fake::Disk disk;
  {
    Tab tab(disk);
    REQUIRE(tab.open());
    tab.customer("云帆");
    REQUIRE(tab.compact());
  }
  disk.entries[{Area::chunks, "spaceship/00000000"}] = {1, 2, 3};
  auto const before = disk.entries;
  Tab tab(disk, 2);
  CHECK(tab.open().error().code == ErrorCode::unsupported);
  CHECK(tab.store.count(Kind::customer) == 0);
  CHECK(tab.persistence.state() == State::failing);
  tab.customer("x");
  tab.flush();
  CHECK_FALSE(tab.compact());
  CHECK(disk.entries == before);
}

TEST_CASE("keys of the journal are ordered as their entries are") {
  CHECK(to_string(JournalKey{0x1f, 0xabc}) == "000000000000001f-0000000000000abc");
  CHECK(parse_journal_key("000000000000001f-0000000000000abc") == JournalKey{0x1f, 0xabc});
  for (auto const* bad : {"", "1f-abc", "000000000000001f_0000000000000abc", "000000000000001g-0000000000000abc"})
    CHECK_FALSE(parse_journal_key(bad));
}

TEST_CASE("reset leaves nothing behind") {
  fake::Disk disk;
  Tab tab(disk);
  REQUIRE(tab.open());
  tab.customer("云帆");
  tab.flush();
  bool erased = false;
  tab.persistence.erase([&](Status status) { erased = static_cast<bool>(status); });
  tab.storage.deliver();
  CHECK(erased);
  CHECK(disk.entries.empty());
}

TEST_CASE("asking for news without storage is answered") {
  fake::Disk disk;
  Tab tab(disk);
  tab.storage.open_fault = port::Fault::refused;
  CHECK_FALSE(tab.open());
  bool answered = false;
  tab.persistence.refresh([&](Status status) { answered = !status; });
  CHECK(answered);
}
