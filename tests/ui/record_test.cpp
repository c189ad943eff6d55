#include <doctest/doctest.h>

#include "model/conflict.hpp"
#include "ui/format.hpp"
#include "ui/screens/form.hpp"
#include "ui/screens/record_related.hpp"
#include "ui/screens/screens.hpp"
#include "ui/stage.hpp"

using namespace saddlebag;
using namespace saddlebag::ui;
using a11y::Role;

namespace {

/// A customer's page with a contact and two deals.
struct CustomerPage : ui::Stage {
  Uuid yunfan, chen, deal;

  explicit CustomerPage(float width = 1440) : ui::Stage(width) {
    yunfan = add(Kind::customer, {{"name", Value::text("Yunfan")}, {"tier", Value::choice(3)}});
    chen = add(Kind::contact, {{"name", Value::text("Chen Jing")}, {"customer", Value::reference(yunfan)}});
    deal = add(Kind::opportunity, {{"name", Value::text("Pilot")},
                                   {"customer", Value::reference(yunfan)},
                                   {"amount", Value::money({20'000'00, Currency("CNY")})}});
    route = {Screen::customers, yunfan};
    show([this](Frame const& frame) {
      draw_record(frame, kind, frame.route.record);
      draw_new_record(frame);
    });
  }
  Kind kind = Kind::customer;
  Customer const& customer() { return *store.find(Id<Customer>{yunfan}); }
};

}  // namespace

TEST_CASE("a customer's page shows who and what belongs to it, and leaves no control without a name") {
  CustomerPage stage;
  CHECK(stage.ui.has(Role::heading, "Yunfan"));
  CHECK(stage.ui.has(Role::link, "Chen Jing"));
  CHECK(stage.ui.has(Role::link, "Pilot"));
  CHECK(stage.ui.has(Role::form, "Details"));
  CHECK(stage.ui.nameless() == "");
}

TEST_CASE("a field is written as soon as it is committed, each as a transaction of its own") {
  CustomerPage stage;
  std::uint64_t const before = stage.store.sequence();
  stage.ui.click(Role::textbox, "Industry");
  stage.ui.type("Logistics");
  stage.ui.press(ImGuiKey_Enter);
  stage.ui.frames(3);
  CHECK(stage.customer().industry.view() == "Logistics");
  CHECK(stage.store.sequence() == before + 1);
  stage.ui.click(Role::button, "Undo");
  stage.ui.frames(3);
}

TEST_CASE("what a field cannot take stays in it with the reason, and the record keeps its value") {
  CustomerPage stage(1440);
  stage.ui.click(Role::textbox, "Phone");
  stage.ui.type("call me");
  stage.ui.press(ImGuiKey_Enter);
  stage.ui.frames(3);
  CHECK(stage.customer().phone.empty());
  CHECK(stage.ui.is(Role::textbox, "Phone", a11y::kInvalid));
  CHECK(stage.ui.value(Role::textbox, "Phone") == "call me");
  CHECK(stage.ui.note(Role::textbox, "Phone") == "A phone number has at least 3 digits");
}

TEST_CASE("the name is changed in place, and an empty one is refused") {
  CustomerPage stage;
  stage.ui.click(Role::button, "Rename");
  stage.ui.frames(2);
  stage.ui.press(ImGuiMod_Ctrl | ImGuiKey_A);
  stage.ui.type("Yunfan Tech");
  stage.ui.press(ImGuiKey_Enter);
  stage.ui.frames(3);
  CHECK(stage.customer().name.view() == "Yunfan Tech");
}

