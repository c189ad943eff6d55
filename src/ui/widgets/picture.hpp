#pragma once
#include "ui/pictures.hpp"
#include "ui/widgets/core.hpp"

namespace saddlebag::ui {

/// A small square: the middle of an attachment's picture, or a paper clip where it is none.
void draw_thumbnail(ImDrawList* list, ImVec2 at, float side, Uuid attachment, bool is_picture);
/// All of an attachment's picture, as large as the width and half of the screen's height allow; says where there is none.
void picture(std::string_view name, Uuid attachment, bool is_picture);

}  // namespace saddlebag::ui
