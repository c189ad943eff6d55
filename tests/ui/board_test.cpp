#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "store/builtin.hpp"
#include "ui/motion.hpp"
#include "ui/screens/board.hpp"
#include "ui/screens/form.hpp"
#include "ui/screens/list_state.hpp"
#include "ui/screens/screens.hpp"
#include "ui/stage.hpp"

using namespace saddlebag;
using namespace saddlebag::ui;
using a11y::Role;

namespace {

/// A board with two deals in the first stage and one in the second, of two people.
struct BoardPage : ui::Stage {
  Uuid li, wang, acme, pilot, rollout, care;

  explicit BoardPage(float width = 1440, std::string group = {}) : ui::Stage(width) {
    static std::uint64_t pages = 1'000'000;
    list_state(Kind::opportunity) = {};
    list_state(Kind::opportunity).revision = pages += 1000;  // no state of the test before
    preferences.pipeline.group = std::move(group);
    li = add(Kind::user, {{"name", Value::text("Li Na")}});
    wang = add(Kind::user, {{"name", Value::text("Wang Wei")}});
    acme = add(Kind::customer, {{"name", Value::text("Acme")}, {"industry", Value::text("Tools")}});
    pilot = deal("Pilot", "lead", li, *make_date(2025, 11, 25));
    rollout = deal("Rollout", "lead", li, *make_date(2025, 11, 28));
    care = deal("Care plan", "opportunity", wang, *make_date(2026, 1, 31));
    route = {Screen::pipeline, {}, DealView::board};
    show([](Frame const& frame) {
      draw_pipeline(frame);
      draw_new_record(frame);
    });
    ui.settle();
  }
  Uuid deal(std::string_view name, std::string_view stage, Uuid owner, Date close) {
    return add(Kind::opportunity, {{"name", Value::text(name)},
                                   {"customer", Value::reference(acme)},
                                   {"owner", Value::reference(owner)},
                                   {"stage", Value::reference(built_in_stage(stage).uuid)},
                                   {"pipeline", Value::reference(standard_pipeline().uuid)},
                                   {"amount", Value::money({1'000'00, Currency("CNY")})},
                                   {"expected_close", Value::date(close)}});
  }
  Opportunity const& at(Uuid id) { return *store.find(Id<Opportunity>{id}); }
  [[nodiscard]] bool in(Uuid id, std::string_view stage) { return at(id).stage == built_in_stage(stage); }
  ImVec2 middle(Role role, std::string_view name) {
    a11y::Box const box = ui.get(role, name).box;
    return {box.x + box.width / 2, box.y + box.height / 2};
  }
  void focus(std::string_view item) {
    for (int i = 0; i < 80 && ui.focus() != item; ++i) ui.press(ImGuiKey_Tab);
    REQUIRE(ui.focus() == item);
  }
  void pick(std::string_view card) {
    ImGui::GetIO().AddKeyEvent(ImGuiMod_Ctrl, true);
    ui.click(Role::listitem, card);
    ImGui::GetIO().AddKeyEvent(ImGuiMod_Ctrl, false);
    ui.frames(2);
  }
  void write_checklist(std::string_view lines) {
    Edit edit(store, Cause::edit);
    edit.set(Kind::stage, built_in_stage("lead").uuid, "checklist", Value::text(lines));
    REQUIRE(store.apply(edit.take()));
    ui.frames(2);
  }
  [[nodiscard]] std::size_t picked() const { return list_state(Kind::opportunity).selection.size(); }
};

}  // namespace

TEST_CASE("a card is dragged to another stage, in one step that can be undone") {
  BoardPage stage;
  stage.ui.drag(stage.middle(Role::listitem, "Pilot"), stage.middle(Role::list, "Proposal"));
  stage.ui.settle();
  CHECK(stage.in(stage.pilot, "proposal"));
  CHECK(stage.history.undo());
  CHECK(stage.in(stage.pilot, "lead"));
}

TEST_CASE("cards that are picked with Ctrl are dragged together, and one undo takes all of them back") {
  BoardPage stage;
  stage.pick("Pilot");
  stage.pick("Rollout");
  CHECK(stage.picked() == 2);
  CHECK(stage.ui.is(Role::listitem, "Pilot", a11y::kSelected));
  std::uint64_t const before = stage.store.sequence();
  stage.ui.drag(stage.middle(Role::listitem, "Pilot"), stage.middle(Role::list, "Proposal"));
  stage.ui.settle();
  CHECK(stage.in(stage.pilot, "proposal"));
  CHECK(stage.in(stage.rollout, "proposal"));
  CHECK(stage.store.sequence() == before + 1);
  CHECK(stage.history.undo());
  CHECK(stage.in(stage.pilot, "lead"));
  CHECK(stage.in(stage.rollout, "lead"));
}

