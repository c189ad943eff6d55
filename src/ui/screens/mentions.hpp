#pragma once
#include <span>
#include <vector>

#include "ui/frame.hpp"
#include "ui/widgets/field.hpp"
#include "ui/widgets/marked_text.hpp"

namespace saddlebag::ui {

/// Colleagues who are mentioned in a text as "@name", in order. Lives until the next call.
std::span<TextMark const> mentions_in(Store const& store, std::string_view text);
/// Colleagues whose name has what was typed in it, or their pinyin; those who begin with it first. None once the name is
/// written out. Lives until the next call.
std::span<Suggestion const> colleagues_like(Store const& store, std::string_view typed);
/// Notes that mention somebody, the newest first, put together once per change of the notes.
std::vector<Row> const& notes_mentioning(Store const& store, Uuid user);
/// What colleagues have written to the person who works here, with the way to where it stands; nothing where there is
/// none. True when there is.
bool draw_mentions(Frame const& frame, float width);

}  // namespace saddlebag::ui
