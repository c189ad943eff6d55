#pragma once
#include "base/later.hpp"
#include "ui/frame.hpp"

namespace saddlebag::ui {

/// The wall: all of the window, cards in turn, and nothing that a guest could change. See rotation.hpp for what comes when.
SADDLEBAG_LATER void draw_kiosk(Frame const& frame);
/// Its part of the settings.
void draw_kiosk_settings(Frame const& frame, float width);

}  // namespace saddlebag::ui
