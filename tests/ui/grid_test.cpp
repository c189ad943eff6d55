#include "ui/widgets/grid.hpp"

#include <doctest/doctest.h>

#include <array>
#include <set>

#include "ui/format.hpp"
#include "ui/stage.hpp"
#include "ui/widgets/field.hpp"

using namespace saddlebag;
using namespace saddlebag::ui;
using a11y::Role;

namespace {

/// A grid of numbered rows that remembers what happened.
struct Numbers {
  std::array<GridColumn, 6> columns{{{.id = "name", .label = "Name", .width = 200}, {.id = "b", .label = "B"}, {.id = "c", .label = "C"}, {.id = "d", .label = "D"},
                                     {.id = "e", .label = "E"}, {.id = "f", .label = "F", .width = 600}}};
  std::int64_t rows = 100'000;
  GridCursor cursor;
  std::set<std::int64_t> selected;
  GridEvents last;  ///< the last one in which something happened
  std::size_t asked = 0;
  std::string edited;
  std::int64_t editing = -1;
  bool with_foot = false;

  void draw() {
    asked = 0;
    GridFoot const foot = [](int column) { return column == 2 ? std::string_view("Sum C") : std::string_view(); };
    GridOptions const options{.name = "Numbers", .columns = columns, .rows = rows, .height = 600, .foot = with_foot ? &foot : nullptr};
    GridEvents const events = grid(
        options, cursor, [this](std::int64_t row) { return selected.contains(row); },
        [this](std::int64_t row, int column) {
          ++asked;
          return keepf("%c%lld", "NBCDEF"[column], static_cast<long long>(row + 1));
        },
        [this](std::int64_t row, int column, ImVec2 min, ImVec2 max) {
          if (row != editing || column != 1) return false;
          ImGui::SetCursorScreenPos(min);
          TextFieldResult const result = text_field("Edit", edited, {.width = max.x - min.x, .label = false, .focus = !ImGui::IsAnyItemActive(), .bare = true, .caret_at_end = true});
          if (result.committed || result.cancelled) {
            editing = -1;
            cursor.focus = true;
          }
          return true;
        });
    if (events.pressed_row >= 0 && events.press_toggles && !selected.insert(events.pressed_row).second) selected.erase(events.pressed_row);
    if (events.edit_row >= 0 && events.edit_column == 1) {
      editing = events.edit_row;
      edited = events.typed;
    }
    bool const something = events.sort_column >= 0 || events.opened_row >= 0 || events.pressed_row >= 0 || events.edit_row >= 0 || events.context_row >= 0 ||
                           events.select_all || events.resized_column >= 0 || events.moved_column >= 0 || events.header_context >= 0 ||
                           events.copy || events.paste || events.clear;
    if (something) last = events;
    if (something) last.typed = {};
    if (events.resized_column >= 0) columns[static_cast<std::size_t>(events.resized_column)].width = events.new_width;
  }
};

struct GridStage {
  ui::Stage stage;
  Numbers numbers;
  Headless& ui = stage.ui;
  explicit GridStage(std::int64_t rows = 100'000, float width = 1000) : stage(width, 700) {
    numbers.rows = rows;
    stage.show([this](Frame const&) { numbers.draw(); });
  }
};

}  // namespace

