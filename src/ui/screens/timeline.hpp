#pragma once
#include "ui/frame.hpp"

namespace saddlebag::ui {

/// What happened with a record and what is to come, with a composer on top for notes, calls, visits and tasks.
void draw_timeline(Frame const& frame, Kind kind, Record const& record);
/// Puts the keyboard into the composer.
void focus_composer();
/// Whether notes and activities can be about this kind.
bool has_timeline(Kind kind);

}  // namespace saddlebag::ui
