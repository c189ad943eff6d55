#pragma once
#include "ui/widgets/core.hpp"

namespace saddlebag::ui {

/// Tabs in a row of `room` pixels, of which one is chosen; the arrows go from one to the next. Lives while they are drawn.
class Tabs {
 public:
  Tabs(std::string_view name, float room);
  ~Tabs();
  Tabs(Tabs const&) = delete;
  Tabs& operator=(Tabs const&) = delete;
  /// Whether another one has room, with `reserve` pixels left behind it.
  [[nodiscard]] bool fits(std::string_view name, float reserve = 0) const;
  /// True when it was pressed. `note` says more about it, e.g. that it has changes; such a tab has a dot.
  bool tab(std::string_view name, bool chosen, std::string_view note = {});

 private:
  float next_;    ///< where the next one begins
  float right_;   ///< edge that no tab passes
  bool first_ = true;
};

}  // namespace saddlebag::ui
