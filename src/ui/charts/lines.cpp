#include "ui/charts/parts.hpp"
#include "ui/format.hpp"

namespace saddlebag::ui {
namespace {

struct Range {
  double low = 0, high = 1;
};

/// From zero, or from what lies below it, to a round number above everything.
Range range_of(std::span<ChartSeries const> series, LineOptions const& more) {
  double low = 0, high = 0;
  auto const take = [&](double value) {
    if (!std::isfinite(value)) return;
    low = std::min(low, value);
    high = std::max(high, value);
  };
  for (ChartSeries const& each : series)
    for (double const value : each.values) take(value);
  for (double const value : more.high) take(value);
  for (double const value : more.low) take(value);
  Range range{low < 0 ? -round_up(-low) : 0, high > 0 ? round_up(high) : 0};
  if (range.high <= range.low) range.high = range.low + 1;
  return range;
}

/// Where numbers lie in the plot.
struct Plot {
  ImRect box;
  Range range;
  std::size_t count;
  [[nodiscard]] float x(std::size_t i) const {
    return count < 2 ? box.GetCenter().x : box.Min.x + box.GetWidth() * static_cast<float>(i) / static_cast<float>(count - 1);
  }
  [[nodiscard]] float y(double value) const {
    return box.Max.y - box.GetHeight() * static_cast<float>((value - range.low) / (range.high - range.low));
  }
};

/// The area between two lines, without the seams that smooth edges would leave between its pieces.
template <class Low, class High>
void fill_between(ImDrawList* list, std::size_t count, Low const& low, High const& high, ImU32 fill) {
  ImDrawListFlags const flags = list->Flags;
  list->Flags &= ~ImDrawListFlags_AntiAliasedFill;
  for (std::size_t i = 0; i + 1 < count; ++i) {
    ImVec2 const a = high(i), b = high(i + 1), c = low(i + 1), d = low(i);
    if (std::isfinite(a.y) && std::isfinite(b.y) && std::isfinite(c.y) && std::isfinite(d.y)) list->AddQuadFilled(a, b, c, d, fill);
  }
  list->Flags = flags;
}

void draw_axis(ImDrawList* list, Plot const& plot, float left, AxisText const& axis) {
  constexpr int kSteps = 4;
  for (int i = 0; i <= kSteps; ++i) {
    double const value = plot.range.low + (plot.range.high - plot.range.low) * i / kSteps;
    float const y = std::round(plot.y(value));
    list->AddRectFilled({plot.box.Min.x, y}, {plot.box.Max.x, y + 1}, color(i == 0 ? Color::border_strong : Color::border));
    if (axis) draw_text_left_of(list, plot.box.Min.x - space(2), y - font_size(Type::caption) / 2, axis(value), Type::caption, color(Color::text_faint), plot.box.Min.x - left - space(2));
  }
}

float axis_width(Range const& range, AxisText const& axis) {
  if (!axis) return 0;
  float width = 0;
  for (int i = 0; i <= 4; ++i) width = std::max(width, text_width(axis(range.low + (range.high - range.low) * i / 4), Type::caption));
  return std::ceil(width) + space(2);
}

void draw_line(ImDrawList* list, Plot const& plot, std::span<double const> values, ImU32 colour, float thickness) {
  list->PathClear();
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (std::isfinite(values[i])) list->PathLineTo({plot.x(i), plot.y(values[i])});
    else list->PathStroke(colour, 0, thickness);
  }
  list->PathStroke(colour, 0, thickness);
}

void draw_lines(ImDrawList* list, Plot const& plot, std::span<ChartSeries const> series, LineOptions const& more) {
  ImU32 const first = chart_color(series[0].tone) & ~IM_COL32_A_MASK;
  std::size_t const banded = std::min(more.low.size(), more.high.size());
  if (banded > 0) {
    fill_between(list, banded, [&](std::size_t i) { return ImVec2(plot.x(i), plot.y(more.low[i])); },
                 [&](std::size_t i) { return ImVec2(plot.x(i), plot.y(more.high[i])); }, first | 40u << IM_COL32_A_SHIFT);
  } else if (series.size() == 1) {
    fill_between(list, plot.count, [&](std::size_t i) { return ImVec2(plot.x(i), plot.y(std::max(0.0, plot.range.low))); },
                 [&](std::size_t i) { return ImVec2(plot.x(i), plot.y(series[0].values[i])); }, first | 28u << IM_COL32_A_SHIFT);
  }
  for (std::size_t i = series.size(); i-- > 0;) draw_line(list, plot, series[i].values, chart_color(series[i].tone), space(0.5f));
}

/// Labels that fit without touching: every one, every second, …
void draw_labels(ImDrawList* list, Plot const& plot, std::span<std::string_view const> labels, ImRect const& all) {
  float widest = 0;
  for (std::string_view const label : labels) widest = std::max(widest, text_width(label, Type::caption));
  float const pitch = labels.size() < 2 ? plot.box.GetWidth() : plot.box.GetWidth() / static_cast<float>(labels.size() - 1);
  std::size_t const step = std::max<std::size_t>(1, static_cast<std::size_t>(std::ceil((widest + space(2)) / std::max(1.0f, pitch))));
  for (std::size_t i = 0; i < labels.size(); i += step) {
    float const wide = text_width(labels[i], Type::caption);
    float const x = std::clamp(plot.x(i) - wide / 2, all.Min.x, std::max(all.Min.x, all.Max.x - wide));
    draw_text(list, {std::floor(x), plot.box.Max.y + space(1.5f)}, labels[i], Type::caption, color(Color::text_muted));
  }
}

}  // namespace

