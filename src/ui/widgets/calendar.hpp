#pragma once
#include <string_view>

#include "base/date.hpp"

namespace saddlebag::ui {

/// One month to pick a day from, inside a popup: a day is pressed, or moved to with the arrow keys and taken with Enter.
/// `shown` is the first day of the month on view and changes with the arrows; true when `date` was picked.
bool calendar(std::string_view name, Date& shown, Date& date, Date today);

}  // namespace saddlebag::ui
