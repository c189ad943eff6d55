#include <doctest/doctest.h>

#include "base/random.hpp"
#include "sync/events.hpp"
#include "sync/fakes/device.hpp"
#include "sync/fakes/hub.hpp"
#include "sync/profile.hpp"

using namespace saddlebag;
using namespace saddlebag::sync_test;

namespace {

using Json = Couch::Json;
using Texts = std::vector<std::string>;

/// What is told by a stream that comes in these pieces.
Texts told(Texts const& pieces) {
  sync::Events events;
  Texts all;
  for (std::string const& piece : pieces) CHECK(events.take(piece, all));
  return all;
}

/// CouchDB's connector with a stream of events beside seldom polling, so that only the stream can be quick.
std::string connector(bool subscribes = true) {
  Json profile = Json::parse(sync::connector_text("couchdb"), nullptr, false);
  profile["changes"].update({{"listen", "events"}, {"poll_seconds", 5}, {"poll_seconds_idle", 700}});
  profile["operations"]["listen"] = {{"url", "{base}/_events"}};
  if (subscribes) {
    profile["operations"]["subscribe"] = {{"method", "POST"}, {"url", "{base}/_subscribe"}, {"item", "{kind}/*"},
                                          {"body", {{"clientId", "{event.clientId}"}, {"subscriptions", "{topics}"}}}};
  }
  return profile.dump();
}

struct LiveDesk {
  World world;
  Hub hub;
  Device a;
  explicit LiveDesk(bool subscribes = true, std::function<void(Hub&)> prepare = [](Hub&) {})
      : a(world, hub, 1, connector(subscribes), "http://host/db/x") {
    hub.greets = subscribes;
    prepare(hub);
    a.connect();
    world.run(3000);
  }
  std::size_t streams() const { return a.program->network.streams(); }
  /// Another client writes a customer; is it here within that time?
  bool arrives(std::uint64_t number, double ms, bool told = true) {
    std::string const name = "Somebody " + std::to_string(number);
    hub.put("customer:" + to_string(someone(number)), name, told);
    world.run(ms);
    return a.text(someone(number), "name") == name;
  }
};

}  // namespace

TEST_CASE("a stream of events tells the same in whatever pieces and with whatever ends of lines it comes") {
  Texts const expected{"YHOO\n+2\n10", "", "{\"clientId\": \"x\"}", " two blanks", "a:b"};
  std::string const text =
      "\xEF\xBB\xBF" ": a comment\nevent: stock\ndata: YHOO\ndata: +2\nid: 7\ndata:10\n\n\n"
      "retry: 100\n\ndata\n\nevent: no data\n\ndata:{\"clientId\": \"x\"}\nnonsense\n\ndata:  two blanks\n\ndatabase: x\n"
      "data: a:b\n\ndata: not ended\n";
  for (std::string const end : {"\n", "\r\n", "\r"}) {
    std::string stream;
    for (char const c : text) stream += c == '\n' ? end : std::string(1, c);
    CHECK(told({stream}) == expected);
    for (std::size_t i = 0; i <= stream.size(); ++i) CHECK(told({stream.substr(0, i), stream.substr(i)}) == expected);
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
      INFO("seed ", seed);
      SeededRandom random(seed);
      Texts pieces;
      for (std::size_t at = 0; at < stream.size(); at += pieces.back().size()) pieces.push_back(stream.substr(at, random.below(9)));
      CHECK(told(pieces) == expected);
    }
  }
}

TEST_CASE("an event that does not end is given up, and many that do are not") {
  sync::Events line, lines, comment, many;
  Texts all;
  CHECK_FALSE(line.take("data: " + std::string(sync::Events::kLongest, 'x'), all));
  CHECK_FALSE(comment.take(":" + std::string(sync::Events::kLongest, '\0'), all));
  bool goes_on = true;
  for (std::size_t i = 0; goes_on && i < sync::Events::kLongest; ++i) goes_on = lines.take("data: xxxxxxx\n", all);
  CHECK_FALSE(goes_on);
  CHECK(all.empty());
  for (std::size_t i = 0; i < 2000; ++i) CHECK(many.take("data: " + std::string(100, 'x') + "\n\n", all));
  CHECK(all.size() == 2000);
}

