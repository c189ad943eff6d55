#include <algorithm>
#include <cmath>

#include "ui/format.hpp"
#include "ui/motion.hpp"
#include "ui/screens/board.hpp"
#include "ui/screens/list_state.hpp"
#include "ui/widgets/field.hpp"
#include "ui/widgets/overlay.hpp"

namespace saddlebag::ui {
namespace {

constexpr float kEdge = 48;        ///< CSS pixels from the border where a dragged card scrolls the board
constexpr float kEdgeSpeed = 900;  ///< CSS pixels a second
constexpr double kRest = 0.12;     ///< seconds without scrolling, until a phone's board comes to rest at a column

/// What the board remembers between frames.
struct Board {
  BoardView view;
  PipelineLayout layout;      ///< that `view` was built for
  Date today;
  CardHands hands;
  std::size_t target = 0;     ///< column under the dragged card
  int quick = -1;             ///< column in which a deal is being added; -1: none
  std::string quick_name;
  int quick_wait = 0;         ///< frames until its field takes the keyboard: menus give theirs back first
  int quick_idle = 0;         ///< frames since it had it
  int scroll_to = -1;         ///< column that a phone's board goes to; -1: none
  float scrolled = 0;         ///< of the last frame
  double scrolled_at = 0;     ///< when that changed last
  int in_strip = -1;          ///< column that the strip shows as the current one
};
Board board;

void refresh(Frame const& frame, PipelineDeals const& deals) {
  PipelineLayout const& layout = frame.preferences.pipeline;
  if (board.view.stamp == deals.stamp && board.layout == layout && board.today == frame.today) return;
  if (board.layout.group != layout.group) board.quick = -1;
  board.layout = layout;
  board.today = frame.today;
  board.view = build_board(frame, deals);
}

Color column_mark(Outcome outcome) {
  return outcome == Outcome::won ? Color::good : outcome == Outcome::lost ? Color::bad : Color::accent;
}

void start_quick_add(std::size_t index) {
  board.quick = static_cast<int>(index);
  board.quick_wait = 3;
  keep_drawing(0.1);
}

void draw_column_menu(Frame const& frame, std::size_t index, std::string_view name) {
  if (!begin_menu("column", name)) return;
  BoardColumn const& column = board.view.columns[index];
  if (menu_item(tr(Tr::board_add_to, name), Icon::plus)) start_quick_add(index);
  if (menu_item(tr(Tr::board_select_column), Icon::check, "Ctrl A", !column.deals.empty())) {
    for (Row const row : column.deals) {
      if (Record const* const deal = frame.store.table(Kind::opportunity).at(row)) list_state(Kind::opportunity).selection.set(row, *deal, true);
    }
  }
  if (!column.stage.empty() && column.outcome == Outcome::open && menu_item(tr(Tr::board_checklist), Icon::task)) edit_checklist(frame, column.stage);
  end_menu();
}

void draw_column_head(Frame const& frame, std::size_t index, ImVec2 at, float width) {
  BoardColumn const& column = board.view.columns[index];
  ImDrawList* const list = ImGui::GetWindowDrawList();
  list->AddCircleFilled({at.x + space(1.5f), at.y + space(2.5f)}, space(1), color(column_mark(column.outcome)));
  std::string_view const name = column_name(frame, board.view, column);
  std::string_view const count = format_integer(static_cast<std::int64_t>(column.totals.count));
  float const side = control_height(), room = width - side * 2 - space(8) - text_width(count, Type::body);
  float const used = draw_text(list, {at.x + space(4.5f), at.y}, name, Type::strong, color(Color::text), room);
  draw_text(list, {at.x + space(6.5f) + used, at.y}, count, Type::body, color(Color::text_faint));
  auto const line = [&](float below, std::string_view sum) {
    draw_text(list, {at.x + space(4.5f), at.y + space(below)}, sum, Type::caption, color(Color::text_muted), width - space(5));
  };
  line(5.5f, money_sums(column.totals.amount, true));
  bool const weigh = column.outcome == Outcome::open && !column.totals.weighted.empty();
  if (weigh) line(10, tr(Tr::board_weighted, money_sums(column.totals.weighted, true)));
  ImGui::SetCursorScreenPos({at.x + width - side * 2, at.y - space(1.5f)});
  if (icon_button(Icon::plus, tr(Tr::board_add_to, name))) start_quick_add(index);
  ImGui::SetCursorScreenPos({at.x + width - side, at.y - space(1.5f)});
  if (icon_button(Icon::more, tr(Tr::board_column_menu, name))) open_menu("column");
  draw_column_menu(frame, index, name);
}

/// A name and Enter make a deal; the field stays for the next. Escape, or leaving it empty, ends it.
float draw_quick_add(Frame const& frame, std::size_t index, float width) {
  if (board.quick != static_cast<int>(index)) return 0;
  BoardColumn const& column = board.view.columns[index];
  float const top = ImGui::GetCursorScreenPos().y;
  bool const focus = board.quick_wait > 0 && --board.quick_wait == 0, waits = board.quick_wait > 0;
  ImGui::PushID("quick");  // the button has the same name
  TextFieldResult const typed = text_field(tr(Tr::board_add_to, column_name(frame, board.view, column)), board.quick_name,
                                           {.hint = tr(Tr::board_add_hint), .width = width, .label = false, .focus = focus});
  ImGui::PopID();
  board.quick_idle = typed.active || waits || focus ? 0 : board.quick_idle + 1;
  bool const entered = typed.committed && (ImGui::IsKeyPressed(ImGuiKey_Enter, false) || ImGui::IsKeyPressed(ImGuiKey_KeypadEnter, false));
  if (entered && !board.quick_name.empty()) {
    add_card(frame, board.view, column, board.quick_name, board.hands);
    board.quick_name.clear();
    board.quick_wait = 1;
    board.quick_idle = 0;
    keep_drawing(0.1);
  } else if (typed.cancelled || entered || (board.quick_idle > 2 && board.quick_name.empty())) {
    board.quick = -1;
    board.quick_name.clear();
  }
  gap(2);
  return ImGui::GetCursorScreenPos().y - top;
}

/// Where a card is that must be drawn though it may be out of view, -1: none is.
int wanted_at(Table const& table, BoardColumn const& column) {
  CardHands const& hands = board.hands;
  bool const arrived = !hands.arrived.empty() && hands.left != board.view.stamp;
  if (!arrived && hands.reveal.empty()) return -1;
  auto const found = std::find_if(column.deals.begin(), column.deals.end(), [&](Row row) {
    Record const* const deal = table.at(row);
    return deal != nullptr && ((arrived && deal->id == hands.arrived) || deal->id == hands.reveal);
  });
  return found == column.deals.end() ? -1 : static_cast<int>(found - column.deals.begin());
}

/// The cards in view; ten thousand cost no more than ten.
void draw_cards(Frame const& frame, std::size_t index, float width) {
  BoardColumn const& column = board.view.columns[index];
  Table const& table = frame.store.table(Kind::opportunity);
  float const between = frame.preferences.pipeline.dense ? 1 : 2;
  float const step = card_height(frame.preferences.pipeline.dense) + space(between);
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(column.deals.size()), step);
  if (int const wanted = wanted_at(table, column); wanted >= 0) clipper.IncludeItemByIndex(wanted);
  OneStop stop("cards");
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      std::size_t const position = static_cast<std::size_t>(i);
      Record const* const record = table.at(column.deals[position]);
      if (!record) continue;
      stop.row();
      draw_card(frame, board.view, {index, position, column.deals[position], width}, static_cast<Opportunity const&>(*record), board.hands);
      gap(between);
    }
  }
}

