#include <doctest/doctest.h>

#include "sync/fakes/couch.hpp"
#include "sync/fakes/device.hpp"

using namespace saddlebag;
using namespace saddlebag::sync_test;

namespace {

/// Two people, one backend.
struct CouchPair {
  World world;
  Couch couch;
  Device a{world, couch, 1, "couchdb", "http://host/db/x"};
  Device b{world, couch, 2, "couchdb", "http://host/db/x"};

  CouchPair() {
    a.connect();
    world.run(3000);
    b.connect();
    world.run(3000);
  }
  void online(bool up) { a.program->network.up = b.program->network.up = up; }
  void settle() { world.run(90'000); }
};

}  // namespace

TEST_CASE("a change on one device appears on the other within two seconds") {
  CouchPair pair;
  Uuid const id = pair.a.customer("杭州云帆");
  pair.world.run(2000);
  CHECK(pair.b.text(id, "name") == "杭州云帆");
  pair.b.set(id, "city", "杭州");
  pair.world.run(2000);
  CHECK(pair.a.text(id, "city") == "杭州");
  CHECK(pair.a.status().queued == 0);
  CHECK(pair.a.status().state == SyncState::idle);
}

TEST_CASE("built-in records are at the backend once, and nobody is in conflict over them") {
  CouchPair pair;
  CHECK(pair.couch.docs.contains("pipeline:" + to_string(standard_pipeline().uuid)));
  CHECK(pair.couch.living() == pair.a.store().count(Kind::pipeline) + pair.a.store().count(Kind::stage));
  CHECK(pair.a.everything() == pair.b.everything());
  CHECK(pair.a.everything().find("conflicts") == std::string::npos);
}

TEST_CASE("offline edits of different fields merge") {
  CouchPair pair;
  Uuid const id = pair.a.customer("Northwind");
  pair.world.run(2000);
  pair.online(false);
  pair.a.set(id, "city", "Oslo");
  pair.b.set(id, "phone", "+47 123");
  pair.world.run(5000);
  CHECK(pair.a.status().state == SyncState::offline);
  CHECK(pair.a.status().queued == 1);
  pair.online(true);
  pair.settle();
  for (Device* device : {&pair.a, &pair.b}) {
    CHECK(device->text(id, "city") == "Oslo");
    CHECK(device->text(id, "phone") == "+47 123");
    CHECK(device->conflicts(id).empty());
    CHECK(device->status().queued == 0);
  }
}

TEST_CASE("offline edits of the same field are shown to both people and ended by one choice") {
  CouchPair pair;
  Uuid const id = pair.a.customer("Northwind");
  pair.a.set(id, "city", "Bergen");
  pair.world.run(2000);
  pair.online(false);
  pair.a.set(id, "city", "Oslo");
  pair.b.set(id, "city", "Tromsø");
  pair.a.program->network.up = true;
  pair.settle();
  pair.b.program->network.up = true;
  pair.settle();
  for (Device* device : {&pair.a, &pair.b}) {
    auto const conflicts = device->conflicts(id);
    CAPTURE(device->everything());
    CAPTURE(device->log());
    CHECK(conflicts.size() == 1);
    if (conflicts.size() != 1) return;
    CHECK(conflicts[0].base.get().as_text() == "Bergen");
    CHECK(conflicts[0].mine.get().as_text() == "Tromsø");
    CHECK(conflicts[0].theirs.get().as_text() == "Oslo");
    CHECK(conflicts[0].device == 2);
    CHECK(device->text(id, "city") == "Oslo");
  }
  pair.a.choose(id, "city", Value::text("Tromsø"));
  pair.settle();
  for (Device* device : {&pair.a, &pair.b}) {
    CHECK(device->conflicts(id).empty());
    CHECK(device->text(id, "city") == "Tromsø");
    CHECK(device->status().queued == 0);
  }
}

TEST_CASE("where both end a conflict offline, the choice that arrives first stands and no new conflict is made") {
  CouchPair pair;
  Uuid const id = pair.a.customer("Northwind");
  pair.world.run(2000);
  pair.online(false);
  pair.a.set(id, "city", "Oslo");
  pair.b.set(id, "city", "Tromsø");
  pair.online(true);
  pair.settle();
  CHECK(pair.a.conflicts(id).size() == 1);
  pair.online(false);
  pair.a.choose(id, "city", Value::text("Oslo"));
  pair.b.choose(id, "city", Value::text("Tromsø"));
  pair.a.program->network.up = true;
  pair.settle();
  pair.b.program->network.up = true;
  pair.settle();
  CHECK(pair.a.everything() == pair.b.everything());
  CHECK(pair.a.conflicts(id).empty());
  CHECK(pair.a.status().queued + pair.b.status().queued == 0);
}

TEST_CASE("a record erased offline is gone everywhere and stays gone") {
  CouchPair pair;
  Uuid const id = pair.a.customer("Northwind");
  pair.world.run(2000);
  pair.online(false);
  pair.a.erase(Kind::customer, id);
  pair.online(true);
  pair.settle();
  CHECK(pair.b.text(id, "name") == "(none)");
  CHECK(pair.couch.docs["customer:" + to_string(id)].deleted);
  pair.a.crash();
  pair.a.start();
  pair.settle();
  CHECK(pair.a.text(id, "name") == "(none)");
  CHECK(pair.a.status().queued == 0);
}

TEST_CASE("an edit wins over an erasure, whichever comes first") {
  for (bool const erasure_first : {true, false}) {
    CouchPair pair;
    Uuid const id = pair.a.customer("Northwind");
    pair.world.run(2000);
    pair.online(false);
    pair.a.erase(Kind::customer, id);
    pair.b.set(id, "city", "Oslo");
    (erasure_first ? pair.a : pair.b).program->network.up = true;
    pair.settle();
    pair.online(true);
    pair.settle();
    CHECK(pair.a.text(id, "city") == "Oslo");
    CHECK(pair.b.text(id, "city") == "Oslo");
    CHECK(pair.a.text(id, "name") == "Northwind");
    CHECK(pair.a.status().queued + pair.b.status().queued == 0);
  }
}

TEST_CASE("an undone erasure brings the record back everywhere") {
  CouchPair pair;
  Uuid const id = pair.a.customer("Northwind");
  pair.world.run(2000);
  Edit edit(pair.a.store(), Cause::edit);
  edit.erase(Kind::customer, id);
  Transaction const erased = edit.take();
  pair.a.apply(erased);
  pair.settle();
  CHECK(pair.b.text(id, "name") == "(none)");
  Edit again(pair.a.store(), Cause::undo);
  again.create(Kind::customer, id);
  again.set(Kind::customer, id, "name", Value::text("Northwind"));
  pair.a.apply(again.take());
  pair.settle();
  CHECK(pair.b.text(id, "name") == "Northwind");
}

TEST_CASE("a customer made offline arrives with its children") {
  CouchPair pair;
  pair.online(false);
  Uuid const customer = pair.a.customer("Northwind");
  Uuid const contact = pair.a.create(Kind::contact, "name", "Kari");
  pair.a.set(Kind::contact, contact, "customer", Value::reference(customer));
  Uuid const deal = pair.a.create(Kind::opportunity, "name", "Ten boats");
  pair.a.set(Kind::opportunity, deal, "customer", Value::reference(customer));
  pair.a.set(Kind::opportunity, deal, "amount", Value::money({1234567890123456789, Currency("CNY")}));
  pair.world.run(5000);
  pair.online(true);
  pair.settle();
  auto const* const arrived = pair.b.store().find(Id<Opportunity>{deal});
  CHECK(arrived);
  if (!arrived) return;
  CHECK(arrived->customer.uuid == customer);
  CHECK(arrived->amount.minor == 1234567890123456789);
  CHECK(pair.couch.docs["contact:" + to_string(contact)].writes == 1);
}

TEST_CASE("five hundred queued edits arrive, each once") {
  CouchPair pair;
  pair.online(false);
  for (int i = 0; i < 500; ++i) pair.a.customer("Customer " + std::to_string(i));
  CHECK(pair.a.status().queued == 500);
  pair.online(true);
  pair.settle();
  CHECK(pair.a.status().queued == 0);
  CHECK(pair.b.store().count(Kind::customer) == 500);
  for (auto const& [id, doc] : pair.couch.docs) CHECK(doc.writes == 1);
  CHECK(pair.a.everything() == pair.b.everything());
}

TEST_CASE("an edit made while the record is being sent is sent as well, without conflict") {
  CouchPair pair;
  Uuid const id = pair.a.customer("Northwind");
  bool done = false;
  pair.a.program->network.observe = [&](port::Http::Request const& request) {
    if (done || request.url.find("_bulk_docs") == std::string::npos) return;
    done = true;
    pair.world.at(pair.world.now + 2, [&] { pair.a.set(id, "name", "Northwind Traders"); });
  };
  pair.settle();
  CHECK(done);
  CHECK(pair.b.text(id, "name") == "Northwind Traders");
  CHECK(pair.a.conflicts(id).empty());
  CHECK(pair.couch.conflicts == 0);
}

TEST_CASE("fields that this program does not know are kept and sent back") {
  CouchPair pair;
  Uuid const id = pair.a.customer("Northwind");
  pair.world.run(2000);
  std::string const name = "customer:" + to_string(id);
  auto body = pair.couch.docs[name].body;
  body["mood"] = {{"today", "sunny"}, {"week", {1, 2.5, nullptr}}};
  body["score"] = 7;
  body["tier"] = "platinum";
  pair.couch.put(name, body);
  pair.world.run(2000);
  pair.a.set(id, "city", "Oslo");
  pair.settle();
  auto const after = pair.couch.docs[name].body;
  CHECK(after["mood"] == body["mood"]);
  CHECK(after["score"] == 7);
  CHECK(after["tier"] == "platinum");
  CHECK(after["city"] == "Oslo");
}

TEST_CASE("five idle minutes are a handful of requests") {
  CouchPair pair;
  pair.settle();
  std::size_t const before = pair.a.program->network.requests;
  pair.world.run(300'000);
  CHECK(pair.a.program->network.requests - before < 20);
}

TEST_CASE("a conflict names people by their names, also where the backend only has a user's id") {
  CouchPair pair;
  Uuid const li = pair.a.create(Kind::user, "name", "Li Lei"), wang = pair.a.create(Kind::user, "name", "Wang Fang");
  Uuid const id = pair.a.customer("Northwind"), other = pair.a.customer("Southwind");
  pair.settle();
  auto const sit = [](Device& device, Uuid person) {
    Store::Identity identity = device.store().identity();
    identity.author = person;
    device.store().identify(std::move(identity));
  };
  sit(pair.a, li);
  sit(pair.b, wang);
  pair.b.program->network.up = false;
  pair.b.set(id, "city", "Oslo");
  pair.b.set(other, "city", "Oslo");
  pair.a.set(id, "city", "Bergen");
  pair.couch.put("customer:" + to_string(other), {{"kind", "customer"},
                                                  {"name", "Southwind"},
                                                  {"city", "Tromsø"},
                                                  {"updated_by", to_string(li)}});
  pair.settle();
  pair.b.program->network.up = true;
  pair.settle();
  for (Uuid const each : {id, other}) {
    auto const conflicts = pair.b.conflicts(each);
    REQUIRE(conflicts.size() == 1);
    CHECK(conflicts[0].mine_by == "Wang Fang");
    CHECK(conflicts[0].theirs_by == "Li Lei");
  }
}

TEST_CASE("a probability of 0 % is not the same as none, and arrives as that") {
  CouchPair pair;
  Uuid const id = pair.a.create(Kind::opportunity, "name", "Big");
  pair.a.set(Kind::opportunity, id, "probability", Value::number(0));
  Uuid const other = pair.a.create(Kind::opportunity, "name", "Small");
  pair.world.run(5000);
  auto const* const deal = pair.b.store().find(Id<Opportunity>{id});
  auto const* const without = pair.b.store().find(Id<Opportunity>{other});
  REQUIRE((deal && without));
  CHECK(deal->probability == 0);
  CHECK(without->probability == -1);
}

TEST_CASE("an attachment stays on its device, and nothing waits for it") {
  CouchPair pair;
  Uuid const customer = pair.a.customer("Northwind");
  pair.world.run(2000);
  std::size_t const living = pair.couch.living();
  Store& store = pair.a.store();
  Uuid const id = store.new_id();
  Edit edit(store, Cause::edit);
  edit.create(Kind::attachment, id)
      .set(Kind::attachment, id, "name", Value::text("front.jpg"))
      .set(Kind::attachment, id, "customer", Value::reference(customer));
  REQUIRE(store.apply(edit.take()));
  pair.settle();
  CHECK(pair.a.status().queued == 0);
  CHECK(pair.a.status().state == SyncState::idle);
  CHECK(pair.couch.living() == living);
  CHECK(pair.b.store().count(Kind::attachment) == 0);
  CHECK(pair.a.store().count(Kind::attachment) == 1);
}