TEST_CASE("a stream of events that was subscribed to brings changes at once, long before it would be polled for them") {
  LiveDesk desk;
  CHECK(desk.hub.opened == 1);
  REQUIRE(desk.hub.subscriptions.size() == 1);
  CHECK(desk.hub.subscriptions[0]["clientId"] == "c1");
  Json const topics = desk.hub.subscriptions[0]["subscriptions"];
  CHECK(topics.size() == kKindCount - 1);  // attachments stay on the device
  CHECK(std::find(topics.begin(), topics.end(), "customer/*") != topics.end());
  CHECK(desk.arrives(1, 500));
  desk.world.run(200'000);
  CHECK(desk.arrives(2, 500));
  CHECK(desk.hub.opened == 1);
}

TEST_CASE("a hub that needs no subscription counts from the moment that it answers") {
  LiveDesk desk(false);
  CHECK(desk.hub.opened == 1);
  CHECK(desk.hub.subscriptions.empty());
  CHECK(desk.arrives(1, 500));
}

TEST_CASE("what changed before a stream was open is asked for when it is") {
  LiveDesk desk(true, [](Hub& hub) {
    hub.on_subscribe = [&hub] { hub.put("customer:" + to_string(someone(1)), "Northwind", false); };
  });
  CHECK(desk.a.text(someone(1), "name") == "Northwind");
  CHECK(desk.hub.pulls == 2);
}

TEST_CASE("a burst of events is one pull, and an event during a pull is not lost") {
  LiveDesk desk;
  std::size_t const before = desk.hub.pulls;
  for (int i = 0; i < 40; ++i) {
    desk.hub.tell("data: 1\n\n: and\ndata: 2\n\n");
    desk.world.run(5);
  }
  desk.world.run(5000);
  CHECK(desk.hub.pulls == before + 1);
  // The second event comes while the pull for the first one is answered, with what was there before it.
  desk.hub.tell("data: 1\n\n");
  desk.world.run(5 + 300 + 6);
  CHECK(desk.hub.pulls == before + 2);
  CHECK(desk.arrives(1, 500));
}

TEST_CASE("what is sent from here comes back as an event, which is at most one more pull") {
  LiveDesk desk;
  desk.a.customer("Northwind");
  std::size_t const before = desk.hub.pulls;
  desk.world.run(100'000);
  CHECK(desk.a.status().queued == 0);
  CHECK(desk.hub.pulls <= before + 1);
}

TEST_CASE("two devices with one server see each other's edits at once") {
  World world;
  Hub hub;
  Device a(world, hub, 1, connector(), "http://host/db/x"), b(world, hub, 2, connector(), "http://host/db/x");
  a.connect();
  world.run(3000);
  b.connect();
  world.run(3000);
  Uuid const id = a.customer("Northwind");
  world.run(1000);
  CHECK(b.text(id, "name") == "Northwind");
  b.set(id, "city", "Oslo");
  world.run(1000);
  CHECK(a.text(id, "city") == "Oslo");
  std::size_t const before = hub.pulls;
  world.run(200'000);
  CHECK(hub.pulls == before);
}

TEST_CASE("when a stream ends, changes are polled for until it is open again") {
  LiveDesk desk;
  desk.world.run(60'000);
  desk.hub.refusal = reply(502, "<html>");
  desk.hub.end_all();
  CHECK(desk.arrives(1, 31'000, false));
  CHECK(desk.arrives(2, 40'000, false));
  CHECK(desk.a.status().state == SyncState::idle);
  desk.hub.refusal = {};
  desk.world.run(100'000);
  CHECK(desk.streams() == 1);
  CHECK(desk.arrives(3, 500));
}

TEST_CASE("a stream that its server ends every five minutes is opened again without a stop") {
  LiveDesk desk;
  for (std::uint64_t i = 1; i <= 12; ++i) {
    desk.world.run(300'000);
    desk.hub.end_all();
    desk.world.run(32'000);
    CHECK(desk.streams() == 1);
    CHECK(desk.arrives(i, 500));
  }
  CHECK(desk.hub.opened == 13);
  CHECK(desk.a.status().error.detail.empty());
}

TEST_CASE("a stream that never lasts is opened less and less often") {
  LiveDesk desk;
  for (int i = 0; i < 3600; ++i) {
    desk.hub.end_all();
    desk.world.run(1000);
  }
  CHECK(desk.hub.opened < 15);
  CHECK(desk.arrives(1, 710'000, false));
}

TEST_CASE("a stream that has gone silent is opened anew") {
  LiveDesk desk;
  std::size_t const pulls = desk.hub.pulls;
  desk.world.run(320'000);
  CHECK(desk.hub.pulls == pulls);
  desk.hub.tell(": alive\n");
  desk.world.run(320'000);
  CHECK(desk.hub.opened == 1);
  desk.world.run(45'000);
  CHECK(desk.hub.opened == 2);
  CHECK(desk.streams() == 1);
  CHECK(desk.hub.pulls == pulls + 2);
  CHECK(desk.arrives(1, 500));
}

TEST_CASE("a server without such a stream is polled, without a word of trouble, and hardly asked for it again") {
  port::Http::Response html = reply(200, "<html>data: 1\n\n</html>");
  html.headers[0].value = "text/html";
  for (port::Http::Response const& refusal : {reply(404, "{}"), reply(406, ""), reply(401, ""), html, reply(200, "data: 1\n\n")}) {
    CAPTURE(refusal.status);
    LiveDesk desk(true, [&](Hub& hub) { hub.refusal = refusal; });
    CHECK(desk.arrives(1, 31'000, false));
    desk.world.run(3'600'000);
    CHECK(desk.hub.opened < 12);
    CHECK(desk.streams() == 0);
    CHECK(desk.hub.subscriptions.empty());
    CHECK(desk.a.status().state == SyncState::idle);
    desk.world.run(3'600'000);
    CHECK(desk.hub.opened < 15);
  }
}

TEST_CASE("a server that asks to be left alone is not asked for its stream meanwhile") {
  LiveDesk desk(true, [](Hub& hub) {
    hub.refusal = reply(503, "");
    hub.refusal.headers.push_back({"retry-after", "1000"});
  });
  desk.world.run(990'000);
  CHECK(desk.hub.opened == 1);
  desk.hub.refusal = {};
  desk.world.run(710'000);
  CHECK(desk.streams() == 1);
}

TEST_CASE("whatever a stream tells, it does no harm") {
  std::string const nul(3, '\0');
  for (std::string const& greeting : Texts{"<html>", "", "[]", "null", "7", nul, "{\"clientId\":null}", "{\"\":{}}", "{\"*\":{\"a\":1}}", "\xFF\xFE",
                                           std::string(60'000, '['), "{\"clientId\":\"\xED\xA0\x80\"}", std::string(100'000, 'x')}) {
    CAPTURE(greeting.substr(0, 20));
    LiveDesk desk(true, [&](Hub& hub) { hub.greeting = greeting; });
    CHECK(desk.arrives(1, 40'000, false));
    CHECK(desk.a.status().state == SyncState::idle);
  }
  for (std::string const& text : Texts{std::string(1 << 20, 'x'), "data:" + std::string(1 << 20, '\n') + "data", std::string(1 << 20, '\0'),
                                       "<!doctype html><title>login</title>\n\n", "\r\r\n\n\r", ":\n:\n:"}) {
    CAPTURE(text.substr(0, 20));
    LiveDesk desk;
    desk.world.run(40'000);
    for (int i = 0; i < 3; ++i) desk.hub.tell(text);
    desk.hub.tell("\n\n");  // ends what it may have begun
    desk.world.run(60'000);
    CHECK(desk.streams() == 1);
    CHECK(desk.a.status().state == SyncState::idle);
    CHECK(desk.arrives(1, 500));
  }
}

TEST_CASE("a subscription that is refused leaves polling, and one that is not signed in asks for that") {
  for (int const status : {400, 403, 404, 500}) {
    CAPTURE(status);
    LiveDesk desk(true, [&](Hub& hub) { hub.subscribe_status = status; });
    CHECK(desk.streams() == 0);
    CHECK(desk.arrives(1, 31'000, false));
    desk.world.run(3'600'000);
    CHECK(desk.hub.subscriptions.size() < 12);
    CHECK(desk.a.status().state == SyncState::idle);
  }
  LiveDesk desk(true, [](Hub& hub) { hub.subscribe_status = 401; });
  CHECK(desk.a.status().state == SyncState::unauthorized);
  CHECK(desk.streams() == 0);
  desk.hub.subscribe_status = 200;
  desk.a.program->engine.sync_now();
  desk.world.run(35'000);
  CHECK(desk.streams() == 1);
  CHECK(desk.arrives(1, 500));
}

TEST_CASE("a subscription that no answer comes to leaves polling") {
  LiveDesk desk(true, [](Hub& hub) { hub.refusal = reply(503, ""); });
  desk.hub.refusal = {};
  desk.a.program->network.decide = [](port::Http::Request const& request) {
    return request.url.ends_with("/_subscribe") ? Fault::lost : Fault::none;
  };
  desk.world.run(100'000);
  CHECK(desk.arrives(1, 70'000, false));
  CHECK(desk.a.status().error.detail.empty());
}

TEST_CASE("a stream is closed by a pause, by another tab that leads, by disconnecting and by a crash") {
  LiveDesk desk;
  sync::Engine& engine = desk.a.program->engine;
  REQUIRE(desk.streams() == 1);
  desk.hub.tell("data: 1\n\n");
  engine.pause(true);
  CHECK(desk.streams() == 0);
  CHECK_FALSE(desk.arrives(1, 100'000));
  engine.pause(false);
  desk.world.run(1000);
  CHECK(desk.streams() == 1);
  engine.set_leader(false);
  CHECK(desk.streams() == 0);
  CHECK_FALSE(desk.arrives(2, 100'000));
  engine.set_leader(true);
  desk.world.run(1000);
  CHECK(desk.streams() == 1);
  CHECK(engine.configure({}));
  CHECK(desk.streams() == 0);
  CHECK_FALSE(desk.arrives(3, 100'000));
  desk.a.connect();
  desk.world.run(1000);
  CHECK(desk.streams() == 1);
  desk.hub.tell("data: 1\n\n");
  desk.world.run(10);
  desk.a.crash();
  desk.hub.tell("data: 1\n\n");
  desk.world.run(400'000);
  desk.a.start();
  desk.world.run(1000);
  CHECK(desk.streams() == 1);
  CHECK(desk.arrives(4, 500));
}

TEST_CASE("when the network is gone the stream is given up, and opened when it is back") {
  LiveDesk desk;
  desk.a.program->network.up = false;
  Uuid const id = desk.a.customer("Northwind");
  desk.world.run(5000);
  CHECK(desk.a.status().state == SyncState::offline);
  CHECK(desk.streams() == 0);
  desk.a.program->network.up = true;
  desk.a.program->engine.tick();
  desk.world.run(3000);
  CHECK(desk.streams() == 1);
  CHECK(desk.hub.couch.docs.contains("customer:" + to_string(id)));
  CHECK(desk.arrives(1, 500));
}

TEST_CASE("two devices come to the same end whatever becomes of their streams meanwhile") {
  for (std::uint64_t seed = 1; seed <= 25; ++seed) {
    INFO("seed ", seed);
    SeededRandom random(seed);
    World world;
    Hub hub;
    Device a(world, hub, 1, connector(), "http://host/db/x"), b(world, hub, 2, connector(), "http://host/db/x");
    a.connect();
    b.connect();
    world.run(3000);
    std::vector<Uuid> all{a.customer("First")};
    for (int i = 0; i < 60; ++i) {
      Device& device = random.below(2) == 0 ? a : b;
      switch (random.below(8)) {
        case 0: hub.end_all(); break;
        case 1: hub.refusal = random.below(2) == 0 ? reply(503, "") : port::Http::Response(); break;
        case 2: hub.tell(random.below(2) == 0 ? "data: 1\n\n" : "data"); break;
        case 3: device.program->network.up = !device.program->network.up; break;
        case 4: device.program->engine.pause(random.below(2) == 0); break;
        case 5: all.push_back(device.customer("Customer " + std::to_string(i))); break;
        default: device.set(all[random.below(all.size())], "city", "City " + std::to_string(i));
      }
      world.run(static_cast<double>(random.below(3000)));
    }
    hub.refusal = {};
    for (Device* device : {&a, &b}) {
      device->program->network.up = true;
      device->program->engine.pause(false);
      device->program->engine.sync_now();
    }
    for (int i = 0; i < 20; ++i) {
      hub.tell(":\n");
      world.run(100'000);
    }
    CHECK(a.everything() == b.everything());
    CHECK(a.status().queued + b.status().queued == 0);
    CHECK(a.program->network.streams() + b.program->network.streams() == 2);
    all.push_back(a.customer("Last"));
    world.run(1000);
    CHECK(b.text(all.back(), "name") == "Last");
  }
}