void draw_column(Frame const& frame, std::size_t index, float width, float height) {
  BoardColumn const& column = board.view.columns[index];
  ImGui::PushID(static_cast<int>(index));
  ImVec2 const at = ImGui::GetCursorScreenPos();
  ImDrawList* const list = ImGui::GetWindowDrawList();
  bool const target = board.hands.drag.moving && board.target == index && !column.fixed;
  list->AddRectFilled(at, {at.x + width, at.y + height}, color(target ? Color::accent_soft : Color::sunken), kRadiusLarge);
  if (target) list->AddRect(at, {at.x + width, at.y + height}, color(Color::accent), kRadiusLarge);
  float const head = space(17);
  draw_column_head(frame, index, {at.x + space(2), at.y + space(2.5f)}, width - space(4));
  ImGui::SetCursorScreenPos({at.x + space(2), at.y + head});
  float const used = draw_quick_add(frame, index, width - space(4));
  ImGui::SetCursorScreenPos({at.x + space(2), at.y + head + used});
  // What stands above the cards comes before them, for the Tab key as for assistive technology.
  a11y::Says says{a11y::Role::list, column_name(frame, board.view, column), money_sums(column.totals.amount, false)};
  says.count = static_cast<int>(column.deals.size());
  a11y::Scope const scope(ImGui::GetID("column"), says, {at.x, at.y, width, height});
  begin_pane("cards", {width - space(4), height - head - used - space(2)}, 0, true);
  draw_cards(frame, index, ImGui::GetContentRegionAvail().x);
  if (column.deals.empty()) text(tr(Tr::board_empty), Type::caption, Color::text_faint);
  end_pane();
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy({width, height});
  ImGui::PopID();
}

