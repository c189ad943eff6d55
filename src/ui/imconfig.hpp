#pragma once
/// Dear ImGui's compile-time configuration, the same in every build.
#define IMGUI_USE_WCHAR32  // names hold characters beyond the basic plane
#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_DEBUG_TOOLS
#define IMGUI_DISABLE_DEFAULT_FONT             // glyphs come from the platform's own font loader
#define IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS  // a page has no shell to open things with
#define IMGUI_DISABLE_FILE_FUNCTIONS           // nor files

#ifdef __EMSCRIPTEN__
// The native tests stop at a failed assertion. In front of a person, a frame drawn wrong is better than a dead page.
#define IM_ASSERT(expression) ((void)(expression))
#endif

// Windows are not remembered in a settings file, the one thing that would have to be scanned.
#include <cstdio>
#define sscanf(...) 0
