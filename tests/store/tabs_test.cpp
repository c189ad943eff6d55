#include <doctest/doctest.h>

#include "base/random.hpp"
#include "model/kinds.hpp"
#include "support/print_store.hpp"
#include "tab.hpp"

using namespace saddlebag;

namespace {

struct TwoTabs {
  TwoTabs() {
    REQUIRE(a.open());
    REQUIRE(b.open());
    a.storage.other_tab = &b.storage;
    b.storage.other_tab = &a.storage;
    b.persistence.lead(false);
  }
  void settle() {
    for (int i = 0; i < 6; ++i) {
      a.flush();
      b.flush();
    }
  }
  fake::Disk disk;
  Tab a{disk, 1}, b{disk, 2};
};

}  // namespace

TEST_CASE("what one tab writes the other shows") {
  TwoTabs tabs;
  Uuid const id = tabs.a.customer("云帆");
  tabs.settle();
  CHECK(tabs.b.name(id) == "云帆");
  REQUIRE(tabs.b.set(id, "city", Value::text("宁波")));
  tabs.settle();
  CHECK(tabs.a.store.find(Id<Customer>{id})->city.view() == "宁波");
  CHECK(tabs.disk.batches.size() == 2);  // nobody journals again what the other wrote
}

TEST_CASE("two tabs that change one field at one moment agree, now and after a restart") {
  TwoTabs tabs;
  Uuid const id = tabs.a.customer("云帆");
  tabs.settle();
  REQUIRE(tabs.a.set(id, "city", Value::text("from a")));
  REQUIRE(tabs.b.set(id, "city", Value::text("from b")));
  CHECK(tabs.a.store.sequence() == tabs.b.store.sequence());
  tabs.settle();
  std::string const agreed = print(tabs.a.store);
  CHECK(print(tabs.b.store) == agreed);
  Tab next(tabs.disk, 3);
  REQUIRE(next.open());
  CHECK(print(next.store) == agreed);
}

TEST_CASE("what one tab types while another is told that the backend has an earlier text stays") {
  TwoTabs tabs;
  Uuid const id = tabs.a.customer("云帆");
  REQUIRE(tabs.a.set(id, "city", Value::text("second")));
  tabs.settle();
  REQUIRE(tabs.b.set(id, "city", Value::text("third")));
  (void)tabs.a.customer("another");
  Transaction acknowledge(Cause::acknowledge);  // of the first, by the tab that syncs
  acknowledge.set(Kind::customer, id, "city", Value::text("second"), Value::text("first"));
  acknowledge.set(Kind::customer, id, "name", Value::text("云帆"), Value::text("云帆"));
  acknowledge.set(Kind::customer, id, "rev", {}, Value::text("1-abc"));
  acknowledge.set(Kind::customer, id, "city", Value::text("first"), Value::text("second"));
  REQUIRE(tabs.a.store.apply(std::move(acknowledge)));
  tabs.settle();
  for (Tab* const tab : {&tabs.a, &tabs.b}) {
    CHECK(tab->store.find(Id<Customer>{id})->city.view() == "third");
    CHECK(tab->store.find(Id<Customer>{id})->rev.view() == "1-abc");
  }
}

TEST_CASE("a tab goes on after another one has folded the journal") {
  TwoTabs tabs;
  Uuid const id = tabs.a.customer("one");
  tabs.settle();
  Uuid const mine = tabs.b.customer("unsaved of b");
  Uuid const other = tabs.a.customer("two");
  REQUIRE(tabs.a.compact());
  tabs.settle();
  CHECK(tabs.b.name(id) == "one");
  CHECK(tabs.b.name(other) == "two");
  CHECK(tabs.a.name(mine) == "unsaved of b");
  REQUIRE(tabs.b.compact());
  tabs.settle();
  CHECK(print(tabs.a.store) == print(tabs.b.store));
  Tab next(tabs.disk, 3);
  REQUIRE(next.open());
  CHECK(print(next.store) == print(tabs.a.store));
  CHECK(next.store.count(Kind::customer) == 3);
}

TEST_CASE("a tab that takes over the lead knows what the last leader noted") {
  TwoTabs tabs;
  tabs.a.persistence.put_meta("checkpoint", {1});
  tabs.settle();
  CHECK(tabs.b.persistence.meta("checkpoint") == nullptr);
  bool refreshed = false;
  tabs.b.persistence.refresh([&](Status status) { refreshed = static_cast<bool>(status); });
  tabs.b.storage.deliver();
  CHECK(refreshed);
  REQUIRE(tabs.b.persistence.meta("checkpoint"));
  CHECK(*tabs.b.persistence.meta("checkpoint") == Bytes{1});
}

TEST_CASE("tabs agree whatever they do in whatever order") {
  for (std::uint64_t seed = 1; seed <= 15; ++seed) {
    CAPTURE(seed);
    SeededRandom random(seed);
    TwoTabs tabs;
    std::vector<Uuid> ids;
    for (int step = 0; step < 60; ++step) {
      Tab& tab = random.below(2) ? tabs.a : tabs.b;
      switch (random.below(8)) {
        case 0:
        case 1: ids.push_back(tab.customer("c" + std::to_string(step))); break;
        case 2:
        case 3:
        case 4:
          if (!ids.empty()) (void)tab.set(ids[random.below(ids.size())], "city", Value::text(std::to_string(step)));
          break;
        case 5: {
          if (ids.empty()) break;
          Edit edit(tab.store, Cause::edit);
          edit.erase(Kind::customer, ids[random.below(ids.size())]);
          REQUIRE(tab.store.apply(edit.take()));
          break;
        }
        case 6:
          if (tab.history.can_undo()) (void)tab.history.undo();
          break;
        default: tabs.a.persistence.compact([](Status const&) {}); break;
      }
      if (random.below(3) == 0) tab.persistence.flush();
      while (random.below(3) == 0) (random.below(2) ? tabs.a : tabs.b).storage.deliver_one();
    }
    tabs.settle();
    CHECK(print(tabs.a.store) == print(tabs.b.store));
    Tab next(tabs.disk, 99);
    REQUIRE(next.open());
    CHECK(print(next.store) == print(tabs.a.store));
  }
}
