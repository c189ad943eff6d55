#include <imgui_internal.h>

#include "base/utf8.hpp"
#include "ui/format.hpp"
#include "ui/widgets/field.hpp"
#include "ui/widgets/overlay.hpp"
#include "ui/widgets/text_box.hpp"

namespace saddlebag::ui {
namespace {

/// The next choice after `from` that begins with a letter typed in this frame; -1 where there is none.
int choice_by_letter(std::span<std::string_view const> choices, int from) {
  ImGuiIO& io = ImGui::GetIO();
  if (io.InputQueueCharacters.Size == 0 || io.KeyCtrl) return -1;
  std::string letter;
  append_utf8(letter, io.InputQueueCharacters[0]);
  std::string const folded = fold(letter);
  int const count = static_cast<int>(choices.size());
  for (int step = 1; step <= count && !folded.empty() && folded != " "; ++step) {
    int const at = (std::max(from, -1) + step) % count;
    std::string_view const choice = choices[static_cast<std::size_t>(at)];
    std::size_t first = 0;
    if (choice.empty()) continue;
    next_code_point(choice, first);
    if (fold(choice.substr(0, first)) == folded) return at;
  }
  return -1;
}

bool choose(std::span<std::string_view const> choices, int& chosen, float width) {
  bool changed = false;
  bool const appearing = ImGui::IsWindowAppearing();
  ImGuiWindow* const window = ImGui::GetCurrentWindow();
  for (std::size_t i = 0; i < choices.size(); ++i) {
    int const index = static_cast<int>(i);
    bool const on = index == chosen;
    float const height = appearance().touch ? space(11) : space(8);
    ImVec2 const at = window->DC.CursorPos;
    float const needed = std::ceil(text_width(choices[i], Type::body)) + space(12);
    float const across = std::max({needed, width, window->WorkRect.Max.x - at.x});
    ImGui::ItemSize(ImVec2(std::max(needed, width), height));
    a11y::Says says{a11y::Role::option, choices[i]};
    if (on) says.states = a11y::kSelected;
    says.index = index + 1;
    says.count = static_cast<std::int32_t>(choices.size());
    ImGui::PushID(index);
    Item const it = item_at("##option", at, {at.x + across, at.y + height}, says);
    ImGui::PopID();
    if (on && appearing) ImGui::SetItemDefaultFocus();
    if (it.visible) {
      draw_hover(it, kRadiusSmall);
      draw_text(window->DrawList, {at.x + space(2.5f), middle(at.y, height, Type::body)}, choices[i], Type::body, color(Color::text));
      if (on) draw_icon(window->DrawList, {at.x + across - space(6.5f), at.y + std::floor((height - space(4)) / 2)}, Icon::check, space(4), color(Color::accent));
      draw_focus(it);
    }
    if (!it.pressed) continue;
    changed = !on;
    chosen = index;
    ImGui::CloseCurrentPopup();
  }
  return changed;
}

}  // namespace

bool select(std::string_view name, int& chosen, std::span<std::string_view const> choices, float width, bool label) {
  ImGuiWindow* const window = ImGui::GetCurrentWindow();
  if (window->SkipItems) return false;
  if (width <= 0) width = std::max(1.0f, ImGui::GetContentRegionAvail().x);
  ImGui::PushID(name.data(), name.data() + name.size());
  ImGui::BeginGroup();
  if (label) draw_label(name, false);
  bool const known = chosen >= 0 && static_cast<std::size_t>(chosen) < choices.size();
  std::string_view const shown = known ? choices[static_cast<std::size_t>(chosen)] : std::string_view(tr(Tr::ui_choose));
  ImGuiID const popup = window->GetID("choices");
  bool const open = ImGui::IsPopupOpen(popup, ImGuiPopupFlags_None);
  a11y::Says says{a11y::Role::combobox, name, known ? shown : std::string_view()};
  says.states = open ? a11y::kExpanded : a11y::kCollapsed;
  Item const it = item("##select", {width, control_height()}, says);
  if (it.visible) {
    float const height = it.max.y - it.min.y;
    window->DrawList->AddRectFilled(it.min, it.max, color(it.held ? Color::pressed : it.hovered ? Color::hover : appearance().dark ? Color::sunken : Color::surface), kRadiusSmall);
    window->DrawList->AddRect(it.min, it.max, color(open ? Color::accent : Color::border_strong), kRadiusSmall);
    draw_text(window->DrawList, {it.min.x + space(2.5f), middle(it.min.y, height, Type::body)}, shown, Type::body, color(known ? Color::text : Color::text_faint),
              width - space(9));
    draw_icon(window->DrawList, {it.max.x - space(6), it.min.y + std::floor((height - space(4)) / 2)}, Icon::chevron_down, space(4), color(Color::text_muted));
    draw_focus(it);
  }
  bool changed = false;
  if (it.focused || open) {
    int const by_letter = choice_by_letter(choices, chosen);
    changed = by_letter >= 0 && by_letter != chosen;
    if (by_letter >= 0) chosen = by_letter;
  }
  bool const down = it.focused && !open && ImGui::IsKeyChordPressed(ImGuiMod_Alt | ImGuiKey_DownArrow);
  if (it.pressed || down) open_popup_at(popup, it.min, it.max);
  if (begin_popup(popup, width, space(1.5f))) {
    ImGuiWindow const* const list = ImGui::GetCurrentWindow();
    a11y::Scope const scope(list->ID, {a11y::Role::listbox, name}, to_box(list->Rect()));
    changed = choose(choices, chosen, width - space(3)) || changed;
    end_popup();
  }
  ImGui::EndGroup();
  ImGui::PopID();
  return changed;
}

}  // namespace saddlebag::ui
