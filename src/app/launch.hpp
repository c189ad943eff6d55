#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "app/session.hpp"

namespace saddlebag::app {

/// The address' query, understood. Unknown parameters are left alone.
struct LaunchOptions {
  std::optional<Language> language;
  std::optional<ui::ThemeMode> theme;
  std::optional<std::size_t> demo_customers;  ///< set: demo data, in a database of its own
  std::optional<double> kiosk;                ///< set: a wall from the start; seconds for each card, or 0

  /// Demo data never mixes with a person's own, nor one size of it with another.
  [[nodiscard]] std::string database() const;
};
LaunchOptions read_launch(Launch const& launch);

/// Most customers that a demo makes; more would only test patience.
inline constexpr std::size_t kMostDemoCustomers = 200'000;
inline constexpr std::size_t kDemoCustomers = 400;

}  // namespace saddlebag::app
