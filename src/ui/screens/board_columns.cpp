#include <algorithm>

#include "ui/format.hpp"
#include "ui/motion.hpp"
#include "ui/screens/board.hpp"
#include "ui/screens/pipeline.hpp"

namespace saddlebag::ui {
namespace {

constexpr float kEdge = 48;        ///< CSS pixels from the border where a dragged card scrolls the board
constexpr float kEdgeSpeed = 900;  ///< CSS pixels a second

/// What the board remembers between frames.
struct Board {
  std::uint64_t stamp = 0;    ///< of the deals that `view` was built from
  bool ended = true;
  BoardView view;
  CardDrag drag;
  CardMove move;
  std::size_t target = 0;     ///< column under the dragged card
};
Board board;

void refresh(Frame const& frame, PipelineDeals const& deals) {
  bool const ended = frame.preferences.pipeline.ended;
  if (board.stamp == deals.stamp && board.ended == ended) return;
  board.stamp = deals.stamp;
  board.ended = ended;
  board.view = build_board(frame.store, deals, ended);
}

std::string_view column_name(Frame const& frame, BoardColumn const& column) {
  return column.stage.empty() ? std::string_view(tr(Tr::board_no_stage)) : record_title(frame.store, Kind::stage, column.stage.uuid);
}

Color column_mark(Outcome outcome) {
  return outcome == Outcome::won ? Color::good : outcome == Outcome::lost ? Color::bad : Color::accent;
}

void draw_column_head(Frame const& frame, BoardColumn const& column, ImVec2 at, float width) {
  ImDrawList* const list = ImGui::GetWindowDrawList();
  list->AddCircleFilled({at.x + space(1.5f), at.y + space(2.5f)}, space(1), color(column_mark(column.outcome)));
  std::string_view const count = format_integer(static_cast<std::int64_t>(column.totals.count));
  float const used = draw_text(list, {at.x + space(4.5f), at.y}, column_name(frame, column), Type::strong, color(Color::text), width - space(16));
  draw_text(list, {at.x + space(6.5f) + used, at.y}, count, Type::body, color(Color::text_faint));
  auto const line = [&](float below, std::string_view sum) {
    draw_text(list, {at.x + space(4.5f), at.y + space(below)}, sum, Type::caption, color(Color::text_muted), width - space(5));
  };
  line(5.5f, money_sums(column.totals.amount, true));
  bool const weigh = column.outcome == Outcome::open && !column.totals.weighted.empty();
  if (weigh) line(10, tr(Tr::board_weighted, money_sums(column.totals.weighted, true)));
}

/// Where the card is that keys have moved into this column, so that it is drawn and takes the keyboard; -1: none has.
int arrived_at(Table const& table, BoardColumn const& column) {
  if (board.move.deal.empty() || board.move.stage != column.stage) return -1;
  auto const found = std::find_if(column.deals.begin(), column.deals.end(), [&](Row row) { return table.at(row)->id == board.move.deal; });
  return found == column.deals.end() ? -1 : static_cast<int>(found - column.deals.begin());
}

/// The cards in view; ten thousand cost no more than ten.
void draw_cards(Frame const& frame, std::size_t index, float width) {
  BoardColumn const& column = board.view.columns[index];
  Table const& table = frame.store.table(Kind::opportunity);
  float const step = card_height() + space(2);
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(column.deals.size()), step);
  if (int const arrived = arrived_at(table, column); arrived >= 0) clipper.IncludeItemByIndex(arrived);
  OneStop stop("cards");
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      std::size_t const position = static_cast<std::size_t>(i);
      Record const* const record = table.at(column.deals[position]);
      if (!record) continue;
      stop.row();
      draw_card(frame, board.view, index, static_cast<Opportunity const&>(*record), position, width, board.drag, board.move);
      gap(2);
    }
  }
}

void draw_column(Frame const& frame, std::size_t index, float width, float height) {
  BoardColumn const& column = board.view.columns[index];
  ImGui::PushID(static_cast<int>(index));
  ImVec2 const at = ImGui::GetCursorScreenPos();
  ImDrawList* const list = ImGui::GetWindowDrawList();
  bool const target = board.drag.moving && board.target == index;
  list->AddRectFilled(at, {at.x + width, at.y + height}, color(target ? Color::accent_soft : Color::sunken), kRadiusLarge);
  if (target) list->AddRect(at, {at.x + width, at.y + height}, color(Color::accent), kRadiusLarge);
  float const head = space(17);
  a11y::Says says{a11y::Role::list, column_name(frame, column), money_sums(column.totals.amount, false)};
  says.count = static_cast<int>(column.deals.size());
  a11y::Scope const scope(ImGui::GetID("column"), says, {at.x, at.y, width, height});
  draw_column_head(frame, column, {at.x + space(2), at.y + space(2.5f)}, width - space(4));
  ImGui::SetCursorScreenPos({at.x + space(2), at.y + head});
  begin_pane("cards", {width - space(4), height - head - space(2)}, 0, true);
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

/// The lifted card under the pointer; letting go moves it, Escape lets it fall back.
void finish_drag(Frame const& frame, float card_width) {
  if (board.drag.deal.empty()) return;
  bool const cancelled = ImGui::IsKeyPressed(ImGuiKey_Escape, false);
  Opportunity const* const deal = frame.store.find(Id<Opportunity>{board.drag.deal});
  if (board.drag.moving && deal && !cancelled) {
    ImVec2 const pointer = ImGui::GetIO().MousePos;
    ImVec2 const min{pointer.x - board.drag.grip.x, pointer.y - board.drag.grip.y};
    paint_card(frame, *deal, ImGui::GetForegroundDrawList(), min, {min.x + card_width, min.y + card_height()}, true, true);
  }
  if (ImGui::IsMouseDown(ImGuiMouseButton_Left) && !cancelled && deal) return;
  if (board.drag.moving && !cancelled && board.target < board.view.columns.size()) move_card(frame, board.drag.deal, board.view.columns[board.target].stage);
  board.drag = {};
}

void draw_columns(Frame const& frame, float width) {
  float const column_width = frame.compact ? width - space(10) : space(68);
  float const step = column_width + space(3);
  begin_pane("board", {0, 0}, 0, true);
  ImVec2 const origin = ImGui::GetCursorScreenPos();
  ImVec2 const window = ImGui::GetWindowPos();
  float const height = ImGui::GetContentRegionAvail().y;
  float const pointer = ImGui::GetIO().MousePos.x - origin.x;
  board.target = pointer < 0 ? board.view.columns.size() : static_cast<std::size_t>(pointer / step);
  for (std::size_t i = 0; i < board.view.columns.size(); ++i) {
    if (i > 0) same_row(3);
    draw_column(frame, i, column_width, height);
  }
  if (board.drag.moving) scroll_at_edges(window, width);
  end_pane();
  finish_drag(frame, column_width - space(4));
}

}  // namespace

void draw_board(Frame const& frame, PipelineDeals const& deals) {
  refresh(frame, deals);
  draw_columns(frame, ImGui::GetContentRegionAvail().x);
}

}  // namespace saddlebag::ui
