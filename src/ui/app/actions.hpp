#pragma once
#include <span>
#include <string_view>

#include "ui/frame.hpp"
#include "ui/theme/icons.hpp"

namespace saddlebag::ui {

/// Something that can be done from anywhere, by name.
struct Action {
  Icon icon;
  std::string_view name;      ///< in the person's language; lives until the end of the frame
  std::string_view shortcut;
  void (*run)(Frame const& frame, int argument);
  int argument = 0;
};

/// Every action whose name contains the text (already folded; pinyin initials too); all of them for an empty text.
/// Valid until the next call.
std::span<Action const> actions_matching(Frame const& frame, std::string_view folded);

}  // namespace saddlebag::ui
