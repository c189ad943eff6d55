#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/money.hpp"
#include "locale/keys.hpp"
#include "ui/theme/theme.hpp"

namespace saddlebag::ui {

/// How one list is shown on this device.
struct ListLayout {
  std::vector<std::string> columns;          ///< field names in order; empty: the kind's default
  std::map<std::string, float> widths;       ///< CSS pixels at 100 %
  std::vector<std::pair<std::string, bool>> sort;  ///< field name, descending
  std::string group;                         ///< field name
  bool operator==(ListLayout const&) const = default;
};

/// What a person set on this device. Kept as JSON in the storage's meta area; not synced.
struct Preferences {
  Language language = Language::zh_cn;
  ThemeMode theme = ThemeMode::system;
  float text_scale = 1;
  Currency currency{"CNY"};  ///< of new amounts and of imports that name none
  std::string user;          ///< uuid of the User who works here; empty: not said
  int lock_minutes = 15;     ///< without input, until protected data are locked; 0: never
  std::map<std::string, ListLayout> lists;  ///< by kind name
  bool operator==(Preferences const&) const = default;
};

std::string to_json(Preferences const& preferences);
/// Unknown and broken entries keep their default.
Preferences preferences_from_json(std::string_view json, Preferences defaults);

}  // namespace saddlebag::ui
