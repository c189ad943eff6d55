#pragma once
#include <string_view>

#include "ui/frame.hpp"
#include "ui/widgets/core.hpp"

namespace saddlebag::ui {

/// One stop of a guided tour.
struct CoachMark {
  a11y::Box target;        ///< what it speaks of; of no size: nothing on this screen
  std::string_view title, text;
  int step = 0, steps = 1; ///< from 0
};
enum class CoachAnswer : std::uint8_t { none, next, back, end };

/// A light on the target and a small card beside it. Blocks nothing: what lies beneath goes on working, and Escape ends it.
/// A new step takes the keyboard and is told to screen readers. To be drawn last of the window.
CoachAnswer coach_mark(Frame const& frame, CoachMark const& mark);

}  // namespace saddlebag::ui
