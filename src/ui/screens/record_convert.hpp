#pragma once
#include "base/later.hpp"
#include "ui/frame.hpp"

namespace saddlebag::ui {

/// Opens the dialog that turns a lead into customer, contact and, if wanted, a deal.
void start_convert(Id<Lead> lead);
/// Draws it while it is open; call once per frame.
SADDLEBAG_LATER void draw_convert_dialog(Frame const& frame);

}  // namespace saddlebag::ui
