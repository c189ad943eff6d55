#include <doctest/doctest.h>

#include "tab.hpp"

using namespace saddlebag;

TEST_CASE("what is changed while a write is under way is written when it ends, without another frame") {
  fake::Disk disk;
  Tab tab(disk, 1);
  REQUIRE(tab.open());
  tab.customer("one");
  tab.persistence.flush();
  Uuid const second = tab.customer("two");
  tab.persistence.put_meta("place", {7});
  tab.persistence.flush();  // does nothing: the first is not done
  tab.storage.deliver();
  CHECK(tab.persistence.state() == Persistence::State::saved);
  CHECK(disk.batches.size() == 2);
  Tab next(disk, 2);
  REQUIRE(next.open());
  CHECK(next.name(second) == "two");
  REQUIRE(next.persistence.meta("place"));
}

TEST_CASE("a write that fails is not tried again at once") {
  fake::Disk disk;
  Tab tab(disk, 1);
  REQUIRE(tab.open());
  tab.storage.commit_fault = port::Fault::failed;
  tab.customer("one");
  tab.persistence.flush();
  tab.customer("two");
  tab.storage.deliver();
  CHECK(tab.persistence.state() == Persistence::State::failing);
  tab.storage.commit_fault = port::Fault::none;
  tab.persistence.retry();
  tab.storage.deliver();
  CHECK(tab.persistence.state() == Persistence::State::saved);
  Tab next(disk, 2);
  REQUIRE(next.open());
  CHECK(next.store.count(Kind::customer) == 2);
}

TEST_CASE("the kept journal is told whole and in order, with what is not durable yet") {
  fake::Disk disk;
  Tab tab(disk, 1);
  REQUIRE(tab.open());
  tab.customer("one");
  tab.flush();
  tab.customer("two");
  std::vector<std::uint64_t> sequences;
  tab.persistence.journal([&](Status const& status, std::vector<Transaction> const& kept) {
    CHECK(status);
    for (Transaction const& each : kept) sequences.push_back(each.sequence);
  });
  tab.storage.deliver();
  REQUIRE(sequences.size() == 2);
  CHECK(sequences[0] < sequences[1]);
  CHECK(tab.persistence.state() == Persistence::State::saved);
}
