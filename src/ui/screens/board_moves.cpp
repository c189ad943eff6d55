#include <algorithm>

#include "domain/sales.hpp"
#include "ui/format.hpp"
#include "ui/screens/board.hpp"
#include "ui/screens/list_state.hpp"
#include "ui/screens/record_edit.hpp"
#include "ui/widgets/field.hpp"
#include "ui/widgets/overlay.hpp"

namespace saddlebag::ui {
namespace {

using By = BoardGroup::By;

/// What is to be ticked before deals go on to another stage, or why they are lost.
struct Question {
  struct Entry {
    Id<Stage> stage;
    std::string text;
    bool done = false;
  };
  bool open = false;
  std::vector<Uuid> deals;
  Id<Stage> to;
  std::vector<Entry> entries;
  bool lost = false;     ///< asked why
  std::string reason;
};
Question question;

/// A stage's checklist while it is written.
struct ChecklistEdit {
  bool open = false;
  Id<Stage> stage;
  std::string text;
};
ChecklistEdit checklist;

Opportunity const* deal_of(Frame const& frame, Uuid id) { return frame.store.find(Id<Opportunity>{id}); }

std::string_view trimmed(std::string_view line) {
  while (!line.empty() && (line.back() == ' ' || line.back() == '\r')) line.remove_suffix(1);
  while (!line.empty() && line.front() == ' ') line.remove_prefix(1);
  return line;
}

/// The lines of a stage's checklist that are asked where deals leave it.
void ask_of(Stage const& stage, std::vector<Question::Entry>& entries) {
  std::string_view rest = stage.checklist;
  while (!rest.empty()) {
    std::string_view const line = trimmed(rest.substr(0, rest.find('\n')));
    if (!line.empty()) entries.push_back({{stage.id}, std::string(line)});
    rest.remove_prefix(std::min(rest.size(), rest.find('\n') == std::string_view::npos ? rest.size() : rest.find('\n') + 1));
  }
}

/// Every stage that one of the deals leaves by going forward, once.
std::vector<Question::Entry> entries_for(Frame const& frame, std::vector<Uuid> const& deals, Stage const& to) {
  std::vector<Question::Entry> entries;
  std::vector<Uuid> asked;
  if (to.outcome == Outcome::lost) return entries;
  for (Uuid const id : deals) {
    Opportunity const* const deal = deal_of(frame, id);
    Stage const* const from = deal ? frame.store.find(deal->stage) : nullptr;
    if (from == nullptr || from->pipeline != to.pipeline || from->position >= to.position) continue;
    if (std::find(asked.begin(), asked.end(), from->id) != asked.end()) continue;
    asked.push_back(from->id);
    ask_of(*from, entries);
  }
  return entries;
}

bool send(Frame const& frame, Edit& edit, std::vector<Uuid> const& deals, std::string_view to) {
  if (edit.empty()) return false;
  bool const one = deals.size() == 1;
  std::string notice(one ? tr(Tr::board_moved, record_title(frame.store, Kind::opportunity, deals.front()), to)
                         : tr(Tr::board_moved_many, format_integer(static_cast<std::int64_t>(deals.size())), to));
  edit.label(notice);
  frame.commands.send(Apply{edit.take(), std::move(notice)});
  return true;
}

bool move_now(Frame const& frame, std::vector<Uuid> const& deals, Id<Stage> stage, std::string_view reason = {}) {
  Edit edit(frame.store, deals.size() == 1 ? Cause::edit : Cause::bulk);
  FieldIndex const field = frame.store.field_named(Kind::opportunity, "stage");
  for (Uuid const id : deals) {
    if (Opportunity const* const deal = deal_of(frame, id)) put_field(frame, edit, Kind::opportunity, *deal, field, Value::reference(stage.uuid));
    if (!reason.empty()) edit.set(Kind::opportunity, id, "loss_reason", Value::text(reason));
  }
  return send(frame, edit, deals, record_title(frame.store, Kind::stage, stage.uuid));
}

/// The same day of the month in another month or quarter, but no day that is over; where there was none, the last.
Date day_in(Date period, int months, Date day, Date today) {
  Date const last{add_months(period, months).days - 1};
  if (day.empty()) return last;
  CivilDay const parts = civil(day);
  int const ahead = months == 3 ? (parts.month - 1) % 3 : 0;
  Date const moved{add_months(period, ahead).days};
  CivilDay const in = civil(moved);
  Date const after = add_months(moved, 1);
  Date const same = make_date(in.year, in.month, parts.day).value_or(Date{after.days - 1});
  return same < today ? std::max(today, last) : same;
}

Value value_for(Frame const& frame, BoardGroup group, BoardColumn const& column, Date day) {
  Value const key = column.key.get();
  if (key.empty() || group.by == By::field) return key;
  return Value::date(day_in(key.as_date(), group.by == By::quarter ? 3 : 1, day, frame.today));
}

void draw_question(Frame const& frame) {
  std::string_view const to = record_title(frame.store, Kind::stage, question.to.uuid);
  if (!begin_dialog(tr(Tr::board_move_to, to), question.open, 420)) return;
  Id<Stage> told;
  bool all = true;
  int index = 0;
  for (Question::Entry& entry : question.entries) {
    if (entry.stage != told) text(tr(Tr::board_checklist_of, record_title(frame.store, Kind::stage, entry.stage.uuid)), Type::body, Color::text_muted);
    told = entry.stage;
    ImGui::PushID(index++);
    checkbox(entry.text, entry.done);
    ImGui::PopID();
    all = all && entry.done;
  }
  bool entered = false;
  if (question.lost) {
    std::string_view const name = question.deals.size() == 1 ? record_title(frame.store, Kind::opportunity, question.deals.front())
                                                             : format_integer(static_cast<std::int64_t>(question.deals.size()));
    paragraph(tr(Tr::board_loss_reason_ask, name));
    entered = text_field(tr(Tr::field_loss_reason), question.reason, {.label = false, .focus = ImGui::IsWindowAppearing()}).committed &&
              ImGui::IsKeyPressed(ImGuiKey_Enter, false);
  }
  gap(2);
  begin_row();
  std::string_view const go = tr(all ? Tr::board_move : Tr::board_move_anyway);
  push_right(button_width(tr(Tr::ui_cancel)) + button_width(go) + space(2));
  if (button(tr(Tr::ui_cancel))) question.open = false;
  same_row(2);
  if (button(go, {.style = all ? ButtonStyle::primary : ButtonStyle::secondary}) || entered) {
    move_now(frame, question.deals, question.to, question.reason);
    question.open = false;
  }
  end_dialog();
}

void draw_checklist(Frame const& frame) {
  if (!begin_dialog(tr(Tr::board_checklist_of, record_title(frame.store, Kind::stage, checklist.stage.uuid)), checklist.open, 420)) return;
  paragraph(tr(Tr::board_checklist_hint));
  gap(1);
  text_field(tr(Tr::field_checklist), checklist.text, {.label = false, .multiline = true, .focus = ImGui::IsWindowAppearing()});
  gap(2);
  begin_row();
  push_right(button_width(tr(Tr::ui_cancel)) + button_width(tr(Tr::ui_save)) + space(2));
  if (button(tr(Tr::ui_cancel))) checklist.open = false;
  same_row(2);
  if (button(tr(Tr::ui_save), {.style = ButtonStyle::primary}) || ImGui::IsKeyChordPressed(ImGuiMod_Ctrl | ImGuiKey_Enter)) {
    Edit edit(frame.store, Cause::edit);
    edit.set(Kind::stage, checklist.stage.uuid, "checklist", Value::text(checklist.text));
    std::string notice(tr(Tr::board_checklist_saved, record_title(frame.store, Kind::stage, checklist.stage.uuid)));
    if (!edit.empty()) frame.commands.send(Apply{edit.take(), std::move(notice)});
    checklist.open = false;
  }
  end_dialog();
}

/// What is asked of every deal in view is true of a new one.
void fill_by_filters(Frame const& frame, Edit& edit, Uuid id, BoardView const& board) {
  for (Filter const& filter : list_state(Kind::opportunity).filters) {
    Field const& field = frame.store.fields(Kind::opportunity)[filter.field];
    bool const plain = filter.compare == Compare::is && (field.type == FieldType::reference || field.type == FieldType::choice);
    bool const by_column = field.name == "stage" || field.name == "pipeline" || (board.group.by == By::field && board.group.field == filter.field);
    if (plain && !by_column) edit.set(Kind::opportunity, id, filter.field, filter.value);
  }
}

}  // namespace

std::vector<Uuid> taken_with(Frame const& frame, Uuid deal) {
  std::vector<Uuid> deals;
  Table const& table = frame.store.table(Kind::opportunity);
  for (Row const row : list_state(Kind::opportunity).selection.rows(table)) deals.push_back(table.at(row)->id);
  if (std::find(deals.begin(), deals.end(), deal) == deals.end()) deals.assign(1, deal);
  return deals;
}

bool move_to(Frame const& frame, std::vector<Uuid> deals, Id<Stage> stage) {
  Stage const* const to = frame.store.find(stage);
  if (to == nullptr) return false;
  std::vector<Question::Entry> entries = entries_for(frame, deals, *to);
  bool const lost = to->outcome == Outcome::lost;
  if (entries.empty() && !lost) return move_now(frame, deals, stage);
  question = {true, std::move(deals), stage, std::move(entries), lost, {}};
  return true;
}

bool move_cards(Frame const& frame, BoardView const& board, std::vector<Uuid> deals, std::size_t index) {
  if (index >= board.columns.size() || board.columns[index].fixed) return false;
  BoardColumn const& column = board.columns[index];
  if (board.group.by == By::stage) return move_to(frame, std::move(deals), column.stage);
  Edit edit(frame.store, deals.size() == 1 ? Cause::edit : Cause::bulk);
  for (Uuid const id : deals) {
    Opportunity const* const deal = deal_of(frame, id);
    bool const there = std::any_of(column.deals.begin(), column.deals.end(), [&](Row row) {
      Record const* const record = frame.store.table(Kind::opportunity).at(row);
      return record != nullptr && record->id == id;
    });
    if (deal && !there) put_field(frame, edit, Kind::opportunity, *deal, board.group.field, value_for(frame, board.group, column, deal->expected_close));
  }
  return send(frame, edit, deals, column_name(frame, board, column));
}

void add_card(Frame const& frame, BoardView const& board, BoardColumn const& column, std::string_view name, CardHands& hands) {
  Uuid const id = frame.store.new_id();
  Id<Stage> const where = column.stage.empty() ? first_stage(frame.store) : column.stage;
  Stage const* const stage = frame.store.find(where);
  Edit edit(frame.store, Cause::edit);
  auto const set = [&](std::string_view field, Value value) { edit.set(Kind::opportunity, id, field, value); };
  edit.create(Kind::opportunity, id);
  set("name", Value::text(name));
  set("opened", Value::date(frame.today));
  if (stage) {
    set("stage", Value::reference(where.uuid));
    set("pipeline", Value::reference(stage->pipeline.uuid));
    set("stage_since", Value::instant(frame.now));
    if (stage->outcome != Outcome::open) set("closed", Value::date(frame.today));
  }
  if (std::optional<Uuid> const me = parse_uuid(frame.preferences.user); me && frame.store.find(Kind::user, *me)) set("owner", Value::reference(*me));
  fill_by_filters(frame, edit, id, board);
  if (board.group.by != By::stage && !column.fixed) edit.set(Kind::opportunity, id, board.group.field, value_for(frame, board.group, column, {}));
  std::string notice(tr(Tr::board_added, name));
  edit.label(notice);
  frame.commands.send(Apply{edit.take(), std::move(notice)});
  hands.reveal = id;
}

void edit_checklist(Frame const& frame, Id<Stage> stage) {
  Stage const* const found = frame.store.find(stage);
  if (found) checklist = {true, stage, std::string(found->checklist.view())};
}

void draw_board_dialogs(Frame const& frame) {
  if (!question.to.empty()) draw_question(frame);
  if (!checklist.stage.empty()) draw_checklist(frame);
}

}  // namespace saddlebag::ui
