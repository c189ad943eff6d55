#include <doctest/doctest.h>

#include <algorithm>

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
  ConnectionTest const& run() {
    Program& program = *device.program;
    probe.emplace(program.store, program.network, program.clock, *sync::Profile::parse(asset("connectors/json-server.json")),
                  sync::Connection{"json-server", "http://host/api", "", ""}, [this] { ++told; });
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
