#pragma once
// Stands in for Dear ImGui's FreeType loader in the web app: there is no default loader there, the page sets its own
// (glyphs are drawn by the browser). Without this, stb_truetype would be linked for a default that is never used.
namespace ImGuiFreeType {
inline ImFontLoader const* GetFontLoader() { return nullptr; }
}  // namespace ImGuiFreeType
