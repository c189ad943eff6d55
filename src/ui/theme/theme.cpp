#include "ui/theme/theme.hpp"

#include <algorithm>
#include <cmath>

namespace saddlebag::ui {
namespace {

constexpr ImU32 rgb(unsigned hex) { return IM_COL32((hex >> 16) & 255, (hex >> 8) & 255, hex & 255, 255); }
constexpr ImU32 rgba(unsigned hex, unsigned alpha) { return (rgb(hex) & ~IM_COL32_A_MASK) | alpha << IM_COL32_A_SHIFT; }

struct Shades {
  Color role;
  ImU32 of[4];  ///< light, dark; the same in high contrast
};
// Every ink reaches a contrast of 4.5 on every ground that it stands on (WCAG AA), and 7 in high contrast (AAA), where
// lines too reach 3: a test measures it.
constexpr Shades kColors[] = {
    {Color::canvas, {rgb(0xf7f7f8), rgb(0x121215), rgb(0xffffff), rgb(0x000000)}},
    {Color::surface, {rgb(0xffffff), rgb(0x19191d), rgb(0xffffff), rgb(0x000000)}},
    {Color::raised, {rgb(0xffffff), rgb(0x212127), rgb(0xffffff), rgb(0x0d0d0f)}},
    {Color::sunken, {rgb(0xf2f2f4), rgb(0x141417), rgb(0xffffff), rgb(0x000000)}},
    {Color::hover, {rgb(0xf4f4f6), rgb(0x2a2a31), rgb(0xe9e9ee), rgb(0x24242a)}},
    {Color::pressed, {rgb(0xeaeaee), rgb(0x33333b), rgb(0xdadae2), rgb(0x33333b)}},
    {Color::selected, {rgb(0xeef0fe), rgb(0x25274a), rgb(0xdbe2ff), rgb(0x1b2050)}},
    {Color::border, {rgb(0xe5e5ea), rgb(0x2c2c33), rgb(0x6e6e78), rgb(0x8f8f9b)}},
    {Color::border_strong, {rgb(0xcdcdd6), rgb(0x44444f), rgb(0x33333b), rgb(0xd5d5de)}},
    {Color::text, {rgb(0x1b1b22), rgb(0xededf1), rgb(0x000000), rgb(0xffffff)}},
    {Color::text_muted, {rgb(0x5a5a65), rgb(0xabacb8), rgb(0x26262e), rgb(0xededf1)}},
    {Color::text_faint, {rgb(0x676772), rgb(0x9d9da9), rgb(0x36363f), rgb(0xdcdce4)}},
    {Color::text_on_accent, {rgb(0xffffff), rgb(0xffffff), rgb(0xffffff), rgb(0x0a0a14)}},
    {Color::accent, {rgb(0x5054d8), rgb(0x5a5de0), rgb(0x2a2db0), rgb(0xc2c5ff)}},
    {Color::accent_hover, {rgb(0x4448c6), rgb(0x5053d2), rgb(0x1d1f8a), rgb(0xd9dbff)}},
    {Color::accent_soft, {rgb(0xecedfd), rgb(0x282a4d), rgb(0xe4e6ff), rgb(0x1d2050)}},
    {Color::accent_text, {rgb(0x4447c8), rgb(0xadb0fb), rgb(0x24279a), rgb(0xc9cbff)}},
    {Color::good, {rgb(0x13713f), rgb(0x62cf91), rgb(0x0a4a26), rgb(0x8ff0b8)}},
    {Color::good_soft, {rgb(0xe2f5e9), rgb(0x17301f), rgb(0xe2f5e9), rgb(0x0c2616)}},
    {Color::warning, {rgb(0x8a5100), rgb(0xe8b45a), rgb(0x573200), rgb(0xffd78a)}},
    {Color::warning_soft, {rgb(0xfcf0d8), rgb(0x342810), rgb(0xfcf0d8), rgb(0x2b1f08)}},
    {Color::bad, {rgb(0xbc2735), rgb(0xf78f98), rgb(0x7f0f1b), rgb(0xffbcc2)}},
    {Color::bad_soft, {rgb(0xfdeaeb), rgb(0x3a1b1f), rgb(0xfdeaeb), rgb(0x33131a)}},
    {Color::info, {rgb(0x1863a4), rgb(0x7db9f2), rgb(0x0b4173), rgb(0xb5d9ff)}},
    {Color::info_soft, {rgb(0xe3effb), rgb(0x16293b), rgb(0xe3effb), rgb(0x0c2033)}},
    {Color::neutral_soft, {rgb(0xeeeef1), rgb(0x2d2d34), rgb(0xe6e6eb), rgb(0x2a2a31)}},
    {Color::focus, {rgb(0x6366f1), rgb(0x8285f5), rgb(0x1d1fd0), rgb(0xffe14d)}},
    {Color::scrim, {rgba(0x14141e, 96), rgba(0x000000, 140), rgba(0x000000, 150), rgba(0x000000, 190)}},
    {Color::shadow, {rgba(0x14142a, 26), rgba(0x000000, 90), 0, 0}},
};
constexpr bool in_order() {
  for (std::size_t i = 0; i < std::size(kColors); ++i)
    if (static_cast<std::size_t>(kColors[i].role) != i) return false;
  return std::size(kColors) == static_cast<std::size_t>(Color::count_);
}
static_assert(in_order(), "one entry per role, in the order of the roles");

struct TypeStyle {
  float size;
  bool semibold;
};
constexpr TypeStyle kTypes[] = {{12, false}, {14, false}, {14, true}, {16, true}, {20, true}, {28, true}};
static_assert(std::size(kTypes) == static_cast<std::size_t>(Type::count_));

Appearance the_appearance;
float the_scale = 1;  ///< of type and grid
ImFont* regular_font = nullptr;
ImFont* semibold_font = nullptr;

struct Tones {
  Color mark, ground;
};
Tones tones_of(Tone tone) {
  switch (tone) {
    case Tone::info: return {Color::info, Color::info_soft};
    case Tone::good: return {Color::good, Color::good_soft};
    case Tone::warning: return {Color::warning, Color::warning_soft};
    case Tone::bad: return {Color::bad, Color::bad_soft};
    case Tone::accent: return {Color::accent_text, Color::accent_soft};
    case Tone::neutral: break;
  }
  return {Color::text_muted, Color::neutral_soft};
}

void apply_colors(ImGuiStyle& style) {
  auto const set = [&style](ImGuiCol at, ImU32 value) { style.Colors[at] = ImGui::ColorConvertU32ToFloat4(value); };
  set(ImGuiCol_Text, color(Color::text));
  set(ImGuiCol_TextDisabled, color(Color::text_faint));
  set(ImGuiCol_WindowBg, color(Color::canvas));
  set(ImGuiCol_ChildBg, 0);
  set(ImGuiCol_PopupBg, color(Color::raised));
  set(ImGuiCol_Border, color(Color::border));
  set(ImGuiCol_FrameBg, 0);  // fields draw their own frames
  set(ImGuiCol_FrameBgHovered, 0);
  set(ImGuiCol_FrameBgActive, 0);
  set(ImGuiCol_ScrollbarBg, 0);
  set(ImGuiCol_ScrollbarGrab, color(Color::text, the_appearance.contrast ? 0.6f : 0.16f));
  set(ImGuiCol_ScrollbarGrabHovered, color(Color::text, the_appearance.contrast ? 0.8f : 0.28f));
  set(ImGuiCol_ScrollbarGrabActive, color(Color::text, the_appearance.contrast ? 1.0f : 0.4f));
  set(ImGuiCol_InputTextCursor, color(Color::accent));
  set(ImGuiCol_TextSelectedBg, color(Color::accent, 0.28f));
  set(ImGuiCol_NavCursor, 0);  // draw_focus draws our own ring
  set(ImGuiCol_ModalWindowDimBg, color(Color::scrim));
  set(ImGuiCol_NavWindowingDimBg, 0);
  set(ImGuiCol_DragDropTarget, color(Color::accent));
}

void apply_metrics(ImGuiStyle& style) {
  style.FontSizeBase = font_size(Type::body);
  style.WindowPadding = {0, 0};
  style.WindowBorderSize = 0;
  style.WindowRounding = 0;
  style.WindowMinSize = {1, 1};
  style.ChildBorderSize = 0;
  style.ChildRounding = kRadius;
  style.PopupBorderSize = 1;
  style.PopupRounding = kRadius;
  style.FrameBorderSize = 0;
  style.FramePadding = {space(2.5f), std::floor((control_height() - font_size(Type::body)) / 2)};
  style.ItemSpacing = {space(2), space(2)};
  style.ItemInnerSpacing = {space(2), space(1)};
  style.ScrollbarSize = the_appearance.touch ? 6.0f : 10.0f;
  style.ScrollbarRounding = 5;
  style.GrabMinSize = 24;
  style.DisplaySafeAreaPadding = {8, 8};
  style.HoverStationaryDelay = 0.1f;
  style.HoverDelayShort = 0.2f;
  style.HoverDelayNormal = 0.5f;
}

}  // namespace

ImU32 color(Color role) {
  return kColors[static_cast<std::size_t>(role)].of[(the_appearance.contrast ? 2 : 0) + (the_appearance.dark ? 1 : 0)];
}

ImU32 color(Color role, float opacity) {
  ImU32 const full = color(role);
  float const alpha = static_cast<float>(full >> IM_COL32_A_SHIFT) * std::clamp(opacity, 0.0f, 1.0f);
  return (full & ~IM_COL32_A_MASK) | static_cast<ImU32>(alpha + 0.5f) << IM_COL32_A_SHIFT;
}

ImU32 tone_color(Tone tone) { return color(tones_of(tone).mark); }
ImU32 tone_background(Tone tone) { return color(tones_of(tone).ground); }

Disc avatar_colors(unsigned hue) {
  if (the_appearance.contrast) return {color(Color::neutral_soft), color(Color::text)};
  auto const shade = [hue](float saturation, float value) {
    float r = 0, g = 0, b = 0;
    ImGui::ColorConvertHSVtoRGB(static_cast<float>(hue % kHues) / kHues, saturation, value, r, g, b);
    return ImGui::ColorConvertFloat4ToU32({r, g, b, 1});
  };
  return the_appearance.dark ? Disc{shade(0.5f, 0.34f), shade(0.2f, 0.95f)} : Disc{shade(0.15f, 0.96f), shade(0.75f, 0.42f)};
}

float font_size(Type type) { return std::round(kTypes[static_cast<std::size_t>(type)].size * the_scale); }

ImFont* font_of(Type type) { return kTypes[static_cast<std::size_t>(type)].semibold ? semibold_font : regular_font; }

ImFont* font(Type type) {
  ImFont* const chosen = font_of(type);
  ImFont* const current = ImGui::GetFont();
  if (chosen == nullptr || current == nullptr) return current;
  chosen->CurrentRasterizerDensity = current->CurrentRasterizerDensity;  // ImGui keeps that up only for the font it draws with
  return chosen;
}

void push_type(Type type) { ImGui::PushFont(font(type), font_size(type)); }
void pop_type() { ImGui::PopFont(); }

float space(float steps) { return std::round(steps * 4 * the_scale); }
float control_height() { return space(the_appearance.touch ? 10 : 8); }
float row_height() { return space(the_appearance.touch ? 12 : 9); }

void set_appearance(Appearance const& appearance) {
  the_appearance = appearance;
  the_appearance.text_scale = the_scale = std::clamp(appearance.text_scale, 0.8f, 2.0f);
  apply_colors(ImGui::GetStyle());
  apply_metrics(ImGui::GetStyle());
  ImGuiIO& io = ImGui::GetIO();
  io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
  io.ConfigNavCursorVisibleAlways = true;   // Tab and Enter work right after a click too; we draw the ring ourselves
  io.ConfigNavEscapeClearFocusItem = false;  // Escape closes things; it must not lose the person's place
  io.ConfigWindowsMoveFromTitleBarOnly = true;
}

Zoomed::Zoomed(float scale) : before_(the_scale) { the_scale = scale; }
Zoomed::~Zoomed() { the_scale = before_; }

Appearance const& appearance() { return the_appearance; }

void set_fonts(ImFont* regular, ImFont* semibold) {
  regular_font = regular;
  semibold_font = semibold;
  ImGui::GetIO().FontDefault = regular;
}

void draw_shadow(ImDrawList* list, ImVec2 min, ImVec2 max, float radius) {
  // A few widening, fading outlines look like a blur and cost a handful of triangles.
  constexpr int kRings = 6;
  float const offset = 3;
  for (int i = kRings; i > 0; --i) {
    float const spread = static_cast<float>(i) * 2;
    list->AddRectFilled({min.x - spread, min.y - spread + offset}, {max.x + spread, max.y + spread + offset},
                        color(Color::shadow, 1.2f / static_cast<float>(i + 2)), radius + spread);
  }
}

}  // namespace saddlebag::ui
