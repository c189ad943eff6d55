#pragma once
#include <vector>

#include "ui/frame.hpp"
#include "ui/theme/icons.hpp"

namespace saddlebag::ui {

/// Draws one activity as a line: a box to tick it off, what it is, with whom, when. Sends the commands itself.
void draw_activity_line(Frame const& frame, Activity const& activity, float width);

/// A line to log or plan an activity: type, subject, customer, when. Enter adds it. `customer` fixes whose it is.
void draw_activity_composer(Frame const& frame, Id<Customer> customer, float width);

/// The icon of an activity's type, and the page that an activity leads to: its customer's, its deal's, else its own.
Icon icon_of(ActivityType type);
Route route_of(Activity const& activity);

/// Activities that wait, soonest first; computed once per change of the store.
std::vector<Row> const& open_activities(Store const& store);

}  // namespace saddlebag::ui
