// Plays the exchanges of contracts/*.json, which were written from the documentation of each backend, against the engine.
#include <doctest/doctest.h>

#include <deque>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "sync/codec.hpp"
#include "sync/fakes/device.hpp"
#include "sync/profile.hpp"
#include "sync/schema.hpp"

using namespace saddlebag;
using namespace saddlebag::sync_test;
using Json = nlohmann::json;

namespace {

std::string const kRoot = SADDLEBAG_SOURCE_DIR;

/// A member that may be left out.
Json const& part(Json const& json, char const* name) {
  static Json const nothing;
  return json.contains(name) ? json[name] : nothing;
}

std::string file(std::string const& path) {
  std::ifstream in(kRoot + "/" + path, std::ios::binary);
  std::stringstream all;
  all << in.rdbuf();
  return all.str();
}

std::string decoded(std::string const& url) {
  std::string out;
  for (std::size_t i = 0; i < url.size(); ++i) {
    if (url[i] != '%' || i + 2 >= url.size()) {
      out += url[i];
      continue;
    }
    out += static_cast<char>(std::strtol(url.substr(i + 1, 2).c_str(), nullptr, 16));
    i += 2;
  }
  return out;
}

/// `*` is anything.
bool matches(Json const& expected, Json const& actual) {
  if (expected == "*") return true;
  if (!expected.is_structured() || expected.type() != actual.type() || expected.size() != actual.size()) return expected == actual;
  if (expected.is_array()) return std::equal(expected.begin(), expected.end(), actual.begin(), matches);
  for (auto const& [name, value] : expected.items()) {
    if (!actual.contains(name) || !matches(value, actual[name])) return false;
  }
  return true;
}

/// A multipart body, whose first line says what it is divided by.
std::string with_boundary_named(std::string text) {
  std::string const boundary = text.substr(2, text.find("\r\n") - 2);
  for (auto at = text.find(boundary); at != std::string::npos; at = text.find(boundary)) text.replace(at, boundary.size(), "BOUNDARY");
  return text;
}

/// Answers what is expected, in order; anything else is an error, and gets no answer.
class Script final : public Server {
 public:
  void handle(port::Http::Request const& request, Answer answer) override {
    std::string const body(request.body.begin(), request.body.end());
    std::string const url = decoded(request.url.substr(request.url.starts_with(base) ? base.size() : 0));
    std::string const line = request.method + " " + url + (body.empty() ? "" : " " + body);
    if (exchanges.empty()) {
      FAIL_CHECK("unexpected: " << line);
      return;
    }
    Json const exchange = exchanges.front();
    exchanges.pop_front();
    Json const& expected = exchange[0];
    std::string const asked = expected["url"] == "*" ? url : expected["url"].get<std::string>();
    CHECK(request.method + " " + url == expected.value("method", "GET") + " " + asked);
    if (expected.contains("signature")) {
      port::Http::Signature const& sign = request.signature;
      CHECK(Json{{"secret", sign.secret}, {"text", decoded(sign.text)}, {"header", sign.header}, {"value", sign.value}} == expected["signature"]);
    }
    if (expected.contains("body")) CHECK_MESSAGE(matches(expected["body"], Json::parse(body, nullptr, false)), (line + " instead of " + expected["body"].dump()));
    if (expected.contains("form")) CHECK(decoded(body) == expected["form"].get<std::string>());
    if (expected.contains("text")) CHECK(with_boundary_named(decoded(body)) == expected["text"].get<std::string>());
    for (auto const& [name, value] : part(expected, "headers").items()) {
      std::string sent;
      for (auto const& each : request.headers) {
        if (each.name == name) sent = each.value;
      }
      CHECK_MESSAGE(sent == value.get<std::string>(), name, " of ", line);
    }
    Json const& given = exchange[1];
    if (given["status"] == 0) return;  // the answer is lost
    if (given.contains("stream")) {
      answer(piece(given["stream"]));
      stream = std::move(answer);
      return;
    }
    std::string const text = !given.contains("body") ? "" : given["body"].is_string() ? given["body"].get<std::string>() : given["body"].dump();
    port::Http::Response response = reply(given["status"], text);
    for (auto const& [name, value] : part(given, "headers").items()) response.headers.push_back({name, value});
    answer(response);
  }
  std::string base;
  std::deque<Json> exchanges;
  Answer stream;  ///< the last one
};

class Player {
 public:
  explicit Player(Json contract) : contract_(std::move(contract)) {
    server_.base = contract_["base"];
    Json profile = Json::parse(file("assets/connectors/" + contract_["profile"].get<std::string>() + ".json"), nullptr, false);
    if (contract_.contains("kinds")) restrict_to(profile, contract_["kinds"]);
    if (contract_.contains("patch")) profile.merge_patch(contract_["patch"]);
    if (contract_.contains("page_size")) profile["page"]["size"] = contract_["page_size"];
    profile["changes"]["poll_seconds"] = profile["changes"]["poll_seconds_idle"] = 3600;
    if (!contract_.value("listens", false)) profile["operations"].erase("listen");
    connection_ = {profile.dump(), contract_["base"], contract_.value("user", ""), contract_.value("secret", "")};
    device_.emplace(world_, server_, 1, "", "");
  }

