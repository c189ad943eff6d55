#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <vector>

#include "ui/format.hpp"
#include "ui/motion.hpp"
#include "ui/screens/screens.hpp"
#include "ui/stage.hpp"
#include "ui/widgets/field.hpp"
#include "ui/widgets/grid.hpp"
#include "ui/widgets/overlay.hpp"

using namespace saddlebag;
using namespace saddlebag::ui;
using a11y::Role;

TEST_CASE("a button is pressed with the mouse, with Tab and Enter, with Space, and by assistive technology") {
  Headless ui;
  int first = 0, second = 0;
  ui.show([&] {
    if (button("First")) ++first;
    same_row();
    if (button("Second", {.style = ButtonStyle::primary})) ++second;
    button("Third", {.enabled = false});
  });
  ui.click(Role::button, "First");
  CHECK(first == 1);
  ui.press(ImGuiKey_Tab);
  CHECK(ui.focus() == "button Second");
  ui.press(ImGuiKey_Enter);
  ui.press(ImGuiKey_Space);
  CHECK(second == 2);
  ui.activate(Role::button, "Second");
  CHECK(second == 3);
  ui.press(ImGuiKey_LeftArrow);
  CHECK(ui.focus() == "button First");
  CHECK(ui.is(Role::button, "Third", a11y::kDisabled));
  ui.click(Role::button, "Third");
  CHECK(first == 1);
}

TEST_CASE("check boxes, switches and segments tell and change their state") {
  Headless ui;
  bool checked = false, on = true;
  int chosen = 0;
  ui.show([&] {
    checkbox("Personal", checked);
    switch_toggle("Dark", on);
    segmented("View", chosen, {"List", "Board"});
  });
  CHECK(ui.is(Role::checkbox, "Personal", a11y::kUnchecked));
  ui.click(Role::checkbox, "Personal");
  CHECK(checked);
  CHECK(ui.is(Role::checkbox, "Personal", a11y::kChecked));
  ui.click(Role::switch_, "Dark");
  CHECK(!on);
  ui.click(Role::radio, "Board");
  CHECK(chosen == 1);
  CHECK(ui.is(Role::radio, "Board", a11y::kChecked));
}

TEST_CASE("the right button, the menu key and a resting finger ask for the context menu") {
  Headless ui;
  int asked = 0, pressed = 0;
  ui.show([&] {
    Item const it = item("Card", {200, 60}, {Role::button, "Card"});
    asked += it.context ? 1 : 0;
    pressed += it.pressed ? 1 : 0;
  });
  ui.right_click(Role::button, "Card");
  CHECK(asked == 1);
  ui.click(Role::button, "Card");
  ui.press(ImGuiMod_Shift | ImGuiKey_F10);
  CHECK(asked == 2);
  CHECK(pressed == 1);
  a11y::Node const card = ui.get(Role::button, "Card");
  ImGuiIO& io = ImGui::GetIO();
  io.AddMouseSourceEvent(ImGuiMouseSource_TouchScreen);
  io.AddMousePosEvent(card.box.x + 9, card.box.y + 9);
  io.AddMouseButtonEvent(0, true);
  ui.frames(3);
  CHECK(next_wake() <= ImGui::GetTime() + 0.6);
  ui.frame(0.6);
  ui.frame();
  io.AddMouseButtonEvent(0, false);
  ui.frames(3);
  CHECK(asked == 3);
  CHECK(pressed == 1);
}

TEST_CASE("a text field is clicked, typed into, left with Enter, and restored with Escape") {
  Headless ui;
  std::string name = "Acme";
  int committed = 0, cancelled = 0;
  ui.show([&] {
    TextFieldResult const result = text_field("Name", name, {.required = true});
    committed += result.committed ? 1 : 0;
    cancelled += result.cancelled ? 1 : 0;
    button("Next");
  });
  CHECK(ui.is(Role::textbox, "Name", a11y::kRequired));
  ui.click(Role::textbox, "Name");
  ui.press(ImGuiMod_Ctrl | ImGuiKey_A);
  ui.type("杭州云帆");
  CHECK(name == "杭州云帆");
  CHECK(ui.value(Role::textbox, "Name") == "杭州云帆");
  ui.press(ImGuiKey_Enter);
  CHECK(committed == 1);
  ui.click(Role::textbox, "Name");
  ui.type("!!");
  ui.press(ImGuiKey_Escape);
  CHECK(name == "杭州云帆");
  CHECK(cancelled == 1);
  CHECK(committed == 1);
  ui.click(Role::textbox, "Name");
  ui.type("公司");
  ui.press(ImGuiKey_Tab);
  CHECK(committed == 2);
  CHECK(ui.focus() == "button Next");
}

