#include <algorithm>

#include "domain/attachments.hpp"
#include "model/conflict.hpp"
#include "ui/format.hpp"
#include "ui/screens/attachments.hpp"
#include "ui/screens/conflicts.hpp"
#include "ui/screens/form.hpp"
#include "ui/screens/record_convert.hpp"
#include "ui/screens/record_header.hpp"
#include "ui/screens/record_related.hpp"
#include "ui/screens/screens.hpp"
#include "ui/screens/timeline.hpp"
#include "ui/widgets/core.hpp"

namespace saddlebag::ui {
namespace {

/// Which part of a record a phone shows.
enum class Part : int { happening, details, related };
int part = 0;

/// A record that was deleted, or a link that is wrong: says so, and how to get on.
void draw_gone(Frame const& frame, Kind kind) {
  std::string_view const back = tr(Tr::record_back_to_list, tr(kind_info(kind).label_plural));
  if (empty_state(Icon::warning, tr(Tr::record_gone), tr(Tr::record_gone_hint), back))
    frame.commands.send(Go{{screen_of(kind), {}}});
  if (!frame.history.can_undo()) return;
  gap(2);
  float const width = button_width(tr(Tr::ui_undo), true);
  ImGui::SetCursorPosX(ImGui::GetCursorPosX() + std::max(0.0f, (ImGui::GetContentRegionAvail().x - width) / 2));
  if (button(tr(Tr::ui_undo), {.icon = Icon::undo})) frame.commands.send(Undo{});
}

void draw_details(Frame const& frame, Kind kind, Record const& record) {
  begin_card("details", {.name = tr(Tr::record_details)});
  draw_record_form(frame, kind, record);
  end_card();
}

/// What the middle shows: for customers the numbers first.
void draw_numbers(Frame const& frame, Kind kind, Record const& record) {
  if (kind != Kind::customer) return;
  draw_figures(frame, record);
  gap(3);
}

void draw_happening(Frame const& frame, Kind kind, Record const& record) {
  draw_numbers(frame, kind, record);
  if (has_timeline(kind)) draw_timeline(frame, kind, record);
}

/// What belongs to it: other records, and files.
void draw_belongings(Frame const& frame, Kind kind, Record const& record) {
  draw_related(frame, kind, record);
  if (frame.complete && takes_attachments(kind)) draw_attachments(frame, kind, record);
}

void draw_on_phone(Frame const& frame, Kind kind, Record const& record) {
  if (has_timeline(kind)) {
    segmented(tr(Tr::record_view), part, {tr(Tr::record_timeline), tr(Tr::record_details), tr(Tr::record_related)});
    gap(3);
  }
  bool const everything = !has_timeline(kind);
  if (!everything && part == static_cast<int>(Part::happening)) draw_happening(frame, kind, record);
  if (everything || part == static_cast<int>(Part::details)) draw_details(frame, kind, record);
  if (everything) gap(3);
  if (everything || part == static_cast<int>(Part::related)) draw_belongings(frame, kind, record);
}

/// Another record is read from its top.
void begin_column(char const* id, ImVec2 size, bool fresh) {
  if (fresh) ImGui::SetNextWindowScroll({0, 0});
  begin_pane(id, size, 0);
}

void draw_wide(Frame const& frame, Kind kind, Record const& record) {
  static Uuid shown;
  bool const fresh = shown != record.id;
  shown = record.id;
  float const between = space(4), all = ImGui::GetContentRegionAvail().x;
  bool const three = all >= space(270) && !surroundings_of(frame.store, kind, record.id).related.empty();
  float const form = std::clamp(all * 0.3f, space(75), space(100));
  float const side = three ? space(85) : 0;
  begin_column("form column", {form, 0}, fresh);
  draw_details(frame, kind, record);
  end_pane();
  ImGui::SameLine(0, between);
  // The numbers stand above both of the other columns, in one row, so that the story begins high up. Where there is one column
  // they scroll along with it: a low window has no room for more.
  begin_pane("other columns", {all - form - between, 0}, 0, false);
  if (three) draw_numbers(frame, kind, record);
  begin_column("middle column", {all - form - between - (three ? side + between : 0), 0}, fresh);
  if (!three) draw_numbers(frame, kind, record);
  if (has_timeline(kind)) draw_timeline(frame, kind, record);
  if (!three) {
    gap(3);
    draw_belongings(frame, kind, record);
  }
  end_pane();
  if (three) {
    ImGui::SameLine(0, between);
    begin_column("side column", {side, 0}, fresh);
    draw_belongings(frame, kind, record);
    end_pane();
  }
  end_pane();
}

void draw_conflict_banner(Frame const& frame, Kind kind, Record const& record) {
  if (record.conflicts.empty()) return;
  std::size_t const count = read_conflicts(record.conflicts).size();
  begin_card("conflicts", {.padding = 3, .fill = Color::warning_soft});
  a11y::Scope const scope(ImGui::GetID("conflicts"),
                          {a11y::Role::alert, tr_count(Tr::record_conflict_one, Tr::record_conflict_other, count)});
  text(tr_count(Tr::record_conflict_one, Tr::record_conflict_other, count), Type::strong, Color::warning);
  gap(2);
  draw_conflicts(frame, kind, record, ImGui::GetContentRegionAvail().x);
  end_card();
  gap(3);
}

/// The first click of a double click on a list opens a record; the second one must not land in whatever is there now.
void ignore_rest_of_double_click(Uuid id) {
  static Uuid shown;
  static int last_frame = 0;
  static double since = 0;
  if (shown != id || last_frame + 1 < ImGui::GetFrameCount()) since = ImGui::GetTime();
  shown = id;
  last_frame = ImGui::GetFrameCount();
  ImGuiIO& io = ImGui::GetIO();
  if (io.MouseClickedCount[0] < 2 || ImGui::GetTime() - since > static_cast<double>(io.MouseDoubleClickTime) * 2)
    return;
  io.MouseClicked[0] = io.MouseDoubleClicked[0] = false;
  io.MouseDownDuration[0] = std::max(io.MouseDownDuration[0], 0.001f);
}

}  // namespace

void draw_record(Frame const& frame, Kind kind, Uuid id) {
  ignore_rest_of_double_click(id);
  Record const* const record = frame.store.find(kind, id);
  begin_pane("record", {0, 0}, frame.compact ? 4.0f : 6.0f, frame.compact || record == nullptr);
  if (record == nullptr) {
    draw_gone(frame, kind);
  } else {
    draw_record_header(frame, kind, *record);
    gap(4);
    draw_conflict_banner(frame, kind, *record);
    frame.compact ? draw_on_phone(frame, kind, *record) : draw_wide(frame, kind, *record);
    if (frame.complete) {
      draw_convert_dialog(frame);
      draw_attachment_dialog(frame);
    }
  }
  end_pane();
}

}  // namespace saddlebag::ui
