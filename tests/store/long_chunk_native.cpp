// As long as no device of the other suites has room for.
#include "store/pack.hpp"
#include "tab.hpp"

using namespace saddlebag;
using Area = port::Storage::Area;

TEST_CASE("A block of more bytes than a pack may have lies by itself, with its neighbours, and opens again") {
  fake::Disk disk;
  Uuid id;
  std::string const essay(kLongestInPack / 2 + 1, 'x');  // and once more among what is searched
  {
    Tab tab(disk);
    REQUIRE(tab.open());
    Edit edit(tab.store, Cause::seed);
    for (int i = 0; i < 600; ++i) {
      id = tab.store.new_id();
      edit.create(Kind::customer, id).set(Kind::customer, id, "name", Value::text("Customer"));
    }
    edit.set(Kind::customer, id, "description", Value::text(essay));
    REQUIRE(tab.store.apply(edit.take()));
    REQUIRE(tab.compact());
  }
  CHECK_FALSE(is_pack(disk.entries.at({Area::chunks, "customer/00000000"})));
  CHECK_FALSE(is_pack(disk.entries.at({Area::chunks, "customer/00000001"})));
  Tab tab(disk, 2);
  REQUIRE(tab.open());
  CHECK(tab.store.count(Kind::customer) == 600);
  CHECK(tab.store.find(Id<Customer>{id})->description.view() == essay);
  REQUIRE(tab.set(id, "description", Value::text("short")));
  REQUIRE(tab.compact());
  CHECK(is_pack(disk.entries.at({Area::chunks, "customer/00000000"})));
  CHECK_FALSE(disk.entries.contains({Area::chunks, "customer/00000001"}));
}
