#pragma once
#include <span>

#include "ui/widgets/core.hpp"

namespace saddlebag::ui {

/// A stretch of a text, in bytes, that stands out: a colleague who is mentioned.
struct TextMark {
  std::size_t at, size;
};
/// A paragraph, wrapped as `paragraph` does, with its marks on a ground of their own. They stand in order.
void marked_paragraph(std::string_view text, std::span<TextMark const> marks, Type type = Type::body, Color role = Color::text);

}  // namespace saddlebag::ui
