#include "ui/charts/parts.hpp"
#include "ui/format.hpp"

namespace saddlebag::ui {
namespace {

double largest(std::span<ChartMark const> marks) {
  double most = 0;
  for (ChartMark const& mark : marks) most = std::max(most, mark.value);
  return most > 0 ? most : 1;
}

float part_of(double value, double whole) { return static_cast<float>(std::clamp(value / whole, 0.0, 1.0)); }

/// As wide as the widest of the texts, but no wider than `most`.
template <class Text>
float widest(std::span<ChartMark const> marks, float most, Text const& text) {
  float width = 0;
  for (ChartMark const& mark : marks) width = std::max(width, text(mark));
  return std::min(std::ceil(width), most);
}

float value_width(ChartMark const& mark) {
  float const note = mark.note.empty() ? 0 : space(2) + text_width(mark.note, Type::caption);
  return text_width(mark.text, Type::strong) + note;
}

/// The value and its note, from `x` on.
void draw_value(ImDrawList* list, float x, float top, float height, ChartMark const& mark) {
  float const used = draw_text(list, {x, middle(top, height, Type::strong)}, mark.text, Type::strong, color(Color::text));
  draw_text(list, {x + used + space(2), middle(top, height, Type::caption)}, mark.note, Type::caption, color(Color::text_muted));
}

double sum_at(std::span<ChartSeries const> series, std::size_t label) {
  double sum = 0;
  for (ChartSeries const& each : series) sum += std::max(0.0, each.values[label]);
  return sum;
}

/// One column: its parts on one another, the topmost with round corners.
void draw_stack(Chart const& chart, int index, ImRect column, std::span<ChartSeries const> series, double top, bool hot) {
  float const whole = column.GetHeight();
  double below = 0;
  std::size_t last = series.size();
  for (std::size_t i = 0; i < series.size(); ++i)
    if (series[i].values[static_cast<std::size_t>(index)] > 0) last = i;
  for (std::size_t i = 0; i < series.size(); ++i) {
    double const value = std::max(0.0, series[i].values[static_cast<std::size_t>(index)]);
    if (value <= 0) continue;
    float const from = chart.grown(index, static_cast<int>(i) * 2, part_of(below, top)) * whole;
    below += value;
    float const to = chart.grown(index, static_cast<int>(i) * 2 + 1, part_of(below, top)) * whole;
    float const split = from > 0 ? 1.0f : 0.0f;  // a hairline of the ground between two parts
    ImVec2 const min{column.Min.x, column.Max.y - std::max(to, from + split + 1)}, max{column.Max.x, column.Max.y - from - split};
    float const radius = std::min(column.GetWidth() / 4, space(1));
    chart.list->AddRectFilled(min, max, chart_color(series[i].tone), i == last ? radius : 0, ImDrawFlags_RoundCornersTop);
    if (hot) chart.list->AddRectFilled(min, max, color(Color::text, 0.12f), i == last ? radius : 0, ImDrawFlags_RoundCornersTop);
  }
}

}  // namespace

int bar_chart(ChartOptions const& options, std::span<ChartMark const> marks) {
  float const count = static_cast<float>(std::max<std::size_t>(1, marks.size()));
  Chart chart(options, space(9) * count);
  float const pitch = chart.box.GetHeight() / count, bar = std::min(pitch * 0.62f, space(7));
  float const width = chart.box.GetWidth();
  float const labels = widest(marks, width * 0.34f, [](ChartMark const& m) { return text_width(m.label, Type::body); });
  float const values = widest(marks, width * 0.4f, value_width);
  float const left = chart.box.Min.x + labels + space(3), room = std::max(space(4), chart.box.Max.x - left - values - space(2));
  double const most = largest(marks);
  for (std::size_t i = 0; i < marks.size(); ++i) {
    float const top = std::round(chart.box.Min.y + pitch * static_cast<float>(i));
    int const index = static_cast<int>(i);
    bool const hot = chart.mark(index, ImRect({chart.box.Min.x, top}, {chart.box.Max.x, top + pitch}), marks[i]);
    if (!chart.visible) continue;
    if (hot) chart.list->AddRectFilled({chart.box.Min.x - space(1), top}, {chart.box.Max.x, top + pitch}, color(Color::hover), kRadiusSmall);
    draw_text(chart.list, {chart.box.Min.x, middle(top, pitch, Type::body)}, marks[i].label, Type::body, color(Color::text_muted), labels + 1);
    float const long_ = room * chart.grown(index, 0, part_of(marks[i].value, most));
    float const y = std::round(top + (pitch - bar) / 2);
    float const drawn = std::max(marks[i].value > 0 ? space(1) : 1.0f, long_);
    chart.list->AddRectFilled({left, y}, {left + drawn, y + bar}, chart_color(marks[i].tone), std::min(drawn / 2, space(1)), ImDrawFlags_RoundCornersRight);
    draw_value(chart.list, left + drawn + space(2), top, pitch, marks[i]);
  }
  return chart.pressed;
}

int column_chart(ChartOptions const& options, std::span<std::string_view const> labels, std::span<ChartSeries const> series) {
  Chart chart(options, space(50));
  if (labels.empty() || series.empty()) return -1;
  ImRect plot = chart.box;
  if (series.size() > 1) plot.Min.y += draw_legend(chart.list, plot.Min, plot.GetWidth(), series) + space(1);
  plot.Max.y -= space(6);
  bool const single = series.size() == 1;
  if (single) plot.Min.y += space(5);  // of the values above the columns
  double top = 0;
  for (std::size_t i = 0; i < labels.size(); ++i) top = std::max(top, sum_at(series, i));
  top = single ? std::max(top, 1e-9) : round_up(top);
  float const pitch = plot.GetWidth() / static_cast<float>(labels.size());
  float const wide = std::min(pitch * 0.62f, space(16));
  for (std::size_t i = 0; i < labels.size(); ++i) {
    float const middle_x = plot.Min.x + pitch * (static_cast<float>(i) + 0.5f);
    int const index = static_cast<int>(i);
    float const high = plot.GetHeight() * part_of(sum_at(series, i), top);
    bool const hot = chart.marks(index, ImRect({middle_x - pitch / 2, chart.box.Min.y}, {middle_x + pitch / 2, chart.box.Max.y}), {middle_x, plot.Max.y - high}, labels[i], series);
    if (!chart.visible) continue;
    ImRect const column({std::round(middle_x - wide / 2), plot.Min.y}, {std::round(middle_x + wide / 2), plot.Max.y});
    draw_stack(chart, index, column, series, top, hot);
    float const grown = plot.GetHeight() * chart.grown(index, 63, part_of(sum_at(series, i), top));
    if (single) draw_text_around(chart.list, middle_x, plot.Max.y - grown - space(5), series[0].texts[i], Type::strong, color(Color::text), pitch);
    draw_text_around(chart.list, middle_x, plot.Max.y + space(1.5f), labels[i], Type::caption, color(Color::text_muted), pitch - space(1));
  }
  chart.list->AddRectFilled({plot.Min.x, plot.Max.y}, {plot.Max.x, plot.Max.y + 1}, color(Color::border_strong));
  return chart.pressed;
}

int funnel_chart(ChartOptions const& options, std::span<ChartMark const> steps) {
  float const count = static_cast<float>(std::max<std::size_t>(1, steps.size()));
  Chart chart(options, space(13) * count);
  float const pitch = chart.box.GetHeight() / count, bar = std::round(pitch * 0.66f);
  float const width = chart.box.GetWidth();
  float const labels = widest(steps, width * 0.3f, [](ChartMark const& m) { return text_width(m.label, Type::body); });
  float const values = widest(steps, width * 0.3f, [](ChartMark const& m) { return text_width(m.text, Type::strong); });
  float const from = chart.box.Min.x + labels + space(4), to = std::max(from + space(8), chart.box.Max.x - values - space(4));
  float const center = (from + to) / 2;
  double const most = largest(steps);
  auto const half = [&](std::size_t i) { return std::max(space(0.75f), (to - from) / 2 * chart.grown(static_cast<int>(i), 0, part_of(steps[i].value, most))); };
  for (std::size_t i = 0; i < steps.size(); ++i) {
    float const top = std::round(chart.box.Min.y + pitch * static_cast<float>(i));
    ImRect const area({chart.box.Min.x, top}, {chart.box.Max.x, top + bar});
    bool const hot = chart.mark(static_cast<int>(i), area, steps[i]);
    if (!chart.visible) continue;
    float const wide = half(i);
    ImU32 const fill = chart_color(steps[i].tone);
    if (i + 1 < steps.size()) {  // what passes on: a soft funnel between the two bars
      float const next = half(i + 1), end = std::round(top + pitch);
      ImU32 const soft = (fill & ~IM_COL32_A_MASK) | 36u << IM_COL32_A_SHIFT;
      chart.list->AddQuadFilled({center - wide, top + bar}, {center + wide, top + bar}, {center + next, end}, {center - next, end}, soft);
    }
    chart.list->AddRectFilled({center - wide, top}, {center + wide, top + bar}, fill, std::min(wide, space(1)));
    if (hot) chart.list->AddRectFilled({center - wide, top}, {center + wide, top + bar}, color(Color::text, 0.12f), std::min(wide, space(1)));
    draw_text(chart.list, {chart.box.Min.x, middle(top, bar, Type::body)}, steps[i].label, Type::body, color(hot ? Color::text : Color::text_muted), labels + 1);
    draw_text_left_of(chart.list, chart.box.Max.x, middle(top, bar, Type::strong), steps[i].text, Type::strong, color(Color::text), values + 1);
    if (i > 0 && !steps[i].note.empty() && pitch - bar >= font_size(Type::caption))
      draw_text_around(chart.list, center, middle(top - (pitch - bar), pitch - bar, Type::caption), steps[i].note, Type::caption, color(Color::text_muted));
  }
  return chart.pressed;
}

}  // namespace saddlebag::ui
