#include "ui/favourites.hpp"

#include <algorithm>

namespace saddlebag::ui {

bool is_favourite(Preferences const& preferences, Uuid record) {
  return std::any_of(preferences.favourites.begin(), preferences.favourites.end(),
                     [&](Remembered const& each) { return each.record == record; });
}

void toggle_favourite(Frame const& frame, Kind kind, Uuid record) {
  Preferences next = frame.preferences;
  if (std::erase_if(next.favourites, [&](Remembered const& each) { return each.record == record; }) == 0)
    next.favourites.push_back({std::string(kind_info(kind).name), record});
  frame.commands.send(SetPreferences{std::move(next)});
}

}  // namespace saddlebag::ui
