#pragma once
#include "ui/screens/list_state.hpp"

namespace saddlebag::ui {

/// The list on a phone: two lines a record. A tap opens, a long press offers what can be done, pushing a record to the left
/// deletes it, pushing it to the right calls who it is, or ends an activity.
void draw_phone_list(Frame const& frame, Kind kind, ListState& state);

/// The number to call somebody at; empty where there is none.
std::string_view phone_of(Store const& store, Kind kind, Record const& record);
/// An address for the system's telephone: only what can be dialled.
std::string phone_link(std::string_view number);

}  // namespace saddlebag::ui
