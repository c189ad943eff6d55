#pragma once
#include <imgui.h>

#include <span>

#include "ui/frame.hpp"

namespace saddlebag::ui {

/// A key, or several, and what they do: one table for the handler and for the overlay that shows it.
struct Shortcut {
  Tr what;
  char const* keys;                     ///< as people read them, see widgets/keys.hpp
  ImGuiKeyChord chord = 0;              ///< handled everywhere; 0: by the widget that has the keyboard
  void (*run)(Frame const&) = nullptr;
  bool while_typing = false;            ///< also while a field has the keyboard
  bool repeats = false;
};
/// Shortcuts that belong together.
struct ShortcutArea {
  Tr name;
  std::span<Shortcut const> shortcuts;
};
std::span<ShortcutArea const> shortcut_areas();

}  // namespace saddlebag::ui
