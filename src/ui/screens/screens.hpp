#pragma once
#include "base/later.hpp"
#include "ui/frame.hpp"

namespace saddlebag::ui {

// One function per screen: reads the frame, draws, sends commands. What a screen remembers between frames (scroll
// position, what is being typed) it keeps in a state struct of its own file.
void draw_today(Frame const& frame);
void draw_list(Frame const& frame, Kind kind);        ///< any kind's records: customers, leads, activities …
void draw_record(Frame const& frame, Kind kind, Uuid id);  ///< any record's page; a customer's shows everything
void draw_pipeline(Frame const& frame);
void draw_activities(Frame const& frame);
SADDLEBAG_LATER void draw_import(Frame const& frame);
SADDLEBAG_LATER void draw_sync(Frame const& frame);
SADDLEBAG_LATER void draw_settings(Frame const& frame);
SADDLEBAG_LATER void draw_gallery(Frame const& frame);

/// Navigation, top bar, the screen of the route, overlays: the whole window.
void draw_app(Frame const& frame);
/// Whether the last frame was told of keys, pointer or touch: somebody is there.
bool input_arrived();
/// Opens the form for a new record of a kind, on the list of that kind (send Go first).
void start_new(Kind kind);
/// The guided tour: five steps through the real screens.
void start_tour();
bool touring();
/// Shows all keys.
void open_shortcuts();
/// Ctrl K: records, actions and screens by name.
void open_palette();

}  // namespace saddlebag::ui
