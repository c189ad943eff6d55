// Batches that wrap what would be sent one by one: in JSON (composite), and in multipart/mixed.
#include <doctest/doctest.h>

#include <fstream>
#include <optional>
#include <sstream>

#include "sync/fakes/collections.hpp"
#include "sync/fakes/device.hpp"
#include "sync/wire.hpp"
#include "sync/wire_batch.hpp"

using namespace saddlebag;
using namespace saddlebag::sync_test;
using sync::Meaning;
using Json = nlohmann::json;

namespace {

/// json-server with a batch of eight at most.
std::string profile(std::string const& style, Json const& more = Json::object()) {
  std::ifstream in(std::string(SADDLEBAG_SOURCE_DIR) + "/assets/connectors/json-server.json", std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  Json json = Json::parse(text.str(), nullptr, false);
  json["batch"] = {{"style", style}, {"max", 8}};
  json["operations"]["bulk"] = {{"method", "POST"}, {"url", "{base}/batch"}, {"headers", {{"x-batch", "yes"}}}};
  if (style == "composite") {
    json["operations"]["bulk"]["body"] = {{"requests", "{requests}"}};
    json["batch"].update({{"item", {{"verb", "{method}"}, {"path", "{path}"}, {"body", "{body}"}}}, {"results", "/results"}, {"status", "status"}, {"body", "body"}});
  }
  json.merge_patch(more);
  return json.dump();
}

/// Takes batches apart, and lets a model of json-server answer one request after the other.
class Batching final : public Server {
 public:
  void handle(port::Http::Request const& request, Answer answer) override {
    bool const whole = request.url.ends_with("/batch");
    if (!whole) {
      singles += request.method != "GET";
      return answer(one(request));
    }
    auto const before = inner.docs;
    std::vector<port::Http::Response> answers;
    bool good = true;
    auto const requests = taken_apart(request);
    sizes.push_back(requests.size());
    for (auto const& each : requests) {
      answers.push_back(one(each));
      good = good && answers.back().status < 300;
    }
    if (atomic && !good) inner.docs = before;
    if (atomic && !good) return answer(reply(400, R"({"message":"the transaction failed"})"));
    answer(put_together(answers, std::string(as_text(request.body)).starts_with('{')));
  }

  static port::Http::Response put_together(std::vector<port::Http::Response> const& answers, bool composite) {
    if (composite) {
      Json list = Json::array();
      for (auto const& each : answers) list.push_back({{"status", each.status}, {"body", Json::parse(as_text(each.body), nullptr, false)}});
      return reply(200, Json{{"results", list}}.dump());
    }
    std::string text = "a preamble\r\n";
    for (std::size_t i = 0; i < answers.size(); ++i) {
      text += "--abc\r\ncontent-type: application/http\r\nContent-Id: " + std::to_string(i + 1) + "\r\n\r\nHTTP/1.1 " +
              std::to_string(answers[i].status) + " So\r\nX-Y: Z\r\n\r\n" + std::string(as_text(answers[i].body)) + "\r\n";
    }
    auto response = reply(200, text + "--abc--\r\n");
    response.headers[0].value = "multipart/mixed; boundary=\"abc\"; charset=utf-8";
    return response;
  }

  Collections inner;
  /// Answers in place of the model.
  std::function<std::optional<port::Http::Response>(port::Http::Request const&)> decide = [](auto const&) { return std::nullopt; };
  bool atomic = false;
  std::size_t singles = 0;         ///< writes outside of batches
  std::vector<std::size_t> sizes;  ///< of the batches
  std::vector<std::string> order;  ///< names of what was created

 private:
  port::Http::Response one(port::Http::Request const& request) {
    if (request.url.ends_with("/nothing/there")) return reply(404, "{}");
    if (auto const instead = decide(request)) return *instead;
    if (request.method == "POST") order.push_back(Json::parse(as_text(request.body), nullptr, false).value("name", ""));
    port::Http::Response response;
    inner.handle(request, [&](port::Http::Response given) { response = std::move(given); });
    return response;
  }
  static std::vector<port::Http::Request> taken_apart(port::Http::Request const& request) {
    std::string const text(as_text(request.body));
    std::vector<port::Http::Request> list;
    if (text.starts_with('{')) {
      Json const json = Json::parse(text, nullptr, false);
      for (Json const& each : json["requests"]) {
        list.push_back({each["verb"], each["path"], {}, each.contains("body") ? to_bytes(each["body"].dump()) : Bytes{}});
      }
      return list;
    }
    std::string boundary;
    for (auto const& header : request.headers) {
      if (header.name == "content-type") boundary = "--" + header.value.substr(header.value.find('=') + 1);
    }
    for (auto at = text.find(boundary); text.compare(at + boundary.size(), 2, "--") != 0;) {
      auto const next = text.find(boundary, at + 1);
      auto const line = text.find("\r\n\r\n", at) + 4, body = text.find("\r\n\r\n", line) + 4;
      auto const blank = text.find(' ', line);
      list.push_back({text.substr(line, blank - line), text.substr(blank + 1, text.find(" HTTP/1.1", line) - blank - 1), {},
                      to_bytes(text.substr(body, next - 2 - body))});
      at = next;
    }
    return list;
  }
};

struct Scene {
  explicit Scene(std::string const& style, Json const& more = Json::object()) : device(world, backend, 1, profile(style, more), "http://host/api") {
    CAPTURE(style);
    device.connect();
    world.run(5000);
    backend.sizes.clear();
    backend.order.clear();
    backend.singles = 0;
    made_before = backend.inner.creates;
  }
  /// What is done meanwhile is sent together.
  void offline(std::function<void()> const& meanwhile) {
    device.program->network.up = false;
    meanwhile();
    device.program->network.up = true;
    world.run(300'000);
  }
  std::size_t made() const { return backend.inner.creates - made_before; }
  std::size_t stored() { return backend.inner.docs["customers"].size(); }
  World world;
  Batching backend;
  Device device;
  std::size_t made_before = 0;
};

bool about(port::Http::Request const& request, std::string const& text) {
  return request.method == "POST" && as_text(request.body).find(text) != std::string_view::npos;
}

std::string const kStyles[] = {"composite", "multipart"};

}  // namespace

TEST_CASE("what was made offline goes in few requests, in the order in which it was made") {
  for (std::string const& style : kStyles) {
    Scene scene(style);
    scene.offline([&] {
      for (int i = 0; i < 20; ++i) scene.device.customer("Customer " + std::to_string(i));
    });
    CHECK(scene.backend.sizes == std::vector<std::size_t>{8, 8, 4});
    CHECK(scene.backend.singles == 0);
    CHECK(scene.device.status().queued == 0);
    for (std::size_t i = 0; i < 20; ++i) CHECK(scene.backend.order.at(i) == "Customer " + std::to_string(i));
  }
}

TEST_CASE("of a batch one is refused, one is tried again, and all others are stored, each once") {
  for (std::string const& style : kStyles) {
    Scene scene(style);
    int busy = 2;
    scene.backend.decide = [&](port::Http::Request const& request) -> std::optional<port::Http::Response> {
      if (about(request, "Bad")) return reply(400, "{}");
      if (about(request, "Busy") && busy-- > 0) return reply(503, "{}");
      return std::nullopt;
    };
    scene.offline([&] {
      for (char const* name : {"A", "Bad", "B", "Busy", "C", "D"}) scene.device.customer(name);
    });
    CHECK(scene.stored() == 5);
    CHECK(scene.made() == 5);
    CHECK(scene.device.status().queued == 1);
    CHECK(scene.device.status().dead.size() == 1);
  }
}

TEST_CASE("a batch whose answer is lost makes nothing twice") {
  for (std::string const& style : kStyles) {
    Scene scene(style);
    int lost = 2;
    scene.device.program->network.decide = [&](port::Http::Request const& request) {
      return request.url.ends_with("/batch") && lost-- > 0 ? Fault::answer_lost : Fault::none;
    };
    scene.offline([&] {
      for (int i = 0; i < 12; ++i) scene.device.customer("Customer " + std::to_string(i));
    });
    CHECK(lost < 1);
    CHECK(scene.stored() == 12);
    CHECK(scene.made() == 12);
    CHECK(scene.device.status().queued == 0);
    CHECK(scene.device.store().count(Kind::customer) == 12);
  }
}

TEST_CASE("a transaction that is refused is halved to the one that it is refused for, and batches grow again") {
  Scene scene("composite", {{"batch", {{"atomic", true}}}});
  scene.backend.atomic = true;
  scene.backend.decide = [](port::Http::Request const& request) -> std::optional<port::Http::Response> {
    return about(request, "Bad") ? std::optional(reply(422, "{}")) : std::nullopt;
  };
  scene.offline([&] {
    for (char const* name : {"A", "B", "C", "D", "Bad", "E", "F", "G"}) scene.device.customer(name);
  });
  CHECK(scene.stored() == 7);
  CHECK(scene.device.status().dead.size() == 1);
  CHECK(scene.device.status().queued == 1);
  scene.backend.sizes.clear();
  scene.offline([&] {
    for (int i = 0; i < 20; ++i) scene.device.customer("Customer " + std::to_string(i));
  });
  CHECK(scene.stored() == 27);
  CHECK(std::count(scene.backend.sizes.begin(), scene.backend.sizes.end(), 8) > 0);
}

TEST_CASE("one that is refused in a transaction that answers for each does not make the others refused") {
  Scene scene("composite", {{"batch", {{"atomic", true}}}});
  scene.backend.decide = [](port::Http::Request const& request) -> std::optional<port::Http::Response> {
    return about(request, "Bad") ? std::optional(reply(422, "{}")) : std::nullopt;
  };
  scene.offline([&] {
    for (char const* name : {"A", "B", "Bad", "C"}) scene.device.customer(name);
  });
  CHECK(scene.stored() == 3);
  CHECK(scene.device.status().dead.size() == 1);
}

TEST_CASE("what refers to a new record is not sent along with it, and waits where that is refused") {
  for (std::string const& style : kStyles) {
    Scene scene(style);
    bool refuses = true;
    scene.backend.decide = [&](port::Http::Request const& request) -> std::optional<port::Http::Response> {
      return refuses && about(request, "Parent") ? std::optional(reply(400, "{}")) : std::nullopt;
    };
    scene.offline([&] {
      scene.device.customer("Other");
      Uuid const parent = scene.device.customer("Parent");
      Uuid const child = scene.device.create(Kind::contact, "name", "Child");
      scene.device.set(Kind::contact, child, "customer", Value::reference(parent));
      scene.device.create(Kind::contact, "name", "Alone");
    });
    CHECK(scene.backend.inner.docs["contacts"].size() == 1);
    REQUIRE(scene.device.status().dead.size() == 1);
    CHECK(scene.device.status().dead[0].kind == Kind::customer);
    refuses = false;
    scene.device.program->engine.retry({Kind::customer, scene.device.status().dead[0].record});
    scene.world.run(100'000);
    CHECK(scene.backend.inner.docs["contacts"].size() == 2);
    CHECK(scene.device.status().queued == 0);
  }
}

TEST_CASE("a server that knows no batches gets one after the other") {
  for (std::string const& style : kStyles) {
    Scene scene(style, {{"operations", {{"bulk", {{"url", "{base}/nothing/there"}}}}}});
    scene.offline([&] {
      for (int i = 0; i < 5; ++i) scene.device.customer("Customer " + std::to_string(i));
    });
    CHECK(scene.stored() == 5);
    CHECK(scene.device.status().queued == 0);
  }
}

TEST_CASE("what one of a batch says of the sign-in holds for all, and what was stored is stored") {
  for (std::string const& style : kStyles) {
    Scene scene(style);
    scene.backend.decide = [](port::Http::Request const& request) -> std::optional<port::Http::Response> {
      return about(request, "Secret") ? std::optional(reply(401, "{}")) : std::nullopt;
    };
    scene.offline([&] {
      for (char const* name : {"A", "Secret", "B"}) scene.device.customer(name);
    });
    CHECK(scene.device.status().state == SyncState::unauthorized);
    CHECK(scene.device.status().queued == 1);
    CHECK(scene.device.status().dead.empty());
    CHECK(scene.stored() == 2);
  }
}

TEST_CASE("updates and deletions in a batch: what is gone is made anew, or is as it should be") {
  for (std::string const& style : kStyles) {
    Scene scene(style, {{"concurrency", {{"style", "none"}}}});
    std::vector<Uuid> ids;
    scene.offline([&] {
      for (int i = 0; i < 6; ++i) ids.push_back(scene.device.customer("Customer " + std::to_string(i)));
    });
    REQUIRE(scene.stored() == 6);
    scene.backend.sizes.clear();
    for (std::size_t i : {0u, 1u}) scene.backend.inner.docs["customers"].erase(to_string(ids[i]));
    scene.offline([&] {
      for (std::size_t i : {0u, 2u}) scene.device.set(ids[i], "city", "Oslo");
      for (std::size_t i : {1u, 3u}) scene.device.erase(Kind::customer, ids[i]);
    });
    CHECK(scene.device.status().queued == 0);
    CHECK(scene.device.status().dead.empty());
    CHECK(scene.stored() == 4);
    CHECK(scene.backend.inner.docs["customers"][to_string(ids[0])]["city"] == "Oslo");
    CHECK(scene.backend.inner.docs["customers"][to_string(ids[2])]["city"] == "Oslo");
    CHECK(scene.backend.sizes.size() <= 2);
  }
}

TEST_CASE("a boundary occurs nowhere in what it divides, and is the same each time") {
  std::vector<port::Http::Request> requests{{"POST", "http://host/a", {{"if-match", "1\r\nx-evil: 2"}}, to_bytes("{}")}};
  std::string const first = sync::to_multipart(requests).boundary;
  CHECK(sync::to_multipart(requests).boundary == first);
  CHECK(sync::to_multipart(requests).content.find("\nx-evil") == std::string::npos);
  for (int i = 0; i < 20; ++i) {  // each text has the boundaries of all before it
    sync::Multipart const parts = sync::to_multipart(requests);
    CHECK(as_text(requests[0].body).find(parts.boundary) == std::string_view::npos);
    requests[0].body = to_bytes(std::string(as_text(requests[0].body)) + "\r\n--" + parts.boundary + "--");
  }
}

TEST_CASE("an answer with too few parts, too many, or the wrong ones says nothing of those that it does not name") {
  auto const read = [](std::string const& text, std::size_t count, std::string const& type = "multipart/mixed") {
    std::string all;
    for (auto const& each : sync::from_multipart({200, {{"content-type", type}}, to_bytes(text)}, count)) all += std::to_string(each.status) + " " + std::string(as_text(each.body)) + ";";
    return all;
  };
  std::string const a = "--x\nContent-Type: application/http\n\nHTTP/1.1 201 Created\nA: b\n\n{1}\n";
  std::string const b = "--x\r\nContent-ID: 2\r\n\r\nHTTP/1.1 404\r\n\r\n{2}\r\n", c = "--x\n\nHTTP/1.1 204 No Content\n\n";
  CHECK(read(a + c + "--x--", 2) == "201 {1};204 ;");
  CHECK(read("hello\n" + a + c + "--x--\nbye", 2, "multipart/mixed;boundary=x") == "201 {1};204 ;");
  CHECK(read(a + c + "--x--", 3) == "0 ;0 ;0 ;");
  CHECK(read(a + a + a + "--x--", 2) == "0 ;0 ;");
  CHECK(read(b + "--x--", 3) == "0 ;404 {2};0 ;");
  CHECK(read(b + b + "--x--", 2) == "0 ;404 {2};");
  CHECK(read(a + c, 2) == "0 ;0 ;");  // cut off
  CHECK(read(a + "--x\nContent-ID: 7\n\nHTTP/1.1 200 OK\n\n--x--", 2) == "201 {1};0 ;");
  CHECK(read(a + "--x\nContent-ID: one\n\nHTTP/1.1 200 OK\n\n--x--", 2) == "201 {1};0 ;");
  CHECK(read(a + "--x\n\nHTTP/1.1 99 No\n\n--x--", 2) == "201 {1};0 ;");
  CHECK(read(a + "--x\n\nHTTP/1.1\n\n--x--", 2) == "201 {1};0 ;");
  CHECK(read(a + "--x\n--x--", 2) == "201 {1};0 ;");
  CHECK(read("", 1) == "0 ;");
  CHECK(read("--", 1) == "0 ;");
  CHECK(read("<html>", 1, "multipart/mixed; boundary=\"") == "0 ;");
}

TEST_CASE("results of a composite are found by what names them, or all by their order") {
  sync::Profile::Batch batch;
  batch.item = {{"id", "r{index}"}};
  batch.status = "/s";
  batch.body = "b";
  batch.headers = "h";
  auto const read = [&](std::string const& text, std::size_t count) {
    std::string all;
    for (auto const& each : sync::from_composite(batch, {200, {}, to_bytes(text)}, count)) all += std::to_string(each.status) + " " + std::string(as_text(each.body)) + ";";
    return all;
  };
  CHECK(read(R"([{"s":200,"b":{"a":1}},{"s":"409","b":"no"}])", 2) == R"(200 {"a":1};409 no;)");
  CHECK(read(R"([{"s":200}])", 2) == "0 ;0 ;");
  CHECK(read(R"([{"s":200},{"s":200}])", 1) == "0 ;");
  CHECK(read(R"([{"s":20000},{"s":-200},{"s":null},7,[]])", 5) == "0 ;0 ;0 ;0 ;0 ;");
  CHECK(read(R"({"s":200})", 1) == "0 ;");
  CHECK(read("[{\"s\":200,\"b\":" + std::string(50'000, '[') + std::string(50'000, ']') + "}]", 1) == "0 ;");
  CHECK(read(R"([{"s":200,"b":"\ud800"},{"s":200,"b":null}])", 2) == "0 ;200 ;");
  auto const named = sync::from_composite(batch, {200, {}, to_bytes(R"([{"s":200,"h":{"ETag":"x","n":{}}}])")}, 1);
  CHECK(named[0].headers.at(0).name == "etag");
  batch.ref = "id";
  CHECK(read(R"([{"id":"r1","s":204},{"id":"r9","s":200},{"id":"r0","s":201},{"id":"r0","s":500},{"s":200}])", 3) == "201 ;204 ;0 ;");
}

TEST_CASE("however an answer is mutilated, nothing is taken for stored that it did not call so") {
  for (std::string const& style : kStyles) {
    Scene scene(style);
    auto const parsed = sync::Profile::parse(profile(style));
    REQUIRE(parsed);
    sync::Wire wire(scene.device.store(), *parsed, {});
    std::vector<sync::Doc> docs;
    std::vector<port::Http::Response> answers;
    for (int i = 0; i < 6; ++i) {
      Uuid const id = scene.device.customer("Customer " + std::to_string(i));
      docs.push_back(sync::read_doc(scene.device.store(), Kind::customer, *scene.device.store().find(Kind::customer, id)));
      docs.back().rev.clear();
      std::vector<sync::Doc> one{docs.back()};
      answers.push_back(i % 2 ? reply(503, "{}") : reply(201, std::string(as_text(wire.push(one).body))));
    }
    port::Http::Response const valid = Batching::put_together(answers, style == "composite");
    auto const check = [&](port::Http::Response const& response) {
      auto const results = wire.read_pushed(response, docs);
      REQUIRE(results);
      REQUIRE(results->size() == docs.size());
      std::size_t ok = 0;
      for (std::size_t i = 0; i < docs.size(); ++i) {
        ok += (*results)[i].meaning == Meaning::ok;
        if (i % 2) CHECK((*results)[i].meaning != Meaning::ok);
      }
      return ok;
    };
    CHECK(check(valid) == 3);
    for (std::uint64_t seed = 1; seed <= 1500; ++seed) {
      CAPTURE(seed);
      SeededRandom random(seed);
      port::Http::Response bad = valid;
      for (std::uint64_t n = random.next() % 3 + 1; n > 0 && !bad.body.empty(); --n) {
        std::size_t const size = bad.body.size(), at = random.next() % size, end = at + random.next() % std::min<std::size_t>(size - at, 200);
        auto const begin = bad.body.begin();
        auto const from = static_cast<std::ptrdiff_t>(at), to = static_cast<std::ptrdiff_t>(end);
        Bytes const span(begin + from, begin + to);
        std::uint64_t const how = random.next() % 4;
        if (how == 0) bad.body.resize(at);
        else if (how == 1) bad.body.erase(begin + from, begin + to);
        else if (how == 2) bad.body.insert(begin + from, span.begin(), span.end());
        else bad.body[at] = static_cast<std::uint8_t>("\r\n-:{}[]\"\\x\xff 0"[random.next() % 15]);
      }
      if (random.next() % 4 == 0) bad.headers.clear();
      check(bad);
    }
  }
}
