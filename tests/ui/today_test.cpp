#include <doctest/doctest.h>

#include "model/conflict.hpp"
#include "store/builtin.hpp"
#include "ui/format.hpp"
#include "ui/screens/screens.hpp"
#include "ui/stage.hpp"

using namespace saddlebag;
using namespace saddlebag::ui;
using a11y::Role;

namespace {

constexpr std::int64_t kHourMs = 3'600'000, kDayMs = 24 * kHourMs;

/// A day of Maya: a call that is late, a visit this afternoon, a mail tomorrow; Daniel has a task of his own.
struct MyDay : ui::Stage {
  Uuid maya, daniel, yunfan, chen, late, visit, deal;

  explicit MyDay(float width = 1440) : ui::Stage(width) {
    maya = add(Kind::user, {{"name", Value::text("Maya")}});
    daniel = add(Kind::user, {{"name", Value::text("Daniel")}});
    store.identify({.author = maya, .device = 1, .now = [this] { return now; }});
    yunfan = add(Kind::customer, {{"name", Value::text("Yunfan")}});
    chen = add(Kind::contact, {{"name", Value::text("Chen Jing")}, {"customer", Value::reference(yunfan)}, {"mobile", Value::text("+1 202 555 0142")}});
    late = plan("Chase the quote", ActivityType::call, -2 * kDayMs, maya);
    visit = plan("Visit the warehouse", ActivityType::visit, 4 * kHourMs, maya);
    plan("Send the contract", ActivityType::mail, kDayMs, maya);
    plan("Daniel's task", ActivityType::task, kHourMs, daniel);
    Uuid const stage = built_in_stage("proposal").uuid;
    deal = add(Kind::opportunity, {{"name", Value::text("Pilot")}, {"customer", Value::reference(yunfan)}, {"owner", Value::reference(maya)},
                                   {"stage", Value::reference(stage)}, {"pipeline", Value::reference(standard_pipeline().uuid)},
                                   {"stage_since", Value::instant({now.ms - 40 * kDayMs})}, {"amount", Value::money({20'000'00, Currency("CNY")})}});
    route = {Screen::today, {}};
    show([](Frame const& frame) { draw_today(frame); });
  }
  Uuid plan(std::string_view subject, ActivityType type, std::int64_t ahead, Uuid owner) {
    return add(Kind::activity, {{"subject", Value::text(subject)}, {"type", Value::choice(static_cast<std::uint8_t>(type))}, {"customer", Value::reference(yunfan)},
                                {"contact", Value::reference(chen)}, {"owner", Value::reference(owner)}, {"due", Value::instant({now.ms + ahead})}});
  }
  Activity const& activity(Uuid id) { return *store.find(Id<Activity>{id}); }
};

}  // namespace

TEST_CASE("Today shows what is late, what is for today and for tomorrow, each by itself, and leaves nothing without a name") {
  MyDay stage;
  CHECK(stage.ui.has(Role::heading, "Today"));
  CHECK(stage.ui.outline().find("Good morning, Maya") != std::string::npos);
  for (char const* const list : {"Overdue", "Today", "Tomorrow"}) CHECK_MESSAGE(stage.ui.has(Role::list, list), list);
  CHECK(stage.ui.has(Role::listitem, "Chase the quote"));
  CHECK(stage.ui.has(Role::listitem, "Visit the warehouse"));
  CHECK_FALSE(stage.ui.has(Role::listitem, "Daniel's task"));
  CHECK(stage.ui.nameless() == "");
}

TEST_CASE("everyone's day shows the colleagues' too, and stays so") {
  MyDay stage;
  stage.ui.click(Role::radio, "Everyone’s");
  stage.ui.settle();
  CHECK(stage.ui.has(Role::listitem, "Daniel's task"));
  CHECK(preferences_from_json(to_json(stage.preferences), {}).everyones_day);
}

TEST_CASE("a task is ticked off on Today, and undone") {
  MyDay stage;
  stage.ui.click(Role::checkbox, "Done: Visit the warehouse");
  stage.ui.settle();
  CHECK(stage.activity(stage.visit).done);
  CHECK_FALSE(stage.ui.has(Role::listitem, "Visit the warehouse"));
  REQUIRE(stage.history.undo());
  stage.ui.settle();
  CHECK_FALSE(stage.activity(stage.visit).done);
  CHECK(stage.ui.has(Role::listitem, "Visit the warehouse"));
}