TEST_CASE("by keyboard X picks cards, Ctrl and an arrow moves them, the card keeps the keyboard, and Escape lets go") {
  BoardPage stage;
  stage.focus("listitem Pilot");
  stage.ui.press(ImGuiKey_X);
  stage.ui.press(ImGuiKey_DownArrow);
  stage.ui.frames(2);
  CHECK(stage.ui.focus() == "listitem Rollout");
  stage.ui.press(ImGuiKey_X);
  CHECK(stage.picked() == 2);
  stage.ui.press(ImGuiMod_Ctrl | ImGuiKey_RightArrow);
  stage.ui.settle();
  CHECK(stage.in(stage.pilot, "opportunity"));
  CHECK(stage.in(stage.rollout, "opportunity"));
  CHECK(stage.ui.focus() == "listitem Rollout");
  stage.ui.press(ImGuiKey_Escape);
  CHECK(stage.picked() == 0);
}

TEST_CASE("by touch the card's menu picks it, and then a tap picks more") {
  BoardPage stage(390);
  stage.ui.right_click(Role::listitem, "Pilot");  // as a long press does
  stage.ui.settle();
  stage.ui.tap(Role::menuitem, "Select");
  stage.ui.settle();
  CHECK(stage.picked() == 1);
  set_appearance({.touch = true});
  stage.ui.tap(Role::listitem, "Rollout");
  stage.ui.frames(2);
  set_appearance({});
  CHECK(stage.picked() == 2);
  CHECK(stage.route.screen == Screen::pipeline);
}

TEST_CASE("a stage with an exit checklist asks once before a deal goes on, and not on its way back") {
  BoardPage stage;
  stage.write_checklist("Budget known\n\n Decider met ");
  stage.focus("listitem Pilot");
  stage.ui.press(ImGuiMod_Ctrl | ImGuiKey_RightArrow);
  stage.ui.settle();
  CHECK(stage.in(stage.pilot, "lead"));
  CHECK(stage.ui.has(Role::dialog, "Move to Opportunity"));
  CHECK(stage.ui.has(Role::button, "Move anyway"));
  CHECK(stage.ui.nameless() == "");
  stage.ui.click(Role::checkbox, "Budget known");
  stage.ui.click(Role::checkbox, "Decider met");
  stage.ui.settle();
  stage.ui.click(Role::button, "Move");
  stage.ui.settle();
  CHECK(stage.in(stage.pilot, "opportunity"));
  stage.ui.drag(stage.middle(Role::listitem, "Care plan"), stage.middle(Role::list, "Lead"));
  stage.ui.settle();
  CHECK(stage.in(stage.care, "lead"));
}

TEST_CASE("a deal that is lost is asked why, and one undo takes both back") {
  BoardPage stage;
  stage.ui.drag(stage.middle(Role::listitem, "Pilot"), stage.middle(Role::list, "Proposal"));
  stage.ui.settle();
  stage.ui.right_click(Role::listitem, "Pilot");
  stage.ui.settle();
  stage.ui.click(Role::menuitem, "Move to Lost");
  stage.ui.settle();
  CHECK(stage.in(stage.pilot, "proposal"));
  stage.ui.type("Too dear");
  stage.ui.press(ImGuiKey_Enter);
  stage.ui.settle();
  CHECK(stage.in(stage.pilot, "lost"));
  CHECK(stage.at(stage.pilot).loss_reason.view() == "Too dear");
  CHECK(stage.history.undo());
  CHECK(stage.in(stage.pilot, "proposal"));
  CHECK(stage.at(stage.pilot).loss_reason.empty());
}

TEST_CASE("the checklist of a stage is written from its column") {
  BoardPage stage;
  stage.ui.click(Role::button, "Actions of Lead");
  stage.ui.settle();
  stage.ui.click(Role::menuitem, "Exit checklist…");
  stage.ui.settle();
  stage.ui.type("Budget known");
  stage.ui.press(ImGuiMod_Ctrl | ImGuiKey_Enter);
  stage.ui.settle();
  CHECK(stage.store.find(built_in_stage("lead"))->checklist.view() == "Budget known");
}

TEST_CASE("a name and Enter make a deal in its column, and the field waits for the next") {
  BoardPage stage;
  stage.ui.click(Role::button, "New deal in Proposal");
  stage.ui.frames(3);
  stage.ui.type("First");
  stage.ui.press(ImGuiKey_Enter);
  stage.ui.frames(3);
  stage.ui.type("Second");
  stage.ui.press(ImGuiKey_Enter);
  stage.ui.frames(3);
  CHECK(stage.store.count(Kind::opportunity) == 5);
  std::size_t proposals = 0;
  stage.store.for_each<Opportunity>([&](Opportunity const& deal) { proposals += deal.stage == built_in_stage("proposal") ? 1u : 0u; });
  CHECK(proposals == 2);
  CHECK(stage.ui.has(Role::textbox, "New deal in Proposal"));
  stage.ui.press(ImGuiKey_Escape);
  stage.ui.frames(3);
  CHECK(!stage.ui.has(Role::textbox, "New deal in Proposal"));
}

