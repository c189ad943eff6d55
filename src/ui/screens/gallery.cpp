#include <array>
#include <vector>

#include "ui/charts/chart.hpp"
#include "ui/format.hpp"
#include "ui/screens/screens.hpp"
#include "ui/widgets/field.hpp"
#include "ui/widgets/grid.hpp"
#include "ui/widgets/marked_text.hpp"
#include "ui/widgets/mention_field.hpp"
#include "ui/widgets/overlay.hpp"
#include "ui/widgets/swipe.hpp"
#include "ui/widgets/tree_view.hpp"

// Every widget in its states, to look at while one is changed. Reached by its address only, so its texts are not
// translated; those of the widgets themselves are.
namespace saddlebag::ui {
namespace {

struct Gallery {
  std::string name = "杭州云帆科技有限公司", empty, note = "第一行\n第二行", wrong = "nobody@", password = "secret", query;
  bool checked = true, unchecked = false, on = true, off = false, dialog = false, drawer = false;
  int segment = 1, chosen = 2;
  Date date;
  Uuid customer;
  std::vector<OwnedValue> values;
  GridCursor cursor;
  std::vector<bool> selected = std::vector<bool>(100'000);
  std::array<float, 4> widths{220, 140, 120, 160};
  int sort = 0;
  bool descending = false;
};

Gallery& state() {
  static Gallery gallery;
  return gallery;
}

void draw_types() {
  begin_card("types", {.name = "Type"});
  heading("Display 褡裢", Type::display, 2);
  heading("Heading 客户与商机", Type::heading, 3);
  heading("Title 客户与商机", Type::title, 3);
  text("Strong: 成交 ¥1,234,500", Type::strong);
  text("Body: The quick brown fox 敏捷的棕色狐狸", Type::body);
  text("Caption: 3 分钟前更新", Type::caption, Color::text_muted);
  paragraph("段落按中文排版规则换行：句号、逗号、右引号”和右括号）不出现在行首，左括号（和左引号“不出现在行尾，English words stay whole，数字 1,234.50 也不拆开。");
  end_card();
}

void draw_buttons() {
  begin_card("buttons", {.name = "Buttons"});
  for (bool const enabled : {true, false}) {
    ImGui::PushID(enabled ? 1 : 0);
    button("Primary", {.style = ButtonStyle::primary, .icon = Icon::plus, .enabled = enabled});
    same_row();
    button("Secondary", {.enabled = enabled});
    same_row();
    button("Ghost", {.style = ButtonStyle::ghost, .enabled = enabled});
    button("Danger", {.style = ButtonStyle::danger, .icon = Icon::trash, .enabled = enabled});
    same_row();
    button("With a shortcut", {.enabled = enabled, .shortcut = "Ctrl K"});
    same_row();
    icon_button(Icon::more, "More", {.style = ButtonStyle::ghost, .enabled = enabled});
    ImGui::PopID();
  }
  link("A link");
  checkbox("Checked", state().checked);
  same_row(6);
  checkbox("Unchecked", state().unchecked);
  same_row(6);
  switch_toggle("On", state().on);
  same_row(6);
  switch_toggle("Off", state().off);
  segmented("View", state().segment, {"List 列表", "Board 看板", "Calendar 日历"});
  int index = 0;
  for (Tone const tone : {Tone::neutral, Tone::info, Tone::good, Tone::warning, Tone::bad, Tone::accent}) {
    constexpr std::string_view kNames[] = {"Neutral", "Info", "赢单", "Warning", "输单", "Accent"};
    badge(kNames[index++], tone);
    same_row();
  }
  gap(2);
  ImGui::NewLine();
  progress_bar("Progress", 0.42f);
  end_card();
}

void draw_icons() {
  begin_card("icons", {.name = "Icons"});
  float const right = ImGui::GetCursorScreenPos().x + ImGui::GetContentRegionAvail().x;
  int index = 0;
  for (IconPath const& each : icon_paths()) {
    icon_button(each.icon, keepf("Icon %d", index++));
    same_row(1);
    if (ImGui::GetCursorScreenPos().x + control_height() > right) ImGui::NewLine();
  }
  ImGui::NewLine();
  ImVec2 const at = ImGui::GetCursorScreenPos();
  float x = at.x;
  for (std::string_view const name : {"云帆科技", "Acme Tools", "alice", "北京", "Ωmega"}) {
    draw_avatar(ImGui::GetWindowDrawList(), {x, at.y}, space(9), name);
    x += space(11);
  }
  ImGui::Dummy({1, space(9)});
  end_card();
}

void draw_tree() {
  begin_card("tree", {.name = "Tree"});
  {
    struct Company {
      std::string_view name;
      int level, index, count;
      bool branch;
    };
    constexpr Company kGroup[] = {{"云帆集团 Cloudsail Group", 1, 1, 1, true}, {"杭州云帆科技有限公司", 2, 1, 2, true}, {"云帆软件（宁波）有限公司", 3, 1, 1, false},
                                  {"Cloudsail Europe GmbH", 2, 2, 2, false}};
    TreeView tree("Companies");
    int closed = 0;
    for (Company const& each : kGroup) {
      if (closed != 0 && each.level > closed) continue;
      closed = 0;
      auto const answer = tree.row(ImGui::GetID(each.name.data()), {each.name, each.level, each.index, each.count, each.branch, each.level == 2 && each.branch});
      if (each.branch && !answer.open) closed = each.level;
    }
  }
  end_card();
  begin_card("skeleton", {.name = "Skeleton"});
  for (float const width : {60.0f, 45.0f, 52.0f}) {
    skeleton(space(8), space(8));
    same_row(3);
    skeleton(space(width), space(4));
  }
  progress_bar("Progress", 0.4f);
  end_card();
}

void draw_field_samples(Frame const& frame) {
  Gallery& g = state();
  begin_card("fields", {.name = "Fields"});
  text_field("Name", g.name, {.required = true});
  text_field("Empty", g.empty, {.hint = "What it is for"});
  text_field("Email", g.wrong, {.error = "This is not an email address"});
  text_field("Find", g.query, {.hint = "Search", .label = false, .search = true});
  text_field("Password", g.password, {.password = true});
  text_field("Read only", g.name, {.read_only = true});
  text_field("Note", g.note, {.multiline = true});
  constexpr std::string_view kChoices[] = {"Prospect", "Negotiation", "商务谈判", "Won", "Lost"};
  select("Stage", g.chosen, kChoices);
  date_field(frame, "Due", g.date);
  reference_field(frame, "Account", Kind::customer, g.customer, true);
  end_card();
}

/// The generic editor with a customer's own descriptors.
void draw_values(Frame const& frame) {
  std::span<Field const> const fields = frame.store.fields(Kind::customer);
  state().values.resize(fields.size());
  begin_card("values", {.name = "Values"});
  for (std::size_t i = 0; i < fields.size(); ++i)
    if (!fields[i].has(kSystem)) value_field(frame, fields[i], state().values[i]);
  end_card();
}

void draw_overlays() {
  Gallery& g = state();
  begin_card("overlays", {.name = "Overlays"});
  if (button("Open dialog")) g.dialog = true;
  same_row();
  if (button("Open drawer")) g.drawer = true;
  same_row();
  if (button("Open menu", {.icon = Icon::chevron_down})) open_menu("menu");
  same_row();
  if (button("Notify")) toast("客户已删除", Tone::good, "Undo");
  if (begin_menu("menu", "Menu")) {
    menu_item("Edit", Icon::edit, "E");
    menu_item("Copy", Icon::copy, "Ctrl C");
    menu_check("Show archived", g.checked);
    menu_item("Not now", Icon::none, {}, false);
    menu_separator();
    menu_item("Delete", Icon::trash, {}, true, true);
    end_menu();
  }
  if (begin_dialog("Delete 3 customers?", g.dialog)) {
    paragraph("这些客户的联系人、商机和活动也会一并删除。您可以随时撤销。");
    push_right(button_width("Cancel") + space(2) + button_width("Delete"));
    if (button("Cancel")) g.dialog = false;
    same_row();
    if (button("Delete", {.style = ButtonStyle::danger})) g.dialog = false;
    end_dialog();
  }
  if (begin_drawer("New customer", g.drawer)) {
    text_field("Customer name", g.name, {.required = true});
    if (button("Save", {.style = ButtonStyle::primary})) g.drawer = false;
    end_drawer();
  }
  end_card();
}

void draw_grid() {
  Gallery& g = state();
  begin_card("grid", {.name = "Grid", .height = space(100), .padding = 4});
  std::array<GridColumn, 4> columns{{{.id = "name", .label = "Name 名称"}, {.id = "stage", .label = "Stage"}, {.id = "amount", .label = "Amount", .right_aligned = true}, {.id = "owner", .label = "Owner"}}};
  for (std::size_t i = 0; i < columns.size(); ++i) columns[i].width = g.widths[i];
  columns[static_cast<std::size_t>(g.sort)].sort = 1;
  columns[static_cast<std::size_t>(g.sort)].descending = g.descending;
  GridOptions const options{.name = "Deals", .columns = columns, .rows = static_cast<std::int64_t>(g.selected.size())};
  auto const at = [](std::int64_t row) { return static_cast<std::size_t>(row); };
  GridEvents const events = grid(
      options, g.cursor, [&](std::int64_t row) { return static_cast<bool>(g.selected[at(row)]); },
      [](std::int64_t row, int column) -> std::string_view {
        switch (column) {
          case 0: return keepf("云帆商机 %lld", static_cast<long long>(row + 1));
          case 1: return row % 3 == 0 ? "Won" : "Open";
          case 2: return format_money({row * 123'456, Currency("CNY")});
          default: return row % 2 == 0 ? "张伟" : "Alice Cooper";
        }
      },
      [](std::int64_t row, int column, ImVec2 min, ImVec2 max) {
        if (column != 1) return false;
        bool const won = row % 3 == 0;
        draw_badge(ImGui::GetWindowDrawList(), {min.x + space(2), (min.y + max.y - space(5.5f)) / 2}, won ? "Won" : "Open", won ? Tone::good : Tone::info, max.x - min.x - space(4));
        return true;
      });
  if (events.pressed_row >= 0) g.selected[at(events.pressed_row)] = events.press_toggles ? !g.selected[at(events.pressed_row)] : true;
  if (events.resized_column >= 0) g.widths[static_cast<std::size_t>(events.resized_column)] = events.new_width;
  if (events.sort_column >= 0) {
    g.descending = g.sort == events.sort_column && !g.descending;
    g.sort = events.sort_column;
  }
  end_card();
}

void draw_charts() {
  static constexpr std::string_view kMonths[] = {"1月", "2月", "3月", "Apr", "May", "Jun"};
  static constexpr std::string_view kWon[] = {"12", "18", "9", "24", "30", "21"}, kLost[] = {"4", "6", "7", "3", "8", "5"};
  static constexpr double kWonValues[] = {12, 18, 9, 24, 30, 21}, kLostValues[] = {4, 6, 7, 3, 8, 5};
  static constexpr double kLow[] = {9, 14, 5, 18, 22, 12}, kHigh[] = {15, 22, 14, 30, 38, 33};
  static constexpr ChartSeries kSeries[] = {{"Won 赢单", kWonValues, kWon, Tone::good}, {"Lost 输单", kLostValues, kLost, Tone::bad}};
  static constexpr ChartMark kOwners[] = {{"张伟", 128, "¥1.28M", "12"}, {"Alice Cooper", 96, "¥960K", "9"}, {"欧阳云帆 (somebody with a long name)", 41, "¥410K", "5"}, {"Nobody", 0, "¥0"}};
  static constexpr ChartMark kSteps[] = {{"Lead 线索", 240, "240"}, {"Qualified", 150, "150", "63 %"}, {"Proposal 方案", 80, "80", "53 %"}, {"Won 赢单", 31, "31", "39 %", Tone::good}};
  static constexpr ChartMark kSources[] = {{"Referral 转介绍", 46, "46", "44 %"}, {"Web", 31, "31", "30 %", Tone::info}, {"Fair 展会", 18, "18", "17 %", Tone::good}, {"Other", 9, "9", "9 %", Tone::neutral}};
  begin_card("charts", {.name = "Charts"});
  bar_chart({.name = "Bars"}, kOwners);
  divider();
  column_chart({.name = "Columns"}, kMonths, std::span(kSeries).first(1));
  column_chart({.name = "Stacked"}, kMonths, kSeries);
  divider();
  line_chart({.name = "Line with a band"}, kMonths, std::span(kSeries).first(1), {.low = kLow, .high = kHigh, .axis = [](double value) { return format_number(value, 0); }});
  line_chart({.name = "Lines"}, kMonths, kSeries);
  divider();
  funnel_chart({.name = "Funnel", .pressable = true}, kSteps);
  donut_chart({.name = "Donut"}, kSources, "104", "leads 线索");
  ring_chart({.name = "Ring"}, 0.68, "68 %", "of target 目标");
  same_row(6);
  sparkline("Sparkline", "21", kWonValues, {space(30), space(8)});
  end_card();
}

void draw_rows(std::string& last) {
  a11y::Scope const scope(ImGui::GetID("rows"), {.role = a11y::Role::list, .name = "Rows", .count = 3});
  for (int i = 0; i < 3; ++i) {
    ImGui::PushID(i);
    std::string_view const name = keepf("Row %d 第%d行", i + 1, i + 1);
    Item it = item("row", {0, space(13)}, {a11y::Role::listitem, name});
    ImGui::PopID();
    if (!it.visible) continue;
    Swipe const pushed = swipe(it, {Icon::trash, "Delete 删除", Tone::bad}, {Icon::check, "Done 完成", Tone::good});
    draw_text(ImGui::GetWindowDrawList(), {it.min.x + space(2) + pushed.offset, it.min.y + space(4)}, name, Type::body, color(Color::text));
    draw_focus(it);
    if (pushed.done != Swiped::no) last = std::string(name) + (pushed.done == Swiped::left ? ": deleted" : ": done");
  }
}

/// Rows that a finger pushes aside, and a text that mentions people as it is written and as it is read.
void draw_touch() {
  begin_card("touch", {.name = "Rows and notes"});
  static std::string last = "Push a row aside with a finger";
  draw_rows(last);
  text(last, Type::caption, Color::text_muted);
  constexpr std::string_view kNote = "问一下 @李娜 报价，and tell @Alice Cooper about the delivery date.";
  constexpr TextMark kMarks[] = {{10, 7}, {36, 13}};
  marked_paragraph(kNote, kMarks);
  static constexpr Suggestion kPeople[] = {{"李娜", "上海", Icon::person}, {"Alice Cooper", "Berlin", Icon::person}};
  static std::string written = "Hello @";
  mention_field("Mention", written, {.hint = "@"}, [](std::string_view typed) -> std::span<Suggestion const> {
    if (typed.empty()) return kPeople;
    return {};
  });
  end_card();
}

/// Theme, language and size of everything, where one looks at it.
void draw_looks(Frame const& frame) {
  Preferences next = frame.preferences;
  int theme = static_cast<int>(next.theme), language = next.language == Language::zh_cn ? 0 : 1;
  int size = next.text_scale < 1.1f ? 0 : next.text_scale < 1.8f ? 1 : 2;
  if (segmented(tr(Tr::settings_theme), theme, {tr(Tr::settings_theme_system), tr(Tr::settings_theme_light), tr(Tr::settings_theme_dark), tr(Tr::view_contrast)}))
    next.theme = static_cast<ThemeMode>(theme);
  if (frame.compact) gap(2);
  else same_row(3);
  if (segmented(tr(Tr::settings_language), language, {"中文", "English"})) next.language = language == 0 ? Language::zh_cn : Language::en;
  same_row(3);
  constexpr float kSizes[] = {1, 1.3f, 2};
  if (segmented(tr(Tr::settings_text_size), size, {"100 %", "130 %", "200 %"})) next.text_scale = kSizes[size];
  if (next != frame.preferences) frame.commands.send(SetPreferences{next});
}

}  // namespace

void draw_gallery(Frame const& frame) {
  begin_pane("gallery", {0, 0}, 6);
  heading(tr(Tr::ui_gallery), Type::heading, 1);
  gap(3);
  draw_looks(frame);
  gap(4);
  bool const two = ImGui::GetContentRegionAvail().x > space(220);
  float const width = two ? (ImGui::GetContentRegionAvail().x - space(6)) / 2 : ImGui::GetContentRegionAvail().x;
  auto const column = [&](char const* id, auto content) {
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, space(6)));
    ImGui::BeginChild(id, {width, 0}, ImGuiChildFlags_AutoResizeY | ImGuiChildFlags_NavFlattened);
    content();
    ImGui::EndChild();
    ImGui::PopStyleVar();
  };
  column("left", [&] {
    draw_types();
    draw_buttons();
    draw_icons();
    draw_overlays();
    draw_touch();
    draw_grid();
  });
  if (two) same_row(6);
  column("right", [&] {
    draw_field_samples(frame);
    draw_values(frame);
    draw_tree();
    draw_charts();
  });
  end_pane();
}

}  // namespace saddlebag::ui