TEST_CASE("Tab into a text field selects its text; text changed from outside shows while it is edited") {
  Headless ui;
  std::string name = "Acme", other;
  ui.show([&] {
    text_field("Name", name);
    text_field("Other", other);
  });
  ui.click(Role::textbox, "Name");
  ui.press(ImGuiKey_Tab);
  ui.type("x");
  CHECK(other == "x");
  ui.press(ImGuiMod_Shift | ImGuiKey_Tab);
  ui.type("New");
  CHECK(name == "New");
  name = "From outside";
  ui.frame();
  ui.type("!");
  CHECK(name == "From outside!");
}

TEST_CASE("a password is not told; an error is") {
  Headless ui;
  std::string secret = "hunter2", mail = "x@";
  ui.show([&] {
    text_field("Password", secret, {.password = true});
    text_field("Email", mail, {.error = "Not an address"});
  });
  CHECK(ui.value(Role::textbox, "Password").empty());
  CHECK(ui.is(Role::textbox, "Email", a11y::kInvalid));
  CHECK(ui.note(Role::textbox, "Email") == "Not an address");
}

TEST_CASE("a search box is cleared by its button and by Escape") {
  ui::Stage stage;
  std::string query;
  stage.show([&](Frame const&) { text_field("Find", query, {.search = true}); });
  stage.ui.click(Role::searchbox, "Find");
  stage.ui.type("abc");
  stage.ui.press(ImGuiKey_Escape);
  CHECK(query.empty());
  stage.ui.type("de");
  stage.ui.click(Role::button, "Clear Find");
  CHECK(query.empty());
}

TEST_CASE("a field takes the keyboard when asked, and no key is lost") {
  Headless ui;
  std::string text = "a";
  bool editing = false;
  ui.show([&] {
    if (button("Edit")) editing = true;
    if (editing) text_field("Cell", text, {.label = false, .focus = !ImGui::IsAnyItemActive(), .bare = true, .caret_at_end = true});
  });
  ui.click(Role::button, "Edit");
  ui.type("bc");
  CHECK(text == "abc");
}

TEST_CASE("a choice is made from its list with the mouse, with arrows, and by its first letter") {
  ui::Stage stage;
  int chosen = 0;
  constexpr std::string_view kChoices[] = {"Open", "Won", "Lost"};
  stage.show([&](Frame const&) { select("Stage", chosen, kChoices, 200); });
  Headless& ui = stage.ui;
  CHECK(ui.value(Role::combobox, "Stage") == "Open");
  ui.click(Role::combobox, "Stage");
  CHECK(ui.is(Role::combobox, "Stage", a11y::kExpanded));
  ui.click(Role::option, "Lost");
  CHECK(chosen == 2);
  CHECK(!ui.has(Role::option, "Lost"));
  ui.press(ImGuiKey_Enter);
  ui.press(ImGuiKey_UpArrow);
  CHECK(ui.focus() == "option Won");
  ui.press(ImGuiKey_Enter);
  CHECK(chosen == 1);
  ui.type("l");
  CHECK(chosen == 2);
  ui.click(Role::combobox, "Stage");
  ui.press(ImGuiKey_Escape);
  CHECK(!ui.has(Role::option, "Open"));
}

