// What Dear ImGui asks of its test engine, reduced to what the tests want to know: which items there are.
#include "item_hooks.hpp"

#include <imgui_internal.h>

namespace saddlebag {
void (*on_imgui_item)(unsigned id, ImGuiLastItemData const* item) = nullptr;
}

void ImGuiTestEngineHook_ItemAdd(ImGuiContext*, ImGuiID id, ImRect const&, ImGuiLastItemData const* item) {
  if (saddlebag::on_imgui_item != nullptr) saddlebag::on_imgui_item(id, item);
}
void ImGuiTestEngineHook_ItemInfo(ImGuiContext*, ImGuiID, char const*, ImGuiItemStatusFlags) {}
void ImGuiTestEngineHook_Log(ImGuiContext*, char const*, ...) {}
char const* ImGuiTestEngine_FindItemDebugLabel(ImGuiContext*, ImGuiID) { return nullptr; }
