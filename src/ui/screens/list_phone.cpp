#include "ui/screens/list_phone.hpp"

#include "ui/format.hpp"
#include "ui/screens/list_cells.hpp"
#include "ui/screens/record_edit.hpp"
#include "ui/screens/record_line.hpp"
#include "ui/widgets/overlay.hpp"
#include "ui/widgets/swipe.hpp"

namespace saddlebag::ui {
namespace {

SwipeAction const& removing() {
  static SwipeAction action;
  action = {Icon::trash, tr(Tr::ui_delete), Tone::bad};
  return action;
}

/// What pushing a record to the right does: an activity is done, people and companies are called.
SwipeAction pushed_right(Frame const& frame, Kind kind, Record const& record) {
  if (kind == Kind::activity) {
    bool const done = static_cast<Activity const&>(record).done;
    return {done ? Icon::undo : Icon::check, tr(done ? Tr::view_reopen : Tr::field_done), Tone::good};
  }
  if (!phone_of(frame.store, kind, record).empty()) return {Icon::phone, tr(Tr::view_call), Tone::info};
  return {};
}

void do_right(Frame const& frame, Kind kind, Record const& record) {
  if (kind == Kind::activity) {
    bool const done = static_cast<Activity const&>(record).done;
    return send_field(frame, kind, record, frame.store.field_named(kind, "done"), Value::boolean(!done));
  }
  frame.commands.send(OpenLink{phone_link(phone_of(frame.store, kind, record))});
}

void draw_menu(Frame const& frame, Kind kind, ListState& state) {
  Record const* const record = record_of(frame.store, kind, state.view, state.context_line);
  if (record == nullptr || !begin_menu("line", record_title(frame.store, kind, record->id))) return;
  Row const row = state.view.lines[static_cast<std::size_t>(state.context_line)].row;
  if (menu_item(tr(Tr::list_open), Icon::eye)) frame.commands.send(Go{{screen_of(kind), record->id}});
  SwipeAction const right = pushed_right(frame, kind, *record);
  if (right.icon != Icon::none && menu_item(right.name, right.icon)) do_right(frame, kind, *record);
  if (menu_item(tr(Tr::view_select), Icon::check)) state.selection.set(row, *record, true);
  menu_separator();
  if (menu_item(tr(Tr::ui_delete), Icon::trash, {}, true, true)) send_erase(frame, kind, record->id);
  end_menu();
}

void draw_head(Frame const& frame, Kind kind, ListState& state, int line, float height) {
  Item const it = item("line", {0, height},
                       {.role = a11y::Role::listitem,
                        .name = cell_text(frame, kind, state, line, 0),
                        .index = line + 1,
                        .count = static_cast<std::int32_t>(state.view.lines.size())});
  if (!it.visible) return;
  if (it.held) ImGui::GetWindowDrawList()->AddRectFilled(it.min, it.max, color(Color::pressed));
  draw_cell(frame, kind, state, line, 0, it.min, it.max);
  draw_focus(it);
  if (it.pressed) toggle_group(state, line);
}

void take_line(Frame const& frame, Kind kind, ListState& state, int line, Record const& record, Item const& it) {
  bool const picking = state.selection.size() > 0;
  Row const row = state.view.lines[static_cast<std::size_t>(line)].row;
  if (it.context) {
    state.context_line = line;
    open_menu("line");
  } else if (it.pressed && picking) {  // while anything is picked, a tap picks
    state.selection.set(row, record, !state.selection.holds(row, record));
  } else if (it.pressed) {
    frame.commands.send(Go{{screen_of(kind), record.id}});
  }
}

void draw_line(Frame const& frame, Kind kind, ListState& state, int line, float height) {
  Record const* const record = record_of(frame.store, kind, state.view, line);
  if (record == nullptr) return;
  bool const picked = state.selection.holds(state.view.lines[static_cast<std::size_t>(line)].row, *record);
  ImGui::PushID(line);
  Item it = item("line", {0, height},
                 {.role = a11y::Role::listitem,
                  .name = record_title(frame.store, kind, record->id),
                  .states = picked ? a11y::kSelected : 0u,
                  .index = line + 1,
                  .count = static_cast<std::int32_t>(state.view.lines.size())});
  ImGui::PopID();
  if (!it.visible) return;
  Swipe const pushed = swipe(it, removing(), pushed_right(frame, kind, *record));
  ImDrawList* const list = ImGui::GetWindowDrawList();
  Item shown = it;
  shown.min.x += pushed.offset;
  shown.max.x += pushed.offset;
  if (picked || (it.held && pushed.offset == 0)) list->AddRectFilled(shown.min, shown.max, color(picked ? Color::selected : Color::pressed));
  if (pushed.offset != 0) list->PushClipRect(it.min, it.max, true);
  draw_record_line(frame, kind, *record, state.columns, shown);
  if (pushed.offset != 0) list->PopClipRect();
  list->AddLine({it.min.x + space(15), it.max.y}, {it.max.x, it.max.y}, color(Color::border));
  draw_focus(it);
  if (pushed.done == Swiped::left) return send_erase(frame, kind, record->id);
  if (pushed.done == Swiped::right) return do_right(frame, kind, *record);
  take_line(frame, kind, state, line, *record, it);
}

}  // namespace

std::string_view phone_of(Store const& store, Kind kind, Record const& record) {
  for (std::string_view const name : {"mobile", "phone"}) {
    FieldIndex const field = store.field_named(kind, name);
    if (field == kNoField) continue;
    if (std::string_view const number = store.value(kind, record, field).as_text(); !number.empty()) return number;
  }
  return {};
}

std::string phone_link(std::string_view number) {
  std::string link = "tel:";
  for (char const c : number)
    if ((c >= '0' && c <= '9') || c == '+' || c == '*' || c == ',') link.push_back(c);
  return link;
}

void draw_phone_list(Frame const& frame, Kind kind, ListState& state) {
  begin_pane("lines", {0, 0});
  a11y::Scope const scope(ImGui::GetID("lines"), {.role = a11y::Role::list,
                                                  .name = tr(kind_info(kind).label_plural),
                                                  .count = static_cast<std::int32_t>(state.view.lines.size())});
  float const height = space(15);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(state.view.lines.size()), height);
  while (clipper.Step()) {
    for (int line = clipper.DisplayStart; line < clipper.DisplayEnd; ++line) {
      if (head_of(state.view, line) == nullptr) {
        draw_line(frame, kind, state, line, height);
        continue;
      }
      ImGui::PushID(line);
      draw_head(frame, kind, state, line, height);
      ImGui::PopID();
    }
  }
  ImGui::PopStyleVar();
  draw_menu(frame, kind, state);
  end_pane();
}

}  // namespace saddlebag::ui