TEST_CASE("of a hundred thousand rows only the visible ones are asked for and told") {
  GridStage s;
  CHECK(s.numbers.asked < 20 * 6);
  CHECK(s.ui.count(Role::row) < 20);
  CHECK(s.ui.get(Role::grid, "Numbers").count == 100'000);
  CHECK(s.ui.get(Role::row, "N3").index == 3);
  CHECK(s.ui.has(Role::gridcell, "B3"));
  CHECK(s.ui.nameless().empty());
}

TEST_CASE("Ctrl End goes to the very last row, Page Up and Home come back") {
  GridStage s;
  s.ui.click(Role::gridcell, "B1");
  CHECK(s.ui.focus() == "gridcell B1");
  s.ui.press(ImGuiMod_Ctrl | ImGuiKey_End);
  s.ui.settle();
  CHECK(s.ui.focus() == "gridcell B100000");
  a11y::Node const last = s.ui.get(Role::row, "N100000");
  CHECK(last.box.height == doctest::Approx(row_height()));
  s.ui.press(ImGuiKey_PageUp);
  CHECK(s.numbers.cursor.row < 99'999);
  CHECK(s.numbers.cursor.row > 99'970);
  s.ui.press(ImGuiKey_Home);
  CHECK(s.numbers.cursor.column == 0);
  s.ui.press(ImGuiMod_Ctrl | ImGuiKey_Home);
  s.ui.settle();
  CHECK(s.ui.focus() == "gridcell N1");
}

TEST_CASE("even among ten million rows the first and the last can be reached") {
  GridStage s(10'000'000);
  s.ui.click(Role::gridcell, "B2");
  s.ui.press(ImGuiMod_Ctrl | ImGuiKey_End);
  s.ui.settle();
  CHECK(s.ui.has(Role::row, "N10000000"));
  s.ui.press(ImGuiMod_Ctrl | ImGuiKey_Home);
  s.ui.settle();
  CHECK(s.ui.has(Role::row, "N1"));
}

TEST_CASE("arrows move the cell and bring it into view, also sideways") {
  GridStage s;
  s.ui.click(Role::gridcell, "B1");
  s.ui.press(ImGuiKey_DownArrow, 30);
  CHECK(s.ui.focus() == "gridcell B31");
  s.ui.press(ImGuiKey_RightArrow, 4);
  s.ui.settle();
  CHECK(s.ui.focus() == "gridcell F31");
  CHECK(s.numbers.cursor.scroll_x > 0);
  CHECK(s.ui.has(Role::gridcell, "N31"));
}

TEST_CASE("a click chooses, the box and Space toggle, with Shift up to there, Ctrl A wants all") {
  GridStage s;
  s.ui.click(Role::gridcell, "C2");
  CHECK(s.numbers.last.pressed_row == 1);
  CHECK(!s.numbers.last.press_toggles);
  ImGui::GetIO().AddKeyEvent(ImGuiMod_Shift, true);
  s.ui.click(Role::checkbox, "Select N5");
  ImGui::GetIO().AddKeyEvent(ImGuiMod_Shift, false);
  CHECK(s.numbers.last.press_extends);
  s.ui.click(Role::checkbox, "Select N4");
  CHECK(s.ui.is(Role::row, "N4", a11y::kSelected));
  CHECK(s.ui.is(Role::checkbox, "Select N4", a11y::kChecked));
  s.ui.press(ImGuiKey_Space);
  CHECK(!s.ui.is(Role::row, "N4", a11y::kSelected));
  s.ui.press(ImGuiKey_DownArrow);
  s.ui.press(ImGuiMod_Shift | ImGuiKey_Space);
  CHECK(s.numbers.last.pressed_row == 4);
  CHECK(s.numbers.last.press_extends);
  s.ui.press(ImGuiMod_Ctrl | ImGuiKey_A);
  CHECK(s.numbers.last.select_all);
}

TEST_CASE("Enter, a double click on the name, a press on its text, a tap and assistive technology open a row") {
  GridStage s;
  s.ui.click(Role::gridcell, "B3");
  s.ui.press(ImGuiKey_Enter);
  CHECK(s.numbers.last.opened_row == 2);
  s.ui.double_click(Role::gridcell, "N4");
  CHECK(s.numbers.last.opened_row == 3);
  a11y::Node const name = s.ui.get(Role::gridcell, "N5");
  s.ui.click_at({name.box.x + 12, name.box.y + name.box.height / 2});
  CHECK(s.numbers.last.opened_row == 4);
  s.ui.tap(Role::gridcell, "C6");
  CHECK(s.numbers.last.opened_row == 5);
  s.ui.activate(Role::row, "N7");
  CHECK(s.numbers.last.opened_row == 6);
}

TEST_CASE("the right button asks for the row's menu") {
  GridStage s;
  s.ui.right_click(Role::gridcell, "C3");
  CHECK(s.numbers.last.context_row == 2);
  CHECK(s.numbers.cursor.row == 2);
}

TEST_CASE("a header sorts with the mouse, with the keyboard and by assistive technology; its edge resizes") {
  GridStage s;
  s.ui.click(Role::columnheader, "C");
  CHECK(s.numbers.last.sort_column == 2);
  CHECK(!s.numbers.last.sort_add);
  s.ui.click(Role::gridcell, "B1");
  s.ui.press(ImGuiKey_UpArrow);
  CHECK(s.ui.focus() == "columnheader B");
  s.ui.press(ImGuiKey_Enter);
  CHECK(s.numbers.last.sort_column == 1);
  s.ui.activate(Role::columnheader, "D");
  CHECK(s.numbers.last.sort_column == 3);
  a11y::Node const header = s.ui.get(Role::columnheader, "B");
  float const edge = header.box.x + header.box.width, y = header.box.y + header.box.height / 2;
  s.numbers.last = {};
  s.ui.drag({edge - 1, y}, {edge + 59, y});
  CHECK(s.numbers.columns[1].width == doctest::Approx(220));
  CHECK(s.numbers.last.sort_column == -1);
}

TEST_CASE("F2, a double click and typing edit a cell; the keyboard comes back to the grid") {
  GridStage s;
  s.ui.double_click(Role::gridcell, "B2");
  CHECK(s.ui.focus() == "textbox Edit");
  s.ui.press(ImGuiKey_Escape);
  CHECK(s.ui.focus() == "gridcell B2");
  s.ui.press(ImGuiKey_F2);
  CHECK(s.ui.focus() == "textbox Edit");
  s.ui.press(ImGuiKey_Enter);
  CHECK(s.ui.focus() == "gridcell B2");
  s.ui.type("hello");
  CHECK(s.numbers.edited == "hello");
  CHECK(s.numbers.cursor.row == 1);
}

TEST_CASE("a range of cells is picked by Shift with the arrows, by Shift with a press, and by dragging over them") {
  GridStage s;
  auto const range = [&] {
    GridRange const r = range_of(s.numbers.cursor);
    return std::string(keepf("%lld-%lld %d-%d", static_cast<long long>(r.top), static_cast<long long>(r.bottom), r.left, r.right));
  };
  s.ui.click(Role::gridcell, "C3");
  s.ui.press(ImGuiMod_Shift | ImGuiKey_DownArrow, 2);
  s.ui.press(ImGuiMod_Shift | ImGuiKey_LeftArrow);
  CHECK(range() == "2-4 1-2");
  CHECK(s.ui.is(Role::gridcell, "B4", a11y::kSelected));
  CHECK(!s.ui.is(Role::gridcell, "D4", a11y::kSelected));
  s.ui.press(ImGuiKey_DownArrow);
  CHECK(range() == "5-5 1-1");
  ImGui::GetIO().AddKeyEvent(ImGuiMod_Shift, true);
  s.ui.click(Role::gridcell, "D2");
  ImGui::GetIO().AddKeyEvent(ImGuiMod_Shift, false);
  s.ui.frame();
  CHECK(range() == "1-5 1-3");
  s.ui.press(ImGuiKey_Escape);
  CHECK(s.numbers.cursor.range_row == -1);
  a11y::Node const from = s.ui.get(Role::gridcell, "B2"), to = s.ui.get(Role::gridcell, "C6");
  s.numbers.last = {};
  s.ui.drag({from.box.x + 9, from.box.y + 9}, {to.box.x + 9, to.box.y + 9});
  CHECK(range() == "1-5 1-2");
  CHECK(s.numbers.last.opened_row == -1);
  CHECK(s.numbers.last.pressed_row == -1);
  s.ui.press(ImGuiMod_Ctrl | ImGuiKey_C);
  CHECK(s.numbers.last.copy);
  s.ui.press(ImGuiMod_Ctrl | ImGuiKey_V);
  CHECK(s.numbers.last.paste);
  s.ui.press(ImGuiKey_Delete);
  CHECK(s.numbers.last.clear);
}

TEST_CASE("a column is moved by dragging its header and with Ctrl and the arrows; the first one stays") {
  GridStage s;
  a11y::Node const c = s.ui.get(Role::columnheader, "C"), b = s.ui.get(Role::columnheader, "B"), d = s.ui.get(Role::columnheader, "D");
  float const y = c.box.y + c.box.height / 2;
  s.ui.drag({c.box.x + 40, y}, {b.box.x + 10, y});
  CHECK(s.numbers.last.moved_column == 2);
  CHECK(s.numbers.last.moved_to == 1);
  CHECK(s.numbers.last.sort_column == -1);
  s.numbers.last = {};
  s.ui.drag({b.box.x + 40, y}, {d.box.x + d.box.width - 10, y});
  CHECK(s.numbers.last.moved_column == 1);
  CHECK(s.numbers.last.moved_to == 3);
  s.numbers.last = {};
  s.ui.drag({c.box.x + 40, y}, {60, y});
  CHECK(s.numbers.last.moved_to == 1);
  s.ui.click(Role::gridcell, "C1");
  s.ui.press(ImGuiKey_UpArrow);
  s.ui.press(ImGuiMod_Ctrl | ImGuiKey_RightArrow);
  CHECK(s.numbers.last.moved_column == 2);
  CHECK(s.numbers.last.moved_to == 3);
  s.ui.press(ImGuiMod_Shift | ImGuiKey_F10);
  CHECK(s.numbers.last.header_context == 3);
  s.ui.right_click(Role::columnheader, "B");
  CHECK(s.numbers.last.header_context == 1);
}

TEST_CASE("a foot stays in sight below the rows, and the last row above it") {
  GridStage s;
  s.numbers.with_foot = true;
  s.ui.frame();
  CHECK(s.ui.has(Role::gridcell, "Sum C"));
  s.ui.click(Role::gridcell, "B1");
  s.ui.press(ImGuiMod_Ctrl | ImGuiKey_End);
  s.ui.settle();
  a11y::Node const last = s.ui.get(Role::row, "N100000"), foot = s.ui.get(Role::gridcell, "Sum C");
  CHECK(last.box.height == doctest::Approx(row_height()));
  CHECK(last.box.y + last.box.height <= foot.box.y);
}

TEST_CASE("the grid is one stop of the Tab key") {
  ui::Stage stage;
  Numbers numbers;
  stage.show([&](Frame const&) {
    button("Before");
    numbers.draw();
    button("After");
  });
  stage.ui.click(Role::button, "Before");
  stage.ui.press(ImGuiKey_Tab);
  CHECK(stage.ui.focus() == "gridcell N1");
  stage.ui.press(ImGuiKey_Tab);
  CHECK(stage.ui.focus() == "button After");
}

TEST_CASE("an empty grid and one without columns do no harm") {
  GridStage s(0);
  CHECK(s.ui.has(Role::grid, "Numbers"));
  s.ui.click(Role::columnheader, "B");
  s.ui.press(ImGuiKey_DownArrow);
  s.ui.press(ImGuiKey_Enter);
  CHECK(s.numbers.last.opened_row == -1);
}

TEST_CASE("on a phone nothing is frozen that would leave no room") {
  GridStage s(100, 360);
  s.ui.wheel({180, 300}, -20);
  CHECK(s.numbers.cursor.scroll_y > 0);
  CHECK(s.ui.count(Role::row) > 5);
}