TEST_CASE("a reference is found by part of its name or pinyin, taken with Enter or the mouse, and cleared") {
  ui::Stage stage;
  Uuid const hangzhou = stage.add(Kind::customer, {{"name", Value::text("杭州云帆")}});
  Uuid const acme = stage.add(Kind::customer, {{"name", Value::text("Acme Tools")}});
  Uuid chosen;
  std::optional<std::string> created;
  stage.show([&](Frame const& frame) {
    ReferenceResult const result = reference_field(frame, "Account", Kind::customer, chosen, true, 300);
    if (result.create) created = result.create;
    button("Next");
  });
  Headless& ui = stage.ui;
  ui.click(Role::combobox, "Account");
  CHECK(ui.count(Role::option) == 2);
  ui.type("hzyf");
  CHECK(ui.has(Role::option, "杭州云帆"));
  CHECK(!ui.has(Role::option, "Acme Tools"));
  ui.press(ImGuiKey_Enter);
  CHECK(chosen == hangzhou);
  CHECK(ui.value(Role::combobox, "Account") == "杭州云帆");
  ui.click(Role::combobox, "Account");
  ui.click(Role::option, "Acme Tools");
  CHECK(chosen == acme);
  ui.click(Role::combobox, "Account");
  ui.press(ImGuiMod_Ctrl | ImGuiKey_A);
  ui.type("Initech");
  ui.press(ImGuiKey_UpArrow);
  ui.click(Role::option, "Create “Initech”");
  CHECK(created == "Initech");
  CHECK(chosen == acme);
  ui.click(Role::combobox, "Account");
  ui.type("zzz");
  ui.press(ImGuiKey_Escape);
  CHECK(chosen == acme);
  ui.click(Role::button, "Clear Account");
  CHECK(chosen.empty());
}

TEST_CASE("a date is typed, or picked from the calendar") {
  ui::Stage stage;
  Date date = *make_date(2025, 11, 21);
  stage.show([&](Frame const& frame) { date_field(frame, "Due", date, 240); });
  Headless& ui = stage.ui;
  ui.click(Role::textbox, "Due");
  ui.press(ImGuiMod_Ctrl | ImGuiKey_A);
  ui.type("tomorrow");
  ui.press(ImGuiKey_Enter);
  CHECK(to_iso(date) == "2025-11-22");
  ui.click(Role::textbox, "Due");
  ui.press(ImGuiMod_Ctrl | ImGuiKey_A);
  ui.type("30 February");
  ui.press(ImGuiKey_Enter);
  CHECK(to_iso(date) == "2025-11-22");
  CHECK(ui.is(Role::textbox, "Due", a11y::kInvalid));
  CHECK(ui.value(Role::textbox, "Due") == "30 February");
  ui.click(Role::button, "Open calendar: Due");
  CHECK(ui.has(Role::dialog, "Calendar"));
  ui.click(Role::button, "Next month");
  ui.click(Role::gridcell, "24 Dec 2025");
  CHECK(to_iso(date) == "2025-12-24");
  CHECK(!ui.has(Role::dialog, "Calendar"));
  CHECK(!ui.is(Role::textbox, "Due", a11y::kInvalid));
}

TEST_CASE("any field of a record is edited by its descriptor; what is not valid yet is kept and said") {
  ui::Stage stage;
  std::span<Field const> const fields = stage.store.fields(Kind::opportunity);
  std::vector<OwnedValue> values(fields.size());
  stage.show([&](Frame const& frame) {
    begin_pane("form", {600, 0});
    for (std::size_t i = 0; i < fields.size(); ++i)
      if (!fields[i].has(kSystem)) value_field(frame, fields[i], values[i]);
    end_pane();
  });
  Headless& ui = stage.ui;
  CHECK(ui.nameless().empty());
  FieldIndex const amount = stage.store.field_named(Kind::opportunity, "amount");
  REQUIRE(amount != kNoField);
  std::string const name(field_label(fields[amount]));
  ui.click(Role::textbox, name);
  ui.type("1.5万");
  ui.press(ImGuiKey_Enter);
  CHECK(values[amount].get().as_money() == Money{1'500'000, Currency("CNY")});
  ui.click(Role::combobox, "Currency of " + name);
  ui.click(Role::menuitem, "USD");
  CHECK(values[amount].get().as_money() == Money{1'500'000, Currency("USD")});
  ui.click(Role::textbox, name);
  ui.press(ImGuiMod_Ctrl | ImGuiKey_A);
  ui.type("a lot");
  ui.press(ImGuiKey_Enter);
  CHECK(ui.is(Role::textbox, name, a11y::kInvalid));
  CHECK(ui.value(Role::textbox, name) == "a lot");
  CHECK(values[amount].get().as_money().minor == 1'500'000);
}

