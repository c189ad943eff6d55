#include "ui/app/shell.hpp"

namespace saddlebag::ui {

void handle_shortcuts(Frame const& frame) {
  constexpr ImGuiInputFlags kGlobal = ImGuiInputFlags_RouteGlobal;
  if (ImGui::Shortcut(ImGuiMod_Ctrl | ImGuiKey_K, kGlobal | ImGuiInputFlags_RouteOverActive)) focus_search();
  if (ImGui::GetIO().WantTextInput) return;  // there, Ctrl Z takes back what was typed
  if (ImGui::Shortcut(ImGuiMod_Ctrl | ImGuiKey_Z, kGlobal | ImGuiInputFlags_Repeat)) frame.commands.send(Undo{});
  if (ImGui::Shortcut(ImGuiMod_Ctrl | ImGuiMod_Shift | ImGuiKey_Z, kGlobal | ImGuiInputFlags_Repeat)) frame.commands.send(Redo{});
  if (ImGui::Shortcut(ImGuiMod_Ctrl | ImGuiKey_Y, kGlobal | ImGuiInputFlags_Repeat)) frame.commands.send(Redo{});
  if (ImGui::Shortcut(ImGuiKey_Slash, kGlobal)) focus_search();
}

}  // namespace saddlebag::ui
