#include <doctest/doctest.h>

#include "support/print_store.hpp"
#include "tab.hpp"

using namespace saddlebag;
using Area = port::Storage::Area;

namespace {

Persistence::Health check(Tab& tab) {
  std::optional<Status> ended;
  Persistence::Health found;
  tab.persistence.check([&](Status status, Persistence::Health health) { ended = std::move(status), found = std::move(health); });
  tab.storage.deliver();
  REQUIRE(ended);
  CHECK(*ended);
  return found;
}

}  // namespace

TEST_CASE("A check of what lies on the device reads everything and finds it sound") {
  fake::Disk disk;
  Tab tab(disk);
  REQUIRE(tab.open());
  for (int i = 0; i < 600; ++i) tab.customer("Customer " + std::to_string(i));
  REQUIRE(tab.compact());
  tab.customer("In the journal");
  tab.flush();
  Persistence::Health const health = check(tab);
  CHECK(health.chunks == 2);
  CHECK(health.entries >= 1);
  CHECK(health.damage.empty());
}

TEST_CASE("A check repairs damaged chunks and journal entries from what is in memory") {
  fake::Disk disk;
  Tab tab(disk);
  REQUIRE(tab.open());
  for (int i = 0; i < 600; ++i) tab.customer("Customer " + std::to_string(i));
  REQUIRE(tab.compact());
  tab.customer("In the journal");
  tab.flush();
  std::string const content = print(tab.store);
  std::size_t broken = 0;
  port::Bytes* newest = nullptr;
  for (auto& [place, bytes] : disk.entries) {
    if (place.first == Area::chunks) bytes[bytes.size() / 2] ^= 1, ++broken;
    if (place.first == Area::journal) newest = &bytes;
  }
  REQUIRE(newest);
  newest->back() ^= 1;
  CHECK(check(tab).damage.size() == broken + 1);
  CHECK(check(tab).damage.empty());
  Tab again(disk, 2);
  CHECK(again.open());
  CHECK(print(again.store) == content);
}
