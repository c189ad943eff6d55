#pragma once
#include "ui/frame.hpp"

namespace saddlebag::ui {

/// Whether a record has a star on this device.
bool is_favourite(Preferences const& preferences, Uuid record);
/// Gives it one, or takes it away.
void toggle_favourite(Frame const& frame, Kind kind, Uuid record);

}  // namespace saddlebag::ui