  void play() {
    for (Json const& raw : contract_["steps"]) {
      Json const step = Json::parse(named(raw.dump()));
      INFO(contract_["profile"].get<std::string>(), ": ", step.value("what", std::string()));
      bool const restarts = step["do"] == "restart";  // it asks at once
      if (!restarts) act(step);
      // Ids of records that this step made are known only now.
      Json const now = Json::parse(named(raw.dump()));
      for (Json const& exchange : part(now, "exchanges")) server_.exchanges.push_back(exchange);
      if (restarts) act(step);
      world_.run(now.value("ms", 2000));
      CHECK_MESSAGE(server_.exchanges.empty(), "not asked for: ", server_.exchanges.empty() ? "" : server_.exchanges.front()[0].dump());
      server_.exchanges.clear();
      if (now.contains("then")) check(now["then"]);
    }
  }

 private:
  static void restrict_to(Json& profile, Json const& kinds) {
    Json kept = Json::object();
    for (std::string const name : kinds) {
      bool const mapped = profile.contains("kinds") && profile["kinds"].contains(name);
      kept[name] = mapped ? profile["kinds"][name] : Json{{"entity", name}};
    }
    profile["kinds"] = std::move(kept);
  }
  /// `{a}` is the id of the record that a step called so.
  std::string named(std::string text) {
    for (auto const& [name, key] : records_) {
      std::string const what = "{" + name + "}";
      for (auto at = text.find(what); at != std::string::npos; at = text.find(what)) text.replace(at, what.size(), to_string(key.id));
    }
    return text;
  }
  Field const& field(Kind kind, std::string const& name) {
    return device_->store().fields(kind)[device_->store().field_named(kind, name)];
  }
  void set(sync::RecordKey key, Json const& fields, bool fresh) {
    Edit edit(device_->store(), Cause::edit);
    if (fresh) edit.create(key.kind, key.id);
    for (auto const& [name, json] : fields.items()) {
      OwnedValue value;
      REQUIRE(sync::decode_value(&field(key.kind, name), json, value));
      edit.set(key.kind, key.id, name, value);
    }
    REQUIRE(device_->apply(edit.take()));
  }
  void act(Json const& step) {
    std::string const what = step["do"];
    sync::Engine& engine = device_->program->engine;
    if (what == "connect") {
      Status const status = engine.configure(connection_);
      CHECK_MESSAGE(status, (status ? std::string() : status.error().detail));
    } else if (what == "sync") {
      engine.sync_now();
    } else if (what == "tell") {
      server_.stream(piece(step["event"]));
    } else if (what == "restart") {
      device_->crash();
      device_->start();
    } else if (what == "create") {
      sync::RecordKey const key{kind_named(step["kind"].get<std::string>()), device_->store().new_id()};
      records_[step["as"]] = key;
      set(key, step["set"], true);
    } else if (what == "several") {
      for (Json const& each : step["steps"]) act(each);
    } else if (what == "set") {
      set(found(step), step["set"], false);
    } else if (what == "erase") {
      sync::RecordKey const key = found(step);
      device_->erase(key.kind, key.id);
    }
  }
  /// By its name here, or by its title.
  sync::RecordKey found(Json const& step) {
    std::string const name = step["record"];
    if (records_.contains(name)) return records_[name];
    for (std::size_t i = 0; i < kKindCount; ++i) {
      Table const& table = device_->store().table(kind_at(i));
      for (Row row = 0; row < table.end(); ++row) {
        if (table.at(row) && device_->store().title(kind_at(i), table.at(row)->id) == name) return {kind_at(i), table.at(row)->id};
      }
    }
    FAIL_CHECK("no record " << name);
    return {};
  }
  void check(Json const& then) {
    SyncStatus const status = device_->status();
    for (auto const& [kind, count] : part(then, "count").items()) CHECK(device_->store().count(kind_named(kind)) == count.get<std::size_t>());
    for (auto const& [title, fields] : part(then, "records").items()) {
      sync::RecordKey const key = found({{"record", title}});
      Record const* const record = device_->store().find(key.kind, key.id);
      if (!record) continue;
      sync::Doc const doc = sync::read_doc(device_->store(), key.kind, *record);
      for (auto const& [name, json] : fields.items()) {
        CAPTURE(name);
        Json actual = sync::encode_value(&field(key.kind, name), doc.get(name));
        if (actual.is_string() && json.is_string() && field(key.kind, name).type == FieldType::reference) {
          actual = std::string(device_->store().title(field(key.kind, name).target, doc.get(name).as_reference()));
        }
        CHECK(actual == json);
      }
      if (then.contains("conflicts")) CHECK(read_conflicts(record->conflicts).size() == then["conflicts"].get<std::size_t>());
    }
    if (then.contains("queued")) CHECK(status.queued == then["queued"].get<std::size_t>());
    if (then.contains("unauthorized")) CHECK((status.state == SyncState::unauthorized) == then["unauthorized"].get<bool>());
    if (then.contains("refused")) {
      REQUIRE(status.dead.size() == 1);
      CHECK(status.dead[0].reason == then["refused"].get<std::string>());
    }
  }

