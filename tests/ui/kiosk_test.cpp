#include "ui/kiosk/kiosk.hpp"

#include <doctest/doctest.h>
#include <imgui_internal.h>

#include <cmath>
#include <cstdlib>

#include "store/builtin.hpp"
#include "ui/kiosk/rotation.hpp"
#include "ui/motion.hpp"
#include "ui/stage.hpp"
#include "ui/widgets/core.hpp"

using namespace saddlebag;
using namespace saddlebag::ui;
using a11y::Role;

namespace {

constexpr unsigned bit(KioskCard card) { return 1u << static_cast<unsigned>(card); }

/// A wall with a few deals and colleagues.
struct Wall {
  explicit Wall(float width = 1920, float height = 1080) : stage(width, height) {
    set_appearance({.reduced_motion = true});
    stage.preferences.kiosk.seconds = 20;
    Uuid const mei = stage.add(Kind::user, {{"name", Value::text("Mei")}});
    open = deal("Pumps", "proposal", mei);
    deal("Valves", "lead", mei);
    Uuid const won = deal("Boilers", "won", mei);
    Edit edit(stage.store, Cause::edit);
    edit.set(Kind::opportunity, won, "closed", Value::date(today()));
    edit.set(Kind::opportunity, open, "expected_close", Value::date(Date{today().days - 3}));
    REQUIRE(stage.store.apply(edit.take()));
    stage.kiosk.on = true;
    stage.show([](Frame const& frame) { draw_kiosk(frame); });
  }
  [[nodiscard]] Date today() const { return date_at(stage.now, 8 * 60); }
  Uuid deal(std::string_view name, std::string_view stage_name, Uuid owner) {
    return stage.add(Kind::opportunity, {{"name", Value::text(name)}, {"pipeline", Value::reference(standard_pipeline().uuid)},
                                         {"stage", Value::reference(built_in_stage(stage_name).uuid)}, {"owner", Value::reference(owner)},
                                         {"stage_since", Value::instant(stage.now)}, {"amount", Value::money({500'000'00, Currency("CNY")})}});
  }
  void win(Uuid id) {
    Edit edit(stage.store, Cause::pull);
    edit.set(Kind::opportunity, id, "stage", Value::reference(stage_won().uuid)).set(Kind::opportunity, id, "closed", Value::date(today()));
    REQUIRE(stage.store.apply(edit.take()));
  }
  void pass(double seconds) {
    stage.now.ms += std::llround(seconds * 1000);
    stage.ui.frame(seconds);
  }
  [[nodiscard]] bool shows(std::string_view title) const { return stage.ui.has(Role::heading, title); }
  [[nodiscard]] bool asks() const { return stage.ui.has(Role::dialog, "Enter the PIN to leave"); }
  std::vector<std::string> tried() {
    std::vector<std::string> pins;
    stage.ui.frame();
    for (Command const& each : stage.sent)
      if (auto const* const leave = std::get_if<LeaveKiosk>(&each)) pins.push_back(leave->pin);
    return pins;
  }

  ui::Stage stage;
  Uuid open;
};

}  // namespace

TEST_CASE("cards take turns, each for its time, and a nap does not hurry them") {
  KioskRotation rotation;
  rotation.configure(bit(KioskCard::targets) | bit(KioskCard::funnel) | bit(KioskCard::alerts), 10);
  CHECK(rotation.at(100).card == KioskCard::targets);
  CHECK(rotation.wait(100) == 10);
  CHECK(rotation.at(109.9).card == KioskCard::targets);
  CHECK(rotation.at(110.1).card == KioskCard::funnel);
  CHECK(rotation.wait(110.1) == doctest::Approx(9.9));  // a late look does not shift the others
  CHECK(rotation.at(5000).card == KioskCard::alerts);
  CHECK(rotation.wait(5000) == 10);
  CHECK(rotation.at(5010).card == KioskCard::targets);
  CHECK(rotation.turned() == 3);
}

TEST_CASE("choosing other cards keeps the one that is there, and none chosen are all") {
  KioskRotation rotation;
  rotation.configure(bit(KioskCard::targets) | bit(KioskCard::funnel), 10);
  rotation.at(0);
  CHECK(rotation.at(10).card == KioskCard::funnel);
  rotation.configure(bit(KioskCard::pipeline) | bit(KioskCard::funnel), 10);
  CHECK(rotation.at(11).card == KioskCard::funnel);
  CHECK(rotation.at(11).place == 1);
  rotation.configure(0, 10);
  CHECK(rotation.at(12).count == 6);
}

