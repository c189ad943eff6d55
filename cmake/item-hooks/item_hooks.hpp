#pragma once
struct ImGuiLastItemData;

namespace saddlebag {

/// Called for everything with an id that Dear ImGui lays out, whoever made it, while the context's `TestEngineHookItems` is
/// on; `item` is null for what is not an item of its own. Only the checked build has it.
extern void (*on_imgui_item)(unsigned id, ImGuiLastItemData const* item);

}  // namespace saddlebag
