#pragma once
#include <span>

#include "ui/screens/list_layout.hpp"
#include "ui/widgets/core.hpp"

namespace saddlebag::ui {

/// Draws a record in two lines into an item: its name, below what two of the columns say, at the right an amount or a
/// badge. `skip` is a field that goes without saying (the customer, on the customer's page).
void draw_record_line(Frame const& frame, Kind kind, Record const& record, std::span<ListColumn const> columns,
                      Item const& place, FieldIndex skip = kNoField);
/// What is shown as a badge: an entry of a choice that has a tone, a stage.
struct Mark {
  std::string_view text;  ///< empty: nothing to be shown so
  Tone tone = Tone::neutral;
};
Mark mark_of(Store const& store, Field const& field, Value value);
/// The icon of a kind.
Icon icon_for(Kind kind);
/// Whether its records have a face: people and companies.
bool has_avatar(Kind kind);

}  // namespace saddlebag::ui
