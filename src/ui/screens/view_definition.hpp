#pragma once
#include "store/query.hpp"
#include "ui/preferences.hpp"

namespace saddlebag::ui {

/// What a saved view says: which records of its kind, and how they are laid out. Kept as JSON in the record:
/// {"filters": [{"field": "tier", "compare": "any_of", "any": ["gold"]}], "layout": {...}}, fields and choices by name.
struct ViewDefinition {
  std::vector<Filter> filters;
  ListLayout layout;
};

std::string to_text(Store const& store, Kind kind, ViewDefinition const& view);
/// Filters of fields that are not there, and what cannot be read, are left out.
ViewDefinition read_view(Store const& store, Kind kind, std::string_view text);
/// Whether both show the same; how wide the columns are does not count.
bool same_view(std::vector<Filter> const& filters, ListLayout const& layout, ViewDefinition const& view);

}  // namespace saddlebag::ui
