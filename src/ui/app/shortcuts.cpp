#include "ui/app/shortcuts.hpp"

#include <imgui_internal.h>

#include "ui/app/shell.hpp"
#include "ui/format.hpp"
#include "ui/screens/print.hpp"
#include "ui/screens/screens.hpp"
#include "ui/widgets/keys.hpp"
#include "ui/widgets/overlay.hpp"

namespace saddlebag::ui {
namespace {

bool showing = false;

void lock(Frame const& frame) {
  if (frame.protection.state == Protection::State::open) frame.commands.send(LockNow{});
}

constexpr Shortcut kEverywhere[] = {
    {Tr::keys_find, "Ctrl K", ImGuiMod_Ctrl | ImGuiKey_K, [](Frame const&) { focus_search(); }, true},
    {Tr::keys_find, "/", ImGuiKey_Slash, [](Frame const&) { focus_search(); }},
    {Tr::keys_title, "?", ImGuiMod_Shift | ImGuiKey_Slash, [](Frame const&) { open_shortcuts(); }},
    {Tr::print_print, "Ctrl P", ImGuiMod_Ctrl | ImGuiKey_P, [](Frame const& f) { print_here(f); }, true},
    {Tr::action_undo, "Ctrl Z", ImGuiMod_Ctrl | ImGuiKey_Z, [](Frame const& f) { f.commands.send(Undo{}); }, false, true},
    {Tr::action_redo, "Ctrl Shift Z", ImGuiMod_Ctrl | ImGuiMod_Shift | ImGuiKey_Z, [](Frame const& f) { f.commands.send(Redo{}); }, false, true},
    {Tr::action_redo, "Ctrl Y", ImGuiMod_Ctrl | ImGuiKey_Y, [](Frame const& f) { f.commands.send(Redo{}); }, false, true},
    {Tr::protection_lock_now, "Ctrl Shift L", ImGuiMod_Ctrl | ImGuiMod_Shift | ImGuiKey_L, lock, true},
    {Tr::keys_controls, "Tab , Shift Tab"},
    {Tr::keys_close, "Esc"},
};
constexpr Shortcut kFind[] = {
    {Tr::keys_choose, "↑ ↓"},
    {Tr::keys_take, "Enter"},
};
constexpr Shortcut kList[] = {
    {Tr::keys_move, "← ↑ → ↓"},      {Tr::keys_page, "PgUp , PgDn"},
    {Tr::keys_ends, "Ctrl Home , Ctrl End"},
    {Tr::keys_open, "Enter"},        {Tr::keys_edit, "F2"},
    {Tr::keys_type, "any"},          {Tr::keys_range, "Shift ← ↑ → ↓"},
    {Tr::keys_copy, "Ctrl C"},       {Tr::keys_paste, "Ctrl V"},
    {Tr::keys_clear, "Del"},         {Tr::keys_pick, "Space"},
    {Tr::keys_pick_range, "Shift Space"}, {Tr::keys_pick_all, "Ctrl A"},
    {Tr::keys_row_menu, "Shift F10"},
};
constexpr Shortcut kHeader[] = {
    {Tr::keys_to_header, "↑"},           {Tr::keys_sort, "Enter"},
    {Tr::keys_sort_add, "Shift Enter"},  {Tr::keys_sort_add, "Shift click"},
    {Tr::keys_width, "Alt ← →"},         {Tr::keys_move_column, "Ctrl ← →"},
    {Tr::keys_column_menu, "Shift F10"},
};
constexpr Shortcut kCell[] = {
    {Tr::keys_commit_down, "Enter"},
    {Tr::keys_commit_right, "Tab"},
    {Tr::keys_cancel, "Esc"},
};
constexpr ShortcutArea kAreas[] = {
    {Tr::keys_area_everywhere, kEverywhere}, {Tr::keys_area_find, kFind}, {Tr::keys_area_cell, kCell},
    {Tr::keys_area_list, kList},             {Tr::keys_area_header, kHeader},
};
constexpr std::size_t kLeft = 3;  ///< areas in the left one of two columns

/// Keyboards have it in different places, and Chinese ones in full width.
bool question_typed() {
  for (ImWchar const c : ImGui::GetIO().InputQueueCharacters) {
    if (c == U'?' || c == 0xFF1F) return true;
  }
  return false;
}

void draw_area(ShortcutArea const& area, float width) {
  a11y::Scope const scope(ImGui::GetID(&area), {a11y::Role::group, tr(area.name)});
  text(tr(area.name), Type::strong, Color::accent_text);
  for (Shortcut const& each : area.shortcuts) key_line(tr(each.what), each.keys, width);
  gap(3);
}

void draw_areas(std::span<ShortcutArea const> areas, float width) {
  ImGui::BeginGroup();
  for (ShortcutArea const& area : areas) draw_area(area, width);
  ImGui::EndGroup();
}

}  // namespace

std::span<ShortcutArea const> shortcut_areas() { return kAreas; }

void handle_shortcuts(Frame const& frame) {
  // There, Ctrl Z takes back what was typed.
  bool const typing = ImGui::GetIO().WantTextInput;
  for (Shortcut const& each : kEverywhere) {
    if (each.chord == 0 || (typing && !each.while_typing)) continue;
    ImGuiInputFlags flags = ImGuiInputFlags_RouteGlobal;
    if (each.while_typing) flags |= ImGuiInputFlags_RouteOverActive;
    if (each.repeats) flags |= ImGuiInputFlags_Repeat;
    if (ImGui::Shortcut(each.chord, flags)) each.run(frame);
  }
  if (!typing && question_typed()) open_shortcuts();
}

void open_shortcuts() { showing = true; }

void draw_shortcuts(Frame const& frame) {
  if (!begin_dialog(tr(Tr::keys_title), showing, frame.compact ? 400 : 860)) return;
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
  std::span<ShortcutArea const> const areas = kAreas;
  float const room = ImGui::GetContentRegionAvail().x;
  if (frame.compact) {
    draw_areas(areas, room);
  } else {
    float const width = std::floor((room - space(10)) / 2);
    draw_areas(areas.first(kLeft), width);
    same_row(10);
    draw_areas(areas.subspan(kLeft), width);
  }
  ImGui::PopStyleVar();
  end_dialog();
}

bool input_arrived() { return GImGui->InputEventsTrail.Size > 0; }

}  // namespace saddlebag::ui
