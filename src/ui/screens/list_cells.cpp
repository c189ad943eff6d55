#include "ui/screens/list_cells.hpp"

#include <algorithm>
#include <cmath>

#include "ui/format.hpp"
#include "ui/screens/list_edit.hpp"
#include "ui/screens/record_line.hpp"

namespace saddlebag::ui {
namespace {

float text_top(ImVec2 min, ImVec2 max, Type type) { return min.y + std::floor((max.y - min.y - font_size(type)) / 2); }

std::string_view sum_text(ColumnSum const& sum) {
  bool const whole = sum.number == std::floor(sum.number);
  if (sum.money.empty()) return sum.number == 0 ? std::string_view() : format_number(sum.number, whole ? 0 : 2);
  std::string_view all;
  for (Money const each : sum.money.all()) {
    std::string_view const one = format_money(each);
    all = all.empty() ? one
                      : keepf("%.*s + %.*s", static_cast<int>(all.size()), all.data(), static_cast<int>(one.size()),
                              one.data());
  }
  return all;
}

std::string_view group_text(Frame const& frame, Kind kind, ListState const& state, ListGroup const& group, int column) {
  ListColumn const& at = state.columns[static_cast<std::size_t>(column)];
  if (column > 0) {
    for (ColumnSum const& sum : group.sums) {
      if (sum.field == at.index) return sum_text(sum);
    }
    return {};
  }
  FieldIndex const field = frame.store.field_named(kind, state.asked.group);
  std::string_view name;
  if (field != kNoField)
    name = format_value(frame.store, frame.store.fields(kind)[field], group.key, frame.utc_offset_minutes);
  if (name.empty()) name = tr(Tr::list_group_empty);
  return keepf("%.*s  %zu", static_cast<int>(name.size()), name.data(), group.rows.size());
}

void draw_head(Frame const& frame, Kind kind, ListState const& state, ListGroup const& group, int column, ImVec2 min,
               ImVec2 max) {
  ImDrawList* const list = ImGui::GetWindowDrawList();
  std::string_view const text = group_text(frame, kind, state, group, column);
  float const pad = space(2), width = max.x - min.x - pad * 2;
  if (column > 0) {
    // Several currencies are long: they reach over neighbours that have nothing to say.
    float const wanted = std::ceil(text_width(text, Type::strong));
    float room = width;
    for (int left = column - 1; left > 0 && room < wanted && group_text(frame, kind, state, group, left).empty(); --left)
      room += std::round(state.columns[static_cast<std::size_t>(left)].width * appearance().text_scale);
    float const wide = std::min(wanted, room);
    draw_text(list, {max.x - pad - wide, text_top(min, max, Type::strong)}, text, Type::strong,
              color(Color::text_muted), room);
    return;
  }
  float const icon = space(4);
  draw_icon(list, {min.x + pad, min.y + std::floor((max.y - min.y - icon) / 2)},
            group.folded ? Icon::chevron_right : Icon::chevron_down, icon, color(Color::text_muted));
  draw_text(list, {min.x + pad + icon + space(2), text_top(min, max, Type::strong)}, text, Type::strong,
            color(Color::text), width - icon - space(2));
}

/// A badge in the middle of a cell.
void draw_mark(Mark const& mark, ImVec2 min, ImVec2 max) {
  float const height = space(5.5f);
  draw_badge(ImGui::GetWindowDrawList(), {min.x + space(2), min.y + std::floor((max.y - min.y - height) / 2)},
             mark.text, mark.tone, max.x - min.x - space(4));
}

void draw_title(Frame const& frame, Kind kind, Record const& record, ImVec2 min, ImVec2 max) {
  ImDrawList* const list = ImGui::GetWindowDrawList();
  std::string_view const title = record_title(frame.store, kind, record.id);
  float const size = space(6), pad = space(2);
  float x = min.x + pad;
  if (has_avatar(kind)) {
    draw_avatar(list, {x, min.y + std::floor((max.y - min.y - size) / 2)}, size, title);
    x += size + space(2);
  }
  float const mark = record.conflicts.empty() ? 0 : space(5);
  draw_text(list, {x, text_top(min, max, Type::strong)}, title, Type::strong, color(Color::text),
            std::max(1.0f, max.x - x - pad - mark));
  if (mark > 0)
    draw_icon(list, {max.x - mark, text_top(min, max, Type::strong)}, Icon::warning, space(4), color(Color::warning));
}

bool draw_value_cell(Frame const& frame, Kind kind, Record const& record, Field const& field, ImVec2 min, ImVec2 max) {
  if (field.has(kTitle)) {
    draw_title(frame, kind, record, min, max);
    return true;
  }
  Value const value = frame.store.value(record, field);
  if (Mark const mark = mark_of(frame.store, field, value); !mark.text.empty()) {
    draw_mark(mark, min, max);
    return true;
  }
  if (field.type != FieldType::boolean) return false;
  if (value.as_boolean()) {
    float const icon = space(4);
    draw_icon(ImGui::GetWindowDrawList(), {min.x + space(2), min.y + std::floor((max.y - min.y - icon) / 2)},
              Icon::check, icon, color(Color::good));
  }
  return true;
}

}  // namespace

std::string_view foot_text(Frame const& frame, Kind kind, ListState& state, int column) {
  if (column == 0) return tr(state.selection.size() > 0 ? Tr::list_sum_selected : Tr::list_sum);
  for (ColumnSum const& sum : foot_sums(frame.store, kind, state)) {
    if (sum.field == state.columns[static_cast<std::size_t>(column)].index) return sum_text(sum);
  }
  return {};
}

std::string_view cell_text(Frame const& frame, Kind kind, ListState const& state, std::int64_t line, int column) {
  if (ListGroup const* const head = head_of(state.view, line)) return group_text(frame, kind, state, *head, column);
  Record const* const record = record_of(frame.store, kind, state.view, line);
  if (record == nullptr || column < 0 || column >= static_cast<int>(state.columns.size())) return {};
  Field const& field = *state.columns[static_cast<std::size_t>(column)].field;
  if (field.has(kTitle)) return record_title(frame.store, kind, record->id);
  std::string_view const text =
      format_value(frame.store, field, frame.store.value(*record, field), frame.utc_offset_minutes);
  // A cell shows the first line of a long text.
  return field.type == FieldType::long_text ? text.substr(0, text.find('\n')) : text;
}

bool draw_cell(Frame const& frame, Kind kind, ListState& state, std::int64_t line, int column, ImVec2 min, ImVec2 max) {
  if (ListGroup const* const head = head_of(state.view, line)) {
    draw_head(frame, kind, state, *head, column, min, max);
    return true;
  }
  Record const* const record = record_of(frame.store, kind, state.view, line);
  if (record == nullptr) return false;
  ListColumn const& at = state.columns[static_cast<std::size_t>(column)];
  if (state.edit.record == record->id && state.edit.field == at.index) {
    draw_cell_editor(frame, kind, state, *record, line, column, min, max);
    return true;
  }
  return draw_value_cell(frame, kind, *record, *at.field, min, max);
}

void toggle_group(ListState& state, std::int64_t line) {
  ListGroup const* const head = head_of(state.view, line);
  if (head == nullptr) return;
  if (state.folded.erase(head->id) == 0) state.folded.insert(head->id);
  ++state.revision;
}

}  // namespace saddlebag::ui
