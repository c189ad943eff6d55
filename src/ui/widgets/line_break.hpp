#pragma once
#include <cstddef>
#include <string_view>

namespace saddlebag::ui {

/// Width of one code point, in the caller's units.
using Advance = float (*)(void const* context, char32_t code_point);

/// One line of a paragraph, as byte positions in the text.
struct Line {
  std::size_t end;   ///< what is drawn ends here; blanks that were broken at are left out
  std::size_t next;  ///< where the following line begins; the text's size after the last one
  float width;       ///< of what is drawn
};

/// The line that begins at `from` and is at most `width` wide. Breaks at blanks, after hyphens, and between Chinese
/// characters, but never so that closing punctuation begins a line or opening punctuation ends one. A word that fits
/// on no line is broken anywhere; at least one character is taken, so this always gets on.
Line next_line(std::string_view text, std::size_t from, float width, Advance advance, void const* context);

}  // namespace saddlebag::ui
