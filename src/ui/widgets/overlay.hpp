#pragma once
#include "ui/frame.hpp"
#include "ui/widgets/core.hpp"

namespace saddlebag::ui {

/// A modal dialog in the middle (a full-screen sheet on a phone). Returns true while open and drawn: then call
/// end_dialog. Escape and the close button end it (`open` becomes false).
bool begin_dialog(std::string_view title, bool& open, float width = 480);
void end_dialog();
/// A panel from the right edge (full screen on a phone).
bool begin_drawer(std::string_view title, bool& open, float width = 560);
void end_drawer();

/// A menu under the last item, or at the pointer for a context menu.
void open_menu(char const* id);
bool begin_menu(char const* id, std::string_view name);
bool menu_item(std::string_view name, Icon icon = Icon::none, std::string_view shortcut = {}, bool enabled = true, bool danger = false);
/// An entry that is ticked or not; the menu stays open.
bool menu_check(std::string_view name, bool& checked);
void menu_separator();
void end_menu();

/// Says more about the last item once the pointer has rested on it for half a second.
void tooltip(std::string_view text);

/// Short messages at the bottom that go by themselves; told to screen readers. `action` (e.g. "Undo") is answered
/// by draw_toasts.
void toast(std::string_view text, Tone tone = Tone::neutral, std::string_view action = {});
/// Draws them; true when the action of one was pressed.
bool draw_toasts(Frame const& frame);
/// Forgets those that are waiting to be read.
void drop_toasts();

}  // namespace saddlebag::ui
