#include "ui/charts/chart.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "ui/format.hpp"
#include "ui/headless.hpp"
#include "ui/motion.hpp"

using namespace saddlebag;
using namespace saddlebag::ui;
using a11y::Role;

namespace {

constexpr ChartMark kSteps[] = {{"Lead", 40, "40"}, {"Offer", 10, "10", "25 %"}, {"Won", 0, "0", "0 %", Tone::good}};
constexpr std::string_view kMonths[] = {"Jan", "Feb", "Mar"};
constexpr std::string_view kTexts[] = {"1", "—", "3"};
constexpr double kValues[] = {1, std::numeric_limits<double>::quiet_NaN(), 3};
constexpr ChartSeries kSeries[] = {{"Won", kValues, kTexts}, {"Lost", kValues, kTexts, Tone::bad}};

}  // namespace

TEST_CASE("a chart is a table whose rows have a label and a value") {
  Headless ui;
  ui.show([] { bar_chart({.name = "Owners"}, kSteps); });
  CHECK(ui.has(Role::table, "Owners"));
  CHECK(ui.count(Role::row) == 3);
  CHECK(ui.has(Role::rowheader, "Offer"));
  CHECK(ui.has(Role::cell, "Offer: 10 · 25 %"));
}

TEST_CASE("a chart of several series names them above their columns of the table") {
  Headless ui;
  ui.show([] { column_chart({.name = "Months", .still = true}, kMonths, kSeries); });
  CHECK(ui.count(Role::row) == 4);
  CHECK(ui.has(Role::columnheader, "Lost"));
  CHECK(ui.count(Role::cell) == 6);
}

TEST_CASE("a pressed mark is answered, by pointer, keyboard and assistive technology") {
  Headless ui;
  int pressed = -1;
  ui.show([&pressed] {
    if (int const at = funnel_chart({.name = "Funnel", .pressable = true}, kSteps); at >= 0) pressed = at;
  });
  ui.click(Role::button, "Offer: 10 · 25 %");
  CHECK(pressed == 1);
  ui.activate(Role::button, "Won: 0 · 0 %");
  CHECK(pressed == 2);
  ui.press(ImGuiKey_UpArrow);
  ui.press(ImGuiKey_UpArrow);
  CHECK(ui.focus() == "button Lead: 40");
  ui.press(ImGuiKey_Enter);
  CHECK(pressed == 0);
}

TEST_CASE("a still chart takes neither pointer nor keyboard") {
  Headless ui;
  ui.show([] { donut_chart({.name = "Sources", .width = 600, .still = true}, kSteps, "50", "deals"); });
  ui.press(ImGuiKey_Tab);
  CHECK(ui.focus().empty());
  CHECK(ui.has(Role::cell, "10 · 25 %"));
}

TEST_CASE("charts of nothing, of gaps and of one value are drawn all the same, and come to rest") {
  Headless ui;
  static constexpr double kOne[] = {5};
  static constexpr std::string_view kText[] = {"5"};
  static constexpr ChartSeries kSingle[] = {{"Only", kOne, kText}};
  ui.show([&] {
    bar_chart({.name = "No bars"}, {});
    column_chart({.name = "No columns"}, {}, {});
    funnel_chart({.name = "No steps"}, {});
    donut_chart({.name = "No sectors"}, {}, "0", "");
    line_chart({.name = "No line"}, {}, {});
    line_chart({.name = "Gaps"}, kMonths, kSeries, {.axis = [](double value) { return format_number(value, 0); }});
    line_chart({.name = "One"}, std::span(kMonths).first(1), kSingle);
    ring_chart({.name = "Much"}, 7, "700 %", "");
    sparkline("Nothing", "", {}, {80, 20});
    sparkline("Flat", "5", kOne, {80, 20});
  });
  CHECK(ui.value(Role::progressbar, "Much") == "700 %");
  CHECK(ui.has(Role::img, "Flat: 5"));
  ui.settle();
  CHECK(drawing_until() <= ImGui::GetTime());
}
