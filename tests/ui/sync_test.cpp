// Connecting to a backend: what is chosen, filled in and asked for.
#include <doctest/doctest.h>

#include "ui/screens/screens.hpp"
#include "ui/stage.hpp"

using namespace saddlebag;
using namespace saddlebag::ui;
using a11y::Role;

TEST_CASE("What has been tried shows what each field stands for, and typing changes it") {
  ui::Stage stage(1440, 2000);
  ConnectionTest test;
  test.passed = ConnectionTest::kSteps;
  test.done = true;
  test.mappings.push_back({Kind::customer, {"title", "town"}, {{"name", "title", "Northwind"}, {"city", "", ""}}});
  stage.sync.test = test;
  stage.show(draw_sync);
  CHECK(stage.ui.outline().find("Northwind") != std::string::npos);
  CHECK(stage.ui.outline().find("title, town") != std::string::npos);
  CHECK(stage.ui.value(Role::textbox, "Name") == "title");
  stage.ui.click(Role::textbox, "City");
  stage.ui.type("t");
  stage.ui.settle();
  REQUIRE(stage.last_sent<MapField>());
  CHECK(stage.last_sent<MapField>()->kind == Kind::customer);
  CHECK(stage.last_sent<MapField>()->field == "city");
  CHECK(stage.last_sent<MapField>()->member == "t");
}

TEST_CASE("Whoever has to sign in again is asked for what the connector in use wants, and keeps it") {
  ui::Stage stage;
  stage.sync.state = SyncState::unauthorized;
  stage.sync.profile = "strapi";
  stage.sync.url = "https://crm.example.com/api";
  stage.show(draw_sync);
  CHECK(stage.ui.outline().find("CouchDB") == std::string::npos);
  stage.ui.click(Role::textbox, "Access token");
  stage.ui.type("fresh");
  stage.ui.click(Role::button, "Sign in");
  stage.ui.settle();
  REQUIRE(stage.last_sent<Connect>());
  CHECK(stage.last_sent<Connect>()->profile.empty());
  CHECK(stage.last_sent<Connect>()->url == "https://crm.example.com/api");
  CHECK(stage.last_sent<Connect>()->password == "fresh");
}
