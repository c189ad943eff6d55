#pragma once
#include <vector>

#include "model/field.hpp"

namespace saddlebag::ui {

/// The entries of a choice as boxes to tick; `picked` holds those that are ticked.
void draw_choice_list(Field const& field, std::vector<OwnedValue>& picked);

}  // namespace saddlebag::ui
