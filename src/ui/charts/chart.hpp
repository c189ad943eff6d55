#pragma once
#include <functional>
#include <span>
#include <string_view>

#include "ui/widgets/core.hpp"

// Charts drawn on ImGui's lists. They take numbers with the texts that a person reads, format nothing and know no record.
// Each is a table in the accessibility tree, with a row for every mark; by mouse, finger or keyboard a mark shows its values.
namespace saddlebag::ui {

/// The fill of a mark: stronger than a badge's ground, calmer than text, 3:1 against every ground.
ImU32 chart_color(Tone tone);
/// The tone of the nth of several series or sectors that mean nothing good or bad.
Tone series_tone(std::size_t series);

/// One bar, sector or step.
struct ChartMark {
  std::string_view label;
  double value = 0;
  std::string_view text;       ///< the value as it is read
  std::string_view note = {};  ///< more of it, shown fainter: a count, a share, what passed on from the step before
  Tone tone = Tone::accent;
};

/// One of several values at each label; `values` and `texts` are as many as the labels.
struct ChartSeries {
  std::string_view name;
  std::span<double const> values;
  std::span<std::string_view const> texts;
  Tone tone = Tone::accent;
};

struct ChartOptions {
  std::string_view name;       ///< of the table; not drawn
  float width = 0, height = 0; ///< 0: the rest of the row, and what the chart needs
  bool still = false;          ///< only to look at: takes neither pointer nor keyboard
  bool pressable = false;      ///< its marks are buttons
};

// Each answers the index of the mark that was pressed, else -1.

/// Bars lying one below the other, labels before and values behind them.
int bar_chart(ChartOptions const& options, std::span<ChartMark const> marks);
/// Standing columns, one for each label; several series stand on one another, with a legend above. Values below zero count as zero.
int column_chart(ChartOptions const& options, std::span<std::string_view const> labels, std::span<ChartSeries const> series);
/// Steps that narrow, centred, with what passed on between them (`note`).
int funnel_chart(ChartOptions const& options, std::span<ChartMark const> steps);
/// A ring of sectors with its legend beside it, or below where it is narrow; two texts stand in the middle.
int donut_chart(ChartOptions const& options, std::span<ChartMark const> sectors, std::string_view middle, std::string_view below);

/// How numbers are written at an axis; the text must live for the frame.
using AxisText = std::function<std::string_view(double)>;
struct LineOptions {
  std::span<double const> low = {}, high = {};  ///< a band around the first series, as many as labels
  AxisText axis = {};                           ///< none: the axis has no numbers
};
/// Lines over common labels. Values that are not numbers (NaN) are gaps.
int line_chart(ChartOptions const& options, std::span<std::string_view const> labels, std::span<ChartSeries const> series, LineOptions const& more = {});

/// A part of a whole as a ring, its texts in the middle; more than the whole is a full ring. Told as a progress bar.
void ring_chart(ChartOptions const& options, double fraction, std::string_view middle, std::string_view below, Tone tone = Tone::accent);
/// A small line in a box, without labels: `name` and `text` say what it shows. An image to the tree.
void draw_sparkline(ImDrawList* list, ImVec2 min, ImVec2 max, std::span<double const> values, Tone tone = Tone::accent);
void sparkline(std::string_view name, std::string_view text, std::span<double const> values, ImVec2 size, Tone tone = Tone::accent);

}  // namespace saddlebag::ui