TEST_CASE("what cannot be done today is put off to tomorrow or next Monday, at the same time of day") {
  MyDay stage;
  stage.ui.click(Role::button, "Postpone Visit the warehouse");
  stage.ui.settle();
  stage.ui.click(Role::menuitem, "To tomorrow");
  stage.ui.settle();
  CHECK(stage.activity(stage.visit).due.ms == stage.now.ms + 4 * kHourMs + kDayMs);
  stage.ui.click(Role::button, "Postpone Chase the quote");
  stage.ui.settle();
  stage.ui.click(Role::menuitem, "To next Monday");
  stage.ui.settle();
  Date const monday = date_at(stage.activity(stage.late).due, 480);
  CHECK(weekday(monday) == 1);
  CHECK(monday.days > date_at(stage.now, 480).days);
  CHECK(stage.activity(stage.late).due.ms % kDayMs == (stage.now.ms - 2 * kDayMs) % kDayMs);
}

TEST_CASE("whom an activity is about is called or written to from its line") {
  MyDay stage;
  stage.ui.click(Role::button, "Call Chen Jing");
  stage.ui.frames(2);
  REQUIRE_FALSE(stage.sent.empty());
  OpenLink const* const link = std::get_if<OpenLink>(&stage.sent.back());
  REQUIRE(link != nullptr);
  CHECK(link->url == "tel:+12025550142");
}

TEST_CASE("a deal that stands still is moved on, gets a call planned, or a later closing day") {
  MyDay stage;
  auto const deal = [&]() -> Opportunity const& { return *stage.store.find(Id<Opportunity>{stage.deal}); };
  CHECK(stage.ui.has(Role::listitem, "Pilot"));
  stage.ui.click(Role::button, "Next for Pilot");
  stage.ui.settle();
  stage.ui.click(Role::menuitem, "Close a week later");
  stage.ui.settle();
  CHECK(deal().expected_close.days == date_at(stage.now, 480).days + 7);
  stage.ui.click(Role::button, "Next for Pilot");
  stage.ui.settle();
  stage.ui.click(Role::menuitem, "Plan a call for tomorrow");
  stage.ui.settle();
  CHECK(stage.ui.has(Role::listitem, "Call about Pilot"));
  stage.ui.click(Role::button, "Next for Pilot");
  stage.ui.settle();
  stage.ui.click(Role::menuitem, "Move on to Evaluation");
  stage.ui.settle();
  CHECK(stage.store.find(deal().stage)->built_in.view() == "evaluation");
  CHECK_FALSE(stage.ui.has(Role::listitem, "Pilot"));
}

TEST_CASE("a conflict is an alert that leads to its record") {
  MyDay stage;
  Conflict conflict;
  conflict.field = "city";
  conflict.mine = Value::text("Hangzhou");
  conflict.theirs = Value::text("Ningbo");
  Edit edit(stage.store, Cause::edit);
  std::string const packed = write_conflicts({conflict});
  edit.set(Kind::customer, stage.yunfan, "conflicts", Value::text(packed));
  REQUIRE(stage.store.apply(edit.take()));
  stage.ui.settle();
  CHECK(stage.ui.outline().find("Yunfan: two versions of City") != std::string::npos);
  stage.ui.click(Role::button, "Resolve");
  stage.ui.frames(2);
  CHECK(stage.route == Route{Screen::customers, stage.yunfan});
}

TEST_CASE("what colleagues have written and moved is told, what one did oneself is not") {
  MyDay stage;
  stage.add(Kind::note, {{"body", Value::text("They want a site visit")}, {"customer", Value::reference(stage.yunfan)}, {"author", Value::reference(stage.daniel)}});
  stage.add(Kind::note, {{"body", Value::text("My own note")}, {"customer", Value::reference(stage.yunfan)}, {"author", Value::reference(stage.maya)}});
  stage.ui.settle();
  CHECK(stage.ui.has(Role::listitem, "They want a site visit"));
  CHECK_FALSE(stage.ui.has(Role::listitem, "My own note"));
  stage.ui.click(Role::listitem, "They want a site visit");
  stage.ui.frames(2);
  CHECK(stage.route == Route{Screen::customers, stage.yunfan});
}

TEST_CASE("a phone shows the same day under each other") {
  MyDay stage(390);
  CHECK(stage.ui.has(Role::listitem, "Visit the warehouse"));
  CHECK(stage.ui.nameless() == "");
  for (a11y::Node const& node : a11y::tree().nodes()) {
    if (node.role == Role::button || node.role == Role::listitem) CHECK(node.box.x + node.box.width <= 391);
  }
}