TEST_CASE("celebrations come one after the other, and the card has its time again afterwards") {
  KioskRotation rotation;
  rotation.configure(0, 20);
  rotation.at(0);
  for (std::uint64_t i = 1; i <= 7; ++i) rotation.celebrate(Uuid{0, i});
  for (std::uint64_t i = 3; i <= 7; ++i) {
    double const now = 1 + static_cast<double>(i - 3) * KioskRotation::kCelebration;
    REQUIRE(rotation.at(now).celebrated);
    CHECK(rotation.at(now).celebrated->lo == i);  // the first two are left out
    CHECK(rotation.wait(now) == KioskRotation::kCelebration);
  }
  double const over = 1 + 5 * KioskRotation::kCelebration;
  CHECK(!rotation.at(over).celebrated);
  CHECK(rotation.at(over).card == KioskCard::pipeline);
  CHECK(rotation.wait(over) == 20);
}

TEST_CASE("nothing burns in: the picture walks a step a minute and stays near the middle") {
  double x = 0, y = 0;
  for (std::int64_t minute = -500; minute < 20'000; ++minute) {
    KioskShift const here = kiosk_shift(minute), next = kiosk_shift(minute + 1);
    CHECK(std::abs(here.x) <= 8);
    CHECK(std::abs(here.y) <= 5);
    CHECK(std::abs(next.x - here.x) == 1);
    CHECK(std::abs(next.y - here.y) == 1);
    x += here.x, y += here.y;
  }
  CHECK(std::abs(x / 20'500) < 0.1);
  CHECK(std::abs(y / 20'500) < 0.1);
}

TEST_CASE("the wall says since when it may be out of date") {
  Instant const now{1'763'692'200'000};
  SyncStatus sync;
  CHECK(!kiosk_stale_since(sync, now));  // no backend: what is here is all there is
  sync.state = SyncState::offline;
  sync.last_success = {now.ms - 20'000};
  CHECK(!kiosk_stale_since(sync, now));
  sync.last_success = {now.ms - 61'000};
  CHECK(kiosk_stale_since(sync, now) == sync.last_success);
  sync.last_success = {now.ms + 3600'000};  // the clock was set back
  CHECK(kiosk_stale_since(sync, now) == sync.last_success);
  sync.state = SyncState::idle;
  CHECK(!kiosk_stale_since(sync, now));
  sync = SyncStatus{};
  sync.state = SyncState::unauthorized;
  CHECK(kiosk_stale_since(sync, now)->empty());
}

TEST_CASE("wrong PINs are slowed down more and more, and no clock makes it longer") {
  CHECK(pin_wait_ms(2) == 0);
  CHECK(pin_wait_ms(3) == 5'000);
  CHECK(pin_wait_ms(4) == 10'000);
  CHECK(pin_wait_ms(500) == 600'000);
  CHECK(pin_wait_left_ms(3, 10'000, 7'000) == 3'000);
  CHECK(pin_wait_left_ms(3, 10'000, 11'000) == 0);
  CHECK(pin_wait_left_ms(3, 1'000'000'000, 0) == 5'000);
  CHECK(is_pin("0000"));
  CHECK(!is_pin("123"));
  CHECK(!is_pin("12a4"));
  CHECK(!is_pin("123456789"));
}

TEST_CASE("every card is told to assistive technology, on every wall and in both languages") {
  for (auto const& [width, height] : {std::pair(1920.0f, 1080.0f), std::pair(1080.0f, 1920.0f), std::pair(3840.0f, 2160.0f), std::pair(390.0f, 844.0f)}) {
    Wall wall(width, height);
    for (Language const language : {Language::en, Language::zh_cn}) {
      wall.stage.preferences.language = language;
      for (int card = 0; card < 6; ++card) {
        wall.pass(20.01);
        std::string const seen = wall.stage.ui.outline();
        CAPTURE(seen);
        CHECK(wall.stage.ui.count(Role::heading) >= 1);
        CHECK(wall.stage.ui.count(Role::main) == 1);
        CHECK(wall.stage.ui.nameless() == "");
        for (a11y::Node const& node : a11y::tree().nodes()) {
          CHECK(node.box.x + node.box.width <= width + 1);
          CHECK(node.box.y + node.box.height <= height + 1);
        }
      }
    }
  }
}

TEST_CASE("a wall shows figures of its data, and at rest it only waits for its next card or minute") {
  Wall wall;
  CHECK(wall.shows("Pipeline by stage"));
  CHECK(wall.stage.ui.has(Role::cell, "¥500K · 1 deal"));
  CHECK(drawing_until() <= ImGui::GetTime());
  CHECK(next_wake() - ImGui::GetTime() <= 20.01);
  wall.pass(20.01);
  CHECK(wall.shows("Quarter's target"));
  CHECK(wall.stage.ui.has(Role::text, "¥500K"));
  wall.pass(20);
  CHECK(wall.stage.ui.has(Role::listitem, "Mei: ¥500K, 1 deal"));
  for (int i = 0; i < 3; ++i) wall.pass(20);
  CHECK(wall.stage.ui.has(Role::listitem, "Pumps: 3 days late, ¥500K, Mei"));
}

TEST_CASE("what arrives is shown at once, and a deal that was won is celebrated") {
  Wall wall;
  wall.win(wall.open);
  wall.pass(0.1);
  CHECK(wall.stage.ui.has(Role::status, "Won! Pumps ¥500K"));
  CHECK(!wall.shows("Pipeline by stage"));
  CHECK(drawing_until() <= ImGui::GetTime());  // nothing moves where the person wants no motion
  wall.pass(KioskRotation::kCelebration);
  CHECK(wall.shows("Pipeline by stage"));
  CHECK(!wall.stage.ui.has(Role::cell, "¥500K · 2 deals"));
  set_appearance({});
  wall.win(wall.deal("Tanks", "contract", {}));
  wall.pass(0.1);
  CHECK(drawing_until() > ImGui::GetTime());
  wall.stage.ui.settle();
  for (int i = 0; i < 200; ++i) wall.pass(1.0 / 30);
  CHECK(drawing_until() <= ImGui::GetTime());
}

TEST_CASE("whatever a guest does asks for the PIN and nothing else") {
  Wall wall;
  wall.stage.preferences.kiosk.pin = "00";
  std::uint64_t const version = wall.stage.store.version();
  Preferences const before = wall.stage.preferences;
  for (ImGuiKeyChord const key : {int(ImGuiKey_Escape), int(ImGuiKey_Enter), int(ImGuiKey_F5), ImGuiMod_Ctrl | ImGuiKey_K, ImGuiMod_Ctrl | ImGuiKey_Z,
                                  int(ImGuiKey_Delete), int(ImGuiKey_Menu), ImGuiMod_Alt | ImGuiKey_LeftArrow}) {
    wall.stage.ui.press(key);
    CHECK(wall.asks());
    wall.stage.ui.click(Role::button, "Back to the kiosk");
    CHECK(!wall.asks());
  }
  for (ImVec2 const at : {ImVec2(5, 5), ImVec2(960, 540), ImVec2(1900, 1070), ImVec2(300, 700)}) {
    wall.stage.ui.click_at(at, 1);
    CHECK(wall.asks());
    wall.stage.ui.press(ImGuiKey_Escape);
    CHECK(!wall.asks());
  }
  wall.stage.ui.wheel({960, 540}, 3);
  CHECK(wall.asks());
  wall.pass(21);
  CHECK(!wall.asks());  // it goes by itself
  ++wall.stage.kiosk.pokes;
  wall.pass(0.1);
  CHECK(wall.asks());
  CHECK(wall.stage.sent.empty());
  CHECK(wall.stage.store.version() == version);
  CHECK(wall.stage.preferences == before);
}

TEST_CASE("the PIN is given by keyboard, pointer or assistive technology") {
  Wall wall;
  wall.stage.preferences.kiosk.pin = "00";
  wall.stage.ui.press(ImGuiKey_2);
  for (ImGuiKey const key : {ImGuiKey_4, ImGuiKey_Keypad6, ImGuiKey_8, ImGuiKey_9, ImGuiKey_Backspace, ImGuiKey_Enter}) wall.stage.ui.press(key);
  CHECK(wall.tried() == std::vector<std::string>{"2468"});
  for (char const* const digit : {"1", "3", "5", "0"}) wall.stage.ui.click(Role::button, digit);
  wall.stage.ui.click(Role::button, "Delete a digit");
  CHECK(wall.stage.ui.is(Role::button, "OK", a11y::kDisabled));
  wall.stage.ui.tap(Role::button, "7");
  wall.stage.ui.click(Role::button, "OK");
  wall.stage.ui.press(ImGuiKey_Escape);
  wall.stage.ui.activate(Role::button, "Leave the kiosk");
  REQUIRE(wall.asks());
  for (char const* const digit : {"9", "9", "9", "9", "OK"}) wall.stage.ui.activate(Role::button, digit);
  CHECK(wall.tried() == std::vector<std::string>{"2468", "1357", "9999"});
}

TEST_CASE("after wrong PINs the pad waits and says for how long") {
  Wall wall;
  wall.stage.preferences.kiosk.pin = "00";
  wall.stage.ui.press(ImGuiKey_2);
  wall.stage.preferences.kiosk.failures = 1;
  wall.stage.ui.press(ImGuiKey_Backspace);
  CHECK(wall.stage.ui.has(Role::text, "That is not the PIN"));
  wall.stage.preferences.kiosk.failures = 3;
  wall.stage.preferences.kiosk.due = wall.stage.now.ms + 5'000;
  wall.pass(0.5);
  CHECK(wall.stage.ui.has(Role::text, "Try again in 5 s"));
  CHECK(wall.stage.ui.is(Role::button, "1", a11y::kDisabled));
  CHECK(next_wake() - ImGui::GetTime() < 1);
  wall.pass(4.6);
  CHECK(!wall.stage.ui.is(Role::button, "1", a11y::kDisabled));
}

TEST_CASE("without a PIN Escape leaves, and a touch asks first") {
  Wall wall;
  wall.stage.ui.click_at({960, 540});
  CHECK(wall.stage.ui.has(Role::dialog, "Leave the kiosk"));
  wall.stage.ui.click(Role::button, "Back to the kiosk");
  CHECK(wall.tried().empty());
  wall.stage.ui.press(ImGuiKey_Escape);
  CHECK(wall.tried() == std::vector<std::string>{""});
}

TEST_CASE("the wall is set up in the settings") {
  ui::Stage stage(1440, 2400);
  stage.show([](Frame const& frame) {
    begin_pane("settings", {800, 0});
    draw_kiosk_settings(frame, 800);
    end_pane();
  });
  stage.ui.click(Role::checkbox, "Funnel");
  CHECK(stage.preferences.kiosk.cards == (KioskSettings::kAll & ~bit(KioskCard::funnel)));
  stage.ui.click(Role::textbox, "To win in a quarter");
  stage.ui.type("2M");
  stage.ui.press(ImGuiKey_Enter);
  CHECK(stage.preferences.kiosk.target == Money{2'000'000'00, Currency("CNY")});
  stage.ui.click(Role::button, "Set a PIN");
  stage.ui.settle();
  stage.ui.click(Role::textbox, "PIN");
  stage.ui.type("2468");
  stage.ui.click(Role::textbox, "Repeat it");
  stage.ui.type("2469");
  stage.ui.press(ImGuiKey_Tab);
  CHECK(stage.ui.is(Role::button, "Save", a11y::kDisabled));
  stage.ui.click(Role::textbox, "Repeat it");
  stage.ui.press(ImGuiKey_End);
  stage.ui.press(ImGuiKey_Backspace);
  stage.ui.type("8");
  stage.ui.click(Role::button, "Save");
  stage.ui.settle();
  REQUIRE(stage.sent.size() == 1);
  CHECK(std::get<SetKioskPin>(stage.sent[0]).pin == "2468");
  stage.ui.click(Role::button, "Start the kiosk");
  stage.ui.frame();
  CHECK(std::holds_alternative<StartKiosk>(stage.sent.back()));
}

TEST_CASE("what is set for the wall is kept with the preferences") {
  Preferences preferences;
  preferences.kiosk = {.cards = 5, .seconds = 60, .target = {7, Currency("EUR")}, .pin = "aa", .on = true, .failures = 2, .due = 12};
  CHECK(preferences_from_json(to_json(preferences), {}) == preferences);
  CHECK(preferences_from_json(R"({"kiosk":{"cards":[1,"alerts"],"seconds":-4,"pin":7,"target":"much"}})", {}).kiosk == KioskSettings{.cards = 32, .seconds = 2, .target = {}, .pin = {}});
}