/// Near its borders a dragged card scrolls the board along.
void scroll_at_edges(ImVec2 min, float width) {
  float const x = ImGui::GetIO().MousePos.x;
  float const step = kEdgeSpeed * ImGui::GetIO().DeltaTime;
  if (x < min.x + kEdge) ImGui::SetScrollX(std::max(0.f, ImGui::GetScrollX() - step));
  else if (x > min.x + width - kEdge) ImGui::SetScrollX(std::min(ImGui::GetScrollMaxX(), ImGui::GetScrollX() + step));
  else return;
  keep_drawing(0.1);
}

/// Under the pointer: the card, and behind it that there are more.
void paint_lifted(Frame const& frame, Opportunity const& deal, float width, bool dense) {
  CardDrag const& drag = board.hands.drag;
  ImVec2 const pointer = ImGui::GetIO().MousePos;
  ImVec2 const min{pointer.x - std::min(drag.grip.x, width), pointer.y - drag.grip.y}, max{min.x + width, min.y + card_height(dense)};
  ImDrawList* const list = ImGui::GetForegroundDrawList();
  std::size_t const others = taken_with(frame, deal.id).size() - 1;
  for (std::size_t i = std::min<std::size_t>(others, 2); i > 0; --i) {
    float const off = space(1.5f) * static_cast<float>(i);
    list->AddRectFilled({min.x + off, min.y + off}, {max.x + off, max.y + off}, color(Color::raised), kRadius);
    list->AddRect({min.x + off, min.y + off}, {max.x + off, max.y + off}, color(Color::border_strong), kRadius);
  }
  paint_card(frame, deal, list, min, max, {.lifted = true, .hovered = true, .dense = dense, .stage = board.view.group.by != BoardGroup::By::stage});
  if (others == 0) return;
  std::string_view const count = format_integer(static_cast<std::int64_t>(others + 1));
  list->AddCircleFilled({max.x, min.y}, space(3), color(Color::accent));
  draw_text(list, {max.x - text_width(count, Type::caption) / 2, min.y - font_size(Type::caption) / 2}, count, Type::caption, color(Color::text_on_accent));
}

/// Letting go moves what is lifted, Escape lets it fall back.
void finish_drag(Frame const& frame, float card_width) {
  CardDrag& drag = board.hands.drag;
  if (drag.deal.empty()) return;
  bool const cancelled = ImGui::IsKeyPressed(ImGuiKey_Escape, false);
  Opportunity const* const deal = frame.store.find(Id<Opportunity>{drag.deal});
  if (drag.moving && deal && !cancelled) paint_lifted(frame, *deal, card_width, frame.preferences.pipeline.dense);
  if (ImGui::IsMouseDown(ImGuiMouseButton_Left) && !cancelled && deal) return;
  if (drag.moving && !cancelled) move_cards(frame, board.view, taken_with(frame, drag.deal), board.target);
  drag = {};
}

/// On a phone the board comes to rest at a column, and goes to the one that was tapped in the strip.
void settle_at_column(float step) {
  float const x = ImGui::GetScrollX(), most = ImGui::GetScrollMaxX();
  if (board.scroll_to >= 0) {
    float const to = std::min(step * static_cast<float>(board.scroll_to), most);
    float const next = x + (to - x) * (1 - std::exp(-18 * ImGui::GetIO().DeltaTime));
    bool const there = appearance().reduced_motion || std::abs(to - next) < 1;
    ImGui::SetScrollX(there ? to : next);
    if (there) board.scroll_to = -1;
    board.scrolled = ImGui::GetScrollX();
    board.scrolled_at = ImGui::GetTime();
    return keep_drawing(0.1);
  }
  if (x != board.scrolled) {
    board.scrolled = x;
    board.scrolled_at = ImGui::GetTime();
    return wake_after(kRest + 0.02);
  }
  float const nearest = std::round(x / step);
  bool const between = std::abs(nearest * step - x) > 1 && x < most - 1;
  if (!between || board.hands.drag.moving) return;
  double const rested = ImGui::GetTime() - board.scrolled_at;
  if (rested < kRest) return wake_after(kRest - rested + 0.02);
  board.scroll_to = static_cast<int>(nearest);
  keep_drawing(0.1);
}

