#include <doctest/doctest.h>

#include "store/trail.hpp"
#include "ui/screens/mentions.hpp"
#include "ui/screens/screens.hpp"
#include "ui/stage.hpp"

using namespace saddlebag;
using namespace saddlebag::ui;
using a11y::Role;

namespace {

/// A customer with a deal, a note and two colleagues, one of whom sits here.
struct Story : ui::Stage {
  Uuid yunfan, deal, li, lina, note;

  Story() {
    li = add(Kind::user, {{"name", Value::text("Li")}});
    lina = add(Kind::user, {{"name", Value::text("Li Na")}});
    preferences.user = to_string(lina);
    store.identify({.author = lina, .device = 1, .now = [this] { return now; }});
    yunfan = add(Kind::customer, {{"name", Value::text("Yunfan")}});
    deal = add(Kind::opportunity, {{"name", Value::text("Pilot")}, {"customer", Value::reference(yunfan)}});
    note = add(Kind::note, {{"body", Value::text("Ask @Li Na about the price")}, {"customer", Value::reference(yunfan)}, {"author", Value::reference(li)}});
    route = {Screen::customers, yunfan};
    show([](Frame const& frame) {
      if (frame.route.screen == Screen::today) draw_today(frame);
      else draw_record(frame, Kind::customer, frame.route.record);
    });
  }
  void set(Kind kind, Uuid id, std::string_view field, Value value) {
    Edit edit(store, Cause::edit);
    edit.set(kind, id, field, value);
    REQUIRE(store.apply(edit.take()));
    ui.frames(2);
  }
};

}  // namespace

TEST_CASE("a timeline tells what was changed, from what to what, by whom, of a customer's deals too") {
  Story stage;
  CHECK(!stage.ui.has(Role::listitem, "Name: Yunfan → Yunfan Tech"));
  stage.set(Kind::customer, stage.yunfan, "name", Value::text("Yunfan Tech"));
  stage.set(Kind::opportunity, stage.deal, "amount", Value::money({20'000'00, Currency("CNY")}));
  CHECK(stage.ui.has(Role::listitem, "Name: Yunfan → Yunfan Tech"));
  CHECK(stage.ui.note(Role::listitem, "Name: Yunfan → Yunfan Tech").starts_with("Li Na · "));
  CHECK(stage.ui.has(Role::listitem, "Pilot · Amount: – → ¥20,000.00"));
  REQUIRE(stage.history.undo());
  stage.ui.frames(2);
  CHECK(stage.ui.has(Role::listitem, "Pilot · Amount: ¥20,000.00 → –"));
}

TEST_CASE("a timeline shows only what is asked for") {
  Story stage;
  stage.set(Kind::customer, stage.yunfan, "name", Value::text("Cloud"));
  stage.ui.click(Role::radio, "Notes");
  CHECK(stage.ui.has(Role::text, "Ask @Li Na about the price"));
  CHECK(!stage.ui.has(Role::listitem, "Name: Yunfan → Cloud"));
  stage.ui.click(Role::radio, "Changes");
  CHECK(!stage.ui.has(Role::text, "Ask @Li Na about the price"));
  CHECK(stage.ui.has(Role::listitem, "Name: Yunfan → Cloud"));
  stage.ui.click(Role::radio, "All");
}

TEST_CASE("what comes with a new record or an import is no change, and the oldest changes are forgotten") {
  Story stage;
  CHECK(stage.trail.steps().empty());
  for (std::size_t i = 0; i < Trail::kMost * 2 + 10; ++i) {
    Edit edit(stage.store, Cause::edit);
    edit.set(Kind::customer, stage.yunfan, "industry", Value::text(std::to_string(i)));
    REQUIRE(stage.store.apply(edit.take()));
  }
  CHECK(stage.trail.steps().size() <= Trail::kMost * 2);
  CHECK(stage.trail.steps().back().after.get().as_text() == std::to_string(Trail::kMost * 2 + 9));
}

TEST_CASE("a mention is the longest name that stands behind an @") {
  Story stage;
  std::span<TextMark const> const marks = mentions_in(stage.store, "@Li Na, not @Li, nor li@example.com");
  REQUIRE(marks.size() == 2);
  CHECK(marks[0].size == 6);
  CHECK(marks[1].at == 12);
  CHECK(marks[1].size == 3);
  CHECK(colleagues_like(stage.store, "na").size() == 1);
  CHECK(colleagues_like(stage.store, "LI").size() == 2);
  CHECK(colleagues_like(stage.store, "Li Na").empty());  // written out
}

TEST_CASE("names are offered behind an @ as one types, and the chosen one goes into the note") {
  Story stage;
  stage.ui.click(Role::textbox, "Text");
  stage.ui.type("Thanks @na");
  stage.ui.frames(3);
  REQUIRE(stage.ui.has(Role::option, "Li Na"));
  CHECK(stage.ui.nameless() == "");
  stage.ui.press(ImGuiKey_Enter);
  stage.ui.frames(3);
  CHECK(stage.ui.value(Role::textbox, "Text") == "Thanks @Li Na ");
  stage.ui.type("!");
  stage.ui.frames(2);
  CHECK(stage.ui.value(Role::textbox, "Text") == "Thanks @Li Na !");
  CHECK(!stage.ui.has(Role::option, "Li Na"));
}

TEST_CASE("Escape puts the names away and leaves what was typed") {
  Story stage;
  stage.ui.click(Role::textbox, "Text");
  stage.ui.press(ImGuiMod_Ctrl | ImGuiKey_A);
  stage.ui.type("@l");
  stage.ui.frames(3);
  REQUIRE(stage.ui.has(Role::option, "Li Na"));
  stage.ui.press(ImGuiKey_Escape);
  stage.ui.frames(3);
  CHECK(!stage.ui.has(Role::option, "Li Na"));
  CHECK(stage.ui.value(Role::textbox, "Text") == "@l");
}

TEST_CASE("who is mentioned finds it on the page of the day, and the way to it") {
  Story stage;
  stage.route = {Screen::today, {}};
  stage.ui.frames(2);
  REQUIRE(stage.ui.has(Role::region, "Mentions of you"));
  stage.ui.click(Role::link, "Ask @Li Na about the price");
  stage.ui.frames(2);
  CHECK(stage.route == Route{Screen::customers, stage.yunfan});
  stage.preferences.user = to_string(stage.li);  // "@Li Na" begins with that name, but means another
  stage.route = {Screen::today, {}};
  stage.ui.frames(2);
  CHECK(!stage.ui.has(Role::region, "Mentions of you"));
}

TEST_CASE("what is typed is told to be wrong once the person rests, and no longer as soon as it is right") {
  Story stage;
  stage.ui.click(Role::textbox, "Email");
  stage.ui.type("nobody@");
  CHECK(!stage.ui.is(Role::textbox, "Email", a11y::kInvalid));
  stage.ui.frame(1);
  stage.ui.frame();
  CHECK(stage.ui.is(Role::textbox, "Email", a11y::kInvalid));
  stage.ui.type("example.com");
  stage.ui.frame();
  CHECK(!stage.ui.is(Role::textbox, "Email", a11y::kInvalid));
}
