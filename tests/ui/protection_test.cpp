#include "ui/screens/protection.hpp"

#include <doctest/doctest.h>

#include "ui/screens/screens.hpp"
#include "ui/stage.hpp"

using namespace saddlebag;
using namespace saddlebag::ui;
using a11y::Role;

TEST_CASE("A locked device shows nothing but the question for the passphrase") {
  ui::Stage stage;
  stage.add(Kind::customer, {{"name", Value::text("Cloudsail")}});
  stage.protection.state = Protection::State::locked;
  stage.show(draw_locked);
  CHECK(stage.ui.outline().find("Cloudsail") == std::string::npos);
  stage.ui.click(Role::textbox, "Passphrase");
  stage.ui.type("correct horse");
  CHECK(stage.ui.value(Role::textbox, "Passphrase").empty());  // not told to anybody
  stage.ui.press(ImGuiKey_Enter);
  stage.ui.settle();
  REQUIRE(stage.last_sent<Unlock>());
  CHECK(stage.last_sent<Unlock>()->passphrase == "correct horse");
}

TEST_CASE("After a wrong passphrase the next attempt has to wait, and it says for how long") {
  ui::Stage stage;
  stage.protection.state = Protection::State::locked;
  stage.protection.failures = 3;
  stage.protection.due = stage.now.ms + 3500;
  stage.show(draw_locked);
  CHECK(stage.ui.note(Role::textbox, "Passphrase").find("4 s") != std::string_view::npos);
  stage.ui.click(Role::textbox, "Passphrase");
  stage.ui.type("correct horse");
  stage.ui.press(ImGuiKey_Enter);
  stage.ui.settle();
  CHECK(stage.sent.empty());
}

TEST_CASE("Encryption is turned on with a passphrase typed twice, long enough, and the warning understood") {
  ui::Stage stage;
  stage.protection.state = Protection::State::plain;
  stage.show([](Frame const& frame) { draw_protection(frame, 700); });
  stage.ui.click(Role::button, "Turn on encryption");
  stage.ui.settle();
  stage.ui.click(Role::textbox, "Passphrase");
  stage.ui.type("short");
  stage.ui.settle();
  CHECK(stage.ui.note(Role::textbox, "Passphrase") == "At least 8 characters");
  stage.ui.type(" but longer");
  stage.ui.click(Role::textbox, "Repeat the passphrase");
  stage.ui.type("short but longer");
  stage.ui.click(Role::checkbox, "I understand: no passphrase, no data");
  stage.ui.settle();
  CHECK(stage.sent.empty());
  CHECK(stage.ui.nameless().empty());
  stage.ui.press(ImGuiKey_Tab);
  stage.ui.press(ImGuiKey_Enter);
  stage.ui.settle();
  REQUIRE(stage.last_sent<Protect>());
  CHECK(stage.last_sent<Protect>()->passphrase == "short but longer");
}