TEST_CASE("a note and a visit are written down in the composer and stand in the timeline") {
  CustomerPage stage;
  stage.ui.click(Role::radio, "Note");
  stage.ui.click(Role::textbox, "Text");
  stage.ui.type("Likes tea");
  stage.ui.frames(2);
  stage.ui.click(Role::button, "Save");
  stage.ui.frames(3);
  CHECK(stage.store.count(Kind::note) == 1);
  CHECK(stage.ui.has(Role::listitem, "Likes tea"));
  stage.ui.click(Role::radio, "Visit");
  stage.ui.click(Role::textbox, "Text");
  stage.ui.type("First visit");
  stage.ui.frames(2);
  stage.ui.click(Role::button, "Save");
  stage.ui.frames(3);
  REQUIRE(stage.store.count(Kind::activity) == 1);
  stage.store.for_each<Activity>([&](Activity const& activity) {
    CHECK(activity.done);
    CHECK(activity.type == ActivityType::visit);
    CHECK(activity.customer.uuid == stage.yunfan);
  });
  CHECK(stage.ui.has(Role::listitem, "First visit"));
  CHECK(surroundings_of(stage.store, Kind::customer, stage.yunfan).last_contact == stage.now);
}

TEST_CASE("a contact added from the customer's page belongs to the customer, and the page stays") {
  CustomerPage stage;
  stage.ui.click(Role::button, "New Contact");
  stage.ui.settle();
  stage.ui.type("Liu Min");  // the first field has the keyboard
  stage.ui.press(ImGuiMod_Ctrl | ImGuiKey_Enter);
  stage.ui.settle();
  CHECK(stage.store.count(Kind::contact) == 2);
  CHECK(stage.route.record == stage.yunfan);
  CHECK(stage.ui.has(Role::link, "Liu Min"));
}

TEST_CASE("a deleted record's page says so and offers the way back and undo") {
  CustomerPage stage;
  Edit edit(stage.store, Cause::edit);
  edit.erase(Kind::customer, stage.yunfan);
  CHECK(stage.store.apply(edit.take()));
  stage.ui.frames(2);
  CHECK(stage.store.count(Kind::contact) == 0);
  CHECK(stage.ui.has(Role::button, "Back to Customers"));
  stage.ui.click(Role::button, "Undo");
  stage.ui.frames(3);
  CHECK(stage.ui.has(Role::heading, "Yunfan"));
  CHECK(stage.store.count(Kind::contact) == 1);
}

TEST_CASE("a conflict shows both versions, and one choice ends it") {
  CustomerPage stage;
  Conflict conflict;
  conflict.field = "city";
  conflict.base = Value::text("Leeds");
  conflict.mine = Value::text("Oslo");
  conflict.theirs = Value::text("Rome");
  conflict.device = 1;
  std::string const packed = write_conflicts({conflict});
  Edit edit(stage.store, Cause::pull);
  edit.set(Kind::customer, stage.yunfan, "city", Value::text("Rome"))
      .set(Kind::customer, stage.yunfan, "conflicts", Value::text(packed));
  REQUIRE(stage.store.apply(edit.take()));
  stage.ui.frames(2);
  CHECK(stage.ui.has(Role::alert, "1 field is in conflict: choose what to keep"));
  CHECK(stage.ui.nameless() == "");
  stage.ui.click(Role::button, "Keep mine");
  stage.ui.frames(3);
  CHECK(stage.customer().city.view() == "Oslo");
  CHECK(stage.customer().conflicts.empty());
  CHECK(!stage.ui.has(Role::alert, "1 field is in conflict: choose what to keep"));
}

TEST_CASE("a lead is converted into customer, contact and deal in one step") {
  CustomerPage stage;
  Uuid const lead = stage.add(Kind::lead, {{"name", Value::text("Zhao Lei")}, {"company", Value::text("Boxin")}});
  stage.kind = Kind::lead;
  stage.route = {Screen::leads, lead};
  stage.ui.frames(2);
  stage.ui.click(Role::button, "Convert");
  stage.ui.settle();
  CHECK(stage.ui.has(Role::dialog, "Convert"));
  CHECK(stage.ui.nameless() == "");
  for (int i = 0; i < 8 && stage.ui.focus() != "button Convert"; ++i) stage.ui.press(ImGuiKey_Tab);
  std::uint64_t const before = stage.store.sequence();
  stage.ui.press(ImGuiKey_Enter);
  stage.ui.settle();
  CHECK(stage.store.sequence() == before + 1);
  CHECK(stage.route.screen == Screen::customers);
  CHECK(stage.store.title(Kind::customer, stage.route.record) == "Boxin");
  CHECK(stage.store.find(Id<Lead>{lead})->status == LeadStatus::converted);
  CHECK(stage.history.undo());
  CHECK(stage.store.find(Id<Lead>{lead})->status == LeadStatus::fresh);
}

