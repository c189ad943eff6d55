#pragma once
#include "base/later.hpp"
#include "ui/frame.hpp"

namespace saddlebag::ui {

/// The section of Settings: encryption on, off, another passphrase, when to lock.
void draw_protection(Frame const& frame, float width);
/// Asks whether to erase everything on this device.
void draw_erase_dialog(Frame const& frame, bool& open);
/// The section of Settings for handover files.
void draw_handover(Frame const& frame, float width);
/// The dialog that asks for the passphrase of one that was picked or dropped, as part of the window.
SADDLEBAG_LATER void draw_open_handover(Frame const& frame);
/// Instead of everything else, while the data wait for the passphrase or were refused.
SADDLEBAG_LATER void draw_locked(Frame const& frame);
/// True where `draw_locked` is what there is to draw.
[[nodiscard]] bool is_locked(Frame const& frame);

/// A passphrase field and, with `repeat`, a second one: true where they hold a passphrase that may be set.
struct NewPassphrase {
  std::string first, second;
};
bool draw_new_passphrase(Tr name, NewPassphrase& passphrase);

}  // namespace saddlebag::ui
