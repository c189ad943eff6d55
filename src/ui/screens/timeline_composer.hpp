#pragma once
#include "ui/frame.hpp"

namespace saddlebag::ui {

/// Writes a note, logs what was done, or plans a task, about the record.
void draw_composer(Frame const& frame, Kind kind, Record const& record);

}  // namespace saddlebag::ui