  Json contract_;
  World world_;
  Script server_;
  sync::Connection connection_;
  std::optional<Device> device_;
  std::map<std::string, sync::RecordKey> records_;
};

}  // namespace

TEST_CASE("every ready connector is whole, and holds to its contract") {
  Json const list = Json::parse(file("tests/sync/contracts/all.json"), nullptr, false);
  REQUIRE(list.is_array());
  for (std::string const name : list) {
    CAPTURE(name);
    std::string const text = file("assets/connectors/" + name + ".json");
    CHECK(sync::flaw_of_connector(text, file("assets/connectors/schema.json")) == "");
    auto const profile = sync::Profile::parse(text);
    CHECK_MESSAGE(profile, (profile ? std::string() : profile.error().detail));
    if (!profile) continue;
    CHECK(profile->name == name);
    Json const contract = Json::parse(file("tests/sync/contracts/" + name + ".json"), nullptr, false);
    REQUIRE(contract.is_object());
    Player(contract).play();
  }
}

TEST_CASE("records that refer to each other, answers that are lost, and ids, at a backend that makes the ids") {
  Json const contract = Json::parse(file("tests/sync/contracts/espocrm-linked.json"), nullptr, false);
  REQUIRE(contract.is_object());
  Player(contract).play();
}

TEST_CASE("requests may be signed") {
  Json const contract = Json::parse(file("tests/sync/contracts/espocrm-signed.json"), nullptr, false);
  REQUIRE(contract.is_object());
  Player(contract).play();
}

TEST_CASE("pages may be asked for by the range header") {
  Json const contract = Json::parse(file("tests/sync/contracts/postgrest-range.json"), nullptr, false);
  REQUIRE(contract.is_object());
  Player(contract).play();
}

TEST_CASE("PocketBase tells of changes by events") {
  Json const contract = Json::parse(file("tests/sync/contracts/pocketbase-events.json"), nullptr, false);
  REQUIRE(contract.is_object());
  Player(contract).play();
}

TEST_CASE("several changes go in one request, and each is answered for itself") {
  for (std::string const name : {"salesforce-batch", "dataverse-batch", "pocketbase-batch"}) {
    CAPTURE(name);
    Json const contract = Json::parse(file("tests/sync/contracts/" + name + ".json"), nullptr, false);
    REQUIRE(contract.is_object());
    Player(contract).play();
  }
}

TEST_CASE("a connector of a person's own is refused where the schema refuses it") {
  Json const cases = Json::parse(file("tests/sync/contracts/examples.json"), nullptr, false);
  REQUIRE(cases.is_array());
  for (Json const& each : cases) {
    Json profile = Json::parse(file("assets/connectors/json-server.json"), nullptr, false);
    profile.merge_patch(each["patch"]);
    (void)sync::Profile::parse(profile.dump());  // reads whatever there is
    std::string const wrong = sync::flaw_of_connector(profile.dump(), file("assets/connectors/schema.json"));
    CHECK(wrong.substr(0, wrong.find(':')) == each["wrong"].get<std::string>());
  }
}
