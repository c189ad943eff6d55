#include "ui/screens/import_parts.hpp"

#include "ui/format.hpp"
#include "ui/screens/screens.hpp"
#include "ui/widgets/field.hpp"

namespace saddlebag::ui {
namespace {

std::size_t chosen_file = 0;

void draw_running(Frame const& frame, float width) {
  begin_card("running", {.name = tr(Tr::import_running), .width = width});
  progress_bar(tr(Tr::import_running), frame.import.progress(), width - space(10));
  end_card();
}

/// The files side by side: what each is taken for, how many rows; one is looked at.
void draw_files(Frame const& frame, ImportPlan& plan, float width) {
  float const each = std::min(space(58), width);
  float x = 0;
  for (std::size_t i = 0; i < plan.size(); ++i) {
    ImportFile const& file = plan.file(i);
    ImGui::PushID(static_cast<int>(i));
    if (i > 0 && x + each <= width) same_row(2);
    else if (i > 0) gap(2), x = 0;
    x += each + space(2);
    bool const chosen = i == chosen_file;
    std::string_view const detail = file.usable() ? keepf("%s · %s", tr(kind_info(file.kind).label_plural), keep_cstr(tr_count(Tr::import_rows_one, Tr::import_rows_other, file.sheet.size())))
                                                  : std::string_view(tr(Tr::import_unusable));
    Item const it = item("file", {each, space(15)}, {a11y::Role::tab, file.name, detail, chosen ? a11y::kSelected : 0u});
    ImDrawList* const list = ImGui::GetWindowDrawList();
    list->AddRectFilled(it.min, it.max, color(chosen ? Color::selected : Color::surface), kRadius);
    list->AddRect(it.min, it.max, color(chosen ? Color::accent : Color::border), kRadius);
    draw_text(list, {it.min.x + space(3), it.min.y + space(2)}, file.name, Type::strong, color(Color::text), each - space(6));
    draw_text(list, {it.min.x + space(3), it.min.y + space(8)}, detail, Type::caption, color(file.usable() ? Color::text_muted : Color::bad), each - space(6));
    draw_focus(it, kRadius);
    if (it.pressed) chosen_file = i;
    ImGui::PopID();
  }
  gap(3);
  if (button(tr(Tr::import_add), {.icon = Icon::plus})) frame.commands.send(PickFiles{});
  same_row();
  if (button(tr(Tr::import_start_over), {.style = ButtonStyle::ghost})) frame.import.clear();
}

/// Report of what happened, with what was not taken and the way back.
void draw_report(Frame const& frame, ImportReport const& report, float width) {
  begin_card("report", {.name = tr(Tr::import_done), .width = width});
  for (auto const& [kind, counts] : report.kinds) {
    text(keepf("%s: ", tr(kind_info(kind).label_plural)), Type::strong);
    same_row(1);
    text(tr(Tr::import_created, format_integer(static_cast<std::int64_t>(counts.created))));
    auto const also = [&](Tr key, std::size_t count) {
      if (count == 0) return;
      same_row(3);
      text(tr(key, format_integer(static_cast<std::int64_t>(count))), Type::body, Color::text_muted);
    };
    also(Tr::import_updated, counts.updated);
    also(Tr::import_unchanged, counts.unchanged);
    also(Tr::import_skipped, counts.skipped);
    also(Tr::import_referenced, counts.referenced);
    also(Tr::import_refused, counts.refused + counts.repeated);
    gap(1);
  }
  if (!report.problems.empty()) {
    gap(3);
    draw_problems(frame, report.problems, width - space(10));
  }
  gap(4);
  if (button(tr(Tr::topbar_undo), {.icon = Icon::undo, .enabled = frame.history.can_undo()})) frame.commands.send(Undo{});
  same_row();
  if (button(tr(Tr::import_more), {.style = ButtonStyle::ghost})) frame.import.clear();
  end_card();
}

void draw_choice_of_files(Frame const& frame, float width) {
  begin_card("choose", {.width = width, .padding = 8});
  if (empty_state(Icon::upload, tr(Tr::import_drop), tr(Tr::import_drop_hint), tr(Tr::import_choose))) frame.commands.send(PickFiles{});
  end_card();
}

void draw_plan(Frame const& frame, ImportPlan& plan, float width) {
  if (chosen_file >= plan.size()) chosen_file = 0;
  draw_files(frame, plan, width);
  gap(4);
  draw_file(frame, plan, chosen_file, width);
  draw_resolutions(frame, plan, width);
  gap(5);
  std::size_t const rows = plan.rows();
  if (button(tr_count(Tr::import_go_one, Tr::import_go_other, rows), {.style = ButtonStyle::primary, .icon = Icon::import_, .enabled = rows > 0})) {
    frame.commands.send(StartImport{});
  }
}

}  // namespace

void draw_import(Frame const& frame) {
  begin_pane("import", {0, 0}, frame.compact ? 4 : 8);
  float const width = std::min(ImGui::GetContentRegionAvail().x, space(280));
  heading(tr(Tr::nav_import));
  gap(1);
  paragraph(tr(Tr::import_hint), Type::body, Color::text_muted, width);
  gap(4);
  for (std::string const& name : frame.import.unread()) paragraph(tr(Tr::import_unread, name), Type::body, Color::bad, width);
  ImportPlan* const plan = frame.import.plan();
  if (frame.import.running()) draw_running(frame, width);
  else if (frame.import.report()) draw_report(frame, *frame.import.report(), width);
  else if (plan && plan->size() > 0) draw_plan(frame, *plan, width);
  else draw_choice_of_files(frame, width);
  gap(6);
  end_pane();
}

}  // namespace saddlebag::ui
