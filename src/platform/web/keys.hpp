#pragma once
#include <imgui.h>

#include <string_view>

namespace saddlebag::web {

/// ImGui's key for a KeyboardEvent. Letters and digits go by what the layout types (`key`), so that Ctrl+Z is where
/// the keycap says; everything else, and letters of other scripts, by the place on the keyboard (`code`).
ImGuiKey key_of(std::string_view code, std::string_view key);

}  // namespace saddlebag::web
