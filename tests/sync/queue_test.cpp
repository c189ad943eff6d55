// The order and the completeness of what is sent.
#include <doctest/doctest.h>

#include <algorithm>

#include "assets.hpp"
#include "sync/fakes/couch.hpp"
#include "sync/fakes/device.hpp"
#include "sync/json.hpp"

using namespace saddlebag;
using namespace saddlebag::sync_test;

namespace {

/// Refuses each document that has `poison` in it, and takes the others: as CouchDB's validation functions do.
struct Validating final : Server {
  Couch couch;
  std::string poison = "poison";
  std::vector<std::string> order;  ///< ids of documents, as they were taken

  void handle(port::Http::Request const& request, Answer answer) override {
    if (request.url.find("_bulk_docs") == std::string::npos) return couch.handle(request, std::move(answer));
    Couch::Json body = Couch::Json::parse(as_text(request.body), nullptr, false), kept = Couch::Json::array();
    Couch::Json refused = Couch::Json::array();
    for (Couch::Json const& doc : body["docs"]) {
      bool const bad = !poison.empty() && doc.dump().find(poison) != std::string::npos;
      if (bad) refused.push_back({{"id", doc["_id"]}, {"error", "forbidden"}, {"reason", "no poison"}});
      else kept.push_back(doc);
      if (!bad) order.push_back(doc["_id"]);
    }
    body["docs"] = kept;
    port::Http::Request rest = request;
    std::string const text = body.dump();
    rest.body.assign(text.begin(), text.end());
    couch.handle(rest, [refused, answer](port::Http::Response const& response) {
      Couch::Json results = Couch::Json::parse(as_text(response.body), nullptr, false);
      for (Couch::Json const& one : refused) results.push_back(one);
      answer(reply(response.status, results.dump()));
    });
  }
  bool knows(Kind kind, Uuid id) { return couch.docs.contains(sync::to_string(sync::RecordKey{kind, id})); }
};

struct QueueDesk {
  World world;
  Validating server;
  Device a{world, server, 1, "couchdb", "http://host/db/x"};
  QueueDesk() {
    a.connect();
    world.run(3000);
    server.order.clear();
  }
  Uuid contact(Uuid customer, std::string const& name) {
    Uuid const id = a.store().new_id();
    Edit edit(a.store(), Cause::edit);
    edit.create(Kind::contact, id).set(Kind::contact, id, "name", Value::text(name));
    edit.set(Kind::contact, id, "customer", Value::reference(customer));
    a.apply(edit.take());
    return id;
  }
};

}  // namespace

TEST_CASE("what refers to a new record that was refused waits for it, and nothing else does") {
  QueueDesk desk;
  Uuid const bad = desk.a.customer("poison");
  desk.world.run(3000);
  Uuid const child = desk.contact(bad, "Kari");
  Uuid const good = desk.a.customer("Northwind"), other = desk.contact(good, "Ola");
  desk.world.run(3000);
  CHECK(desk.a.status().dead.size() == 1);
  CHECK(desk.a.status().queued == 2);
  CHECK_FALSE(desk.server.knows(Kind::contact, child));
  CHECK(desk.server.knows(Kind::contact, other));
  desk.a.set(bad, "name", "Medicine");
  desk.world.run(3000);
  CHECK(desk.a.status().queued == 0);
  CHECK(desk.server.knows(Kind::contact, child));
}

TEST_CASE("dead letters are exported with the record, what it was before, and the reason") {
  QueueDesk desk;
  CHECK(desk.a.program->engine.export_letters() == "[]");
  Uuid const id = desk.a.customer("Northwind");
  desk.world.run(3000);
  desk.a.set(id, "city", "poison");
  desk.world.run(3000);
  auto const json = sync::parse_json(desk.a.program->engine.export_letters());
  REQUIRE(json);
  REQUIRE(json->size() == 1);
  sync::Json const& letter = (*json)[0];
  CHECK(sync::text_member(letter, "kind") == "customer");
  CHECK(sync::text_member(letter, "id") == to_string(id));
  CHECK(sync::text_member(letter, "title") == "Northwind");
  CHECK(sync::text_member(letter, "reason").find("no poison") != std::string::npos);
  CHECK(sync::text_member(letter["record"], "city") == "poison");
  CHECK(letter["before"].contains("city"));
}

