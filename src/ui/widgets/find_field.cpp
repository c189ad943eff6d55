#include <imgui_internal.h>

#include "ui/format.hpp"
#include "ui/widgets/field.hpp"
#include "ui/widgets/suggestions.hpp"

namespace saddlebag::ui {

FindResult find_field(std::string_view name, std::string& text, TextFieldOptions const& options, std::span<Suggestion const> found) {
  static Suggestions list;  // only one such field has the keyboard at a time
  static ImGuiID open = 0;
  ImGuiWindow* const window = ImGui::GetCurrentWindow();
  if (window->SkipItems) return {};
  ImGui::PushID(name.data(), name.data() + name.size());
  ImGuiID const own = window->GetID("##find");
  bool const searching = open == own;
  TextBox box;
  box.role = a11y::Role::searchbox;
  box.states = searching ? a11y::kExpanded : a11y::kCollapsed;
  int const count = static_cast<int>(found.size());
  if (searching) list.keys(own, count);
  text_box(name, text, options, box);
  ImGui::PopID();
  if (box.result.changed || !searching) list.mark(0);
  int taken = -1, starred = -1;
  if (searching) {
    int groups = 0;
    for (Suggestion const& one : found) groups += one.group.empty() ? 0 : 1;
    list.begin(name, box.box, own, groups);
    for (int i = 0; i < count; ++i) {
      Suggestion const& one = found[static_cast<std::size_t>(i)];
      if (!one.group.empty()) list.group(one.group);
      Suggestions::Pressed const pressed = list.entry(i, one);
      if (pressed == Suggestions::Pressed::entry) taken = i;
      if (pressed == Suggestions::Pressed::star) starred = i;
    }
    if (count == 0) ui::text(tr(Tr::ui_no_matches), Type::body, Color::text_faint);
    list.end();
    bool const entered = !box.result.active && !box.result.cancelled && ImGui::IsKeyPressed(ImGuiKey_Enter, false);
    if (taken < 0 && entered && count > 0) taken = list.marked();
  }
  if (taken >= 0 && box.result.active) ImGui::ClearActiveID();
  open = box.result.active && taken < 0 ? own : 0;
  if (taken >= 0 || box.result.cancelled) text.clear();
  return {taken, starred};
}

}  // namespace saddlebag::ui
