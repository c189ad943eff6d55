#pragma once
#include <imgui.h>

#include <cstdint>

#include "model/field.hpp"

namespace saddlebag::ui {

/// Colour roles; their values for light, dark and high contrast stand in one table in theme.cpp.
enum class Color : std::uint8_t {
  canvas,         ///< behind everything
  surface,        ///< cards, lists, panes
  raised,         ///< menus, dialogs, toasts
  sunken,         ///< fields, board columns
  hover, pressed, selected,
  border, border_strong,
  text, text_muted, text_faint, text_on_accent,
  accent, accent_hover, accent_soft, accent_text,
  good, good_soft, warning, warning_soft, bad, bad_soft, info, info_soft, neutral_soft,
  focus, scrim, shadow,
  count_
};
ImU32 color(Color role);
/// The same with an opacity of 0..1.
ImU32 color(Color role, float opacity);
ImU32 tone_color(Tone tone);       ///< of text and marks
ImU32 tone_background(Tone tone);  ///< soft fill of a badge
struct Disc {
  ImU32 ground, letters;
};
constexpr unsigned kHues = 12;     ///< of avatars
Disc avatar_colors(unsigned hue);

/// The type scale. Sizes in CSS pixels before the person's text scale.
enum class Type : std::uint8_t { caption /*12*/, body /*14*/, strong /*14 semibold*/, title /*16 semibold*/, heading /*20 semibold*/, display /*28 semibold*/, count_ };
float font_size(Type type);
ImFont* font(Type type);
ImFont* font_of(Type type);  ///< the same between frames, when ImGui has no current font; null before set_fonts
void push_type(Type type);
void pop_type();

/// Steps of the 4-px grid, scaled with the text: `space(3)` is 12 px at 100 %.
float space(float steps);
float control_height();  ///< buttons, fields: 32, 40 by touch
float row_height();      ///< list rows: 36, 48 by touch
constexpr float kRadius = 8, kRadiusSmall = 6, kRadiusLarge = 12;

enum class ThemeMode : std::uint8_t { system, light, dark, contrast /* light or dark as the system is */ };
struct Appearance {
  bool dark = false;
  bool contrast = false;       ///< as high as AAA asks for
  bool touch = false;          ///< larger targets: the last pointer was a finger, or the screen is narrow
  bool reduced_motion = false;
  float text_scale = 1;        ///< 0.8 .. 2
};
/// Applies tokens to ImGui's own style too, for what is still drawn by it (scroll bars, text cursors).
void set_appearance(Appearance const& appearance);
Appearance const& appearance();
/// While it lives, type and grid are of this scale instead of the person's: for a wall, which is read from afar.
class Zoomed {
 public:
  explicit Zoomed(float scale);
  ~Zoomed();
  Zoomed(Zoomed const&) = delete;
  Zoomed& operator=(Zoomed const&) = delete;

 private:
  float before_;
};
void set_fonts(ImFont* regular, ImFont* semibold);

/// A soft shadow under a raised card.
void draw_shadow(ImDrawList* list, ImVec2 min, ImVec2 max, float radius);

}  // namespace saddlebag::ui
