#pragma once
#include "ui/charts/chart.hpp"
#include "ui/widgets/internal.hpp"

// What the charts share among themselves.
namespace saddlebag::ui {

/// One chart being drawn: its place, its table in the tree, and the mark that shows its values.
class Chart {
 public:
  /// Takes the place at the cursor; `height` is what the chart needs where none is given.
  Chart(ChartOptions const& options, float height);
  /// Draws the values of the mark that is pointed at, over everything else.
  ~Chart();
  Chart(Chart const&) = delete;
  Chart& operator=(Chart const&) = delete;

  /// A row of the table with its label and its value. True while the mark is pointed at or has the keyboard.
  bool mark(int index, ImRect area, ChartMark const& mark);
  /// The same for a label with a value of each series; the bubble stands at `at`.
  bool marks(int index, ImRect area, ImVec2 at, std::string_view label, std::span<ChartSeries const> series);
  /// 0..1 for a mark, moving to it: what grows does so when it appears.
  float grown(int index, int part, float target) const;

  ImRect box;
  bool visible = false;
  int pressed = -1;
  ImDrawList* list = nullptr;

 private:
  bool hot(int index, ImRect area, std::string_view name);
  void tell_header(std::span<ChartSeries const> series);
  void draw_bubble() const;

  ChartOptions const& options_;
  ImGuiID id_;
  OneStop stop_;
  int shown_ = -1;                        ///< the mark whose bubble is drawn
  ImVec2 shown_at_{};
  ChartMark shown_mark_{};
  std::span<ChartSeries const> shown_series_{};
};

/// Names of series with their colours, in one line; answers its height.
float draw_legend(ImDrawList* list, ImVec2 at, float width, std::span<ChartSeries const> series);
/// A round number not less than `value`, to end an axis with: 1, 2, 2.5, 5 × 10ⁿ.
double round_up(double value);
/// Text that ends at `right`.
void draw_text_left_of(ImDrawList* list, float right, float y, std::string_view text, Type type, ImU32 colour, float max_width = 0);
/// Text with its middle at `x`.
void draw_text_around(ImDrawList* list, float x, float y, std::string_view text, Type type, ImU32 colour, float max_width = 0);

}  // namespace saddlebag::ui
