#pragma once
#include "base/later.hpp"
#include "ui/frame.hpp"
#include "ui/theme/icons.hpp"

namespace saddlebag::ui {

/// An entry of the navigation: a screen, how it is drawn and named.
struct Place {
  Screen screen;
  Icon icon;
  Tr name;
  bool main;  ///< among the first; the others stand at the foot, or behind "More" on a phone
};
std::span<Place const> places();
Tr name_of(Screen screen);

void draw_sidebar(Frame const& frame, float width, float height);
void draw_bottom_bar(Frame const& frame, float height);
void draw_top_bar(Frame const& frame, float height);

/// The one search box: records of every kind, screens and actions, by any part of their name.
void draw_search(Frame const& frame, float width);
void focus_search();

/// The guided tour, while it is on. To be drawn last.
SADDLEBAG_LATER void draw_tour(Frame const& frame);

/// Keys that work everywhere, see shortcuts.cpp.
void handle_shortcuts(Frame const& frame);
/// The overlay that shows all keys. Call once per frame.
SADDLEBAG_LATER void draw_shortcuts(Frame const& frame);
/// Remembers which records were opened lately.
void note_visit(Frame const& frame);

}  // namespace saddlebag::ui