TEST_CASE("tags are added and taken away one by one") {
  ui::Stage stage;
  OwnedValue tags(Value::text("VIP\n老客户"));
  Field const field{"tags", Tr::field_tags, FieldType::tags};
  stage.show([&](Frame const& frame) { value_field(frame, field, tags, {.width = 300}); });
  stage.ui.click(Role::button, "Remove VIP");
  CHECK(tags.get().as_text() == "老客户");
  stage.ui.click(Role::textbox, "Tags");
  stage.ui.type("华东，老客户");
  stage.ui.press(ImGuiKey_Enter);
  CHECK(tags.get().as_text() == "老客户\n华东");
}

TEST_CASE("a dialog keeps the keyboard inside and ends with Escape or its close button") {
  ui::Stage stage;
  bool open = false;
  int behind = 0;
  std::string name;
  stage.show([&](Frame const&) {
    if (button("Behind")) ++behind;
    if (begin_dialog("Sure?", open)) {
      text_field("Reason", name);
      if (button("Yes")) open = false;
      end_dialog();
    }
  });
  Headless& ui = stage.ui;
  open = true;
  ui.settle();
  CHECK(ui.is(Role::dialog, "Sure?", a11y::kModal));
  for (int i = 0; i < 5; ++i) {
    ui.press(ImGuiKey_Tab);
    CHECK(ui.focus() != "button Behind");
  }
  ui.click(Role::button, "Behind");
  CHECK(behind == 0);
  ui.click(Role::textbox, "Reason");
  ui.type("why");
  ui.press(ImGuiKey_Escape);
  CHECK(open);
  CHECK(name.empty());
  ui.press(ImGuiKey_Escape);
  CHECK(!open);
  ui.settle();
  ui.click(Role::button, "Behind");
  CHECK(behind == 1);
  open = true;
  ui.settle();
  ui.click(Role::button, "Close");
  CHECK(!open);
  open = true;
  ui.settle();
  ui.click(Role::button, "Yes");
  ui.settle();
  CHECK(!ui.has(Role::dialog, "Sure?"));
  ui.click(Role::button, "Behind");
  CHECK(behind == 2);
}

TEST_CASE("Escape in a list inside of a dialog closes the list alone") {
  ui::Stage stage;
  bool open = true;
  int chosen = 0;
  constexpr std::string_view kChoices[] = {"One", "Two"};
  stage.show([&](Frame const&) {
    if (!begin_drawer("Edit", open)) return;
    select("Number", chosen, kChoices);
    end_drawer();
  });
  stage.ui.settle();
  stage.ui.click(Role::combobox, "Number");
  CHECK(stage.ui.has(Role::option, "Two"));
  stage.ui.press(ImGuiKey_Escape);
  CHECK(!stage.ui.has(Role::option, "Two"));
  CHECK(open);
}

TEST_CASE("a dialog whose screen is gone does not block what comes after it") {
  ui::Stage stage;
  bool open = true, there = true;
  int pressed = 0;
  stage.show([&](Frame const&) {
    if (there && begin_dialog("Old", open)) end_dialog();
    if (button("New")) ++pressed;
  });
  stage.ui.settle();
  there = false;
  stage.ui.frames(4);
  stage.ui.click(Role::button, "New");
  CHECK(pressed == 1);
}

TEST_CASE("a menu opens under its button, is walked with arrows, and closes when an entry is taken") {
  ui::Stage stage;
  int edited = 0;
  bool archived = false;
  stage.show([&](Frame const&) {
    if (button("More")) open_menu("more");
    if (begin_menu("more", "Actions")) {
      if (menu_item("Edit", Icon::edit)) ++edited;
      menu_check("Archived", archived);
      menu_item("Never", Icon::none, {}, false);
      end_menu();
    }
  });
  Headless& ui = stage.ui;
  ui.click(Role::button, "More");
  a11y::Node const menu = ui.get(Role::menu, "Actions"), more = ui.get(Role::button, "More");
  CHECK(menu.box.y >= more.box.y + more.box.height);
  ui.click(Role::menuitem, "Archived");
  CHECK(archived);
  CHECK(ui.is(Role::menuitem, "Archived", a11y::kChecked));
  ui.press(ImGuiKey_UpArrow);
  CHECK(ui.focus() == "menuitem Edit");
  ui.press(ImGuiKey_Enter);
  CHECK(edited == 1);
  CHECK(!ui.has(Role::menu, "Actions"));
}

