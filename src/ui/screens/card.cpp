#include <algorithm>

#include "domain/sales.hpp"
#include "ui/format.hpp"
#include "ui/motion.hpp"
#include "ui/screens/board.hpp"
#include "ui/screens/list_state.hpp"
#include "ui/screens/record_edit.hpp"
#include "ui/widgets/overlay.hpp"

namespace saddlebag::ui {
namespace {

constexpr float kDragDistance = 6;  ///< CSS pixels from which a press is a drag

std::string_view stage_name(Frame const& frame, Id<Stage> stage) { return record_title(frame.store, Kind::stage, stage.uuid); }

/// The close date or what is wrong with the deal; wrong first.
void paint_foot(Frame const& frame, Opportunity const& deal, ImDrawList* list, ImVec2 at, float width, bool with_stage) {
  bool const open = outcome_of(frame.store, deal) == Outcome::open;
  Date const day = open ? deal.expected_close : deal.closed;
  bool const late = open && overdue(frame.store, deal, frame.today);
  bool const still = open && !late && stalled(frame.store, deal, frame.now);
  float x = at.x;
  float const right = at.x + width - space(7);
  if (late) x += draw_badge(list, {x, at.y - space(0.75f)}, tr(Tr::today_overdue), Tone::bad, width) + space(2);
  if (still) x += draw_badge(list, {x, at.y - space(0.75f)}, tr(Tr::today_stalled), Tone::warning, width) + space(2);
  if (!day.empty()) {
    draw_icon(list, {x, at.y + space(0.25f)}, Icon::calendar, space(3.25f), color(late ? Color::bad : Color::text_faint));
    x += space(4);
    x += draw_text(list, {x, at.y}, format_date_relative(day, frame.today), Type::caption, color(late ? Color::bad : Color::text_muted), right - x);
  }
  if (with_stage && right - x > space(10)) {
    draw_text(list, {x + space(2), at.y}, keepf("· %s", keep_cstr(stage_name(frame, deal.stage))), Type::caption, color(Color::text_muted), right - x - space(2));
  }
  std::string_view const owner = record_title(frame.store, Kind::user, deal.owner.uuid);
  if (!owner.empty()) draw_avatar(list, {at.x + width - space(5), at.y - space(1)}, space(5), owner);
}

/// One line: the name, what is wrong as a mark before it, the amount.
void paint_dense(Frame const& frame, Opportunity const& deal, ImDrawList* list, ImVec2 min, ImVec2 max) {
  bool const late = overdue(frame.store, deal, frame.today);
  float left = min.x + space(2.5f);
  if (late || stalled(frame.store, deal, frame.now)) {
    list->AddRectFilled({min.x + space(1), min.y + space(2)}, {min.x + space(1) + 3, max.y - space(2)}, color(late ? Color::bad : Color::warning), 1.5f);
    left = min.x + space(3.5f);
  }
  std::string_view const amount = format_money(deal.amount, true);
  float const amount_width = text_width(amount, Type::body), right = max.x - space(2.5f);
  float const y = (min.y + max.y - font_size(Type::body)) / 2;
  draw_text(list, {left, y}, deal.name, Type::body, color(Color::text), right - amount_width - space(2) - left);
  draw_text(list, {right - amount_width, y}, amount, Type::body, color(Color::text_muted));
}

void pick(Frame const& frame, BoardView const& board, CardPlace const& place, Opportunity const& deal, CardHands& hands) {
  Selection& selection = list_state(Kind::opportunity).selection;
  if (!ImGui::GetIO().KeyShift || hands.anchor.empty()) {
    selection.set(place.row, deal, !selection.holds(place.row, deal));
    hands.anchor = deal.id;
    return;
  }
  Table const& table = frame.store.table(Kind::opportunity);
  std::vector<Row> const& rows = board.columns[place.column].deals;
  auto const found = std::find_if(rows.begin(), rows.end(), [&](Row row) { return table.at(row) && table.at(row)->id == hands.anchor; });
  std::size_t const from = found == rows.end() ? place.position : static_cast<std::size_t>(found - rows.begin());
  for (std::size_t i = std::min(from, place.position); i <= std::max(from, place.position); ++i) {
    if (Record const* const each = table.at(rows[i])) selection.set(rows[i], *each, true);
  }
}

void pick_column(Frame const& frame, BoardColumn const& column) {
  for (Row const row : column.deals) {
    if (Record const* const deal = frame.store.table(Kind::opportunity).at(row)) list_state(Kind::opportunity).selection.set(row, *deal, true);
  }
}

/// Ctrl + left and right move the card that has the keyboard along the columns, X picks it, Ctrl A its column.
void handle_keys(Frame const& frame, BoardView const& board, CardPlace const& place, Opportunity const& deal, CardHands& hands) {
  Selection& selection = list_state(Kind::opportunity).selection;
  if (!ImGui::GetIO().KeyCtrl) {
    if (ImGui::IsKeyPressed(ImGuiKey_X, false)) pick(frame, board, place, deal, hands);
    if (ImGui::IsKeyPressed(ImGuiKey_Escape, false) && !hands.drag.moving) selection.clear();
    return;
  }
  if (ImGui::IsKeyPressed(ImGuiKey_A, false)) return pick_column(frame, board.columns[place.column]);
  int const step = ImGui::IsKeyPressed(ImGuiKey_RightArrow, false) ? 1 : ImGui::IsKeyPressed(ImGuiKey_LeftArrow, false) ? -1 : 0;
  if (step == 0) return;
  if (!move_cards(frame, board, taken_with(frame, deal.id), place.column + static_cast<std::size_t>(step))) return;
  hands.arrived = deal.id;
  hands.left = board.stamp;
}

void draw_card_menu(Frame const& frame, BoardView const& board, CardPlace const& place, Opportunity const& deal, CardHands& hands) {
  if (!begin_menu("card", deal.name)) return;
  bool const picked = list_state(Kind::opportunity).selection.holds(place.row, deal);
  if (menu_item(tr(Tr::board_open), Icon::chevron_right)) frame.commands.send(Go{{Screen::opportunities, deal.id}});
  if (menu_item(tr(picked ? Tr::board_deselect : Tr::board_select), Icon::check, "X")) pick(frame, board, place, deal, hands);
  menu_separator();
  for (std::size_t i = 0; i < board.columns.size(); ++i) {
    BoardColumn const& column = board.columns[i];
    if (i == place.column || column.fixed) continue;
    Icon const icon = column.outcome == Outcome::won ? Icon::check : column.outcome == Outcome::lost ? Icon::close : Icon::board;
    if (menu_item(tr(Tr::board_move_to, column_name(frame, board, column)), icon)) move_cards(frame, board, taken_with(frame, deal.id), i);
  }
  menu_separator();
  if (menu_item(tr(Tr::board_delete), Icon::trash, {}, true, true)) send_erase(frame, Kind::opportunity, deal.id);
  end_menu();
}

}  // namespace

float card_height(bool dense) { return dense ? space(appearance().touch ? 11 : 9) : space(24); }

void paint_card(Frame const& frame, Opportunity const& deal, ImDrawList* list, ImVec2 min, ImVec2 max, CardLook const& look) {
  float const radius = look.dense ? kRadiusSmall : kRadius;
  if (look.lifted) draw_shadow(list, min, max, radius);
  list->AddRectFilled(min, max, color(look.lifted ? Color::raised : Color::surface), radius);
  if (look.selected) list->AddRectFilled(min, max, color(Color::selected), radius);
  list->AddRect(min, max, color(look.lifted || look.selected ? Color::accent : look.hovered ? Color::border_strong : Color::border), radius);
  if (look.dense) return paint_dense(frame, deal, list, min, max);
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
  paint_foot(frame, deal, list, {left, min.y + space(16.5f)}, width, look.stage);
}

void draw_card(Frame const& frame, BoardView const& board, CardPlace const& place, Opportunity const& deal, CardHands& hands) {
  ImGui::PushID(static_cast<int>(deal.id.lo));
  ListState& state = list_state(Kind::opportunity);
  bool const dense = frame.preferences.pipeline.dense, picked = state.selection.holds(place.row, deal);
  std::string_view const customer = record_title(frame.store, Kind::customer, deal.customer.uuid);
  a11y::Says says{a11y::Role::listitem, deal.name, keepf("%.*s %s", static_cast<int>(customer.size()), customer.data(), keep_cstr(format_money(deal.amount)))};
  says.states = picked ? a11y::kSelected : 0u;
  says.index = static_cast<int>(place.position + 1);
  says.count = static_cast<int>(board.columns[place.column].deals.size());
  Item const it = item("card", {place.width, card_height(dense)}, says);
  bool const dragged = hands.drag.moving && (hands.drag.deal == deal.id || (picked && !hands.drag.deal.empty()));
  if (it.visible) {
    ImDrawList* const list = ImGui::GetWindowDrawList();
    if (dragged) list->AddRectFilled(it.min, it.max, color(Color::border, 0.5f), kRadius);
    else paint_card(frame, deal, list, it.min, it.max, {.hovered = it.hovered, .selected = picked, .dense = dense, .stage = board.group.by != BoardGroup::By::stage});
    draw_focus(it, kRadius);
  }
  if (it.held && hands.drag.deal.empty()) {
    ImVec2 const pointer = ImGui::GetIO().MousePos;
    hands.drag = {deal.id, {pointer.x - it.min.x, pointer.y - it.min.y}, false};
  }
  if (it.held && hands.drag.deal == deal.id && ImGui::IsMouseDragging(ImGuiMouseButton_Left, kDragDistance)) hands.drag.moving = true;
  // With a finger a tap picks while anything is picked, as in lists.
  bool const picking = ImGui::GetIO().KeyCtrl || ImGui::GetIO().KeyShift || (appearance().touch && state.selection.size() > 0);
  if (it.pressed && !dragged) picking ? pick(frame, board, place, deal, hands) : frame.commands.send(Go{{Screen::opportunities, deal.id}});
  if (it.context) open_menu("card");
  if (hands.arrived == deal.id && hands.left != board.stamp) {
    take_keyboard(it);
    hands.arrived = {};
  } else if (it.focused) {
    handle_keys(frame, board, place, deal, hands);
  }
  if (hands.reveal == deal.id) {
    ImGui::SetScrollHereY(0.5f);
    hands.reveal = {};
  }
  draw_card_menu(frame, board, place, deal, hands);
  ImGui::PopID();
}

}  // namespace saddlebag::ui
