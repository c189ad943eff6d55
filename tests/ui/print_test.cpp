#include <doctest/doctest.h>

#include "ui/format.hpp"
#include "ui/print/paper.hpp"
#include "ui/screens/print.hpp"
#include "ui/screens/screens.hpp"
#include "ui/stage.hpp"

using namespace saddlebag;
using namespace saddlebag::ui;
using a11y::Role;

namespace {

bool has(std::string_view html, std::string_view part) { return html.find(part) != std::string_view::npos; }

/// What was printed last.
std::string printed(ui::Stage& stage) {
  stage.ui.frames(2);
  REQUIRE_FALSE(stage.sent.empty());
  Print const* const print = std::get_if<Print>(&stage.sent.back());
  REQUIRE(print != nullptr);
  return print->html;
}

struct Deals : ui::Stage {
  Uuid first;

  explicit Deals(float width = 1440) : ui::Stage(width) {
    first = add_deal("Pilot", 20'000'00);
    add_deal("Rollout", 80'000'50);
    list_state(Kind::opportunity) = {};
    route = {Screen::opportunities, {}};
    show([](Frame const& frame) {
      frame.route.record.empty() ? draw_list(frame, Kind::opportunity) : draw_record(frame, Kind::opportunity, frame.route.record);
    });
  }
  Uuid add_deal(std::string_view name, std::int64_t minor) {
    return add(Kind::opportunity, {{"name", Value::text(name)}, {"amount", Value::money({minor, Currency("CNY")})}});
  }
};

}  // namespace

TEST_CASE("whatever is written in a record stays text on paper") {
  Paper paper("<script>\"'&", "today");
  paper.begin_facts();
  paper.fact("a<b", std::string_view("<img src=x onerror=alert(1)>\0z", 30));
  paper.end_facts();
  std::string const html = paper.take();
  CHECK(has(html, "<title>&lt;script&gt;&quot;&#39;&amp;</title>"));
  CHECK(has(html, "<dt>a&lt;b</dt><dd>&lt;img src=x onerror=alert(1)&gt;z</dd>"));
  CHECK_FALSE(has(html, "<script"));
  CHECK_FALSE(has(html, "<img"));
}

TEST_CASE("a list is printed from its menu with the columns, rows and sums that it shows") {
  Deals stage;
  stage.ui.click(Role::button, "Export");
  stage.ui.settle();
  stage.ui.click(Role::menuitem, "Print …");
  std::string const html = printed(stage);
  CHECK(has(html, "<h1>Deals</h1><p class=\"note\">2 records</p>"));
  CHECK(has(html, "<th class=\"n\">Amount</th>"));
  CHECK(has(html, "<td>Pilot</td>"));
  CHECK(has(html, "<td class=\"n\">¥80,000.50</td>"));
  CHECK(has(html, "<tr class=\"total\"><td>Total</td>"));
  CHECK(has(html, "<td class=\"n\">¥100,000.50</td>"));
}

TEST_CASE("a printed list is that of the search, and says so") {
  Deals stage;
  list_state(Kind::opportunity).search = "roll";
  stage.ui.frames(3);
  stage.ui.click(Role::button, "Export");
  stage.ui.settle();
  stage.ui.click(Role::menuitem, "Print …");
  std::string const html = printed(stage);
  CHECK(has(html, "1 record · Search “roll”"));
  CHECK(has(html, "Rollout"));
  CHECK_FALSE(has(html, "Pilot"));
}

TEST_CASE("groups are printed with their heads") {
  Deals stage;
  stage.preferences.lists["opportunity"].group = "stage";
  stage.ui.frames(3);
  stage.ui.click(Role::button, "Export");
  stage.ui.settle();
  stage.ui.click(Role::menuitem, "Print …");
  CHECK(has(printed(stage), "<tr class=\"head\">"));
}

TEST_CASE("a record is printed with its fields by section, what belongs to it and what happened") {
  Deals stage;
  Uuid const customer = stage.add(Kind::customer, {{"name", Value::text("Smith & Sons")}, {"phone", Value::text("400 000 1")}});
  stage.add(Kind::contact, {{"name", Value::text("Chen Jing")}, {"customer", Value::reference(customer)}});
  stage.add(Kind::note, {{"body", Value::text("Likes\ntea")}, {"customer", Value::reference(customer)}});
  stage.route = {Screen::customers, customer};
  stage.show([](Frame const& frame) { draw_record(frame, Kind::customer, frame.route.record); });
  stage.ui.click(Role::button, "More actions");
  stage.ui.settle();
  stage.ui.click(Role::menuitem, "Print …");
  std::string const html = printed(stage);
  CHECK(has(html, "<h1>Smith &amp; Sons</h1>"));
  CHECK(has(html, "<dt>Phone</dt><dd>400 000 1</dd>"));
  CHECK(has(html, "<h2>Contacts (1)</h2>"));
  CHECK(has(html, "<td>Chen Jing</td>"));
  CHECK(has(html, "<td>Likes\ntea</td>"));
}

TEST_CASE("paper speaks the language of the interface") {
  Deals stage;
  stage.preferences.language = Language::zh_cn;
  stage.ui.frames(3);
  stage.ui.click(Role::button, tr(Tr::list_export, Language::zh_cn));
  stage.ui.settle();
  stage.ui.click(Role::menuitem, tr(Tr::print_print, Language::zh_cn));
  std::string const html = printed(stage);
  CHECK(has(html, "<h1>商机</h1><p class=\"note\">共 2 条</p>"));
  CHECK(has(html, "合计"));
}

TEST_CASE("what is open is printed by name or key, and where nothing can be, that is said") {
  Deals stage;
  stage.show([](Frame const& frame) {
    if (frame.route.screen != Screen::settings) draw_list(frame, Kind::opportunity);
    if (ImGui::IsKeyPressed(ImGuiKey_P)) print_here(frame);
  });
  stage.ui.press(ImGuiKey_P);
  CHECK(has(printed(stage), "Rollout"));
  stage.route = {Screen::opportunities, stage.first};
  stage.ui.press(ImGuiKey_P);
  CHECK(has(printed(stage), "<h1>Pilot</h1>"));
  stage.sent.clear();
  stage.route = {Screen::settings, {}};
  stage.ui.press(ImGuiKey_P);
  stage.ui.frames(2);
  CHECK(stage.sent.empty());
}

TEST_CASE("a link to a record is copied whole, and handed on where the system can") {
  Deals stage;
  stage.route = {Screen::opportunities, stage.first};
  stage.ui.frames(2);
  stage.ui.click(Role::button, "More actions");
  stage.ui.settle();
  stage.ui.click(Role::menuitem, "Copy link");
  stage.ui.frames(2);
  REQUIRE_FALSE(stage.sent.empty());
  Share const* const share = std::get_if<Share>(&stage.sent.back());
  REQUIRE(share != nullptr);
  CHECK(share->copy);
  CHECK(share->route == Route{Screen::opportunities, stage.first});
}
