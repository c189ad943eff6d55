#include <doctest/doctest.h>

#include "sync/fakes/collections.hpp"
#include "sync/fakes/device.hpp"

using namespace saddlebag;
using namespace saddlebag::sync_test;

namespace {

struct JsonServerPair {
  World world;
  Collections backend;
  Device a{world, backend, 1, "json-server", "http://host/api/"};
  Device b{world, backend, 2, "json-server", "http://host/api"};
  JsonServerPair() {
    a.connect();
    world.run(5000);
    b.connect();
    world.run(5000);
  }
  void online(bool up) { a.program->network.up = b.program->network.up = up; }
  void settle() { world.run(200'000); }
};

/// Lets in who has the token of the day; it changes once after `writes` were taken.
struct Expiring final : Server {
  Collections backend;
  std::string token = "Bearer of today";
  int writes = 0, refused = 0;
  std::vector<std::string> order;  ///< paths of what was written

  void handle(port::Http::Request const& request, Answer answer) override {
    bool known = false;
    for (auto const& header : request.headers) known |= header.name == "authorization" && header.value == token;
    refused += !known;
    if (!known) return answer(reply(401, R"({"error":"the token has expired"})"));
    if (request.method != "GET") {
      order.push_back(request.url.substr(request.url.rfind('/') + 1));
      if (--writes == 0) token = "Bearer of tomorrow";
    }
    backend.handle(request, std::move(answer));
  }
};

/// Answers 416 to whatever is written.
struct Beyond final : Server {
  Collections backend;
  void handle(port::Http::Request const& request, Answer answer) override {
    if (request.method != "GET") return answer(reply(416, "{}"));
    backend.handle(request, std::move(answer));
  }
};

}  // namespace

TEST_CASE("416 says that a list has ended, and of a change that was sent that it was refused") {
  World world;
  Beyond server;
  Device a{world, server, 1, "json-server", "http://host/api"};
  a.connect();
  world.run(3000);
  a.customer("Northwind");
  world.run(3000);
  CHECK(a.status().queued > 0);
  CHECK_FALSE(a.status().dead.empty());
}

TEST_CASE("json-server: a change on one device appears on the other, in its collection") {
  JsonServerPair pair;
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
  JsonServerPair pair;
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
  JsonServerPair pair;
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
  JsonServerPair pair;
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
  JsonServerPair pair;
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

TEST_CASE("401 in the middle of a 500-edit queue: signs in again, all 500 arrive once, in order") {
  World world;
  Expiring server;
  Device a{world, server, 1, "json-server", "http://host/api"};
  auto const sign_in = [&](char const* token) {
    CHECK(a.program->engine.configure({"json-server", "http://host/api", "", token}));
  };
  sign_in("of today");
  std::vector<Uuid> ids;
  std::vector<std::string> wanted;
  for (int i = 0; i < 500; ++i) ids.push_back(a.customer("Customer " + std::to_string(i)));
  world.run(400'000);
  REQUIRE(a.status().queued == 0);
  a.program->network.up = false;
  for (Uuid const id : ids) {
    a.set(id, "city", "Ningbo");
    wanted.push_back(to_string(id));
  }
  server.order.clear();
  server.writes = 250;
  a.program->network.up = true;
  world.run(400'000);
  CHECK(a.status().state == SyncState::unauthorized);
  CHECK(a.status().queued == 250);
  CHECK(a.status().dead.empty());
  CHECK(server.refused == 1);  // asking again without a new sign-in would lock an account somewhere
  a.crash();                   // what waits is on the device, and is not forgotten with the program
  a.start();
  world.run(10'000);
  CHECK(a.status().queued == 250);
  sign_in("of tomorrow");
  world.run(400'000);
  CHECK(a.status().state == SyncState::idle);
  CHECK(a.status().queued == 0);
  CHECK(server.order == wanted);
  for (Uuid const id : ids) CHECK(server.backend.docs["customers"][to_string(id)]["city"] == "Ningbo");
  CHECK(server.backend.docs["customers"].size() == 500);
}
