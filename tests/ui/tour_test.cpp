#include <doctest/doctest.h>

#include "ui/app/shell.hpp"
#include "ui/format.hpp"
#include "ui/screens/screens.hpp"
#include "ui/stage.hpp"
#include "ui/widgets/coach.hpp"

using namespace saddlebag;
using namespace saddlebag::ui;
using a11y::Role;

namespace {

/// A screen of a few places, with the tour above it.
struct Guided : ui::Stage {
  int pressed = 0;

  explicit Guided(float width = 1440) : ui::Stage(width) {
    add(Kind::customer, {{"name", Value::text("Yunfan")}});
    route = {Screen::settings, {}};
    show([this](Frame const& frame) {
      if (button("Beneath")) ++pressed;
      gap(4);
      button(tr(Tr::topbar_undo));
      draw_tour(frame);
    });
  }
  ~Guided() {
    ui.press(ImGuiKey_Escape);
    ui.frames(2);
  }
};

}  // namespace

TEST_CASE("the tour leads through five steps on their screens, and back, and is remembered as seen") {
  Guided stage;
  CHECK_FALSE(stage.ui.has(Role::button, "Next"));
  start_tour();
  stage.ui.settle();
  CHECK(stage.ui.has(Role::dialog, "One box finds everything"));
  CHECK(stage.route == Route{Screen::today, {}});
  CHECK_FALSE(stage.ui.has(Role::button, "Back"));
  stage.ui.click(Role::button, "Next");
  stage.ui.settle();
  CHECK(stage.ui.has(Role::dialog, "A customer’s whole story"));
  CHECK(stage.route.screen == Screen::customers);
  CHECK_FALSE(stage.route.record.empty());
  stage.ui.click(Role::button, "Next");
  stage.ui.settle();
  CHECK(stage.route == Route{Screen::pipeline, {}});
  stage.ui.click(Role::button, "Back");
  stage.ui.settle();
  CHECK(stage.ui.has(Role::dialog, "A customer’s whole story"));
  for (int step = 2; step < 5; ++step) {
    stage.ui.click(Role::button, "Next");
    stage.ui.settle();
  }
  CHECK(stage.ui.has(Role::dialog, "Works offline, loses nothing"));
  CHECK_FALSE(stage.preferences.tour_seen);
  stage.ui.click(Role::button, "Done");
  stage.ui.settle();
  CHECK_FALSE(touring());
  CHECK(preferences_from_json(to_json(stage.preferences), {}).tour_seen);
}

TEST_CASE("each step is told to screen readers, takes the keyboard, and goes on by Enter") {
  Guided stage;
  start_tour();
  stage.ui.settle();
  CHECK(stage.ui.outline().find("status \"One box finds everything: Type part of a name") != std::string::npos);
  CHECK(stage.ui.focus() == "button Next");
  stage.ui.press(ImGuiKey_Enter);
  stage.ui.settle();
  CHECK(stage.ui.has(Role::dialog, "A customer’s whole story"));
  CHECK(stage.ui.focus() == "button Next");
  CHECK(stage.ui.nameless() == "");
}

TEST_CASE("the tour blocks nothing: what lies beneath works, and Escape ends it") {
  Guided stage;
  start_tour();
  stage.ui.settle();
  stage.ui.click(Role::button, "Beneath");
  stage.ui.settle();
  CHECK(stage.pressed == 1);
  CHECK(touring());
  stage.ui.press(ImGuiKey_Escape);
  stage.ui.settle();
  CHECK_FALSE(touring());
  CHECK(stage.preferences.tour_seen);
}

TEST_CASE("the card of a step stands within the screen, whatever it speaks of") {
  for (float const width : {1440.f, 390.f}) {
    Guided stage(width);
    for (a11y::Box const target : {a11y::Box{0, 0, width, 900}, a11y::Box{width - 40, 860, 40, 40}, a11y::Box{0, 0, 30, 30}, a11y::Box{}}) {
      stage.show([target](Frame const& frame) { coach_mark(frame, {target, "Title", "A sentence that goes on for a while, so that it wraps.", 1, 3}); });
      stage.ui.settle();
      a11y::Node const card = stage.ui.get(Role::dialog, "Title");
      CHECK(card.box.x >= 0);
      CHECK(card.box.y >= 0);
      CHECK(card.box.x + card.box.width <= width);
      CHECK(card.box.y + card.box.height <= 900);
    }
  }
}

TEST_CASE("Today offers the tour in the demo until it was seen or refused") {
  ui::Stage stage;
  stage.add(Kind::customer, {{"name", Value::text("Yunfan")}});
  stage.route = {Screen::today, {}};
  bool demo = false;
  stage.show([&](Frame const& frame) {
    Frame shown = frame;
    shown.demo = demo;
    draw_today(shown);
  });
  CHECK_FALSE(stage.ui.has(Role::button, "Take the tour"));
  demo = true;
  stage.ui.frames(3);
  CHECK(stage.ui.has(Role::button, "Take the tour"));
  stage.ui.click(Role::button, "No, thanks");
  stage.ui.settle();
  CHECK_FALSE(stage.ui.has(Role::button, "Take the tour"));
  CHECK(stage.preferences.tour_seen);
}
