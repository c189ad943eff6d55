#pragma once
#include "base/json.hpp"
#include "ui/preferences.hpp"

namespace saddlebag::ui {

/// How a list is laid out, as the preferences and saved views keep it.
nlohmann::json layout_to_json(ListLayout const& layout);
/// What is broken keeps its default.
ListLayout layout_from_json(nlohmann::json const& json);

/// The number where it is one in range, else nothing.
bool read_number(nlohmann::json const& json, float least, float most, float& into);
/// The text of a member where it is one, else nothing.
void read_text(nlohmann::json const& json, char const* key, std::string& into);

}  // namespace saddlebag::ui