TEST_CASE("what a device has pushed does not come back to it as news") {
  QueueDesk desk;
  for (int i = 0; i < 20; ++i) desk.a.customer("Customer " + std::to_string(i));
  desk.world.run(60'000);
  CHECK(desk.a.status().pulled == 0);
  CHECK(desk.server.order.size() == 20);
}

TEST_CASE("that everything is sent is told, also where an edit of the last moment went with what was under way") {
  QueueDesk desk;
  Uuid const id = desk.a.customer("Northwind");
  desk.world.run(3000);
  for (double moment = 0; moment < 700; moment += 10) {
    SyncState shown = SyncState::idle;
    desk.a.program->engine.on_status([&] { shown = desk.a.status().state; });
    desk.a.set(id, "city", "Oslo " + std::to_string(moment));
    desk.world.run(moment);
    desk.a.set(id, "city", "Bergen " + std::to_string(moment));
    shown = desk.a.status().state;  // the edit's own frame
    desk.world.run(3000);
    CAPTURE(moment);
    CHECK(desk.a.status().state == SyncState::idle);
    CHECK(shown == SyncState::idle);
    desk.a.program->engine.on_status([] {});
  }
}

TEST_CASE("whoever asks for a sync while one is under way starts no second one") {
  QueueDesk desk;
  std::size_t open = 0, most = 0;
  for (int i = 0; i < 1200; ++i) desk.a.customer("Customer " + std::to_string(i));
  desk.a.program->network.observe = [&](port::Http::Request const& request) {
    if (request.url.find("_bulk_docs") == std::string::npos) return;
    most = std::max(most, ++open);
    desk.world.at(desk.world.now + 9.5, [&] { --open; });
  };
  for (int i = 0; i < 100; ++i) {
    desk.a.program->engine.tick();
    desk.a.program->engine.sync_now();
    desk.world.run(3);
  }
  desk.world.run(5000);
  CHECK(most == 1);
  CHECK(desk.a.status().queued == 0);
  for (auto const& [id, doc] : desk.server.couch.docs) CHECK(doc.writes == 1);
}

TEST_CASE("a program that wakes up while there is still no network waits for it") {
  QueueDesk desk;
  desk.a.program->network.up = false;
  desk.a.customer("Northwind");
  desk.world.run(10'000);
  for (int i = 0; i < 5; ++i) desk.a.program->engine.tick();
  desk.world.run(10'000);
  CHECK(desk.a.status().state == SyncState::offline);
  CHECK(desk.a.status().queued == 1);
  desk.a.program->network.up = true;
  desk.a.program->engine.tick();
  desk.world.run(1000);
  CHECK(desk.a.status().queued == 0);
}

TEST_CASE("edits of a record that was made offline are there after a restart, and arrive with it") {
  QueueDesk desk;
  desk.a.program->network.up = false;
  Uuid const id = desk.a.customer("Northwind");
  desk.a.set(id, "city", "Oslo");
  desk.world.run(1000);
  desk.a.crash();
  desk.a.start();
  desk.a.program->network.up = false;
  desk.a.set(id, "phone", "+47");
  desk.world.run(1000);
  desk.a.crash();
  desk.a.start();
  desk.world.run(5000);
  auto const& doc = desk.server.couch.docs["customer:" + to_string(id)];
  CHECK(doc.body["city"] == "Oslo");
  CHECK(doc.body["phone"] == "+47");
  CHECK(desk.a.status().queued == 0);
}

TEST_CASE("a program that ends in the middle of a push sends the rest after its restart, and nothing twice") {
  for (double const moment : {301.0, 306.0, 311.0, 313.0, 325.0}) {
    QueueDesk desk;
    for (int i = 0; i < 1200; ++i) desk.a.customer("Customer " + std::to_string(i));
    desk.world.run(moment);
    desk.a.crash();
    desk.a.start();
    desk.world.run(20'000);
    CHECK(desk.a.status().queued == 0);
    CHECK(desk.server.couch.living() == 1210);
    for (auto const& [id, doc] : desk.server.couch.docs) CHECK(doc.writes == 1);
  }
}

TEST_CASE("edits that are made while a long queue is being sent go behind it and are not lost") {
  QueueDesk desk;
  desk.a.program->network.up = false;
  std::vector<Uuid> ids;
  for (int i = 0; i < 1200; ++i) ids.push_back(desk.a.customer("Customer " + std::to_string(i)));
  desk.a.program->network.up = true;
  desk.a.program->engine.tick();
  desk.world.run(12);
  Uuid const late = desk.a.customer("Late");
  desk.a.set(ids[0], "city", "Oslo");
  desk.world.run(20'000);
  CHECK(desk.a.status().queued == 0);
  CHECK(desk.server.couch.docs["customer:" + to_string(ids[0])].body["city"] == "Oslo");
  std::vector<std::string> wanted;
  for (Uuid const id : ids) wanted.push_back("customer:" + to_string(id));
  wanted.push_back("customer:" + to_string(late));
  std::vector<std::string> sent = desk.server.order;  // the first time each was sent
  std::vector<std::string> once;
  for (std::string const& id : sent) {
    if (std::find(once.begin(), once.end(), id) == once.end()) once.push_back(id);
  }
  CHECK(once == wanted);
}

TEST_CASE("a person who signs in as somebody else keeps the queue, and it is sent") {
  QueueDesk desk;
  desk.a.program->network.up = false;
  for (int i = 0; i < 300; ++i) desk.a.customer("Customer " + std::to_string(i));
  CHECK(desk.a.program->engine.configure({"couchdb", "http://host/db/x", "wang", "secret"}));
  CHECK(desk.a.status().queued == 300);
  desk.a.program->network.up = true;
  desk.a.program->engine.tick();
  desk.world.run(5000);
  CHECK(desk.a.status().queued == 0);
  for (auto const& [id, doc] : desk.server.couch.docs) CHECK(doc.writes == 1);
}

TEST_CASE("a pasted connector works as a ready one does, and a broken one is refused") {
  World world;
  Couch couch;
  Device a{world, couch, 1, std::string(asset("connectors/couchdb.json")), "http://host/db/x"};
  auto const refused = a.program->engine.configure({R"({"name":"mine"})", "http://host/db/x", "", ""});
  CHECK_FALSE(refused);
  CHECK(refused.error().detail.find("title") != std::string::npos);
  a.connect();
  a.customer("Northwind");
  world.run(3000);
  CHECK(a.status().profile == "couchdb");
  a.crash();
  a.start();
  world.run(3000);
  CHECK(a.status().state == SyncState::idle);
  CHECK(couch.living() == 11);
}

TEST_CASE("a leap day is the same day in every time zone, and after the zone has changed") {
  QueueDesk desk;
  Device b{desk.world, desk.server, 2, "couchdb", "http://host/db/x"};
  b.connect();
  desk.world.run(3000);
  Uuid const id = desk.a.create(Kind::contact, "name", "Kari");
  Date const leap = parse_iso_date("2024-02-29").value_or(Date{});
  desk.a.set(Kind::contact, id, "birthday", Value::date(leap));
  desk.world.run(3000);
  auto const* const there = b.store().find(Id<Contact>{id});
  REQUIRE(there);
  CHECK(there->birthday == leap);
  CHECK(desk.server.couch.docs["contact:" + to_string(id)].body["birthday"] == "2024-02-29");
}
