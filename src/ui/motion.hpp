#pragma once
#include <imgui.h>

namespace saddlebag::ui {

// Frames are drawn on demand only. What changes by itself says here for how long it needs frames; the platform's
// loop asks after each frame. All times are ImGui::GetTime(), in seconds.

/// Frames one after another for so long: something moves.
void keep_drawing(double seconds);
/// One frame after so long, and none before on this account: a toast goes, a tooltip comes.
void wake_after(double seconds);
/// Until when frames are wanted one after another; in the past when nothing moves.
double drawing_until();
/// When a single later frame is wanted; infinity when none is.
double next_wake();

/// Moves from what it was towards `target` in 150 ms, eased; at once where the person asked for less motion. What
/// is drawn for the first time starts at 0; what is not drawn for a while is forgotten.
float animate(ImGuiID id, float target);

}  // namespace saddlebag::ui
