#include <doctest/doctest.h>

#include "sync/fakes/couch.hpp"
#include "sync/fakes/device.hpp"

using namespace saddlebag;
using namespace saddlebag::sync_test;

namespace {

/// Refuses every push that has `poison` in it, and bends what it answers.
struct Picky final : Server {
  Couch couch;
  std::string poison = "poison";
  std::string bend, into;  ///< in bodies of answers
  bool cut = false;        ///< answers end in the middle

  void handle(port::Http::Request const& request, Answer answer) override {
    bool const push = request.url.find("_bulk_docs") != std::string::npos;
    if (push && !poison.empty() && as_text(request.body).find(poison) != std::string_view::npos) {
      return answer(reply(400, R"({"error":"bad_request","reason":"no poison here"})"));
    }
    couch.handle(request, [this, answer](port::Http::Response const& response) {
      std::string body(as_text(response.body));
      for (auto at = body.find(bend); !bend.empty() && at != std::string::npos; at = body.find(bend, at + into.size())) {
        body.replace(at, bend.size(), into);
      }
      answer(reply(response.status, cut ? body.substr(0, body.size() / 2) : body));
    });
  }
  Couch::Document& doc(Uuid customer) { return couch.docs["customer:" + to_string(customer)]; }
  bool knows(Uuid customer) { return couch.docs.contains("customer:" + to_string(customer)); }
};

struct LetterDesk {
  World world;
  Picky server;
  Device a{world, server, 1, "couchdb", "http://host/db/x"};
  LetterDesk() {
    a.connect();
    world.run(3000);
  }
  sync::Engine& engine() { return a.program->engine; }
  [[nodiscard]] std::size_t letters() const { return a.status().dead.size(); }
  void restart() {
    world.run(1000);
    a.crash();
    a.start();
    world.run(5000);
  }
};

sync::RecordKey key(Uuid customer) { return {Kind::customer, customer}; }
}  // namespace

