#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "base/money.hpp"
#include "locale/keys.hpp"
#include "ui/kiosk/settings.hpp"
#include "ui/route.hpp"
#include "ui/theme/theme.hpp"

namespace saddlebag::ui {

/// How one list is shown on this device.
struct ListLayout {
  std::vector<std::string> columns;          ///< field names in order; empty: the kind's default
  std::map<std::string, float> widths;       ///< CSS pixels at 100 %
  std::vector<std::pair<std::string, bool>> sort;  ///< field name, descending
  std::string group;                         ///< field name
  int frozen = 1;                            ///< columns that stay while the others scroll
  bool operator==(ListLayout const&) const = default;
};

/// How the pipeline is shown on this device.
struct PipelineLayout {
  DealView view = DealView::board;
  std::string group;    ///< what the columns of the board stand for (board.hpp); empty: stages
  bool dense = false;   ///< small cards
  bool ended = true;    ///< columns of won and lost deals on the board of stages
  bool closed = false;  ///< deals that have ended, in all other views
  int span = 1;         ///< of the timeline: a month, a quarter, a year
  bool operator==(PipelineLayout const&) const = default;
};

/// A record that this device remembers.
struct Remembered {
  std::string kind;  ///< its name
  Uuid record;
  bool operator==(Remembered const&) const = default;
};

/// What a person set on this device. Kept as JSON in the storage's meta area; not synced.
struct Preferences {
  Language language = Language::zh_cn;
  ThemeMode theme = ThemeMode::system;
  float text_scale = 1;
  Currency currency{"CNY"};  ///< of new amounts and of imports that name none
  std::string user;          ///< uuid of the User who works here; empty: not said
  int lock_minutes = 15;     ///< without input, until protected data are locked; 0: never
  bool tour_seen = false;    ///< or not wanted
  bool everyones_day = false;  ///< Today shows what all have to do
  std::map<std::string, ListLayout> lists;  ///< by kind name
  PipelineLayout pipeline;
  std::vector<Remembered> recent;           ///< opened lately, the last one first
  std::vector<Remembered> favourites;       ///< marked with a star, in that order
  KioskSettings kiosk;
  bool operator==(Preferences const&) const = default;
};

std::string to_json(Preferences const& preferences);
/// Unknown and broken entries keep their default.
Preferences preferences_from_json(std::string_view json, Preferences defaults);

}  // namespace saddlebag::ui
