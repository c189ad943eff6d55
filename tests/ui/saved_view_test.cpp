#include <doctest/doctest.h>

#include "ui/format.hpp"
#include "ui/screens/list_state.hpp"
#include "ui/screens/list_views.hpp"
#include "ui/screens/screens.hpp"
#include "ui/stage.hpp"

using namespace saddlebag;
using namespace saddlebag::ui;
using a11y::Role;

namespace {

/// The customers' list with three of them; the filter for gold ones is set by `only_gold`.
struct ViewStage : ui::Stage {
  Uuid li;
  explicit ViewStage(float width = 1440) : ui::Stage(width) {
    list_state(Kind::customer) = {};
    li = add(Kind::user, {{"name", Value::text("Li Na")}});
    for (auto const& [name, tier] : {std::pair("Acme", 3), std::pair("Borealis", 2), std::pair("Contoso", 3)})
      add(Kind::customer, {{"name", Value::text(name)}, {"tier", Value::choice(static_cast<std::uint8_t>(tier))}});
    route = {Screen::customers, {}};
    show([](Frame const& frame) { draw_list(frame, Kind::customer); });
  }
  ListState& list() { return list_state(Kind::customer); }
  void only_gold() {
    Filter filter;
    filter.field = store.field_named(Kind::customer, "tier");
    filter.compare = Compare::any_of;
    filter.any = {Value::choice(3)};
    list().filters = {filter};
    ++list().revision;
    ui.frames(2);
  }
  void save_as(std::string_view name) {
    ui.click(Role::button, "Save view");
    ui.settle();
    ui.type(name);
    ui.press(ImGuiKey_Enter);
    ui.settle();
  }
  SavedView const& view(std::string_view name) {
    SavedView const* found = nullptr;
    store.for_each<SavedView>([&](SavedView const& each) {
      if (each.name.view() == name) found = &each;
    });
    REQUIRE(found != nullptr);
    return *found;
  }
  [[nodiscard]] std::size_t shown() { return list().view.rows.size(); }
};

}  // namespace

TEST_CASE("what a list shows is saved as a view, which becomes a tab with an address") {
  ViewStage stage;
  stage.only_gold();
  CHECK(stage.shown() == 2);
  stage.save_as("Gold");
  CHECK(stage.ui.is(Role::tab, "Gold", a11y::kSelected));
  CHECK(stage.route.saved_view == stage.view("Gold").id);
  CHECK(parse_route(to_hash(stage.route)) == stage.route);
  CHECK(stage.shown() == 2);
  CHECK(stage.ui.nameless() == "");
  stage.ui.click(Role::tab, "All Customers");
  stage.ui.settle();
  CHECK(stage.shown() == 3);  // the filter went into the view
  CHECK(stage.route.saved_view.empty());
  stage.ui.click(Role::tab, "Gold");
  stage.ui.settle();
  CHECK(stage.shown() == 2);
}

TEST_CASE("a link opens a view; one that is not there shows everything and says so") {
  ViewStage stage;
  stage.only_gold();
  stage.save_as("Gold");
  Route const link = stage.route;
  list_state(Kind::customer) = {};
  stage.route = link;
  stage.ui.settle();
  CHECK(stage.shown() == 2);
  stage.route.saved_view = stage.li;
  stage.ui.settle();
  CHECK(stage.shown() == 3);
  CHECK(stage.ui.has(Role::text, "The view of this link is not on this device"));
}

TEST_CASE("what is changed in a view waits to be saved, also behind another tab; undo takes the saving back") {
  ViewStage stage;
  stage.only_gold();
  stage.save_as("Gold");
  CHECK(!stage.ui.has(Role::button, "Save changes"));
  stage.ui.click(Role::columnheader, "Name");
  stage.ui.settle();
  CHECK(stage.preferences.lists["customer"].sort.empty());  // the device's own list stays as it was
  CHECK(stage.ui.note(Role::tab, "Gold") == "has unsaved changes");
  stage.ui.click(Role::tab, "All Customers");
  stage.ui.settle();
  stage.ui.click(Role::tab, "Gold");
  stage.ui.settle();
  CHECK(view_changed(stage.list()));
  stage.ui.click(Role::button, "Save changes");
  stage.ui.settle();
  CHECK(!view_changed(stage.list()));
  CHECK(stage.view("Gold").definition.view().find("\"name\"") != std::string_view::npos);
  CHECK(stage.history.undo());
  stage.ui.settle();
  CHECK(stage.list().opened.layout.sort.empty());
}

TEST_CASE("changes to a view can be discarded") {
  ViewStage stage;
  stage.only_gold();
  stage.save_as("Gold");
  stage.list().filters.clear();
  ++stage.list().revision;
  stage.ui.settle();
  CHECK(stage.shown() == 3);
  stage.ui.click(Role::button, "Discard changes");
  stage.ui.settle();
  CHECK(stage.shown() == 2);
}

