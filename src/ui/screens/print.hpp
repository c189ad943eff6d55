#pragma once
#include "base/later.hpp"
#include "ui/screens/list_state.hpp"

namespace saddlebag::ui {

/// A list as it is on the screen: the rows of its search and filters in their order and groups, its columns, its sums.
SADDLEBAG_LATER void print_list(Frame const& frame, Kind kind, ListState const& state);
/// A record: its fields by section, what belongs to it, what happened.
SADDLEBAG_LATER void print_record(Frame const& frame, Kind kind, Record const& record);
/// What the person is looking at; says so where that is nothing for paper.
SADDLEBAG_LATER void print_here(Frame const& frame);

}  // namespace saddlebag::ui
