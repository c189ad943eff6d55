#pragma once
#include <span>

#include "base/later.hpp"
#include "ui/screens/list_state.hpp"

namespace saddlebag::ui {

/// How a kind's list is laid out: by the saved view that is open, else as this device keeps it for all records.
ListLayout const& layout_of(Frame const& frame, Kind kind);
/// Lays it out otherwise from the next frame on. In a view that lasts until it is saved or left for good.
void save_layout(Frame const& frame, Kind kind, ListLayout layout);

/// The colleague who works on this device; empty where nobody said.
Uuid who_works_here(Frame const& frame);
/// The views of a kind's list that the person sees, in the order in which they were made. Valid until the next call.
std::span<SavedView const* const> views_of(Frame const& frame, Kind kind);
/// Opens the view that the address names; what was changed in the one that is left waits there. Call before the list
/// is drawn.
void follow_view(Frame const& frame, Kind kind, ListState& state);
/// Whether the list shows something else than the view that is open.
bool view_changed(ListState const& state);
/// The address of a list as it was left: with the view that is open there.
Route list_route(Kind kind);

/// The views as tabs, on a phone as a menu, and what can be done with the open one.
void draw_view_bar(Frame const& frame, Kind kind, ListState& state);
/// The dialog in which a view gets its name. Call once per frame.
SADDLEBAG_LATER void draw_view_dialog(Frame const& frame, Kind kind, ListState& state);

}  // namespace saddlebag::ui
