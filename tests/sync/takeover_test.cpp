#include <doctest/doctest.h>

#include <vector>

#include "sync/fakes/couch.hpp"
#include "sync/fakes/device.hpp"

using namespace saddlebag;
using namespace saddlebag::sync_test;

namespace {

/// A device with two tabs. The second was frozen: it has heard nothing of what the first did since it opened.
struct TwoTabs {
  World world;
  Couch couch;
  Device a{world, couch, 1, "couchdb", "http://host/db/x"};
  std::optional<Program> second;
  std::vector<std::string> asked;  ///< by the second

  TwoTabs() {
    a.connect();
    world.run(3000);
  }
  void open_second() {
    second.emplace(world, couch, a.disk, 1, 77, 1'700'000'000'000);
    second->engine.set_leader(false);
    second->network.observe = [this](port::Http::Request const& request) { asked.push_back(request.url); };
    world.run(100);
  }
  void hand_over() {
    world.run(1000);
    a.crash();
    second->engine.set_leader(true);
    world.run(10'000);
  }
  Couch::Document& doc(Uuid customer) { return couch.docs["customer:" + to_string(customer)]; }
};

}  // namespace

TEST_CASE("a tab that takes over goes on where the last leader was, with its queue, and sends nothing twice") {
  TwoTabs tabs;
  Uuid const sent = tabs.a.customer("Sent"), waiting = tabs.a.customer("Waiting");
  tabs.world.run(3000);
  tabs.open_second();
  tabs.a.set(sent, "city", "Bergen");
  Uuid const foreign = make_uuid(1'600'000'000'000, 1, 1);
  tabs.couch.put("customer:" + to_string(foreign), {{"kind", "customer"}, {"name", "Foreign"}});
  tabs.world.run(3000);
  tabs.a.program->network.up = false;
  tabs.a.set(waiting, "city", "Oslo");
  for (int i = 0; i < 400; ++i) tabs.a.customer("Customer " + std::to_string(i));
  tabs.world.run(2000);
  tabs.a.program->persistence.compact([](Status) {});
  tabs.hand_over();

  CHECK(tabs.second->engine.status().state == SyncState::idle);
  CHECK(tabs.second->engine.status().queued == 0);
  CHECK(tabs.second->store.count(Kind::customer) == 403);
  CHECK(tabs.doc(waiting).body["city"] == "Oslo");
  CHECK(tabs.doc(waiting).writes == 2);
  CHECK(tabs.doc(sent).writes == 2);
  CHECK(tabs.doc(foreign).writes == 1);
  CHECK(tabs.couch.conflicts == 0);
  for (auto const& [id, doc] : tabs.couch.docs) CHECK(doc.writes <= 2);
  for (std::string const& url : tabs.asked) CHECK(url.find("since=0&") == std::string::npos);
}

TEST_CASE("a tab that takes over connects to what the last leader was connected to") {
  World world;
  Couch couch;
  Device a{world, couch, 1, "couchdb", "http://host/db/x"};
  Program second(world, couch, a.disk, 1, 78, 1'700'000'000'000);
  second.engine.set_leader(false);
  world.run(100);
  CHECK(second.engine.status().state == SyncState::off);
  a.connect();
  Uuid const id = a.customer("Northwind");
  world.run(3000);
  a.crash();
  second.engine.set_leader(true);
  world.run(3000);
  CHECK(second.engine.status().state == SyncState::idle);
  CHECK(second.store.title(Kind::customer, id) == "Northwind");
}

TEST_CASE("what the last leader discarded stays discarded") {
  TwoTabs tabs;
  tabs.a.program->network.replacement = reply(400, R"({"error":"bad_request","reason":"no"})");
  tabs.a.program->network.decide = [](port::Http::Request const& request) {
    return request.url.find("_bulk_docs") != std::string::npos ? Fault::replaced : Fault::none;
  };
  Uuid const id = tabs.a.customer("Unwanted");
  tabs.world.run(5000);
  tabs.open_second();
  CHECK(tabs.a.status().dead.size() == 1);
  tabs.a.program->engine.discard({Kind::customer, id});
  tabs.hand_over();
  CHECK(tabs.second->engine.status().queued == 0);
  CHECK_FALSE(tabs.couch.docs.contains("customer:" + to_string(id)));
  CHECK(tabs.second->store.title(Kind::customer, id) == "Unwanted");
}

TEST_CASE("an edit made in the tab that takes over is sent with the last leader's") {
  TwoTabs tabs;
  Uuid const id = tabs.a.customer("Northwind");
  tabs.world.run(3000);
  tabs.open_second();
  tabs.a.program->network.up = false;
  tabs.a.set(id, "city", "Oslo");
  Edit edit(tabs.second->store, Cause::edit);
  edit.set(Kind::customer, id, "phone", Value::text("+47"));
  CHECK(tabs.second->store.apply(edit.take()));
  tabs.hand_over();
  CHECK(tabs.doc(id).body["city"] == "Oslo");
  CHECK(tabs.doc(id).body["phone"] == "+47");
  CHECK(tabs.second->engine.status().queued == 0);
}

TEST_CASE("an edit of which the last leader had not heard when the backend answered is sent by the next one") {
  TwoTabs tabs;
  Uuid const id = tabs.a.customer("Northwind");
  tabs.world.run(3000);
  tabs.open_second();
  tabs.a.set(id, "phone", "+47");
  Edit edit(tabs.second->store, Cause::edit);
  edit.set(Kind::customer, id, "city", Value::text("Oslo"));
  CHECK(tabs.second->store.apply(edit.take()));
  tabs.world.run(3000);
  CHECK(tabs.doc(id).body["phone"] == "+47");
  CHECK_FALSE(tabs.doc(id).body.contains("city"));
  tabs.hand_over();
  CHECK(tabs.doc(id).body["city"] == "Oslo");
  CHECK(tabs.doc(id).body["phone"] == "+47");
  CHECK(tabs.second->engine.status().queued == 0);
}

TEST_CASE("what a hidden page pulls becomes durable without a frame") {
  World world;
  Couch couch;
  for (int i = 0; i < 1300; ++i) {
    Uuid const id = make_uuid(1'600'000'000'000 + i, static_cast<std::uint64_t>(i) * 77, 5);
    couch.put("customer:" + to_string(id), {{"kind", "customer"}, {"name", "Customer " + std::to_string(i)}});
  }
  Device a{world, couch, 1, "couchdb", "http://host/db/x"};
  a.program->hidden = true;
  a.program->storage.takes_ms = 60;  // the last page comes while the one before is being written
  a.connect();
  world.run(5000);
  CHECK(a.program->persistence.state() == Persistence::State::saved);
  couch.exists = false;  // what is here now comes from the device
  a.crash();
  a.start();
  CHECK(a.store().count(Kind::customer) == 1300);
}
