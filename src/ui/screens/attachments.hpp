#pragma once
#include "base/later.hpp"
#include "ui/frame.hpp"

namespace saddlebag::ui {

/// The card of a record's files and photos, with ways to add more.
SADDLEBAG_LATER void draw_attachments(Frame const& frame, Kind kind, Record const& record);
/// One of them: a look at it, its name, and what can be done with it. Part of the page, so that it stays open while the card
/// scrolls.
SADDLEBAG_LATER void draw_attachment_dialog(Frame const& frame);

}  // namespace saddlebag::ui
