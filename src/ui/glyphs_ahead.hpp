#pragma once
#include "store/store.hpp"

namespace saddlebag::ui {

/// Has the characters of the records drawn into the atlas between frames, those seen most first, in the types that lists are
/// read in: or the first jump through a long list would draw a hundred of them in one frame, at 0.05 ms each. To be called
/// after a frame; costs nothing once all of them are there, for as long as the size of texts and about the amount of records stay.
void draw_glyphs_ahead(Store const& store);

}  // namespace saddlebag::ui