/// All columns by name, for the thumb: a tap goes there, a card that is let go over one moves there.
void draw_strip(Frame const& frame, float step) {
  float const height = control_height();
  int const current = static_cast<int>(std::round(board.scrolled / step));
  begin_pane("strip", {0, height}, 0, true);
  a11y::Scope const scope(ImGui::GetID("strip"), {a11y::Role::tablist, tr(Tr::nav_pipeline)});
  ImVec2 const pointer = ImGui::GetIO().MousePos;
  for (int i = 0; i < static_cast<int>(board.view.columns.size()); ++i) {
    BoardColumn const& column = board.view.columns[static_cast<std::size_t>(i)];
    std::string_view const name = column_name(frame, board.view, column);
    std::string_view const count = format_integer(static_cast<std::int64_t>(column.totals.count));
    float const name_width = text_width(name, Type::body);
    if (i > 0) same_row(1);
    ImGui::PushID(i);
    Item const it = item("tab", {name_width + text_width(count, Type::caption) + space(8), height}, {a11y::Role::tab, name, count, i == current ? a11y::kSelected : 0u});
    ImGui::PopID();
    bool const over = board.hands.drag.moving && !column.fixed && pointer.x >= it.min.x && pointer.x < it.max.x && pointer.y >= it.min.y && pointer.y < it.max.y;
    if (over) board.target = static_cast<std::size_t>(i);
    if (it.pressed) {
      board.scroll_to = i;
      keep_drawing(0.1);
    }
    if (i == current && board.in_strip != current) {
      board.in_strip = current;
      ImGui::SetScrollHereX(0.5f);
    }
    if (!it.visible) continue;
    ImDrawList* const list = ImGui::GetWindowDrawList();
    bool const on = i == current || over;
    list->AddRectFilled({it.min.x, it.min.y + 2}, {it.max.x, it.max.y - 2}, color(over ? Color::accent_soft : on ? Color::selected : Color::sunken), height / 2);
    if (over) list->AddRect({it.min.x, it.min.y + 2}, {it.max.x, it.max.y - 2}, color(Color::accent), height / 2);
    float const y = (it.min.y + it.max.y) / 2;
    draw_text(list, {it.min.x + space(3), y - font_size(Type::body) / 2}, name, Type::body, color(on ? Color::accent_text : Color::text));
    draw_text(list, {it.min.x + space(4.5f) + name_width, y - font_size(Type::caption) / 2}, count, Type::caption, color(Color::text_muted));
    draw_focus(it, height / 2);
  }
  end_pane();
}

void draw_columns(Frame const& frame, float width) {
  bool const dense = frame.preferences.pipeline.dense;
  float const column_width = frame.compact ? width - space(10) : space(dense ? 56 : 68);
  float const step = column_width + space(3);
  board.target = board.view.columns.size();
  float const strip = frame.compact ? control_height() + space(2) : 0;
  ImVec2 const at = ImGui::GetCursorScreenPos();
  ImGui::SetCursorScreenPos({at.x, at.y + strip});
  begin_pane("board", {0, 0}, 0, true);
  ImVec2 const origin = ImGui::GetCursorScreenPos();
  ImVec2 const window = ImGui::GetWindowPos();
  float const height = ImGui::GetContentRegionAvail().y;
  float const pointer = ImGui::GetIO().MousePos.x - origin.x;
  if (pointer >= 0) board.target = static_cast<std::size_t>(pointer / step);
  for (std::size_t i = 0; i < board.view.columns.size(); ++i) {
    ImGui::SetCursorScreenPos({origin.x + step * static_cast<float>(i), origin.y});
    draw_column(frame, i, column_width, height);
  }
  if (frame.compact) settle_at_column(step);
  bool const above = frame.compact && ImGui::GetIO().MousePos.y < window.y;
  if (board.hands.drag.moving && !above) scroll_at_edges(window, width);
  end_pane();
  if (frame.compact) {
    if (above) board.target = board.view.columns.size();
    ImGui::SetCursorScreenPos(at);
    draw_strip(frame, step);
  }
  finish_drag(frame, column_width - space(4));
}

}  // namespace

void draw_board(Frame const& frame, PipelineDeals const& deals) {
  refresh(frame, deals);
  draw_columns(frame, ImGui::GetContentRegionAvail().x);
  draw_board_dialogs(frame);
}

}  // namespace saddlebag::ui
