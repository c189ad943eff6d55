#include <doctest/doctest.h>

#include "store/finder.hpp"
#include "ui/app/find_marks.hpp"
#include "ui/app/shell.hpp"
#include "ui/app/shortcuts.hpp"
#include "ui/favourites.hpp"
#include "ui/format.hpp"
#include "ui/screens/list_state.hpp"
#include "ui/screens/screens.hpp"
#include "ui/stage.hpp"

using namespace saddlebag;
using namespace saddlebag::ui;
using a11y::Role;

namespace {

std::string marked(std::string_view text, std::string_view typed) {
  TextMarks marks;
  bool const all = find_marks(text, words_of(typed), marks);
  std::string out = all ? "" : "not all ";
  for (std::size_t i = 0; i < marks.count; ++i) out += "[" + std::string(text.substr(marks.from[i], marks.to[i] - marks.from[i])) + "]";
  return out;
}

struct WholeApp : ui::Stage {
  Uuid yunfan, deal;
  explicit WholeApp(float width = 1440) : ui::Stage(width) {
    list_state(Kind::customer) = {};
    yunfan = add(Kind::customer, {{"name", Value::text("杭州云帆")}, {"city", Value::text("Hangzhou")}, {"phone", Value::text("0571 8888")}});
    deal = add(Kind::opportunity, {{"name", Value::text("云帆 upgrade")}, {"customer", Value::reference(yunfan)}});
    for (int i = 0; i < 20; ++i) add(Kind::contact, {{"name", Value::text("云 " + std::to_string(i))}});
    route = {Screen::customers, {}};
    show_whole();
  }
};

}  // namespace

TEST_CASE("what was looked for is marked in the text itself, also where its pinyin was typed") {
  CHECK(marked("Acme Tools", "tool") == "[Tool]");
  CHECK(marked("Ａcme Tools", "acme ool") == "[Ａcme][ool]");
  CHECK(marked("杭州云帆", "云帆") == "[云帆]");
  CHECK(marked("杭州云帆", "yunfan") == "[云帆]");
  CHECK(marked("杭州云帆", "hzy") == "[杭州云]");
  CHECK(marked("杭州云帆", "gzho") == "[杭州]");
  CHECK(marked("杭州云帆", "zzz") == "not all ");
  CHECK(marked("Acme", "acme missing") == "not all [Acme]");
}

TEST_CASE("of a record found by something else the field is told") {
  ui::Stage stage;
  Uuid const id = stage.add(Kind::customer, {{"name", Value::text("Acme")}, {"phone", Value::text("0571 8888")}});
  Field const* const field = find_field_of(stage.store, Kind::customer, *stage.store.find(Kind::customer, id), words_of("acme 8888"));
  REQUIRE(field != nullptr);
  CHECK(field->name == "phone");
}

TEST_CASE("results stand in groups by kind, and many of one kind leave room for others") {
  WholeApp stage;
  stage.ui.press(ImGuiMod_Ctrl | ImGuiKey_K);
  stage.ui.type("云");
  stage.ui.settle();
  CHECK(stage.ui.has(Role::group, "Customers"));
  CHECK(stage.ui.has(Role::group, "Contacts"));
  CHECK(stage.ui.has(Role::group, "Deals"));
  CHECK(stage.ui.has(Role::option, "云帆 upgrade"));
  CHECK(stage.ui.nameless() == "");
  stage.ui.press(ImGuiKey_Escape, 2);  // empties the box, then leaves it
  stage.ui.frames(2);
}

TEST_CASE("an empty box offers favourites, then what was opened lately, then actions") {
  WholeApp stage;
  stage.route = {Screen::opportunities, stage.deal};
  stage.ui.settle();
  stage.route = {Screen::customers, stage.yunfan};
  stage.ui.settle();
  REQUIRE(stage.preferences.recent.size() == 2);
  CHECK(stage.preferences.recent.front().record == stage.yunfan);
  stage.ui.click(Role::button, "Add to favourites");
  stage.ui.settle();
  CHECK(is_favourite(stage.preferences, stage.yunfan));
  CHECK(preferences_from_json(to_json(stage.preferences), {}).favourites == stage.preferences.favourites);
  stage.ui.press(ImGuiMod_Ctrl | ImGuiKey_K);
  stage.ui.frames(3);
  CHECK(stage.ui.has(Role::group, "Favourites"));
  CHECK(stage.ui.has(Role::group, "Recent"));
  CHECK(stage.ui.has(Role::group, "Actions"));
  stage.ui.press(ImGuiKey_DownArrow);
  stage.ui.press(ImGuiKey_Enter);
  stage.ui.settle();
  CHECK(stage.route.record == stage.deal);
}

TEST_CASE("? shows all keys, and the settings and the palette do") {
  WholeApp stage;
  stage.ui.type("?");
  stage.ui.settle();
  CHECK(stage.ui.has(Role::dialog, "Keyboard shortcuts"));
  CHECK(stage.ui.has(Role::text, "Copy cells, to Excel too: Ctrl C"));
  CHECK(stage.ui.nameless() == "");
  stage.ui.press(ImGuiKey_Escape);
  stage.ui.settle();
  CHECK(!stage.ui.has(Role::dialog, "Keyboard shortcuts"));
  stage.route = {Screen::settings, {}};
  stage.ui.settle();
  stage.ui.click(Role::button, "Keyboard shortcuts");
  stage.ui.settle();
  CHECK(stage.ui.has(Role::dialog, "Keyboard shortcuts"));
  stage.ui.press(ImGuiKey_Escape);
  stage.ui.settle();
}