int line_chart(ChartOptions const& options, std::span<std::string_view const> labels, std::span<ChartSeries const> series, LineOptions const& more) {
  Chart chart(options, space(50));
  if (labels.empty() || series.empty()) return -1;
  Plot plot{chart.box, range_of(series, more), labels.size()};
  if (series.size() > 1) plot.box.Min.y += draw_legend(chart.list, plot.box.Min, plot.box.GetWidth(), series) + space(1);
  plot.box.Min.y += space(2);
  plot.box.Max.y -= space(6);
  plot.box.Min.x += axis_width(plot.range, more.axis);
  plot.box.Max.x -= space(2);
  if (chart.visible) {
    draw_axis(chart.list, plot, chart.box.Min.x, more.axis);
    draw_lines(chart.list, plot, series, more);
    draw_labels(chart.list, plot, labels, chart.box);
  }
  float const pitch = labels.size() < 2 ? plot.box.GetWidth() : plot.box.GetWidth() / static_cast<float>(labels.size() - 1);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    float const x = plot.x(i);
    double const value = series[0].values[i];
    ImRect const area({std::max(chart.box.Min.x, x - pitch / 2), plot.box.Min.y}, {std::min(chart.box.Max.x, x + pitch / 2), plot.box.Max.y});
    bool const hot = chart.marks(static_cast<int>(i), area, {x, std::isfinite(value) ? plot.y(value) : plot.box.Min.y}, labels[i], series);
    bool const last = i + 1 == labels.size();
    if (!chart.visible || !(hot || last)) continue;
    if (hot) chart.list->AddRectFilled({std::round(x), plot.box.Min.y}, {std::round(x) + 1, plot.box.Max.y}, color(Color::border_strong));
    for (ChartSeries const& each : series) {
      if (!std::isfinite(each.values[i])) continue;
      chart.list->AddCircleFilled({x, plot.y(each.values[i])}, space(1.5f), color(Color::surface));
      chart.list->AddCircleFilled({x, plot.y(each.values[i])}, space(1), chart_color(each.tone));
    }
  }
  return chart.pressed;
}

void draw_sparkline(ImDrawList* list, ImVec2 min, ImVec2 max, std::span<double const> values, Tone tone) {
  if (values.empty()) return;
  auto const [low, high] = std::minmax_element(values.begin(), values.end());
  double const least = *low;
  double const spread = *high - *low;
  float const dot = space(0.75f);
  Plot plot{ImRect({min.x + dot, min.y + dot}, {max.x - dot, max.y - dot}), {least, spread > 0 ? *high : least + 1}, values.size()};
  if (spread <= 0) plot.range.low -= 1;  // a flat line runs through the middle
  ImU32 const colour = chart_color(tone);
  fill_between(list, values.size(), [&](std::size_t i) { return ImVec2(plot.x(i), max.y); },
               [&](std::size_t i) { return ImVec2(plot.x(i), plot.y(values[i])); }, (colour & ~IM_COL32_A_MASK) | 28u << IM_COL32_A_SHIFT);
  draw_line(list, plot, values, colour, std::max(1.5f, space(0.4f)));
  list->AddCircleFilled({plot.x(values.size() - 1), plot.y(values.back())}, dot, colour);
}

void sparkline(std::string_view name, std::string_view text, std::span<double const> values, ImVec2 size, Tone tone) {
  ImGuiWindow* const window = ImGui::GetCurrentWindow();
  if (window->SkipItems) return;
  ImVec2 const at{window->DC.CursorPos.x, window->DC.CursorPos.y + center_in_row(size.y)};
  ImRect const box(at, {at.x + size.x, at.y + size.y});
  ImGui::ItemSize(ImVec2(size.x, box.Max.y - window->DC.CursorPos.y));
  tell(place_id(name), box, {a11y::Role::img, text.empty() ? name : keepf("%s: %s", keep_cstr(name), keep_cstr(text))});
  if (ImGui::ItemAdd(box, 0)) draw_sparkline(window->DrawList, box.Min, box.Max, values, tone);
}

}  // namespace saddlebag::ui
