#include <algorithm>

#include "domain/sales.hpp"
#include "ui/format.hpp"
#include "ui/motion.hpp"
#include "ui/screens/board.hpp"
#include "ui/widgets/overlay.hpp"

namespace saddlebag::ui {
namespace {

constexpr float kDragDistance = 6;  ///< CSS pixels from which a press is a drag

std::string_view stage_name(Frame const& frame, Id<Stage> stage) { return record_title(frame.store, Kind::stage, stage.uuid); }

/// The close date or what is wrong with the deal; wrong first.
void paint_foot(Frame const& frame, Opportunity const& deal, ImDrawList* list, ImVec2 at, float width) {
  bool const open = outcome_of(frame.store, deal) == Outcome::open;
  Date const day = open ? deal.expected_close : deal.closed;
  bool const late = open && overdue(frame.store, deal, frame.today);
  bool const still = open && !late && stalled(frame.store, deal, frame.now);
  float x = at.x;
  if (still) x += draw_badge(list, {x, at.y - space(0.75f)}, tr(Tr::today_stalled), Tone::warning, width) + space(2);
  if (!day.empty()) {
    draw_icon(list, {x, at.y + space(0.25f)}, Icon::calendar, space(3.25f), color(late ? Color::bad : Color::text_faint));
    draw_text(list, {x + space(4), at.y}, format_date_relative(day, frame.today), Type::caption, color(late ? Color::bad : Color::text_muted), width - (x - at.x) - space(12));
  }
  std::string_view const owner = record_title(frame.store, Kind::user, deal.owner.uuid);
  if (!owner.empty()) draw_avatar(list, {at.x + width - space(5), at.y - space(1)}, space(5), owner);
}

/// Ctrl + left and right move the card that has the keyboard along the stages.
void handle_keys(Frame const& frame, BoardView const& board, std::size_t column, Opportunity const& deal, CardMove& move) {
  if (!ImGui::GetIO().KeyCtrl) return;
  int const step = ImGui::IsKeyPressed(ImGuiKey_RightArrow, false) ? 1 : ImGui::IsKeyPressed(ImGuiKey_LeftArrow, false) ? -1 : 0;
  std::size_t const next = column + static_cast<std::size_t>(step);
  if (step == 0 || next >= board.columns.size()) return;
  move = {deal.id, board.columns[next].stage};
  move_card(frame, deal.id, move.stage);
}

void draw_card_menu(Frame const& frame, BoardView const& board, Opportunity const& deal) {
  if (!begin_menu("card", deal.name)) return;
  if (menu_item(tr(Tr::board_open), Icon::chevron_right)) frame.commands.send(Go{{Screen::opportunities, deal.id}});
  menu_separator();
  for (BoardColumn const& column : board.columns) {
    if (column.stage == deal.stage || column.stage.empty()) continue;
    Icon const icon = column.outcome == Outcome::won ? Icon::check : column.outcome == Outcome::lost ? Icon::close : Icon::board;
    if (menu_item(tr(Tr::board_move_to, stage_name(frame, column.stage)), icon)) move_card(frame, deal.id, column.stage);
  }
  menu_separator();
  if (menu_item(tr(Tr::board_delete), Icon::trash, {}, true, true)) {
    Edit edit(frame.store, Cause::edit);
    edit.erase(Kind::opportunity, deal.id);
    frame.commands.send(Apply{edit.take(), std::string(tr(Tr::board_deleted, deal.name))});
  }
  end_menu();
}

}  // namespace

float card_height() { return space(24); }

void move_card(Frame const& frame, Uuid deal, Id<Stage> stage) {
  Transaction move = move_to_stage(frame.store, {deal}, stage, frame.now, frame.today);
  if (move.empty()) return;
  std::string notice(tr(Tr::board_moved, record_title(frame.store, Kind::opportunity, deal), stage_name(frame, stage)));
  frame.commands.send(Apply{std::move(move), std::move(notice)});
}

void paint_card(Frame const& frame, Opportunity const& deal, ImDrawList* list, ImVec2 min, ImVec2 max, bool lifted, bool hovered) {
  if (lifted) draw_shadow(list, min, max, kRadius);
  list->AddRectFilled(min, max, color(lifted ? Color::raised : Color::surface), kRadius);
  list->AddRect(min, max, color(lifted ? Color::accent : hovered ? Color::border_strong : Color::border), kRadius);
  float const left = min.x + space(3);
  float const width = max.x - min.x - space(6);
  draw_text(list, {left, min.y + space(2.5f)}, deal.name, Type::strong, color(Color::text), width);
  std::string_view const customer = record_title(frame.store, Kind::customer, deal.customer.uuid);
  std::string_view const amount = format_money(deal.amount, true);
  float const amount_width = text_width(amount, Type::strong);
  float const line = min.y + space(9);
  draw_text(list, {left, line}, customer.empty() ? std::string_view(tr(Tr::board_no_customer)) : customer, Type::body,
            color(customer.empty() ? Color::text_faint : Color::text_muted), width - amount_width - space(2));
  draw_text(list, {max.x - space(3) - amount_width, line}, amount, Type::strong, color(Color::text));
  paint_foot(frame, deal, list, {left, min.y + space(16.5f)}, width);
}

void draw_card(Frame const& frame, BoardView const& board, std::size_t column, Opportunity const& deal, std::size_t position, float width, CardDrag& drag, CardMove& move) {
  ImGui::PushID(static_cast<int>(deal.id.lo));
  std::string_view const customer = record_title(frame.store, Kind::customer, deal.customer.uuid);
  a11y::Says says{a11y::Role::listitem, deal.name, keepf("%.*s %s", static_cast<int>(customer.size()), customer.data(), keep_cstr(format_money(deal.amount)))};
  says.index = static_cast<int>(position + 1);
  says.count = static_cast<int>(board.columns[column].deals.size());
  Item const it = item("card", {width, card_height()}, says);
  bool const dragged = drag.moving && drag.deal == deal.id;
  if (it.visible) {
    ImDrawList* const list = ImGui::GetWindowDrawList();
    if (dragged) list->AddRectFilled(it.min, it.max, color(Color::border, 0.5f), kRadius);
    else paint_card(frame, deal, list, it.min, it.max, false, it.hovered);
    draw_focus(it, kRadius);
  }
  if (it.held && drag.deal.empty()) {
    ImVec2 const pointer = ImGui::GetIO().MousePos;
    drag = {deal.id, {pointer.x - it.min.x, pointer.y - it.min.y}, false};
  }
  if (it.held && drag.deal == deal.id && ImGui::IsMouseDragging(ImGuiMouseButton_Left, kDragDistance)) drag.moving = true;
  if (it.pressed && !dragged) frame.commands.send(Go{{Screen::opportunities, deal.id}});
  if (it.context) open_menu("card");
  if (it.focused) handle_keys(frame, board, column, deal, move);
  if (move.deal == deal.id && move.stage == deal.stage) {
    take_keyboard(it);
    move = {};
  }
  draw_card_menu(frame, board, deal);
  ImGui::PopID();
}

}  // namespace saddlebag::ui
