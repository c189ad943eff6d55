// Servers that lie, break off and overdo it: nothing of it ends the program, bends a record or holds up the others.
#include <doctest/doctest.h>

#include <utility>

#include "sync/fakes/collections.hpp"
#include "sync/fakes/couch.hpp"
#include "sync/fakes/device.hpp"

using namespace saddlebag;
using namespace saddlebag::sync_test;

namespace {

using Json = Couch::Json;

/// Answers of a CouchDB with texts in them exchanged for what no JSON library would write.
struct Liar final : Server {
  Couch couch;
  std::vector<std::pair<std::string, std::string>> exchange;
  std::function<std::string(port::Http::Request const&, std::string)> bend;  ///< of the whole body

  void handle(port::Http::Request const& request, Answer answer) override {
    couch.handle(request, [this, request, answer](port::Http::Response const& response) {
      std::string body(as_text(response.body));
      for (auto const& [from, to] : exchange) {
        for (auto at = body.find(from); at != std::string::npos; at = body.find(from, at + to.size())) {
          body.replace(at, from.size(), to);
        }
      }
      answer(reply(response.status, bend ? bend(request, std::move(body)) : body));
    });
  }
  Json& body(std::string const& id) { return couch.docs[id].body; }
};

std::string name_of(Uuid id) { return "customer:" + to_string(id); }

struct HostileDesk {
  World world;
  Liar server;
  Device a{world, server, 1, "couchdb", "http://host/db/x"};
  HostileDesk() {
    a.connect();
    world.run(3000);
  }
  void put(Uuid id, std::string const& name, Json more = Json::object()) {
    more["kind"] = "customer";
    more["name"] = name;
    server.couch.put(name_of(id), std::move(more));
  }
  /// An honest record gets in, and one of ours gets out.
  void still_works(std::uint64_t number) {
    put(someone(number), "Honest " + std::to_string(number));
    Uuid const mine = a.customer("Mine " + std::to_string(number));
    world.run(200'000);
    CHECK(a.text(someone(number), "name") == "Honest " + std::to_string(number));
    CHECK(server.body(name_of(mine))["name"] == "Mine " + std::to_string(number));
    CHECK(a.status().state == SyncState::idle);
  }
};

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

/// What no field expects, as JSON. Each is a value that a server may well send.
std::vector<Json> strange_values() {
  std::vector<Json> all{nullptr, true, 0, -1, 1.5, -0.0, 1e300, 5e-324, INT64_MIN, UINT64_MAX, 9007199254740993,
                        "", " ", "0", "null", "NaN", "2024-02-30", "0000-00-00", "9999-12-31T23:59:60.999Z",
                        "+275760-09-13T00:00:00Z", "00000000-0000-0000-0000-000000000000", "json:x", "__proto__",
                        std::string("a\0b", 3), "\x7F\xC2\x80\xE2\x80\xAE\xEF\xBB\xBF", std::string(70'000, 'x')};
  for (char const* text : {R"([])", R"({})", R"([[[]]])", R"([null,1,"a"])", R"({"amount":"1","currency":"CNY","x":1})",
                           R"({"amount":1,"currency":"CNY"})", R"({"amount":"9e9","currency":"CNY"})",
                           R"({"amount":"92233720368547758.08","currency":"CNY"})", R"({"amount":"1","currency":"yuan"})",
                           R"({"amount":"-.","currency":""})", R"([""])", R"(["a\nb","a"])"}) {
    all.push_back(Json::parse(text, nullptr, false));
  }
  return all;
}

/// Whether what the backend has now is what it had. Absent and empty are one to the program, and so are a tag and a list
/// of it.
bool kept(Json const& now, Json const& before) {
  auto const says_nothing = [](Json const& json) {
    return json.empty() || json == "" || json == 0 || json == false || json == "00000000-0000-0000-0000-000000000000";
  };
  return now == before || before.is_null() || (says_nothing(now) && says_nothing(before)) || now == Json::array({before});
}

}  // namespace

TEST_CASE("a value of any type in any field is taken in or kept as it came, and goes back unbent with the next edit") {
  HostileDesk desk;
  std::vector<Json> const values = strange_values();
  std::vector<std::tuple<Kind, Uuid, std::string, Json>> planted;
  std::uint64_t number = 0;
  for (Kind const kind : {Kind::customer, Kind::opportunity, Kind::activity}) {
    for (Field const& field : desk.a.store().fields(kind)) {
      if (field.has(kSystem) || kind_info(kind).fields[kind_info(kind).title].name == field.name) continue;
      for (Json const& value : values) {
        Uuid const id = someone(++number);
        Json doc{{"kind", kind_info(kind).name}, {std::string(kind_info(kind).fields[kind_info(kind).title].name), "N"}};
        doc[std::string(field.name)] = value;
        planted.emplace_back(kind, id, field.name, value);
        desk.server.couch.put(sync::to_string(sync::RecordKey{kind, id}), doc);
      }
    }
  }
  desk.world.run(60'000);
  CHECK(desk.a.status().state == SyncState::idle);
  std::size_t refused = 0;
  for (auto const& [kind, id, field, value] : planted) {
    CAPTURE(field);
    CAPTURE(value.dump().substr(0, 100));
    if (!desk.a.store().find(kind, id)) {
      bool told = false;
      for (DeadLetter const& letter : desk.a.status().dead) told |= letter.record == id;
      CHECK(told);
      ++refused;
      continue;
    }
    CHECK(desk.a.set(kind, id, std::string(kind_info(kind).fields[kind_info(kind).title].name), Value::text("M")));
  }
  CHECK(refused < planted.size() / 10);
  desk.world.run(200'000);
  CHECK(desk.a.status().queued == 0);
  for (auto const& [kind, id, field, value] : planted) {
    CAPTURE(field);
    CAPTURE(value.dump().substr(0, 100));
    Json const& now = desk.server.body(sync::to_string(sync::RecordKey{kind, id}));
    CAPTURE(now.dump());
    CHECK(kept(now.contains(field) ? now[field] : Json(), value));
  }
  desk.still_works(++number);
}

TEST_CASE("numbers that are none, halves of characters and 10,000 levels spoil their record alone") {
  for (std::string const& raw : {std::string("NaN"), std::string("-Infinity"), std::string("1e999"), std::string("-1E+999"),
                                 std::string(R"("\ud800")"), std::string(R"("x\udc00\ud800")"), nested(10'000),
                                 R"({"a":)" + nested(10'000) + "}"}) {
    CAPTURE(raw.substr(0, 40));
    HostileDesk desk;
    desk.server.exchange = {{R"("RAW")", raw}};
    Uuid const mine = desk.a.customer("Mine");
    desk.world.run(3000);
    desk.put(someone(1), "First");
    desk.put(someone(2), "Second", {{"note", "RAW"}, {"city", "a \\ \" NaN 1e999 b"}});
    desk.put(someone(3), "Third", {{"city", "a \\ \" NaN 1e999 b"}, {"employees", 12}});
    desk.put(mine, "Mine too", {{"city", "RAW"}});
    desk.world.run(5000);
    CHECK(desk.a.status().state == SyncState::idle);
    CHECK(desk.a.text(someone(1), "name") == "First");
    CHECK(desk.a.text(someone(3), "city") == "a \\ \" NaN 1e999 b");
    CHECK(desk.a.text(mine, "name") == "Mine");
    CHECK(desk.a.text(someone(2), "name") == "(none)");
    CHECK(desk.a.status().dead.size() == 2);
    desk.server.exchange.clear();
    desk.still_works(9);
  }
}

TEST_CASE("duplicate keys are read as browsers read them, the last one counts") {
  HostileDesk desk;
  desk.server.exchange = {{R"("RAW")", R"("Oslo","city":"Bergen","name":"Other")"}};
  desk.put(someone(1), "First", {{"zip", 1}, {"city", "RAW"}});
  desk.put(someone(2), "Second");
  desk.world.run(3000);
  CHECK(desk.a.text(someone(1), "city") == "Bergen");
  CHECK(desk.a.text(someone(2), "name") == "Second");
  desk.still_works(9);
}

TEST_CASE("two records that claim one id are one record, and no other is touched") {
  HostileDesk desk;
  Uuid const mine = desk.a.customer("Mine");
  desk.world.run(3000);
  desk.put(someone(1), "Before");
  std::string const id = to_string(someone(1));
  std::string shouted = id;
  for (char& c : shouted) c = static_cast<char>(c >= 'a' && c <= 'f' ? c - 32 : c);
  desk.server.couch.put("customer:" + shouted, {{"kind", "customer"}, {"name", "Twin"}});
  desk.server.couch.put("contact:" + id, {{"kind", "contact"}, {"name", "Of another kind"}});
  desk.server.couch.put("lead:" + id, {{"kind", "customer"}, {"name", "Liar"}});
  desk.world.run(5000);
  CHECK(desk.a.store().find(Kind::customer, someone(1)));
  CHECK(desk.a.store().find(Kind::contact, someone(1)));
  CHECK(desk.a.store().count(Kind::customer) == 2);
  CHECK(desk.a.text(mine, "name") == "Mine");
  desk.still_works(9);
}

TEST_CASE("answers of every wrong shape change nothing, and the honest one after them is taken") {
  char const* const answers[] = {
      "null", "0", "\"\"", "[]", "{}", "[[]]", "true", "<html></html>", "\xFF\xFE{\"results\":[]}", "{\"results\":",
      R"({"results":{},"last_seq":1})", R"({"results":[],"last_seq":null})", R"({"results":[],"last_seq":{"a":[]}})",
      R"({"results":[null,1,"",[],{}],"last_seq":"0"})", R"({"results":[{"doc":null},{"doc":[]},{"doc":{"_id":7}}],"last_seq":-1})",
      R"({"results":[{"id":"customer:x","deleted":true,"changes":7}],"last_seq":1.5})",
      R"({"results":[{"id":7,"deleted":"yes","changes":[{"rev":{}}],"doc":{"_id":"customer:","_rev":[]}}],"last_seq":18446744073709551615})",
      R"({"rows":[]})", R"([{"id":"customer:00000000-0000-0000-0000-000000000000","rev":"1-a"}])",
      R"([{"ok":true,"id":null,"rev":{}},7,null])",
  };
  for (char const* wrong : answers) {
    CAPTURE(wrong);
    HostileDesk desk;
    Uuid const id = desk.a.customer("Mine");
    desk.world.run(3000);
    std::string const before = desk.a.everything();
    desk.server.bend = [&](port::Http::Request const&, std::string) { return std::string(wrong); };
    desk.a.program->engine.sync_now();
    desk.world.run(60'000);
    CHECK(desk.a.everything() == before);
    desk.a.set(id, "city", "Oslo");
    desk.world.run(60'000);
    desk.server.bend = nullptr;
    desk.world.run(120'000);
    CHECK(desk.a.status().dead.empty());
    CHECK(desk.a.conflicts(id).empty());
    CHECK(desk.server.body(name_of(id))["city"] == "Oslo");
    CHECK(desk.server.couch.living() == 11);
  }
}

TEST_CASE("an answer that is too long, or has too many values, is named as that and stops nothing else") {
  std::string const many = "{\"results\":[" + std::string(3'000'001, '[');
  std::string const quoted = "{\"results\":[],\"last_seq\":\"" + std::string(4'000'000, ',') + "\"}";
  for (std::string const& body : {std::string(port::Http::kLongestAnswer + 1, ' '), many, quoted}) {
    HostileDesk desk;
    bool const harmless = body == quoted;
    Uuid const id = desk.a.customer("Mine");
    desk.world.run(3000);
    desk.a.program->network.replacement = reply(200, body);
    desk.a.program->network.decide = [&](port::Http::Request const& request) {
      return request.url.find("_changes") != std::string::npos ? Fault::replaced : Fault::none;
    };
    desk.a.program->engine.sync_now();
    desk.world.run(100);
    if (!harmless) {
      CHECK(desk.a.status().state == SyncState::failing);
      CHECK(desk.a.status().error.code == ErrorCode::too_long);
      CHECK_FALSE(desk.a.status().error.detail.empty());
    }
    desk.a.program->network.decide = nullptr;
    desk.a.set(id, "city", "Oslo");
    desk.world.run(60'000);
    CHECK(desk.server.body(name_of(id))["city"] == "Oslo");
    if (!harmless) desk.still_works(9);
  }
}

TEST_CASE("a list of changes that never gets on does not keep edits from being sent") {
  HostileDesk desk;
  Json results = Json::array();
  for (int i = 0; i < 500; ++i) results.push_back({{"id", "x"}, {"doc", {{"_id", "x"}}}});
  std::string const stuck = Json{{"results", results}, {"last_seq", 3}}.dump();
  desk.server.bend = [&](port::Http::Request const& request, std::string body) {
    bool const page = request.url.find("_changes") != std::string::npos && request.url.find("longpoll") == std::string::npos;
    return page ? stuck : body;
  };
  desk.a.program->engine.sync_now();
  desk.world.run(5000);
  Uuid const id = desk.a.customer("Mine");
  desk.world.run(5000);
  CHECK(desk.server.body(name_of(id))["name"] == "Mine");
  std::size_t const requests = desk.a.program->network.requests;
  desk.world.run(60'000);
  CHECK(desk.a.program->network.requests - requests < 60);
}

TEST_CASE("json-server: ids that are none, twice or of a wrong type spoil nothing but themselves") {
  World world;
  Collections backend;
  Device a{world, backend, 1, "json-server", "http://host/api"};
  a.connect();
  world.run(5000);
  std::string const id = to_string(someone(1));
  auto& customers = backend.docs["customers"];
  customers["0"] = {{"id", 7}, {"name", "Number"}};
  customers["1"] = {{"id", "not-a-uuid"}, {"name", "Text"}};
  customers["2"] = {{"name", "None"}};
  customers["3"] = Json::array({1, 2});
  customers["4"] = nullptr;
  customers["5"] = {{"id", id}, {"name", "First"}, {"rev", 7}};
  customers["6"] = {{"id", id}, {"name", "Second"}, {"rev", {{"a", 1}}}};
  customers["7"] = {{"id", to_string(someone(2))}, {"name", "Honest"}, {"rev", "1-a"}};
  backend.docs["contacts"]["1"] = {{"id", id}, {"name", "A contact of the same id"}};
  Uuid const mine = a.customer("Mine");
  world.run(200'000);
  CHECK(a.text(someone(1), "name") == "Second");
  CHECK(a.text(someone(2), "name") == "Honest");
  CHECK(a.store().count(Kind::customer) == 3);
  CHECK(a.store().find(Kind::contact, someone(1)));
  CHECK(customers[to_string(mine)]["name"] == "Mine");
  CHECK(a.status().queued == 0);
}
