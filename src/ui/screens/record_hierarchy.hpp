#pragma once
#include "ui/frame.hpp"

namespace saddlebag::ui {

/// The records above and below a record by a field that refers to its own kind, as a tree in which it is marked: the companies
/// of a group, a team and whom it reports to. At most 100 rows; a record that is above itself ends its branch.
void draw_hierarchy(Frame const& frame, std::string_view name, Kind kind, FieldIndex field, Uuid id);

}  // namespace saddlebag::ui
