#pragma once
#include <span>

#include "ui/kiosk/figures.hpp"
#include "ui/kiosk/rotation.hpp"
#include "ui/widgets/core.hpp"

// What the parts of the wall share.
namespace saddlebag::ui {

/// Where it is drawn and how large: `zoom` is the scale of type and grid.
struct Wall {
  ImVec2 min, max;
  float zoom = 1;
  bool upright = false;  ///< higher than wide
  [[nodiscard]] float width() const { return max.x - min.x; }
  [[nodiscard]] float height() const { return max.y - min.y; }
};

Tr name_of(KioskCard card);
/// The card itself, between its title and the foot of the wall.
void draw_kiosk_card(Frame const& frame, KioskCard card, Wall const& wall);
/// A deal that was just won, over everything, for `since` seconds now.
void draw_celebration(Frame const& frame, Uuid deal, double since, Wall const& wall);

/// What is typed to leave the wall.
struct PinPad {
  bool open = false;
  std::string digits;
  double until = 0;  ///< then it goes by itself
  int failures = 0;  ///< when it was opened
  int opened = 0;    ///< number of that frame: what opened it presses none of its keys
};
/// Draws it, and sends LeaveKiosk.
void draw_pin_pad(Frame const& frame, PinPad& pad, Wall const& wall);

}  // namespace saddlebag::ui