TEST_CASE("a refused change is sent again when the person says so, once the backend likes it") {
  LetterDesk desk;
  Uuid const id = desk.a.customer("poison");
  desk.world.run(5000);
  CHECK(desk.letters() == 1);
  desk.engine().retry(key(id));
  desk.world.run(5000);
  CHECK(desk.letters() == 1);
  desk.server.poison.clear();
  desk.world.run(60'000);
  CHECK_FALSE(desk.server.knows(id));  // not by itself
  desk.engine().retry(key(id));
  desk.world.run(5000);
  CHECK(desk.letters() == 0);
  CHECK(desk.server.doc(id).body["name"] == "poison");
}

TEST_CASE("a discarded new record stays here, is not sent, also after restarts, until it is edited") {
  LetterDesk desk;
  Uuid const id = desk.a.customer("poison");
  desk.world.run(5000);
  desk.engine().discard(key(id));
  desk.world.run(5000);
  CHECK(desk.letters() == 0);
  CHECK(desk.a.status().queued == 0);
  CHECK(desk.a.status().state == SyncState::idle);
  for (int i = 0; i < 2; ++i) desk.restart();
  CHECK(desk.letters() == 0);
  CHECK(desk.a.status().queued == 0);
  CHECK(desk.a.text(id, "name") == "poison");
  desk.server.poison.clear();
  desk.engine().sync_now();
  desk.world.run(5000);
  CHECK_FALSE(desk.server.knows(id));
  desk.a.set(id, "city", "Oslo");
  desk.world.run(5000);
  CHECK(desk.server.doc(id).body["name"] == "poison");
  CHECK(desk.server.doc(id).body["city"] == "Oslo");
}

TEST_CASE("a discarded edit keeps its value here until somebody changes the record at the backend") {
  LetterDesk desk;
  Uuid const id = desk.a.customer("Northwind");
  desk.world.run(3000);
  desk.a.set(id, "city", "poison");
  desk.world.run(5000);
  CHECK(desk.letters() == 1);
  desk.engine().discard(key(id));
  desk.restart();
  CHECK(desk.letters() == 0);
  CHECK(desk.a.text(id, "city") == "poison");
  CHECK_FALSE(desk.server.doc(id).body.contains("city"));
  desk.server.couch.put("customer:" + to_string(id), {{"kind", "customer"}, {"name", "Northwind"}, {"city", "Bergen"}});
  desk.world.run(3000);
  CHECK(desk.a.text(id, "city") == "Bergen");
  CHECK(desk.a.conflicts(id).empty());
  CHECK(desk.a.status().queued == 0);
}

TEST_CASE("an erasure that was refused and discarded is taken back") {
  LetterDesk desk;
  Uuid const id = desk.a.customer("Northwind");
  desk.world.run(3000);
  desk.server.poison = "_deleted";
  desk.a.erase(Kind::customer, id);
  desk.world.run(5000);
  CHECK(desk.letters() == 1);
  desk.engine().discard(key(id));
  desk.world.run(3000);
  CHECK(desk.letters() == 0);
  CHECK(desk.a.text(id, "name") == "Northwind");
  CHECK(desk.a.status().queued == 0);
}

TEST_CASE("documents that are broken in themselves are set aside, and the rest of their page arrives") {
  LetterDesk desk;
  desk.server.bend = "HALF";
  desk.server.into = "\\ud83d";
  Couch::Json deep = 1;
  for (int i = 0; i < 100; ++i) deep = Couch::Json::array({deep});
  Couch& couch = desk.server.couch;
  couch.put("customer:" + to_string(someone(1)), {{"kind", "customer"}, {"name", "First"}, {"city", "\xF0\x9F\x98\x80"}});
  couch.put("customer:" + to_string(someone(2)), {{"kind", "customer"}, {"name", "Second"}, {"city", "x HALF"}});
  couch.put("customer:" + to_string(someone(3)), {{"kind", "customer"}, {"name", "Third"}, {"extra", deep}});
  couch.put("customer:" + to_string(someone(4)), {{"kind", "customer"}, {"name", 4}});
  couch.put("customer:" + to_string(someone(5)), {{"kind", "customer"}, {"name", "Fifth"}});
  desk.world.run(3000);
  CHECK(desk.a.text(someone(1), "city") == "\xF0\x9F\x98\x80");
  CHECK(desk.a.text(someone(5), "name") == "Fifth");
  CHECK(desk.a.status().state == SyncState::idle);
  CHECK(desk.a.text(someone(4), "name").empty());
  desk.a.set(someone(4), "city", "Oslo");
  desk.world.run(3000);
  CHECK(desk.server.doc(someone(4)).body["name"] == 4);  // a value of the wrong type is kept, and sent back as it was
  CHECK(desk.server.doc(someone(4)).body["city"] == "Oslo");
  REQUIRE(desk.letters() == 2);
  CHECK(desk.a.status().dead[0].title == "Second");
  CHECK(desk.a.status().dead[0].reason.find("surrogate") != std::string::npos);
  CHECK(desk.a.status().dead[1].reason.find("nested") != std::string::npos);

  desk.engine().discard(key(someone(3)));
  desk.restart();
  CHECK(desk.letters() == 1);
  desk.engine().sync_now();
  desk.world.run(3000);
  CHECK(desk.letters() == 1);
  couch.put("customer:" + to_string(someone(2)), {{"kind", "customer"}, {"name", "Second"}, {"city", "whole"}});
  desk.world.run(3000);
  CHECK(desk.a.text(someone(2), "city") == "whole");
  CHECK(desk.letters() == 0);
  couch.put("customer:" + to_string(someone(3)), {{"kind", "customer"}, {"name", "Third"}, {"extra", deep}, {"v", 2}});
  desk.world.run(3000);
  CHECK(desk.letters() == 1);  // another version, and still broken
}

TEST_CASE("an edit is not sent over a document that cannot be read: it waits for the person") {
  LetterDesk desk;
  desk.server.bend = "HALF";
  desk.server.into = "\\udc00";
  Uuid const id = desk.a.customer("Northwind");
  desk.world.run(3000);
  desk.server.couch.put("customer:" + to_string(id), {{"kind", "customer"}, {"name", "Northwind"}, {"city", "HALF"}});
  desk.world.run(3000);
  desk.a.set(id, "phone", "+47");
  desk.world.run(20'000);
  CHECK(desk.letters() == 1);
  CHECK(desk.a.status().queued == 1);
  CHECK(desk.a.text(id, "phone") == "+47");
  CHECK(desk.server.doc(id).body["city"] == "HALF");
}

TEST_CASE("an answer that is cut off is told as that, and the pull goes on where it was") {
  LetterDesk desk;
  desk.server.cut = true;
  desk.server.couch.put("customer:" + to_string(someone(1)), {{"kind", "customer"}, {"name", "First"}});
  desk.world.run(5000);
  CHECK(desk.a.status().state == SyncState::failing);
  CHECK(desk.a.status().error.detail.find("not JSON") != std::string::npos);
  desk.server.cut = false;
  desk.world.run(120'000);
  CHECK(desk.a.status().state == SyncState::idle);
  CHECK(desk.a.text(someone(1), "name") == "First");
}
