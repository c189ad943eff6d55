#include <doctest/doctest.h>

#include "ui/format.hpp"
#include "ui/screens/bulk_edit.hpp"
#include "ui/screens/filter_bar.hpp"
#include "ui/screens/form.hpp"
#include "ui/screens/list_range.hpp"
#include "ui/screens/list_state.hpp"
#include "ui/screens/screens.hpp"
#include "ui/stage.hpp"

using namespace saddlebag;
using namespace saddlebag::ui;
using a11y::Role;

namespace {

/// The customers' list with four of them, as nobody has touched it yet.
struct CustomerList : ui::Stage {
  Uuid li, wang, yunfan, acme, gold_yunfan;

  explicit CustomerList(float width = 1440) : ui::Stage(width) {
    list_state(Kind::customer) = {};
    li = add(Kind::user, {{"name", Value::text("Li Na")}});
    wang = add(Kind::user, {{"name", Value::text("Wang Wei")}});
    yunfan = add(Kind::customer, {{"name", Value::text("杭州云帆")},
                                  {"tier", Value::choice(3)},
                                  {"owner", Value::reference(li)},
                                  {"city", Value::text("杭州")},
                                  {"annual_revenue", Value::money({500'00, Currency("CNY")})}});
    acme = add(Kind::customer, {{"name", Value::text("Acme Tools")},
                                {"tier", Value::choice(2)},
                                {"owner", Value::reference(li)},
                                {"city", Value::text("Leeds")},
                                {"annual_revenue", Value::money({300'00, Currency("USD")})}});
    add(Kind::customer,
        {{"name", Value::text("Borealis")}, {"owner", Value::reference(wang)}, {"city", Value::text("Leeds")}});
    add(Kind::customer, {{"name", Value::text("Contoso")}, {"tier", Value::choice(3)}, {"city", Value::text("Oslo")}});
    route = {Screen::customers, {}};
    show([](Frame const& frame) {
      frame.route.record.empty() ? draw_list(frame, Kind::customer)
                                 : draw_record(frame, Kind::customer, frame.route.record);
      draw_new_record(frame);
    });
  }
  Record const& customer(Uuid id) { return *store.find(Kind::customer, id); }
  [[nodiscard]] std::size_t shown() const { return list_state(Kind::customer).view.rows.size(); }
  [[nodiscard]] std::string title(std::size_t line) const {
    ListView const& view = list_state(Kind::customer).view;
    Record const* const record = record_of(store, Kind::customer, view, static_cast<std::int64_t>(line));
    return record == nullptr ? "-" : std::string(store.title(Kind::customer, record->id));
  }
};

}  // namespace

TEST_CASE("a list names its records, counts them and leaves no control without a name") {
  CustomerList stage;
  CHECK(stage.ui.has(Role::heading, "Customers"));
  CHECK(stage.ui.has(Role::row, "杭州云帆"));
  CHECK(stage.ui.has(Role::row, "Contoso"));
  CHECK(stage.ui.nameless() == "");
}

TEST_CASE("typing in the list's search box narrows it at once, by pinyin initials too") {
  CustomerList stage;
  stage.ui.click(Role::searchbox, "Search Customers");
  stage.ui.type("hzyf");
  stage.ui.frames(2);
  CHECK(stage.shown() == 1);
  CHECK(stage.ui.has(Role::row, "杭州云帆"));
  stage.ui.press(ImGuiMod_Ctrl | ImGuiKey_A);
  stage.ui.type("nobody");
  stage.ui.frames(2);
  CHECK(stage.shown() == 0);
  stage.ui.click(Role::button, "Clear filters");
  stage.ui.frames(2);
  CHECK(stage.shown() == 4);
}

TEST_CASE("a click on a header sorts, a second one turns the order round, a third one ends it") {
  CustomerList stage;
  stage.ui.click(Role::columnheader, "City");
  stage.ui.frames(2);
  CHECK(stage.preferences.lists["customer"].sort == std::vector<std::pair<std::string, bool>>{{"city", false}});
  stage.ui.click(Role::columnheader, "City");
  stage.ui.frames(2);
  CHECK(stage.preferences.lists["customer"].sort == std::vector<std::pair<std::string, bool>>{{"city", true}});
  stage.ui.click(Role::columnheader, "City");
  stage.ui.frames(2);
  CHECK(stage.preferences.lists["customer"].sort.empty());
}

TEST_CASE("Shift adds a second key to the order") {
  ListLayout layout;
  toggle_sort(layout, "city", false);
  toggle_sort(layout, "name", true);
  CHECK(layout.sort == std::vector<std::pair<std::string, bool>>{{"city", false}, {"name", false}});
  toggle_sort(layout, "city", true);
  CHECK(layout.sort == std::vector<std::pair<std::string, bool>>{{"city", true}, {"name", false}});
  toggle_sort(layout, "city", true);
  CHECK(layout.sort == std::vector<std::pair<std::string, bool>>{{"name", false}});
}

TEST_CASE("a filter is made from menu and dialog, shown as a chip, and taken off again") {
  CustomerList stage;
  stage.ui.click(Role::button, "Filter");
  stage.ui.settle();
  stage.ui.click(Role::menuitem, "Tier");
  stage.ui.settle();
  CHECK(stage.ui.has(Role::dialog, "Filter by Tier"));
  stage.ui.click(Role::checkbox, "Gold");
  stage.ui.click(Role::button, "Apply");
  stage.ui.settle();
  CHECK(stage.shown() == 2);
  CHECK(stage.ui.has(Role::button, "Tier is Gold"));
  stage.ui.click(Role::button, "Remove filter: Tier is Gold");
  stage.ui.settle();
  CHECK(stage.shown() == 4);
}

TEST_CASE("records without an owner are found by a filter for the empty field") {
  CustomerList stage;
  ListState& list = list_state(Kind::customer);
  Filter filter;
  filter.field = stage.store.field_named(Kind::customer, "owner");
  filter.compare = Compare::empty;
  list.filters = {filter};
  ++list.revision;
  stage.ui.frames(2);
  CHECK(stage.shown() == 1);
  CHECK(stage.title(0) == "Contoso");
  CHECK(stage.ui.has(Role::button, "Owner is empty"));
}

TEST_CASE("groups show how many and the exact sums per currency, and fold") {
  CustomerList stage;
  stage.preferences.lists["customer"].group = "city";
  stage.ui.frames(2);
  ListView const& view = list_state(Kind::customer).view;
  CHECK(view.groups.size() == 3);
  CHECK(view.lines.size() == 7);
  stage.preferences.lists["customer"].group = "owner";
  stage.preferences.lists["customer"].columns = {"name", "annual_revenue"};
  stage.ui.frames(2);
  REQUIRE(view.groups.size() == 3);
  auto const li = std::find_if(view.groups.begin(), view.groups.end(),
                               [&](ListGroup const& each) { return each.key.get().as_reference() == stage.li; });
  REQUIRE(li != view.groups.end());
  CHECK(li->rows.size() == 2);
  CHECK(li->sums.front().money.of(Currency("CNY")).minor == 500'00);
  CHECK(li->sums.front().money.of(Currency("USD")).minor == 300'00);
  CHECK(stage.ui.has(Role::row, "Li Na  2"));
  stage.ui.activate(Role::row, "Li Na  2");
  stage.ui.frames(3);
  CHECK(view.lines.size() == 5);
}

TEST_CASE("a cell is written in by a double click: Enter commits, what cannot be read stays with the reason") {
  CustomerList stage;
  stage.preferences.lists["customer"].columns = {"name", "annual_revenue"};
  stage.ui.frames(2);
  stage.ui.double_click(Role::gridcell, "¥500.00");
  stage.ui.frames(2);
  REQUIRE(list_state(Kind::customer).edit.active());
  stage.ui.press(ImGuiMod_Ctrl | ImGuiKey_A);
  stage.ui.type("12,5");
  stage.ui.press(ImGuiKey_Enter);
  stage.ui.frames(2);
  CHECK(list_state(Kind::customer).edit.active());
  CHECK(list_state(Kind::customer).edit.text == "12,5");
  CHECK(!list_state(Kind::customer).edit.error.empty());
  stage.ui.press(ImGuiMod_Ctrl | ImGuiKey_A);
  stage.ui.type("1.5万");
  stage.ui.press(ImGuiKey_Enter);
  stage.ui.frames(3);
  CHECK(!list_state(Kind::customer).edit.active());
  CHECK(static_cast<Customer const&>(stage.customer(stage.yunfan)).annual_revenue == Money{15'000'00, Currency("CNY")});
  CHECK(stage.history.undo());
  CHECK(static_cast<Customer const&>(stage.customer(stage.yunfan)).annual_revenue == Money{500'00, Currency("CNY")});
}

TEST_CASE("a double click on a name opens the record and leaves its fields alone") {
  CustomerList stage;
  stage.ui.double_click(Role::gridcell, "Acme Tools");
  stage.ui.frames(3);
  CHECK(stage.route.record == stage.acme);
  CHECK(!stage.ui.focus().starts_with("textbox"));
}

TEST_CASE("Escape leaves a cell as it was") {
  CustomerList stage;
  stage.ui.double_click(Role::gridcell, "Oslo");
  stage.ui.frames(2);
  stage.ui.type("Bergen");
  stage.ui.press(ImGuiKey_Escape);
  stage.ui.frames(3);
  CHECK(!list_state(Kind::customer).edit.active());
  CHECK(stage.ui.has(Role::gridcell, "Oslo"));
}

TEST_CASE("many records get one value as one transaction, and one undo takes it back") {
  CustomerList stage;
  stage.ui.click(Role::gridcell, "Oslo");
  stage.ui.press(ImGuiMod_Ctrl | ImGuiKey_A);
  stage.ui.frames(2);
  REQUIRE(list_state(Kind::customer).selection.size() == 4);
  CHECK(stage.ui.has(Role::toolbar, "Edit many"));
  stage.ui.click(Role::button, "Edit field…");
  stage.ui.settle();
  CHECK(stage.ui.has(Role::dialog, "Edit many"));
  CHECK(stage.ui.get(Role::button, "Apply").box.height >= control_height());  // all of it is to be seen
  std::uint64_t const before = stage.store.sequence();
  stage.ui.click(Role::combobox, "Owner");
  stage.ui.frames(2);
  stage.ui.type("Wang");
  stage.ui.frames(3);
  stage.ui.press(ImGuiKey_Enter);
  stage.ui.frames(3);
  CHECK(stage.ui.has(Role::text, "Owner of 3 Customers will change"));  // one has it already
  CHECK(stage.ui.has(Role::text, "Li Na → Wang Wei  × 2"));
  stage.ui.click(Role::button, "Apply");
  stage.ui.frames(2);
  CHECK(stage.store.sequence() == before + 1);
  CHECK(static_cast<Customer const&>(stage.customer(stage.acme)).owner.uuid == stage.wang);
  CHECK(stage.history.undo());
  CHECK(static_cast<Customer const&>(stage.customer(stage.acme)).owner.uuid == stage.li);
}

TEST_CASE("picked records are deleted after a question, and undo brings them back") {
  CustomerList stage;
  stage.ui.click(Role::gridcell, "Oslo");
  stage.ui.press(ImGuiKey_Space);
  stage.ui.frames(2);
  REQUIRE(list_state(Kind::customer).selection.size() == 1);
  stage.ui.click(Role::button, "Delete");
  stage.ui.settle();
  CHECK(stage.ui.has(Role::dialog, "Delete 1 record?"));
  CHECK(stage.store.count(Kind::customer) == 4);
  CHECK(stage.ui.nameless() == "");
  for (int i = 0; i < 8 && stage.ui.focus() != "button Delete"; ++i) stage.ui.press(ImGuiKey_Tab);
  stage.ui.press(ImGuiKey_Enter);
  stage.ui.settle();
  CHECK(stage.store.count(Kind::customer) == 3);
  CHECK(list_state(Kind::customer).selection.size() == 0);
  CHECK(stage.history.undo());
  CHECK(stage.store.count(Kind::customer) == 4);
}

TEST_CASE("a new record is refused while its name is missing, and opened once it is saved") {
  CustomerList stage;
  stage.ui.click(Role::button, "New Customer");
  stage.ui.settle();
  CHECK(stage.ui.has(Role::dialog, "New Customer"));
  stage.ui.click(Role::button, "Save");
  stage.ui.settle();
  CHECK(stage.store.count(Kind::customer) == 4);
  CHECK(stage.ui.is(Role::textbox, "Name", a11y::kInvalid));
  stage.ui.click(Role::textbox, "Name");
  stage.ui.type("Delta");
  stage.ui.click(Role::button, "Save");
  stage.ui.settle();
  CHECK(stage.store.count(Kind::customer) == 5);
  CHECK(stage.route.screen == Screen::customers);
  CHECK(stage.store.title(Kind::customer, stage.route.record) == "Delta");
}

TEST_CASE("an empty list says what to do, and leads to the import") {
  ui::Stage stage;
  list_state(Kind::product) = {};
  stage.route = {Screen::products, {}};
  stage.show([](Frame const& frame) { draw_list(frame, Kind::product); });
  CHECK(stage.ui.nameless() == "");
  stage.ui.click(Role::button, "Import");
  stage.ui.frames(2);
  CHECK(stage.route.screen == Screen::import);
}

TEST_CASE("a list is exported as a file with the columns that it shows") {
  CustomerList stage;
  stage.ui.click(Role::button, "Export");
  stage.ui.settle();
  stage.ui.click(Role::menuitem, "Export as CSV");
  stage.ui.frames(2);
  REQUIRE(stage.sent.size() == 1);
  auto const* const file = std::get_if<SaveFile>(&stage.sent.front());
  REQUIRE(file != nullptr);
  CHECK(file->name == "Customers 2025-11-21.csv");
  CHECK(as_text(file->bytes).find("杭州云帆") != std::string_view::npos);
}

TEST_CASE("the foot has the sums of all that is shown, or of what is picked, each currency by itself") {
  CustomerList stage;
  stage.preferences.lists["customer"].columns = {"name", "annual_revenue", "city"};
  stage.ui.frames(2);
  CHECK(stage.ui.has(Role::row, "Total"));
  CHECK(stage.ui.has(Role::gridcell, "¥500.00 + $300.00"));
  stage.ui.click(Role::checkbox, "Select Acme Tools");
  stage.ui.frames(2);
  CHECK(stage.ui.has(Role::row, "Total of selection"));
  CHECK(list_state(Kind::customer).view.picked.front().money.of(Currency("USD")).minor == 300'00);
  CHECK(list_state(Kind::customer).view.picked.front().money.of(Currency("CNY")).minor == 0);
  stage.preferences.lists["customer"].columns = {"name", "city"};
  stage.ui.frames(2);
  CHECK(!stage.ui.has(Role::row, "Total of selection"));
}

TEST_CASE("all groups fold and unfold at once") {
  CustomerList stage;
  stage.preferences.lists["customer"].group = "city";
  stage.ui.frames(2);
  stage.ui.click(Role::button, "Group");
  stage.ui.settle();
  stage.ui.click(Role::menuitem, "Fold all");
  stage.ui.settle();
  CHECK(list_state(Kind::customer).view.lines.size() == 3);
}

TEST_CASE("cells go to a spreadsheet and come back as they were") {
  CustomerList stage;
  stage.preferences.lists["customer"].columns = {"name", "annual_revenue", "owner", "tier"};
  stage.preferences.lists["customer"].sort = {{"name", false}};
  stage.ui.frames(2);
  stage.ui.click(Role::gridcell, "$300.00");
  stage.ui.press(ImGuiMod_Shift | ImGuiKey_DownArrow);
  stage.ui.press(ImGuiMod_Shift | ImGuiKey_RightArrow, 2);
  stage.ui.press(ImGuiMod_Ctrl | ImGuiKey_C);
  stage.ui.frames(2);
  REQUIRE(!stage.sent.empty());
  CHECK(std::get<CopyText>(stage.sent.back()).text == "300 USD\tLi Na\tSilver\n\tWang Wei\tNone");
}

TEST_CASE("a spreadsheet's cells are pasted as one transaction, read as what is typed into a cell") {
  CustomerList stage;
  stage.preferences.lists["customer"].columns = {"name", "annual_revenue", "owner"};
  stage.preferences.lists["customer"].sort = {{"name", false}};
  stage.ui.frames(2);
  stage.ui.click(Role::gridcell, "$300.00");
  ImGui::SetClipboardText("1.5万\tWang Wei\n12 USD\tLi Na\n");
  std::uint64_t const before = stage.store.sequence();
  stage.ui.press(ImGuiMod_Ctrl | ImGuiKey_V);
  stage.ui.frames(3);
  CHECK(stage.store.sequence() == before + 1);
  auto const& acme = static_cast<Customer const&>(stage.customer(stage.acme));
  CHECK(acme.annual_revenue == Money{15'000'00, Currency("CNY")});
  CHECK(acme.owner.uuid == stage.wang);
  CHECK(stage.history.undo());
  CHECK(static_cast<Customer const&>(stage.customer(stage.acme)).annual_revenue == Money{300'00, Currency("USD")});
}

TEST_CASE("what cannot be pasted is told first, and the rest is pasted when the person says so") {
  CustomerList stage;
  stage.preferences.lists["customer"].columns = {"name", "annual_revenue", "owner"};
  stage.preferences.lists["customer"].sort = {{"name", false}};
  stage.ui.frames(2);
  stage.ui.click(Role::gridcell, "$300.00");
  ImGui::SetClipboardText("a lot\tNobody\n7\tLi Na");
  std::uint64_t const before = stage.store.sequence();
  stage.ui.press(ImGuiMod_Ctrl | ImGuiKey_V);
  stage.ui.settle();
  CHECK(stage.ui.has(Role::dialog, "Paste cells"));
  CHECK(stage.ui.has(Role::text, "2 cells will change"));
  CHECK(stage.ui.has(Role::text, "2 cannot be read and stay as they are"));
  CHECK(stage.ui.has(Role::text, "a lot"));
  CHECK(stage.store.sequence() == before);
  CHECK(stage.ui.nameless() == "");
  stage.ui.click(Role::button, "Paste");
  stage.ui.settle();
  CHECK(stage.store.sequence() == before + 1);
  CHECK(static_cast<Customer const&>(stage.customer(stage.acme)).annual_revenue == Money{300'00, Currency("USD")});
}

TEST_CASE("one text fills all cells of a range, and Delete empties them") {
  CustomerList stage;
  stage.preferences.lists["customer"].sort = {{"name", false}};
  stage.preferences.lists["customer"].columns = {"name", "city"};
  stage.ui.frames(2);
  stage.ui.click(Role::gridcell, "Oslo");
  stage.ui.press(ImGuiMod_Shift | ImGuiKey_UpArrow);
  ImGui::SetClipboardText("Bergen");
  stage.ui.press(ImGuiMod_Ctrl | ImGuiKey_V);
  stage.ui.frames(3);
  CHECK(stage.ui.count(Role::gridcell) > 0);
  CHECK(static_cast<Customer const&>(stage.customer(stage.acme)).city.view() == "Leeds");
  std::size_t bergen = 0;
  stage.store.for_each<Customer>([&](Customer const& each) { bergen += each.city.view() == "Bergen" ? 1 : 0; });
  CHECK(bergen == 2);
  stage.ui.press(ImGuiKey_Delete);
  stage.ui.frames(3);
  std::size_t empty = 0;
  stage.store.for_each<Customer>([&](Customer const& each) { empty += each.city.view().empty() ? 1 : 0; });
  CHECK(empty == 2);
  CHECK(stage.history.undo());
}

TEST_CASE("a clipboard's cells are told apart by tabs and lines, quotes hold both, empty lines count") {
  using Cells = std::vector<std::vector<std::string>>;
  CHECK(read_cells("a\tb\nc\td\n") == Cells{{"a", "b"}, {"c", "d"}});
  CHECK(read_cells("a\r\n\r\nb\r\n") == Cells{{"a"}, {""}, {"b"}});
  CHECK(read_cells("\"two\nlines\"\t\"a \"\"b\"\"\"") == Cells{{"two\nlines", "a \"b\""}});
  CHECK(read_cells("5\" pipe") == Cells{{"5\" pipe"}});
  CHECK(read_cells("") == Cells{{""}});
}

TEST_CASE("a column's menu sorts, moves, freezes, groups and hides it") {
  CustomerList stage;
  stage.preferences.lists["customer"].columns = {"name", "city", "owner", "tier"};
  stage.ui.frames(2);
  auto const choose = [&](std::string_view column, std::string_view entry) {
    stage.ui.right_click(Role::columnheader, column);
    stage.ui.settle();
    stage.ui.click(Role::menuitem, entry);
    stage.ui.settle();
  };
  auto const layout = [&]() -> ListLayout const& { return stage.preferences.lists["customer"]; };
  choose("Owner", "Move left");
  CHECK(layout().columns == std::vector<std::string>{"name", "owner", "city", "tier"});
  choose("Owner", "Freeze up to here");
  CHECK(layout().frozen == 2);
  choose("City", "Sort descending");
  CHECK(layout().sort == std::vector<std::pair<std::string, bool>>{{"city", true}});
  choose("Tier", "Hide column");
  CHECK(layout().columns == std::vector<std::string>{"name", "owner", "city"});
  choose("City", "Group by City");
  CHECK(layout().group == "city");
  choose("City", "Unfreeze columns");
  CHECK(layout().frozen == 1);
}

TEST_CASE("several sort keys are numbered") {
  CustomerList stage;
  stage.preferences.lists["customer"].sort = {{"city", false}, {"name", true}};
  stage.ui.frames(2);
  CHECK(stage.ui.note(Role::columnheader, "City") == "sort key 1");
  CHECK(stage.ui.note(Role::columnheader, "Name") == "sort key 2");
}

TEST_CASE("on a phone a list has two lines a record, a tap opens, everything has a name") {
  CustomerList stage(390);
  CHECK(stage.ui.has(Role::listitem, "Acme Tools"));
  CHECK(stage.ui.nameless() == "");
  stage.ui.tap(Role::listitem, "Acme Tools");
  stage.ui.frames(3);
  CHECK(stage.route.record == stage.acme);
}

TEST_CASE("columns come and go, the title stays") {
  CustomerList stage;
  stage.ui.click(Role::button, "Columns");
  stage.ui.settle();
  stage.ui.click(Role::menuitem, "Tier");
  stage.ui.frames(3);
  CHECK(!stage.ui.has(Role::columnheader, "Tier"));
  CHECK(stage.ui.has(Role::columnheader, "Name"));
}

TEST_CASE("a custom field's name is made from its label, in Chinese too, and never one that is taken") {
  ui::Stage stage;
  CHECK(custom_field_name(stage.store, Kind::customer, "Contract ends") == "contract_ends");
  CHECK(custom_field_name(stage.store, Kind::customer, "到期日") == "daoqiri");
  CHECK(custom_field_name(stage.store, Kind::customer, "Name") == "name_2");
  CHECK(custom_field_name(stage.store, Kind::customer, "???") == "field");
  CHECK(custom_field_name(stage.store, Kind::customer, "2nd phone") == "field2nd_phone");
}