TEST_CASE("grouped by its owner a card is given to somebody else by moving it") {
  BoardPage stage(1440, "owner");
  CHECK(stage.ui.get(Role::list, "Li Na").count == 2);
  stage.ui.drag(stage.middle(Role::listitem, "Pilot"), stage.middle(Role::list, "Wang Wei"));
  stage.ui.settle();
  CHECK(stage.at(stage.pilot).owner.uuid == stage.wang);
  CHECK(stage.in(stage.pilot, "lead"));
}

TEST_CASE("grouped by the month of closing a card keeps its day of the month, as far as there is one") {
  BoardPage stage(1800, "expected_close/month");
  stage.ui.drag(stage.middle(Role::listitem, "Care plan"), stage.middle(Role::list, "November 2025"));
  stage.ui.settle();
  CHECK(stage.at(stage.care).expected_close == *make_date(2025, 11, 30));
  stage.ui.drag(stage.middle(Role::listitem, "Pilot"), stage.middle(Role::list, "December 2025"));
  stage.ui.settle();
  CHECK(stage.at(stage.pilot).expected_close == *make_date(2025, 12, 25));
}

TEST_CASE("grouped by what the customer is, cards stay where they are") {
  BoardPage stage(1440, "customer.industry");
  CHECK(stage.ui.get(Role::list, "Tools").count == 3);
  stage.ui.drag(stage.middle(Role::listitem, "Pilot"), {700, 600});
  stage.ui.settle();
  CHECK(stage.in(stage.pilot, "lead"));
}

TEST_CASE("what the columns stand for and how large the cards are is chosen from menus, and remembered") {
  BoardPage stage;
  stage.ui.click(Role::button, "By Stage");
  stage.ui.settle();
  stage.ui.click(Role::menuitem, "Owner");
  stage.ui.settle();
  CHECK(stage.preferences.pipeline.group == "owner");
  CHECK(stage.ui.has(Role::list, "Wang Wei"));
  float const tall = stage.ui.get(Role::listitem, "Pilot").box.height;
  stage.ui.click(Role::button, "Display options");
  stage.ui.settle();
  stage.ui.click(Role::menuitem, "Small cards");
  stage.ui.press(ImGuiKey_Escape);
  stage.ui.settle();
  CHECK(stage.preferences.pipeline.dense);
  CHECK(stage.ui.get(Role::listitem, "Pilot").box.height < tall);
}

TEST_CASE("more groups than the board has columns for stand together in one more") {
  BoardPage stage(1440, "competitors");
  Edit edit(stage.store, Cause::edit);
  for (int i = 0; i < 100; ++i) {
    Uuid const id = stage.store.new_id();
    edit.create(Kind::opportunity, id);
    edit.set(Kind::opportunity, id, "name", Value::text("Deal " + std::to_string(i)));
    edit.set(Kind::opportunity, id, "competitors", Value::text("Rival " + std::to_string(i)));
  }
  REQUIRE(stage.store.apply(edit.take()));
  stage.ui.settle();
  CHECK(stage.ui.get(Role::list, "41 others").count == 41);
}

TEST_CASE("on a phone the strip of columns leads to each, and takes a card that is let go over it") {
  BoardPage stage(390);
  stage.ui.tap(Role::tab, "Opportunity");
  stage.ui.settle();
  a11y::Box const column = stage.ui.get(Role::list, "Opportunity").box;
  CHECK(column.x >= 0);
  CHECK(column.x < 40);
  CHECK(stage.ui.is(Role::tab, "Opportunity", a11y::kSelected));
  CHECK(stage.ui.nameless() == "");
  stage.ui.drag(stage.middle(Role::listitem, "Care plan"), stage.middle(Role::tab, "Lead"));
  stage.ui.settle();
  CHECK(stage.in(stage.care, "lead"));
}

TEST_CASE("on a phone the board that was pushed comes to rest at a column") {
  BoardPage stage(390);
  float const start = stage.ui.get(Role::list, "Lead").box.x;
  ImGui::GetIO().AddMousePosEvent(200, 500);
  stage.ui.frames(2);
  ImGui::GetIO().AddMouseWheelEvent(-3, 0);
  stage.ui.frames(2);
  float const pushed = stage.ui.get(Role::list, "Lead").box.x;
  CHECK(pushed < start - 20);
  for (int i = 0; i < 90; ++i) stage.ui.frame();
  float const lead = stage.ui.get(Role::list, "Lead").box.x, next = stage.ui.get(Role::list, "Opportunity").box.x;
  CHECK((std::abs(lead - start) < 2 || std::abs(next - start) < 2));
}
