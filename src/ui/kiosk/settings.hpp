#pragma once
#include <cstdint>
#include <string>

#include "base/money.hpp"

namespace saddlebag::ui {

enum class KioskCard : std::uint8_t { pipeline, targets, leaderboard, funnel, forecast, alerts, count_ };

/// What a person set for the wall, part of the preferences of the device.
struct KioskSettings {
  static constexpr unsigned kAll = (1u << static_cast<unsigned>(KioskCard::count_)) - 1;
  unsigned cards = kAll;   ///< bits by KioskCard
  int seconds = 20;        ///< for each
  Money target;            ///< to win in a quarter; none: what the last quarter brought
  std::string pin;         ///< salt and sealed key, see app/kiosk.cpp; empty: none is asked for
  bool on = false;         ///< the device is a wall until somebody leaves it, however the program is started
  int failures = 0;        ///< wrong PINs in a row
  std::int64_t due = 0;    ///< ms since 1970: no PIN is taken before
  bool operator==(KioskSettings const&) const = default;
};

/// Of the wall that runs.
struct KioskStatus {
  bool on = false;
  bool checking = false;    ///< a PIN
  std::uint32_t pokes = 0;  ///< things that a guest tried past the screen: addresses, files
  double seconds = 0;       ///< for each card, by the address; 0: as set
};

}  // namespace saddlebag::ui
