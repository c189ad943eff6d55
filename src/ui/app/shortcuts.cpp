#include <imgui_internal.h>

#include "ui/app/shell.hpp"
#include "ui/screens/print.hpp"
#include "ui/screens/screens.hpp"

namespace saddlebag::ui {

void handle_shortcuts(Frame const& frame) {
  constexpr ImGuiInputFlags kGlobal = ImGuiInputFlags_RouteGlobal;
  if (ImGui::Shortcut(ImGuiMod_Ctrl | ImGuiKey_K, kGlobal | ImGuiInputFlags_RouteOverActive)) focus_search();
  if (ImGui::Shortcut(ImGuiMod_Ctrl | ImGuiKey_P, kGlobal | ImGuiInputFlags_RouteOverActive)) print_here(frame);
  bool const lockable = frame.protection.state == Protection::State::open;
  if (lockable && ImGui::Shortcut(ImGuiMod_Ctrl | ImGuiMod_Shift | ImGuiKey_L, kGlobal | ImGuiInputFlags_RouteOverActive)) {
    frame.commands.send(LockNow{});
  }
  if (ImGui::GetIO().WantTextInput) return;  // there, Ctrl Z takes back what was typed
  if (ImGui::Shortcut(ImGuiMod_Ctrl | ImGuiKey_Z, kGlobal | ImGuiInputFlags_Repeat)) frame.commands.send(Undo{});
  if (ImGui::Shortcut(ImGuiMod_Ctrl | ImGuiMod_Shift | ImGuiKey_Z, kGlobal | ImGuiInputFlags_Repeat)) frame.commands.send(Redo{});
  if (ImGui::Shortcut(ImGuiMod_Ctrl | ImGuiKey_Y, kGlobal | ImGuiInputFlags_Repeat)) frame.commands.send(Redo{});
  if (ImGui::Shortcut(ImGuiKey_Slash, kGlobal)) focus_search();
}

bool input_arrived() { return GImGui->InputEventsTrail.Size > 0; }

}  // namespace saddlebag::ui
