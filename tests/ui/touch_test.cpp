#include <doctest/doctest.h>

#include "ui/screens/list_phone.hpp"
#include "ui/screens/screens.hpp"
#include "ui/stage.hpp"
#include "ui/widgets/swipe.hpp"

using namespace saddlebag;
using namespace saddlebag::ui;
using a11y::Role;

namespace {

/// Customers on a phone, one of whom can be called.
struct PhoneList : ui::Stage {
  Uuid acme, yunfan;

  PhoneList() : ui::Stage(390, 800) {
    acme = add(Kind::customer, {{"name", Value::text("Acme Tools")}, {"phone", Value::text("+86 (571) 8765-4321")}});
    yunfan = add(Kind::customer, {{"name", Value::text("Yunfan")}});
    route = {Screen::customers, {}};
    show([](Frame const& frame) { draw_list(frame, Kind::customer); });
  }
};

}  // namespace

TEST_CASE("a record pushed to the left is deleted, and undo brings it back") {
  PhoneList stage;
  stage.ui.push(Role::listitem, "Yunfan", -200);
  stage.ui.frames(3);
  CHECK(stage.store.find(Kind::customer, stage.yunfan) == nullptr);
  CHECK(stage.route.record.empty());
  stage.ui.click(Role::button, "Undo");
  stage.commands.send(Undo{});
  stage.ui.frames(3);
  CHECK(stage.store.find(Kind::customer, stage.yunfan) != nullptr);
}

TEST_CASE("a push that goes not far enough does nothing, and opens nothing") {
  PhoneList stage;
  stage.ui.push(Role::listitem, "Yunfan", -40);
  stage.ui.frames(3);
  CHECK(stage.store.find(Kind::customer, stage.yunfan) != nullptr);
  CHECK(stage.route.record.empty());
  stage.ui.tap(Role::listitem, "Yunfan");
  CHECK(stage.route.record == stage.yunfan);
}

TEST_CASE("who has a number is called by a push to the right, and only what can be dialled is passed on") {
  PhoneList stage;
  stage.ui.push(Role::listitem, "Acme Tools", 200);
  stage.ui.frames(2);
  REQUIRE(stage.sent.size() == 1);
  auto const* const link = std::get_if<OpenLink>(&stage.sent.front());
  REQUIRE(link != nullptr);
  CHECK(link->url == "tel:+8657187654321");
  stage.sent.clear();
  stage.ui.push(Role::listitem, "Yunfan", 200);  // has none
  CHECK(stage.sent.empty());
}

TEST_CASE("what pushing does stands in the menu of a long press too") {
  PhoneList stage;
  stage.ui.right_click(Role::listitem, "Acme Tools");  // as the page tells of a long press
  stage.ui.settle();
  CHECK(stage.ui.has(Role::menuitem, "Call"));
  CHECK(stage.ui.has(Role::menuitem, "Delete"));
  CHECK(stage.ui.nameless() == "");
  stage.ui.click(Role::menuitem, "Select");
  stage.ui.frames(2);
  CHECK(stage.ui.is(Role::listitem, "Acme Tools", a11y::kSelected));
}

TEST_CASE("a finger pushes only where there is a row, and not beneath a menu") {
  PhoneList stage;
  a11y::Node const row = stage.ui.get(Role::listitem, "Yunfan");
  ImVec2 const on{row.box.x + 20, row.box.y + 20};
  CHECK(can_swipe(on));
  CHECK(!can_swipe({on.x, 790}));
  stage.ui.right_click(Role::listitem, "Acme Tools");
  stage.ui.settle();
  CHECK(!can_swipe(on));
}
