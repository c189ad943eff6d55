#pragma once
#include "ui/widgets/core.hpp"

namespace saddlebag::ui {

/// What pushing a row aside does. Without an icon that side is not offered.
struct SwipeAction {
  Icon icon = Icon::none;
  std::string_view name;  ///< shown beside the icon where there is room
  Tone tone = Tone::neutral;
};
enum class Swiped : std::uint8_t { no, left, right };
struct Swipe {
  float offset = 0;  ///< how far aside the row's content is to be drawn
  Swiped done = Swiped::no;
};

/// Lets a finger push an item aside, and shows beneath it what that does; it is done when the row is let go far enough.
/// Call right after `item`, before drawing it: a row that was pushed was not pressed. What swiping does must also stand in
/// a menu, for those without a finger.
Swipe swipe(Item& it, SwipeAction const& left, SwipeAction const& right);

/// Whether a row that can be pushed aside lies there. Asked when a finger moves sideways, which scrolls elsewhere.
bool can_swipe(ImVec2 at);

}  // namespace saddlebag::ui
