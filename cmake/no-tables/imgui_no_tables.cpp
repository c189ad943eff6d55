// What the rest of Dear ImGui asks of its tables and columns, where there are none: the grid of src/ui/widgets draws
// itself, and the tables, which the linker cannot tell to be unused, are a tenth of the library.
#include "imgui.h"
#include "imgui_internal.h"

namespace ImGui {
void EndTable() {}
void TableEndRow(ImGuiTable*) {}
void TableEndCell(ImGuiTable*) {}
void TablePushBackgroundChannel() {}
void TablePopBackgroundChannel() {}
void TablePushColumnChannel(int) {}
void TablePopColumnChannel() {}
void TableGcCompactTransientBuffers(ImGuiTable*) {}
void TableGcCompactTransientBuffers(ImGuiTableTempData*) {}
void TableGcCompactSettings() {}
void TableSettingsAddSettingsHandler() {}
void EndColumns() {}
void PushColumnsBackground() {}
void PopColumnsBackground() {}
}  // namespace ImGui

// Tab bars, multiple selection and selectables are not used either, but the recovery from errors and the list of windows
// would bring them along; they are linked with these in their place (cmake/wasm.cmake).
extern "C" void __wrap__ZN5ImGui9EndTabBarEv() {}
extern "C" ImGuiMultiSelectIO* __wrap__ZN5ImGui14EndMultiSelectEv() { return nullptr; }
extern "C" bool __wrap__ZN5ImGui10SelectableEPKcbiRK6ImVec2(char const*, bool, int, ImVec2 const&) { return false; }
