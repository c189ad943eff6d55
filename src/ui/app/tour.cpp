#include <array>

#include "ui/app/shell.hpp"
#include "ui/format.hpp"
#include "ui/motion.hpp"
#include "ui/screens/screens.hpp"
#include "ui/widgets/coach.hpp"

namespace saddlebag::ui {
namespace {

using a11y::Role;

/// Where a step leads, and what on that screen it speaks of: the first of that role, and of that name where one is given.
struct Stop {
  Screen screen;
  bool record;  ///< a record of that screen
  Role role;
  Tr name;      ///< Tr::count_: any
  Tr title, text;
};
constexpr std::array kStops = {
    Stop{Screen::today, false, Role::searchbox, Tr::find_placeholder, Tr::tour_find_title, Tr::tour_find_text},
    Stop{Screen::customers, true, Role::region, Tr::record_timeline, Tr::tour_customer_title, Tr::tour_customer_text},
    Stop{Screen::pipeline, false, Role::main, Tr::count_, Tr::tour_board_title, Tr::tour_board_text},
    Stop{Screen::pipeline, false, Role::button, Tr::topbar_undo, Tr::tour_undo_title, Tr::tour_undo_text},
    Stop{Screen::today, false, Role::status, Tr::count_, Tr::tour_sync_title, Tr::tour_sync_text},
};

int step = -1;          ///< -1: no tour
bool arriving = false;  ///< at the screen of the step

/// A customer to show: the first there is.
Uuid some_customer(Store const& store) {
  Table const& table = store.table(Kind::customer);
  for (Row row = 0; row < table.end(); ++row) {
    if (Record const* const record = table.at(row)) return record->id;
  }
  return {};
}

a11y::Box box_of(Role role, Tr name) {
  for (a11y::Node const& node : a11y::tree().nodes()) {
    if (node.role == role && (name == Tr::count_ || a11y::tree().name(node) == tr(name))) return node.box;
  }
  return {};
}

a11y::Box target_of(Stop const& stop) {
  a11y::Box const box = box_of(stop.role, stop.name);
  return box.width > 0 || !stop.record ? box : box_of(Role::main, Tr::count_);
}

void end(Frame const& frame) {
  step = -1;
  if (frame.preferences.tour_seen) return;
  Preferences next = frame.preferences;
  next.tour_seen = true;
  frame.commands.send(SetPreferences{next});
}

}  // namespace

void start_tour() {
  step = 0;
  arriving = true;
  keep_drawing(0.05);
}

bool touring() { return step >= 0; }

void draw_tour(Frame const& frame) {
  if (step < 0 || frame.loading < 1) return;
  Stop const& stop = kStops[static_cast<std::size_t>(step)];
  if (arriving) frame.commands.send(Go{{stop.screen, stop.record ? some_customer(frame.store) : Uuid{}}});
  arriving = false;
  switch (coach_mark(frame, {target_of(stop), tr(stop.title), tr(stop.text), step, static_cast<int>(kStops.size())})) {
    case CoachAnswer::next: ++step, arriving = true; break;
    case CoachAnswer::back: --step, arriving = true; break;
    case CoachAnswer::end: end(frame); break;
    case CoachAnswer::none: break;
  }
  if (arriving) keep_drawing(0.05);
}

}  // namespace saddlebag::ui
