#include <doctest/doctest.h>

#include "store/builtin.hpp"
#include "ui/screens/form.hpp"
#include "ui/screens/list_state.hpp"
#include "ui/screens/screens.hpp"
#include "ui/stage.hpp"

using namespace saddlebag;
using namespace saddlebag::ui;
using a11y::Role;

namespace {

Date day(int month, int of_month) { return *make_date(2025, month, of_month); }

/// The pipeline with three open deals and a won one, on 21 November 2025.
struct PipelinePage : ui::Stage {
  Uuid pilot, rollout, care, won;

  explicit PipelinePage(DealView view, float width = 1440) : ui::Stage(width) {
    static std::uint64_t pages = 0;
    list_state(Kind::opportunity) = {};
    list_state(Kind::opportunity).revision = pages += 1000;  // no state of the test before
    pilot = deal("Pilot", "lead", day(11, 25), 20'000'00);
    rollout = deal("Rollout", "negotiation", day(11, 28), 90'000'00);
    care = deal("Care plan", "lead", day(12, 9), 5'000'00);
    won = deal("Trial", "won", day(11, 3), 7'000'00);
    route = {Screen::pipeline, {}, view};
    show([](Frame const& frame) {
      draw_pipeline(frame);
      draw_new_record(frame);
    });
    ui.settle();
  }
  Uuid deal(std::string_view name, std::string_view stage, Date close, std::int64_t amount) {
    return add(Kind::opportunity, {{"name", Value::text(name)},
                                   {"stage", Value::reference(built_in_stage(stage).uuid)},
                                   {"pipeline", Value::reference(standard_pipeline().uuid)},
                                   {"amount", Value::money({amount, Currency("CNY")})},
                                   {"expected_close", Value::date(close)},
                                   {"closed", stage == "won" ? Value::date(close) : Value()}});
  }
  Opportunity const& at(Uuid id) { return *store.find(Id<Opportunity>{id}); }
  ImVec2 middle(Role role, std::string_view name) {
    a11y::Box const box = ui.get(role, name).box;
    return {box.x + box.width / 2, box.y + box.height / 2};
  }
  void focus(std::string_view item) {
    for (int i = 0; i < 60 && ui.focus() != item; ++i) ui.press(ImGuiKey_Tab);
    REQUIRE(ui.focus() == item);
  }
};

}  // namespace

TEST_CASE("each view of the pipeline has an address of its own") {
  for (char const* const hash : {"#/pipeline", "#/pipeline/board", "#/pipeline/list", "#/pipeline/funnel", "#/pipeline/calendar", "#/pipeline/timeline"}) {
    CHECK(to_hash(parse_route(hash)) == hash);
  }
  CHECK(parse_route("#/pipeline/nonsense") == parse_route("#/pipeline"));
}

TEST_CASE("how the pipeline is shown is kept with the preferences") {
  Preferences preferences;
  preferences.pipeline = {DealView::timeline, "owner", true, false, true, 2};
  CHECK(preferences_from_json(to_json(preferences), {}) == preferences);
}

TEST_CASE("the view that was chosen last is the one that the pipeline opens with") {
  PipelinePage stage(DealView::remembered);
  CHECK(stage.ui.has(Role::list, "Lead"));
  stage.ui.click(Role::radio, "Calendar");
  stage.ui.frames(3);
  CHECK(stage.route.view == DealView::calendar);
  stage.route = {Screen::pipeline, {}};
  stage.ui.frames(3);
  CHECK(stage.ui.has(Role::button, "Next month"));
}

TEST_CASE("no control of any view lacks a name, on a phone too") {
  for (float const width : {1440.0f, 390.0f}) {
    for (DealView const view : {DealView::board, DealView::list, DealView::funnel, DealView::calendar, DealView::timeline}) {
      PipelinePage stage(view, width);
      CHECK(stage.ui.nameless() == "");
    }
  }
}

TEST_CASE("all views answer the same search") {
  PipelinePage stage(DealView::calendar);
  CHECK(stage.ui.has(Role::listitem, "Pilot"));
  stage.ui.click(Role::searchbox, "Search Deals");
  stage.ui.type("roll");
  stage.ui.frames(3);
  CHECK(!stage.ui.has(Role::listitem, "Pilot"));
  CHECK(stage.ui.has(Role::listitem, "Rollout"));
  stage.ui.click(Role::radio, "Timeline");
  stage.ui.frames(3);
  CHECK(!stage.ui.has(Role::listitem, "Pilot"));
  CHECK(stage.ui.has(Role::listitem, "Rollout"));
  stage.ui.click(Role::radio, "List");
  stage.ui.frames(3);
  CHECK(!stage.ui.has(Role::row, "Pilot"));
  CHECK(stage.ui.has(Role::row, "Rollout"));
}

