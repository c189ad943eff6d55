#pragma once
#include "ui/widgets/core.hpp"

namespace saddlebag::ui {

/// A line that tells what keys do: "Ctrl Shift Z" as caps behind its meaning. Keys are told apart by blanks, other keys
/// for the same by a comma. The tree has both in one text.
void key_line(std::string_view what, std::string_view keys, float width);

}  // namespace saddlebag::ui
