#pragma once
#include <functional>

#include "ui/widgets/field.hpp"

namespace saddlebag::ui {

/// Answers who may be meant by what was typed behind an @, best first; at most so many as fit into a short list.
using WhoIsMeant = std::function<std::span<Suggestion const>(std::string_view typed)>;

/// A text of several lines in which an @ offers names as one types: Up, Down and Enter or Tab, or the pointer.
TextFieldResult mention_field(std::string_view name, std::string& text, TextFieldOptions options, WhoIsMeant const& who);

}  // namespace saddlebag::ui
