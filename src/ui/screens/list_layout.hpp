#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "store/query.hpp"
#include "ui/frame.hpp"

namespace saddlebag::ui {

/// A column of a list: a field of the kind and how wide it is drawn.
struct ListColumn {
  FieldIndex index = kNoField;
  Field const* field = nullptr;  ///< of Store::fields; good for this frame
  float width = 160;             ///< CSS pixels at 100 %
};

/// Whether people may see a field in lists, filters and groups: all but what the program keeps for itself.
bool is_listable(Field const& field);
/// Whether a person may write it.
bool is_editable(Field const& field);
/// Whether a list can be grouped by it: choices, references, booleans and short texts.
bool is_groupable(Field const& field);
/// Whether its sum says something: what the model says is summed, and quantities that people added.
bool is_summed(Field const& field);
bool is_right_aligned(Field const& field);
float default_width(Field const& field);

/// The columns of a layout, the title first; names that are no field any more are left out. `into` is filled anew and
/// keeps its capacity.
void columns_of(Frame const& frame, Kind kind, ListLayout const& layout, std::vector<ListColumn>& into);
/// The layout's sort keys as the query takes them.
std::vector<SortKey> sort_of(Store const& store, Kind kind, ListLayout const& layout);

/// What a click on a header does: ascending, descending, not sorted; with `add` beside the other keys.
void toggle_sort(ListLayout& layout, std::string_view field, bool add);
/// Puts a shown column at another place; the title stays first.
void move_column(ListLayout& layout, std::vector<ListColumn> const& shown, int from, int to);
/// Shows or hides a column.
void toggle_column(ListLayout& layout, std::vector<ListColumn> const& shown, Field const& field);

}  // namespace saddlebag::ui
