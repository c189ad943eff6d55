#pragma once
#include "ui/screens/list_state.hpp"

namespace saddlebag::ui {

/// The button that adds a filter: a menu of fields, then the dialog of the one chosen.
void draw_filter_button(Frame const& frame, Kind kind);
/// The filters as chips, each to be changed or removed; nothing where there are none.
void draw_filter_chips(Frame const& frame, Kind kind, ListState& state);
/// The dialog in which a filter is made or changed. Call once per frame, outside of other windows' content.
void draw_filter_dialog(Frame const& frame, Kind kind, ListState& state);

/// "Tier is any of Gold, Silver", as the chip says it.
std::string_view describe_filter(Frame const& frame, Kind kind, Filter const& filter);
/// What can be asked of a field, the usual question first.
std::span<Compare const> comparisons_of(FieldType type);
Tr comparison_name(FieldType type, Compare compare);

}  // namespace saddlebag::ui
