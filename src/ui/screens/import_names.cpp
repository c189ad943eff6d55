#include <array>

#include "ui/format.hpp"
#include "ui/screens/import_parts.hpp"
#include "ui/widgets/field.hpp"

namespace saddlebag::ui {
namespace {

constexpr std::size_t kShownResolutions = 60;  ///< more are done as proposed; the first ones are the unsure ones
constexpr std::size_t kShownProblems = 8;

}  // namespace

void draw_resolutions(Frame const& frame, ImportPlan& plan, float width) {
  (void)frame;
  std::vector<Resolution> const& all = plan.resolutions();
  if (all.empty()) return;
  gap(4);
  begin_card("names", {.name = tr(Tr::import_names), .width = width});
  paragraph(tr(Tr::import_names_hint), Type::body, Color::text_muted, width - space(10));
  gap(2);
  float const field = std::min(space(70), width - space(10));
  std::size_t shown = 0;
  for (Resolution const& one : all) {
    if (shown++ == kShownResolutions) break;
    ImGui::PushID(static_cast<int>(shown));
    std::string_view const label = keepf("%s “%s”", tr(kind_info(one.kind).label), one.text.c_str());
    ImVec2 const at = ImGui::GetCursorScreenPos();
    float const left = std::max(width - space(12) - field, space(40));
    draw_text(ImGui::GetWindowDrawList(), {at.x, at.y + space(0.5f)}, label, Type::strong, color(Color::text), left - space(2));
    draw_text(ImGui::GetWindowDrawList(), {at.x, at.y + space(5)}, tr_count(Tr::import_cells_one, Tr::import_cells_other, one.count), Type::caption,
              color(Color::text_muted), left - space(2));
    ImGui::Dummy({left, control_height() + space(1)});
    width < space(120) ? gap(0) : same_row(0);
    std::array<std::string_view, 3> choices;
    std::array<Resolution::Action, 3> actions;
    std::size_t count = 0;
    auto const offer = [&](std::string_view name, Resolution::Action action) {
      choices[count] = name;
      actions[count++] = action;
    };
    std::string const& target = one.chosen.empty() ? one.proposal : one.chosen;
    if (!target.empty()) offer(tr(Tr::import_use, target), Resolution::Action::use);
    offer(tr(Tr::import_create_record), Resolution::Action::create);
    offer(tr(Tr::import_leave_empty), Resolution::Action::leave_empty);
    int chosen = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (actions[i] == one.action) chosen = static_cast<int>(i);
    }
    bool const changed = select(label, chosen, std::span(choices).first(count), field, false);
    ImGui::PopID();
    gap(1);
    if (changed) {
      Resolution const decided = one;  // deciding rebuilds the list
      plan.decide(decided.kind, decided.text, actions[static_cast<std::size_t>(chosen)], target);
      break;
    }
  }
  if (all.size() > kShownResolutions) text(tr(Tr::import_more_names, format_integer(static_cast<std::int64_t>(all.size() - kShownResolutions))), Type::caption, Color::text_muted);
  end_card();
}

void draw_problems(Frame const& frame, std::vector<RowProblem> const& problems, float width) {
  text(tr_count(Tr::import_problems_one, Tr::import_problems_other, problems.size()), Type::strong, Color::warning);
  gap(1);
  for (std::size_t i = 0; i < std::min(kShownProblems, problems.size()); ++i) {
    std::string const reason = explain(problems[i], language());
    paragraph(tr(Tr::import_problem, problems[i].file, std::to_string(problems[i].line), reason), Type::caption, problems[i].kept ? Color::text_muted : Color::bad, width);
  }
  gap(2);
  ImGui::PushID(problems.data());
  if (button(tr(Tr::import_problems_download), {.icon = Icon::download})) {
    std::string const csv = problems_csv(problems, language());
    frame.commands.send(SaveFile{"saddlebag-import-problems.csv", "text/csv", to_bytes(csv)});
  }
  ImGui::PopID();
}

}  // namespace saddlebag::ui
