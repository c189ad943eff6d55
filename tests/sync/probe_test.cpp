#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "assets.hpp"
#include "sync/fakes/collections.hpp"
#include "sync/fakes/device.hpp"
#include "sync/probe.hpp"

using namespace saddlebag;
using namespace saddlebag::sync_test;

namespace {

struct Trial {
  World world;
  Collections backend;
  Device device{world, backend, 1, "json-server", "http://host/api"};
  std::optional<sync::Probe> probe;
  int told = 0;
  std::string connector{asset("connectors/json-server.json")};
  ConnectionTest const& run() {
    Program& program = *device.program;
    probe.emplace(program.store, program.network, program.clock, *sync::Profile::parse(connector),
                  sync::Connection{connector, "http://host/api", "", ""}, [this] { ++told; });
    world.run(5000);
    return probe->result();
  }
};

}  // namespace

TEST_CASE("trying a connection goes through every step, counts, shows a record, and leaves nothing behind") {
  Trial trial;
  Uuid const id = trial.device.store().new_id();
  trial.backend.docs["customers"][to_string(id)] = {{"id", to_string(id)}, {"rev", "1-a"}, {"name", "Northwind"}, {"city", "Oslo"}};
  std::string const before = trial.device.everything();
  ConnectionTest const& result = trial.run();
  CHECK(result.done);
  CHECK(result.error.empty());
  CHECK(result.passed == ConnectionTest::kSteps);
  CHECK(result.to_pull == 1);
  CHECK(result.to_push > 0);  // the built-in pipelines
  CHECK(result.sample_kind == Kind::customer);
  CHECK(std::find(result.sample.begin(), result.sample.end(), std::pair<std::string, std::string>("name", "Northwind")) != result.sample.end());
  CHECK(trial.backend.docs["customers"].size() == 1);
  CHECK(trial.device.everything() == before);
  CHECK(trial.told > 3);
}

TEST_CASE("trying a connection stops at the step that fails, and says why") {
  Trial trial;
  SUBCASE("nobody there") {
    trial.device.program->network.up = false;
    CHECK(trial.run().passed == 0);
    CHECK(trial.probe->result().error == "no network");
  }
  SUBCASE("the sign-in is not accepted") {
    trial.device.program->network.replacement = reply(401, "{}");
    trial.device.program->network.decide = [](auto const&) { return Fault::replaced; };
    CHECK(trial.run().passed == 1);
    CHECK(trial.probe->result().error == "HTTP 401");
  }
  SUBCASE("a web page instead of data") {
    trial.device.program->network.replacement = reply(200, "<html>");
    trial.device.program->network.decide = [](auto const&) { return Fault::replaced; };
    CHECK(trial.run().passed == 2);
    CHECK(trial.probe->result().error == "the server answered with a web page (HTML) instead of data");
  }
  SUBCASE("reading only") {
    trial.device.program->network.replacement = reply(403, "{}");
    trial.device.program->network.decide = [](auto const& request) { return request.method == "POST" ? Fault::replaced : Fault::none; };
    CHECK(trial.run().passed == 4);
    CHECK(trial.probe->result().error == "HTTP 403");
  }
  CHECK(trial.probe->result().done);
}

namespace {

/// A connector with kinds of its own, as text.
std::string mapped() {
  nlohmann::json connector = nlohmann::json::parse(asset("connectors/json-server.json"), nullptr, false);
  connector["kinds"]["customer"] = {{"entity", "Account"}, {"fields", {{"name", "title"}, {"annual_revenue", {{"path", "sum"}, {"as", "decimal"}, {"currency", "NOK"}}}}}};
  return connector.dump();
}

ConnectionTest::Mapping::Line line(std::vector<ConnectionTest::Mapping> const& mappings, std::string const& field) {
  for (auto const& each : mappings.at(0).lines) {
    if (each.field == field) return each;
  }
  return {};
}

}  // namespace

TEST_CASE("what a field stands for can be changed, and shows what comes of it") {
  Store store;
  sync::MappingEditor editor(store, mapped(), "http://host/api");
  CHECK(editor.wants(Kind::customer));
  editor.show(Kind::customer, {{"id", "1"}, {"title", "Northwind"}, {"town", "Oslo"}, {"sum", "12.5"}, {"main", {{"phone", "+47"}}}, {"tags", {"a"}}});
  CHECK_FALSE(editor.wants(Kind::customer));
  auto mappings = editor.preview();
  REQUIRE(mappings.size() == 1);
  CHECK(mappings[0].members == std::vector<std::string>{"id", "/main/phone", "sum", "title", "town"});
  CHECK(line(mappings, "name").value == "Northwind");
  CHECK(line(mappings, "annual_revenue").value == "12.50 NOK");
  CHECK(line(mappings, "city").member.empty());
  CHECK_FALSE(editor.changed());
  editor.map(Kind::customer, "city", "town");
  editor.map(Kind::customer, "phone", "/main/phone");
  editor.map(Kind::customer, "annual_revenue", "");
  mappings = editor.preview();
  CHECK(editor.changed());
  CHECK(line(mappings, "city").value == "Oslo");
  CHECK(line(mappings, "phone").value == "+47");
  CHECK(line(mappings, "annual_revenue").member.empty());
  editor.map(Kind::customer, "annual_revenue", "town");  // no number there; how it was written stays known
  CHECK(line(editor.preview(), "annual_revenue").value.empty());
  editor.map(Kind::customer, "annual_revenue", "sum");
  CHECK(line(editor.preview(), "annual_revenue").value == "12.50 NOK");
  auto const connector = nlohmann::json::parse(editor.connector(), nullptr, false);
  CHECK(connector["kinds"]["customer"]["fields"]["city"] == "town");
  CHECK(sync::Profile::parse(editor.connector()));
}

TEST_CASE("trying a connection shows the fields of a kind that the connector maps") {
  Trial trial;
  trial.backend.docs["customers"]["c1"] = {{"id", "c1"}, {"title", "Northwind"}};
  trial.connector = mapped();
  ConnectionTest const& result = trial.run();
  CHECK(result.error.empty());
  REQUIRE(result.mappings.size() == 1);
  CHECK(line(result.mappings, "name").value == "Northwind");
  trial.probe->map(Kind::customer, "city", "title");
  CHECK(line(trial.probe->result().mappings, "city").value == "Northwind");
}
