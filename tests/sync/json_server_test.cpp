#include <doctest/doctest.h>

#include "sync/fakes/collections.hpp"
#include "sync/fakes/device.hpp"

using namespace saddlebag;
using namespace saddlebag::sync_test;

namespace {

struct Pair {
  World world;
  Collections backend;
  Device a{world, backend, 1, "json-server", "http://host/api/"};
  Device b{world, backend, 2, "json-server", "http://host/api"};
  Pair() {
    a.connect();
    world.run(5000);
    b.connect();
    world.run(5000);
  }
  void online(bool up) { a.program->network.up = b.program->network.up = up; }
  void settle() { world.run(200'000); }
};

}  // namespace

TEST_CASE("json-server: a change on one device appears on the other, in its collection") {
  Pair pair;
  Uuid const id = pair.a.customer("杭州云帆");
  pair.settle();
  CHECK(pair.b.text(id, "name") == "杭州云帆");
  CHECK(pair.backend.docs["customers"][to_string(id)]["name"] == "杭州云帆");
  pair.b.set(id, "city", "杭州");
  pair.settle();
  CHECK(pair.a.text(id, "city") == "杭州");
  CHECK(pair.a.everything() == pair.b.everything());
  CHECK(pair.a.status().queued + pair.b.status().queued == 0);
}

TEST_CASE("json-server: different fields merge, the same field is a conflict for both, one choice ends it") {
  Pair pair;
  Uuid const id = pair.a.customer("Northwind");
  pair.settle();
  pair.online(false);
  pair.a.set(id, "phone", "+47 123");
  pair.a.set(id, "city", "Oslo");
  pair.b.set(id, "city", "Bergen");
  pair.a.program->network.up = true;
  pair.settle();
  pair.b.program->network.up = true;
  pair.settle();
  for (Device* device : {&pair.a, &pair.b}) {
    CHECK(device->conflicts(id).size() == 1);
    CHECK(device->text(id, "phone") == "+47 123");
    CHECK(device->text(id, "city") == "Oslo");
  }
  pair.b.choose(id, "city", Value::text("Bergen"));
  pair.settle();
  CHECK(pair.a.text(id, "city") == "Bergen");
  CHECK(pair.a.conflicts(id).empty());
}

TEST_CASE("json-server: an erasure is found by the sweep") {
  Pair pair;
  Uuid const id = pair.a.customer("Northwind");
  Uuid const other = pair.a.customer("Contoso");
  pair.settle();
  pair.b.erase(Kind::customer, id);
  pair.settle();
  CHECK(pair.a.text(id, "name") == "(none)");
  CHECK(pair.a.text(other, "name") == "Contoso");
  CHECK(pair.backend.docs["customers"].size() == 1);
}

TEST_CASE("json-server: five hundred edits arrive once, though answers are lost on the way") {
  Pair pair;
  std::size_t const before = pair.backend.creates;
  pair.online(false);
  for (int i = 0; i < 500; ++i) pair.a.customer("Customer " + std::to_string(i));
  int count = 0;
  pair.a.program->network.decide = [&](port::Http::Request const& request) {
    return request.method == "POST" && ++count % 100 == 0 ? Fault::answer_lost : Fault::none;
  };
  pair.online(true);
  pair.world.run(400'000);
  CHECK(pair.a.status().queued == 0);
  CHECK(pair.backend.docs["customers"].size() == 500);
  CHECK(pair.backend.creates - before == 500);
  CHECK(pair.a.everything() == pair.b.everything());
}

TEST_CASE("json-server: it is asked less and less often while nothing happens, and soon again when something does") {
  Pair pair;
  std::size_t asked = 0;
  pair.a.program->network.observe = [&](port::Http::Request const& request) {
    if (request.url.find("/users?") != std::string::npos) ++asked;  // once in every round
  };
  auto const rounds = [&](double ms) {
    asked = 0;
    pair.world.run(ms);
    return asked;
  };
  std::size_t const first = rounds(60'000);
  rounds(600'000);
  std::size_t const idle = rounds(600'000);
  CHECK(first >= 4);
  CHECK(idle >= 8);
  CHECK(idle <= 11);  // once a minute
  pair.a.customer("Northwind");
  CHECK(rounds(30'000) >= 3);
  pair.settle();
  CHECK(pair.b.status().queued == 0);
  CHECK(pair.a.everything() == pair.b.everything());
}
