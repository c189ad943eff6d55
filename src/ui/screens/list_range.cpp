#include "ui/screens/list_range.hpp"

#include <algorithm>

#include "exchange/delimited.hpp"
#include "exchange/export.hpp"
#include "exchange/references.hpp"
#include "ui/format.hpp"
#include "ui/screens/record_edit.hpp"
#include "ui/widgets/overlay.hpp"

namespace saddlebag::ui {
namespace {

constexpr Dialect kTabs{'\t', '"'};
constexpr std::size_t kShownProblems = 6;

struct Problem {
  Uuid record;
  FieldIndex field;
  std::string text;
  char const* reason;
};

/// What is about to be pasted, while its problems are looked at.
struct Paste {
  struct Cell {
    Uuid record;
    FieldIndex field;
    OwnedValue value;
  };
  bool open = false;
  Kind kind = Kind::count_;
  std::vector<Cell> cells;
  std::vector<Problem> problems;
  std::size_t same = 0, unreadable = 0, locked = 0, beyond = 0;
};
Paste paste;

/// A value as a spreadsheet calculates with it, and as the list reads it back.
std::string copied_text(Frame const& frame, Record const& record, Field const& field) {
  Value const value = frame.store.value(record, field);
  if (value.empty()) return {};
  if (field.type == FieldType::reference) return std::string(record_title(frame.store, field.target, value.as_reference()));
  bool const usual = field.type == FieldType::money && value.as_money().currency == frame.preferences.currency;
  return usual ? decimal_text(value.as_money()) : editable(field, value, frame.utc_offset_minutes);
}

void append_line(Frame const& frame, ListState const& state, Record const& record, int left, int right,
                 std::string& out) {
  for (int column = left; column <= right; ++column) {
    if (column > left) out.push_back('\t');
    Field const& field = *state.columns[static_cast<std::size_t>(column)].field;
    append_cell(out, guard_formula(copied_text(frame, record, field)), kTabs, left == right);
  }
  out.push_back('\n');
}

void send_copy(Frame const& frame, std::string text) {
  if (text.empty()) return;
  if (text.ends_with('\n')) text.pop_back();
  frame.commands.send(CopyText{std::move(text)});
}

int last_column(ListState const& state) { return static_cast<int>(state.columns.size()) - 1; }

Result<OwnedValue> read_cell(Frame const& frame, Field const& field, std::string_view text, References& names) {
  bool const named = field.type == FieldType::reference && !text.empty() && !parse_uuid(text);
  if (!named) return parse_value(field, text, frame.preferences, frame.today, frame.utc_offset_minutes);
  NameIndex::Found const found = names.find(field.target, text);
  if (found.match == NameMatch::none) return Error{ErrorCode::invalid, std::string(field.name)};
  return OwnedValue(Value::reference(found.id));
}

void put_cell(Frame const& frame, Record const& record, FieldIndex index, std::string_view text, References& names) {
  Field const& field = frame.store.fields(paste.kind)[index];
  if (!is_editable(field)) {
    if (copied_text(frame, record, field) != text) ++paste.locked;
    return;
  }
  Result<OwnedValue> const value = read_cell(frame, field, text, names);
  if (!value) {
    ++paste.unreadable;
    if (paste.problems.size() < kShownProblems)
      paste.problems.push_back({record.id, index, std::string(text), value_hint(field, text)});
  } else if (Value const now = frame.store.value(record, field); now == value->get() || (value->get().empty() && now == field.initial)) {
    ++paste.same;
  } else {
    paste.cells.push_back({record.id, index, *value});
  }
}

/// The records of the lines from there on, at least one.
std::vector<Record const*> targets(Frame const& frame, Kind kind, ListState const& state, GridRange const& range,
                                   std::size_t wanted) {
  std::vector<Record const*> records;
  auto const end = static_cast<std::int64_t>(state.view.lines.size());
  for (std::int64_t line = range.top; line < end && (line <= range.bottom || records.size() < wanted); ++line) {
    if (Record const* const record = record_of(frame.store, kind, state.view, line)) records.push_back(record);
  }
  return records;
}

/// As often as it fits into what is picked, else once.
std::size_t repeated(std::size_t copied, std::size_t picked) {
  return picked > copied && picked % copied == 0 ? picked : copied;
}

void apply_paste(Frame const& frame) {
  Edit edit(frame.store, Cause::bulk);
  for (Paste::Cell const& cell : paste.cells) {
    if (Record const* const record = frame.store.find(paste.kind, cell.record))
      put_field(frame, edit, paste.kind, *record, cell.field, cell.value);
  }
  std::string const notice(tr(Tr::list_pasted, format_integer(static_cast<std::int64_t>(paste.cells.size()))));
  edit.label(notice);
  if (!edit.empty()) frame.commands.send(Apply{edit.take(), notice});
  paste = {};
}

void draw_problem(Frame const& frame, Problem const& problem) {
  text(tr(Tr::list_paste_what, record_title(frame.store, paste.kind, problem.record),
          field_label(frame.store.fields(paste.kind)[problem.field])),
       Type::body, Color::text_muted);
  same_row(1);
  text(problem.text.empty() ? std::string_view(tr(Tr::list_group_empty)) : problem.text, Type::strong);
  paragraph(problem.reason, Type::caption, Color::bad);
}

void count_line(Tr what, std::size_t count, Color role = Color::text_muted) {
  if (count > 0) text(tr(what, format_integer(static_cast<std::int64_t>(count))), Type::body, role);
}

}  // namespace

std::vector<std::vector<std::string>> read_cells(std::string_view text) {
  std::vector<std::vector<std::string>> lines;
  if (text.ends_with('\n')) text.remove_suffix(1);  // a spreadsheet ends its last line, too
  if (text.ends_with('\r')) text.remove_suffix(1);
  for (std::size_t at = 0; at <= text.size();) {
    std::vector<std::string>& line = lines.emplace_back();
    for (bool more = true; more;) {
      std::string& cell = line.emplace_back();
      bool quoted = at < text.size() && text[at] == '"' && text.find('"', at + 1) != std::string_view::npos;
      if (quoted) ++at;
      for (; at < text.size() && (quoted || (text[at] != '\t' && text[at] != '\n')); ++at) {
        if (!quoted || text[at] != '"') cell.push_back(text[at]);
        else if (at + 1 < text.size() && text[at + 1] == '"') cell.push_back(text[at++]);
        else quoted = false;
      }
      if (cell.ends_with('\r')) cell.pop_back();
      more = at < text.size() && text[at] == '\t';
      ++at;
    }
  }
  return lines;
}

void copy_cells(Frame const& frame, Kind kind, ListState& state) {
  std::string text;
  if (state.cursor.range_row < 0 && state.selection.size() > 0) {
    Table const& table = frame.store.table(kind);
    for (Row const row : state.view.rows) {
      Record const* const record = table.at(row);
      if (record != nullptr && state.selection.holds(row, *record))
        append_line(frame, state, *record, 0, last_column(state), text);
    }
    return send_copy(frame, std::move(text));
  }
  GridRange const range = range_of(state.cursor);
  int const right = std::min(range.right, last_column(state));
  for (std::int64_t line = range.top; line <= range.bottom; ++line) {
    if (Record const* const record = record_of(frame.store, kind, state.view, line))
      append_line(frame, state, *record, range.left, right, text);
  }
  send_copy(frame, std::move(text));
}

void copy_line(Frame const& frame, Kind kind, ListState& state, std::int64_t line) {
  std::string text;
  if (Record const* const record = record_of(frame.store, kind, state.view, line))
    append_line(frame, state, *record, 0, last_column(state), text);
  send_copy(frame, std::move(text));
}

void paste_cells(Frame const& frame, Kind kind, ListState& state, std::string_view text) {
  if (text.empty()) return frame.commands.send(Notify{tr(Tr::list_paste_nothing)});
  std::vector<std::vector<std::string>> const lines = read_cells(text);
  std::size_t width = 1;
  for (auto const& line : lines) width = std::max(width, line.size());
  GridRange const range = range_of(state.cursor);
  std::vector<Record const*> const records = targets(frame, kind, state, range, lines.size());
  auto const picked = static_cast<std::size_t>(
      std::count_if(state.view.lines.begin() + range.top, state.view.lines.begin() + range.bottom + 1,
                    [](ListLine const& line) { return line.row != kNoRow; }));
  std::size_t const high = repeated(lines.size(), picked);
  std::size_t const wide = repeated(width, static_cast<std::size_t>(range.right - range.left + 1));
  paste = {};
  paste.kind = kind;
  References names(frame.store, language());
  for (std::size_t y = 0; y < high; ++y) {
    std::vector<std::string> const& line = lines[y % lines.size()];
    for (std::size_t x = 0; x < wide; ++x) {
      if (x % width >= line.size()) continue;  // a shorter line says nothing about the rest
      std::size_t const column = static_cast<std::size_t>(range.left) + x;
      if (y >= records.size() || column >= state.columns.size()) {
        ++paste.beyond;
        continue;
      }
      put_cell(frame, *records[y], state.columns[column].index, unguard_formula(line[x % width]), names);
    }
  }
  bool const asked = paste.unreadable + paste.locked + paste.beyond > 0;
  if (!asked) return apply_paste(frame);
  paste.open = true;
}

void clear_cells(Frame const& frame, Kind kind, ListState& state) {
  Edit edit(frame.store, Cause::bulk);
  GridRange const range = range_of(state.cursor);
  std::int64_t count = 0;
  for (std::int64_t line = range.top; line <= range.bottom; ++line) {
    Record const* const record = record_of(frame.store, kind, state.view, line);
    for (int column = range.left; record != nullptr && column <= std::min(range.right, last_column(state)); ++column) {
      ListColumn const& at = state.columns[static_cast<std::size_t>(column)];
      if (!is_editable(*at.field) || at.field->has(kRequired) || frame.store.value(*record, *at.field) == at.field->initial) continue;
      put_field(frame, edit, kind, *record, at.index, {});
      ++count;
    }
  }
  if (edit.empty()) return;
  std::string const notice(tr(Tr::list_cleared, format_integer(count)));
  edit.label(notice);
  frame.commands.send(Apply{edit.take(), notice});
}

void draw_paste_dialog(Frame const& frame, Kind kind) {
  if (paste.kind != kind || !begin_dialog(tr(Tr::list_paste_title), paste.open, 460)) return;
  count_line(Tr::list_paste_changes, paste.cells.size(), Color::text);
  count_line(Tr::list_paste_same, paste.same);
  count_line(Tr::list_paste_locked, paste.locked);
  count_line(Tr::list_paste_beyond, paste.beyond);
  if (!paste.problems.empty()) {
    count_line(Tr::list_paste_unreadable, paste.unreadable, Color::bad);
    begin_card("problems", {.padding = 3, .fill = Color::sunken});
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(space(2), space(1)));
    for (std::size_t i = 0; i < paste.problems.size(); ++i) {
      if (i > 0) gap(1.5f);
      draw_problem(frame, paste.problems[i]);
    }
    ImGui::PopStyleVar();
    if (paste.unreadable > paste.problems.size())
      text(keepf("… × %zu", paste.unreadable - paste.problems.size()), Type::body, Color::text_muted);
    end_card();
  }
  gap(1);
  begin_row();
  push_right(button_width(tr(Tr::ui_cancel)) + button_width(tr(Tr::list_paste)) + space(2));
  if (button(tr(Tr::ui_cancel))) paste.open = false;
  same_row(2);
  if (button(tr(Tr::list_paste), {.style = ButtonStyle::primary, .enabled = !paste.cells.empty()})) apply_paste(frame);
  end_dialog();
}

}  // namespace saddlebag::ui