TEST_CASE("a view is renamed and deleted from its menu, and undo brings it back") {
  ViewStage stage;
  stage.save_as("Gold");
  stage.ui.click(Role::button, "View actions");
  stage.ui.settle();
  stage.ui.click(Role::menuitem, "Rename");
  stage.ui.settle();
  stage.ui.press(ImGuiMod_Ctrl | ImGuiKey_A);
  stage.ui.type("Best");
  stage.ui.click(Role::button, "Save");
  stage.ui.settle();
  CHECK(stage.ui.has(Role::tab, "Best"));
  stage.ui.click(Role::button, "View actions");
  stage.ui.settle();
  stage.ui.click(Role::menuitem, "Copy link");
  stage.ui.settle();
  stage.ui.click(Role::button, "View actions");
  stage.ui.settle();
  stage.ui.click(Role::menuitem, "Delete view");
  stage.ui.settle();
  CHECK(!stage.ui.has(Role::tab, "Best"));
  CHECK(stage.route.saved_view.empty());
  CHECK(stage.history.undo());
  stage.ui.settle();
  CHECK(stage.ui.has(Role::tab, "Best"));
}

TEST_CASE("a view that is not shared is its owner's alone") {
  ViewStage stage;
  stage.preferences.user = to_string(stage.li);
  stage.ui.frames(2);
  stage.ui.click(Role::button, "Save view");
  stage.ui.settle();
  stage.ui.click(Role::switch_, "Share with everyone");
  stage.ui.click(Role::textbox, "Name of the view");
  stage.ui.type("Mine");
  stage.ui.click(Role::button, "Save");
  stage.ui.settle();
  CHECK(!stage.view("Mine").shared);
  CHECK(stage.view("Mine").owner.uuid == stage.li);
  stage.preferences.user = to_string(stage.add(Kind::user, {{"name", Value::text("Wang Wei")}}));
  stage.route.saved_view = {};
  stage.ui.settle();
  CHECK(!stage.ui.has(Role::tab, "Mine"));
}

TEST_CASE("a view keeps filters of every shape by name") {
  ui::Stage stage;
  auto const field = [&](std::string_view name) { return stage.store.field_named(Kind::customer, name); };
  ViewDefinition view;
  auto const add = [&](std::string_view name, Compare compare, Value value) {
    view.filters.push_back({field(name), compare, value, {}, {}});
  };
  add("name", Compare::contains, Value::text("云帆"));
  add("annual_revenue", Compare::at_least, Value::money({-1250, Currency("CNY")}));
  add("employees", Compare::is, Value::integer(12));
  add("created", Compare::at_most, Value::instant({1'700'000'000'123}));
  add("owner", Compare::is, Value::reference(stage.store.new_id()));
  add("owner", Compare::contains, Value::text("Li"));
  add("owner", Compare::empty, {});
  view.filters.push_back({field("tier"), Compare::any_of, {}, {}, {Value::choice(1), Value::choice(3)}});
  view.layout.columns = {"name", "tier"};
  view.layout.sort = {{"city", true}, {"name", false}};
  view.layout.group = "owner";
  view.layout.frozen = 2;
  std::string const text = to_text(stage.store, Kind::customer, view);
  CHECK(text.find("gold") != std::string::npos);
  ViewDefinition const again = read_view(stage.store, Kind::customer, text);
  CHECK(same_view(again.filters, again.layout, view));
  CHECK(again.layout == view.layout);
  CHECK(read_view(stage.store, Kind::customer, R"({"filters":[{"field":"gone","compare":"is"},7],"layout":3})").filters.empty());
}

TEST_CASE("on a phone the views are a menu") {
  ViewStage stage(390);
  stage.only_gold();
  stage.ui.click(Role::button, "All Customers");
  stage.ui.settle();
  stage.ui.click(Role::menuitem, "Save view");
  stage.ui.settle();
  stage.ui.type("Gold");
  stage.ui.click(Role::button, "Save");
  stage.ui.settle();
  CHECK(stage.ui.has(Role::button, "Gold"));
  CHECK(stage.shown() == 2);
  CHECK(stage.ui.nameless() == "");
}

TEST_CASE("views that find no room as tabs are in a menu, but for the open one") {
  ViewStage stage(900);
  for (int i = 0; i < 12; ++i) {
    stage.add(Kind::saved_view, {{"name", Value::text("View number " + std::to_string(i))},
                                 {"target_kind", Value::text("customer")},
                                 {"definition", Value::text("{}")}});
  }
  stage.ui.frames(2);
  CHECK(stage.ui.has(Role::tab, "View number 0"));
  CHECK(!stage.ui.has(Role::tab, "View number 11"));
  stage.ui.click(Role::button, "Views");
  stage.ui.settle();
  stage.ui.click(Role::menuitem, "View number 11");
  stage.ui.settle();
  CHECK(stage.ui.is(Role::tab, "View number 11", a11y::kSelected));
  a11y::Node const last = stage.ui.get(Role::tab, "View number 11");
  CHECK(last.box.x + last.box.width < 900);
}
