#pragma once
#include <imgui.h>

#include <span>

#include "ui/theme/icons.hpp"

namespace saddlebag::web {

/// The interface's fonts. Their size is CSS pixels of the em, as on any web page; a line of text is one em high, with
/// the baseline at 0.85 of it.
struct Fonts {
  ImFont* regular = nullptr;
  ImFont* semibold = nullptr;
};

/// Adds two fonts whose glyphs the browser draws from the fonts of the system, and the icons into both. Call once,
/// before the first frame.
Fonts add_system_fonts(std::span<ui::IconPath const> icons);

/// Draws every glyph anew, because the page has got fonts that it lacked before. Not inside a frame.
void discard_glyphs();

}  // namespace saddlebag::web