TEST_CASE("every kind with a page of its own draws one, on a phone too") {
  for (float const width : {1440.0f, 390.0f}) {
    CustomerPage stage(width);
    for (Kind const kind :
         {Kind::customer, Kind::contact, Kind::opportunity, Kind::lead, Kind::product, Kind::user, Kind::activity}) {
      CAPTURE(kind_info(kind).name);
      std::string_view const title = kind_info(kind).fields[kind_info(kind).title].name;
      stage.kind = kind;
      stage.route = {screen_of(kind), stage.add(kind, {{title, Value::text("Something")}})};
      stage.ui.frames(3);
      CHECK(stage.ui.has(Role::heading, "Something"));
      CHECK(stage.ui.nameless() == "");
    }
  }
}

TEST_CASE("the companies of a group are a tree, from the one above all to those below") {
  CustomerPage stage;
  Uuid const group = stage.add(Kind::customer, {{"name", Value::text("Cloud Group")}});
  auto const below = [&](std::string_view name, Uuid above) {
    return stage.add(Kind::customer, {{"name", Value::text(name)}, {"parent", Value::reference(above)}});
  };
  below("Zeta Works", group);
  Uuid const europe = below("Europe", group);
  below("Berlin", europe);
  stage.route = {Screen::customers, europe};
  stage.ui.frames(3);
  auto const rows = [] {
    std::vector<std::string> told;
    for (a11y::Node const& node : a11y::tree().nodes()) {
      if (node.role == Role::treeitem) told.push_back(std::to_string(node.level) + " " + std::string(a11y::tree().name(node)));
    }
    return told;
  };
  CHECK(rows() == std::vector<std::string>{"1 Cloud Group", "2 Europe", "3 Berlin", "2 Zeta Works"});
  CHECK(stage.ui.is(Role::treeitem, "Europe", a11y::kCurrent));
  CHECK(stage.ui.nameless() == "");

  for (int i = 0; i < 80 && stage.ui.focus() != "treeitem Cloud Group"; ++i) stage.ui.press(ImGuiKey_Tab);
  REQUIRE(stage.ui.focus() == "treeitem Cloud Group");
  stage.ui.press(ImGuiKey_DownArrow);
  REQUIRE(stage.ui.focus() == "treeitem Europe");
  stage.ui.press(ImGuiKey_LeftArrow);
  CHECK(rows() == std::vector<std::string>{"1 Cloud Group", "2 Europe", "2 Zeta Works"});
  CHECK(stage.ui.is(Role::treeitem, "Europe", a11y::kCollapsed));
  CHECK(stage.ui.focus() == "treeitem Europe");
  stage.ui.press(ImGuiKey_RightArrow);
  CHECK(rows().size() == 4);

  stage.ui.click(Role::treeitem, "Berlin");
  stage.ui.frames(3);
  CHECK(stage.route.record != europe);
  CHECK(stage.ui.is(Role::treeitem, "Berlin", a11y::kCurrent));
}

TEST_CASE("companies that are above each other in a circle are shown once each") {
  CustomerPage stage;
  Uuid const a = stage.add(Kind::customer, {{"name", Value::text("A")}, {"parent", Value::reference(stage.yunfan)}});
  Edit edit(stage.store, Cause::edit);
  edit.set(Kind::customer, stage.yunfan, "parent", Value::reference(a));
  REQUIRE(stage.store.apply(edit.take()));
  stage.ui.frames(3);
  int rows = 0;
  for (a11y::Node const& node : a11y::tree().nodes()) rows += node.role == Role::treeitem;
  CHECK(rows == 2);
}
