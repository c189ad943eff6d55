#pragma once
#include "ui/frame.hpp"

namespace saddlebag::ui {

/// Way back, face, name (to be changed in place), badges, and what can be done with the record.
void draw_record_header(Frame const& frame, Kind kind, Record const& record);

}  // namespace saddlebag::ui
