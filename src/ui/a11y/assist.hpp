#pragma once
#include <cstdint>

namespace saddlebag::ui {

/// Assistive technology has turned to an item: it takes the keyboard when it is drawn next, and is scrolled into view.
void turn_to(std::uint32_t id);
/// Whether it waits for an item to be drawn.
bool turning();
/// Whether it has turned to this one; answered once.
bool turned_to(std::uint32_t id);

}  // namespace saddlebag::ui
