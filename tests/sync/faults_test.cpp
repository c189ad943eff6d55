#include <doctest/doctest.h>

#include "sync/fakes/couch.hpp"
#include "sync/fakes/device.hpp"

using namespace saddlebag;
using namespace saddlebag::sync_test;

namespace {

struct One {
  World world;
  Couch couch;
  Device a{world, couch, 1, "couchdb", "http://host/db/x"};
  One() {
    a.connect();
    world.run(3000);
  }
  void online(bool up) { a.program->network.up = up; }
  void queue(int count) {
    for (int i = 0; i < count; ++i) a.customer("Customer " + std::to_string(i));
  }
  /// All that follows is answered so, until `calm`.
  void storm(port::Http::Response answer) {
    a.program->network.replacement = std::move(answer);
    a.program->network.decide = [](port::Http::Request const&) { return Fault::replaced; };
  }
  void calm() { a.program->network.decide = nullptr; }
  [[nodiscard]] std::size_t customers_at_backend() const {
    std::size_t count = 0;
    for (auto const& [id, doc] : couch.docs) count += id.starts_with("customer:") && !doc.deleted;
    return count;
  }
};

bool is_push(port::Http::Request const& request) { return request.url.find("_bulk_docs") != std::string::npos; }

}  // namespace

TEST_CASE("401 in the middle of the queue pauses, keeps everything, and goes on after signing in") {
  One one;
  one.online(false);
  one.queue(1200);
  int pushes = 0;
  one.a.program->network.replacement = reply(401, R"({"error":"unauthorized","reason":"expired"})");
  one.a.program->network.decide = [&](port::Http::Request const& request) {
    return is_push(request) && ++pushes > 1 ? Fault::replaced : Fault::none;
  };
  one.online(true);
  one.world.run(60'000);
  CHECK(one.a.status().state == SyncState::unauthorized);
  CHECK(one.a.status().error.code == ErrorCode::unauthorized);
  CHECK(one.a.status().queued == 700);
  std::size_t const requests = one.a.program->network.requests;
  one.world.run(600'000);
  CHECK(one.a.program->network.requests == requests);
  one.calm();
  one.a.connect();
  one.world.run(60'000);
  CHECK(one.a.status().queued == 0);
  CHECK(one.customers_at_backend() == 1200);
  for (auto const& [id, doc] : one.couch.docs) CHECK(doc.writes == 1);
}

TEST_CASE("each kind of trouble is named, loses nothing and ends by itself") {
  struct Trouble {
    port::Http::Response answer;
    SyncState state;
    ErrorCode code;
  };
  Trouble const troubles[] = {
      {reply(500, "oops"), SyncState::failing, ErrorCode::offline},
      {reply(503, "{}"), SyncState::failing, ErrorCode::offline},
      {reply(200, "<html><body>Sign in to the hotel's network</body></html>"), SyncState::failing, ErrorCode::corrupt},
      {reply(200, R"({"error":"database is resting"})"), SyncState::failing, ErrorCode::corrupt},
      {reply(200, ""), SyncState::failing, ErrorCode::corrupt},
      {reply(200, std::string(100'000, '[')), SyncState::failing, ErrorCode::corrupt},
      {reply(403, R"({"error":"forbidden","reason":"not yours"})"), SyncState::failing, ErrorCode::refused},
  };
  for (Trouble const& trouble : troubles) {
    One one;
    one.storm(trouble.answer);
    one.queue(3);
    one.world.run(10'000);
    CAPTURE(one.a.log());
    CHECK(one.a.status().state == trouble.state);
    CHECK(one.a.status().error.code == trouble.code);
    CHECK_FALSE(one.a.status().error.detail.empty());
    CHECK(one.a.status().queued == 3);
    CHECK(one.a.status().dead.empty());
    one.calm();
    one.world.run(120'000);
    CHECK(one.a.status().state == SyncState::idle);
    CHECK(one.a.status().error.code == ErrorCode::none);
    CHECK(one.customers_at_backend() == 3);
  }
}

TEST_CASE("a server that never answers is a timeout, and tried again") {
  One one;
  one.a.program->network.decide = [](port::Http::Request const&) { return Fault::lost; };
  one.queue(1);
  one.world.run(45'000);
  CHECK(one.a.status().state == SyncState::offline);
  CHECK(one.a.status().queued == 1);
  one.calm();
  one.world.run(200'000);
  CHECK(one.a.status().queued == 0);
}

TEST_CASE("Retry-After is waited for") {
  One one;
  auto answer = reply(429, R"({"error":"too_many"})");
  answer.headers.push_back({"retry-after", "120"});
  one.storm(answer);
  one.queue(1);
  one.world.run(5'000);
  std::size_t const requests = one.a.program->network.requests;
  one.world.run(110'000);
  CHECK(one.a.program->network.requests == requests);
  one.calm();
  one.world.run(20'000);
  CHECK(one.a.status().queued == 0);
}

TEST_CASE("one record that the backend refuses is set aside with its reason and does not hold up the others") {
  struct Picky final : Server {
    Couch& couch;
    explicit Picky(Couch& c) : couch(c) {}
    void handle(port::Http::Request const& request, Answer answer) override {
      bool const poisoned = is_push(request) && as_text(request.body).find("poison") != std::string_view::npos;
      if (poisoned) return answer(reply(400, R"({"error":"bad_request","reason":"no poison here"})"));
      couch.handle(request, answer);
    }
  };
  World world;
  Couch couch;
  Picky picky{couch};
  Device a{world, picky, 1, "couchdb", "http://host/db/x"};
  a.connect();
  world.run(3000);
  a.program->network.up = false;
  for (int i = 0; i < 20; ++i) a.customer("Customer " + std::to_string(i));
  Uuid const bad = a.customer("poison");
  for (int i = 0; i < 20; ++i) a.customer("Client " + std::to_string(i));
  a.program->network.up = true;
  world.run(120'000);
  auto const status = a.status();
  CHECK(status.queued == 1);
  CHECK(status.dead.size() == 1);
  if (status.dead.size() != 1) return;
  CHECK(status.dead[0].record == bad);
  CHECK(status.dead[0].reason.find("no poison here") != std::string::npos);
  a.set(bad, "name", "Medicine");
  world.run(5000);
  CHECK(a.status().queued == 0);
  CHECK(a.status().dead.empty());
}

TEST_CASE("a push whose answer was lost is not repeated as a new record, also after a restart and another edit") {
  One one;
  bool lost = false;
  one.a.program->network.decide = [&](port::Http::Request const& request) {
    if (!is_push(request) || lost) return Fault::none;
    lost = true;
    return Fault::answer_lost;
  };
  Uuid const id = one.a.customer("Northwind");
  one.world.run(1000);
  CHECK(lost);
  one.a.crash();
  one.a.start();
  one.online(false);
  one.a.set(id, "name", "Northwind Traders");
  one.online(true);
  one.world.run(120'000);
  CHECK(one.customers_at_backend() == 1);
  CHECK(one.couch.docs["customer:" + to_string(id)].body["name"] == "Northwind Traders");
  CHECK(one.a.conflicts(id).empty());
  CHECK(one.a.status().queued == 0);
}

TEST_CASE("a restart with a full queue sends all of it, once") {
  One one;
  one.online(false);
  one.queue(300);
  one.world.run(2000);
  one.a.crash();
  one.a.start();
  CHECK(one.a.status().queued == 300);
  one.world.run(10'000);
  CHECK(one.a.status().queued == 0);
  CHECK(one.customers_at_backend() == 300);
  for (auto const& [id, doc] : one.couch.docs) CHECK(doc.writes == 1);
}

TEST_CASE("the queue survives compaction of the journal and a restart") {
  One one;
  Uuid const id = one.a.customer("Northwind");
  one.world.run(3000);
  one.online(false);
  one.a.set(id, "city", "Oslo");
  one.queue(400);
  one.world.run(2000);
  bool compacted = false;
  one.a.program->persistence.compact([&](Status status) { compacted = static_cast<bool>(status); });
  one.world.run(1000);
  CHECK(compacted);
  one.a.crash();
  one.a.start();
  CHECK(one.a.status().queued == 401);
  one.world.run(10'000);
  CHECK(one.couch.docs["customer:" + to_string(id)].body["city"] == "Oslo");
  CHECK(one.customers_at_backend() == 401);
}

TEST_CASE("a crash at any moment of pulling loses no page and repeats no record") {
  World world;
  Couch couch;
  for (int i = 0; i < 1300; ++i) {
    Uuid const id = make_uuid(1'600'000'000'000 + i, static_cast<std::uint64_t>(i) * 77, 5);
    couch.put("customer:" + to_string(id), {{"kind", "customer"}, {"name", "Customer " + std::to_string(i)}});
  }
  for (double const moment : {12.0, 20.5, 21.5, 22.5, 31.5, 32.5, 43.0}) {
    Device a{world, couch, 1, "couchdb", "http://host/db/x"};
    a.connect();
    world.run(moment);
    a.crash();
    a.start();
    a.connect();
    world.run(5000);
    CHECK(a.store().count(Kind::customer) == 1300);
  }
  CHECK(couch.living() == 1300 + 10);
}

TEST_CASE("a record that cannot be taken in is shown, kept at the backend, and holds up nobody") {
  One one;
  Uuid const good = make_uuid(1'600'000'000'000, 1, 1), bad = make_uuid(1'600'000'000'000, 2, 2);
  one.couch.put("customer:" + to_string(bad),
                {{"kind", "customer"}, {"name", "Bad"}, {std::string(300, 'x'), "too long a name"}});
  one.couch.put("customer:" + to_string(good), {{"kind", "customer"}, {"name", "Good"}, {"employees", "many"}});
  one.couch.put("customer:not-an-id", {{"name", "?"}});
  one.couch.put("spaceship:" + to_string(good), {{"name", "?"}});
  one.world.run(3000);
  CHECK(one.a.text(good, "name") == "Good");
  CHECK(one.a.status().dead.size() == 1);
  one.a.crash();
  one.a.start();
  one.couch.put("customer:" + to_string(bad), {{"kind", "customer"}, {"name", "Better"}});
  one.world.run(3000);
  CHECK(one.a.text(bad, "name") == "Better");
  CHECK(one.a.status().dead.empty());
}

TEST_CASE("a database that is not there is made") {
  World world;
  Couch couch;
  couch.exists = false;
  Device a{world, couch, 1, "couchdb", "http://host/db/x"};
  a.connect();
  world.run(3000);
  a.customer("Northwind");
  world.run(3000);
  CHECK(couch.exists);
  CHECK(a.status().queued == 0);
}

TEST_CASE("only the leading tab syncs, and another takes over") {
  One one;
  one.a.program->engine.set_leader(false);
  one.queue(1);
  one.world.run(60'000);
  CHECK(one.a.status().state == SyncState::following);
  CHECK(one.customers_at_backend() == 0);
  one.a.program->engine.set_leader(true);
  one.world.run(3000);
  CHECK(one.customers_at_backend() == 1);
}

TEST_CASE("without a backend the queue is empty, and connecting later sends everything") {
  World world;
  Couch couch;
  Device a{world, couch, 1, "couchdb", "http://host/db/x"};
  a.customer("Northwind");
  CHECK(a.status().state == SyncState::off);
  CHECK(a.status().queued == 0);
  bool done = false;
  a.program->persistence.compact([&](Status) { done = true; });
  world.run(100);
  CHECK(done);
  a.crash();
  a.start();
  a.connect();
  world.run(3000);
  CHECK(couch.living() == 11);
  a.crash();
  a.start();
  world.run(3000);
  CHECK(a.status().state == SyncState::idle);
}