TEST_CASE("a toast is told, answers its action, and goes by itself without drawing all the while") {
  ui::Stage stage;
  int undone = 0;
  stage.show([&](Frame const& frame) { undone += draw_toasts(frame) ? 1 : 0; });
  Headless& ui = stage.ui;
  toast("Deleted 3 customers", Tone::good, "Undo");
  ui.settle();
  CHECK(ui.has(Role::status, "Deleted 3 customers"));
  CHECK(drawing_until() <= ImGui::GetTime());
  CHECK(next_wake() > ImGui::GetTime() + 4);
  CHECK(next_wake() < ImGui::GetTime() + 7);
  ui.frame(7);
  ui.frame();
  CHECK(!ui.has(Role::status, "Deleted 3 customers"));
  toast("Deleted", Tone::good, "Undo");
  ui.settle();
  ui.click(Role::button, "Undo");
  CHECK(undone == 1);
  CHECK(!ui.has(Role::status, "Deleted"));
}

TEST_CASE("a toast lets the buttons of a drawer be pressed, and Tab reaches its own") {
  ui::Stage stage;
  bool open = false;
  int saved = 0;
  stage.show([&](Frame const& frame) {
    button("First");
    if (begin_drawer("New", open, 480)) {
      gap(ImGui::GetContentRegionAvail().y / space(1) - 9);
      begin_row();
      push_right(button_width("Save"));
      if (button("Save", {.style = ButtonStyle::primary})) ++saved;
      end_drawer();
    }
    draw_toasts(frame);
  });
  Headless& ui = stage.ui;
  toast("Created Cloudsail", Tone::good, "Undo");
  ui.settle();
  for (int i = 0; i < 4 && ui.focus() != "button Undo"; ++i) ui.press(ImGuiKey_Tab);
  CHECK(ui.focus() == "button Undo");
  open = true;
  ui.settle();
  CHECK(ui.has(Role::status, "Created Cloudsail"));
  ui.click(Role::button, "Save");
  CHECK(saved == 1);
}

TEST_CASE("every widget of the gallery has a name, a place, and an id of its own") {
  for (float const width : {1440.0f, 360.0f}) {
    ui::Stage stage(width, 900);
    stage.show([](Frame const& frame) { draw_gallery(frame); });
    CHECK(stage.ui.nameless() == "");
    std::vector<a11y::Node> nodes = a11y::tree().nodes();
    CHECK(nodes.size() > 100);
    std::sort(nodes.begin(), nodes.end(), [](auto const& a, auto const& b) { return a.id < b.id; });
    for (std::size_t i = 1; i < nodes.size(); ++i) {
      CAPTURE(a11y::tree().name(nodes[i]));
      CHECK(nodes[i].id != nodes[i - 1].id);
    }
    stage.ui.settle();
    CHECK(drawing_until() <= ImGui::GetTime());
  }
}

TEST_CASE("Tab reaches every control of the gallery") {
  ui::Stage stage;
  stage.show([](Frame const& frame) { draw_gallery(frame); });
  std::set<std::string> reached;
  for (int i = 0; i < 260; ++i) {
    stage.ui.press(ImGuiKey_Tab);
    reached.insert(stage.ui.focus());
  }
  for (char const* const wanted : {"button Primary", "link A link", "checkbox Checked", "switch On", "radio Board 看板", "textbox Name", "searchbox Find",
                                   "combobox Stage", "textbox Due", "button Open calendar: Due", "combobox Account", "textbox Note"}) {
    CAPTURE(wanted);
    CHECK(reached.contains(wanted));
  }
  CHECK(!reached.contains(""));
}
