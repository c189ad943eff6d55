#pragma once
#include <functional>

namespace saddlebag::ui {

// Answers that take longer than a frame should: a screen asks for them here and shows what it had until they are there. The
// session goes on with them between frames, in slices, so that input and drawing come in between.

/// One small step, again and again until it answers true; then a frame is drawn. What the same owner asked for before is forgotten.
void between_frames(void const* owner, std::function<bool()> step);
[[nodiscard]] bool background_waits();
/// Goes on for about so many milliseconds. True once something was finished.
bool go_on_in_background(double ms);

}  // namespace saddlebag::ui