TEST_CASE("the funnel shows how far deals came, and opens those that stand in a stage") {
  PipelinePage stage(DealView::funnel);
  CHECK(stage.ui.value(Role::button, "Lead") == "4 · 2 · ¥25,000.00");
  CHECK(stage.ui.note(Role::button, "Lead") == "50% went on");
  stage.ui.click(Role::button, "Negotiation");
  stage.ui.frames(3);
  CHECK(stage.route.view == DealView::list);
  CHECK(stage.ui.has(Role::row, "Rollout"));
  CHECK(!stage.ui.has(Role::row, "Pilot"));
}

TEST_CASE("in the calendar a deal is dragged to another day, in one step that can be undone") {
  PipelinePage stage(DealView::calendar);
  std::uint64_t const before = stage.store.sequence();
  stage.ui.drag(stage.middle(Role::listitem, "Pilot"), stage.middle(Role::list, "27 Nov 2025"));
  stage.ui.settle();
  CHECK(stage.at(stage.pilot).expected_close == day(11, 27));
  CHECK(stage.store.sequence() == before + 1);
  CHECK(stage.history.undo());
  CHECK(stage.at(stage.pilot).expected_close == day(11, 25));
}

TEST_CASE("in the calendar Ctrl and the arrows move a deal by a day and a week, and it keeps the keyboard") {
  PipelinePage stage(DealView::calendar);
  stage.focus("listitem Pilot");
  stage.ui.press(ImGuiMod_Ctrl | ImGuiKey_RightArrow);
  stage.ui.settle();
  CHECK(stage.at(stage.pilot).expected_close == day(11, 26));
  CHECK(stage.ui.focus() == "listitem Pilot");
  stage.ui.press(ImGuiMod_Ctrl | ImGuiKey_DownArrow);
  stage.ui.settle();
  CHECK(stage.at(stage.pilot).expected_close == day(12, 3));
  CHECK(stage.ui.focus() == "listitem Pilot");
}

TEST_CASE("the calendar turns its pages, and comes back to today") {
  PipelinePage stage(DealView::calendar);
  stage.ui.click(Role::button, "Today");
  stage.ui.frames(2);
  stage.ui.click(Role::button, "Next month");
  stage.ui.settle();
  CHECK(stage.ui.has(Role::listitem, "Care plan"));
  CHECK(!stage.ui.has(Role::listitem, "Pilot"));
  stage.ui.click(Role::button, "Today");
  stage.ui.settle();
  CHECK(stage.ui.has(Role::listitem, "Pilot"));
}

TEST_CASE("on a phone the calendar lists the deals of the day that is tapped") {
  PipelinePage stage(DealView::calendar, 390);
  stage.ui.tap(Role::button, "28 Nov 2025");
  stage.ui.settle();
  CHECK(stage.ui.has(Role::listitem, "Rollout"));
  CHECK(!stage.ui.has(Role::listitem, "Pilot"));
}

TEST_CASE("on the timeline a deal is dragged along the days, and a wider span shows more of them") {
  PipelinePage stage(DealView::timeline);
  CHECK(stage.ui.has(Role::listitem, "Care plan"));
  ImVec2 const from = stage.middle(Role::listitem, "Pilot");
  float const week = 7 * stage.ui.get(Role::list, "Q4 2025").box.width / 92;
  stage.ui.drag(from, {from.x + week, from.y + 30});
  stage.ui.settle();
  CHECK(stage.at(stage.pilot).expected_close == day(12, 2));
  CHECK(stage.history.undo());
  stage.ui.click(Role::radio, "Month");
  stage.ui.settle();
  CHECK(!stage.ui.has(Role::listitem, "Care plan"));
  CHECK(stage.preferences.pipeline.span == 0);
  stage.ui.click(Role::radio, "Year");
  stage.ui.settle();
  CHECK(stage.ui.has(Role::listitem, "Care plan"));
  stage.focus("listitem Pilot");
  stage.ui.press(ImGuiMod_Ctrl | ImGuiKey_LeftArrow);
  stage.ui.settle();
  CHECK(stage.at(stage.pilot).expected_close == day(11, 24));
}

TEST_CASE("a deal's menu in the calendar puts it off, or opens a calendar to choose from") {
  PipelinePage stage(DealView::calendar);
  stage.ui.click(Role::button, "Today");
  stage.ui.settle();
  stage.ui.right_click(Role::listitem, "Pilot");
  stage.ui.settle();
  stage.ui.click(Role::menuitem, "A week later");
  stage.ui.settle();
  CHECK(stage.at(stage.pilot).expected_close == day(12, 2));
  CHECK(stage.history.undo());
  stage.ui.settle();
  stage.ui.right_click(Role::listitem, "Pilot");
  stage.ui.settle();
  stage.ui.click(Role::menuitem, "Change date…");
  stage.ui.settle();
  stage.ui.click(Role::gridcell, "14 Nov 2025");
  stage.ui.settle();
  CHECK(stage.at(stage.pilot).expected_close == day(11, 14));
}
