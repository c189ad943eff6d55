#include <numbers>

#include "ui/charts/parts.hpp"
#include "ui/format.hpp"
#include "ui/motion.hpp"

namespace saddlebag::ui {
namespace {

constexpr float kTop = -std::numbers::pi_v<float> / 2, kAround = 2 * std::numbers::pi_v<float>;

struct Ring {
  ImVec2 center;
  float radius, thickness;  ///< the radius of the middle of the stroke
};

Ring ring_in(ImRect const& box) {
  float const outer = std::floor(std::min(box.GetWidth(), box.GetHeight()) / 2);
  float const thickness = std::round(outer * 0.26f);
  return {box.GetCenter(), outer - thickness / 2, thickness};
}

void draw_arc(ImDrawList* list, Ring const& ring, float from, float to, ImU32 colour) {
  if (to <= from) return;
  list->PathArcTo(ring.center, ring.radius, kTop + from * kAround, kTop + to * kAround);
  list->PathStroke(colour, 0, ring.thickness);
}

/// The two texts inside of the ring.
void draw_inside(ImDrawList* list, Ring const& ring, std::string_view middle_text, std::string_view below) {
  float const room = (ring.radius - ring.thickness / 2) * 1.7f;
  Type type = Type::display;
  if (text_width(middle_text, type) > room || ring.radius < space(20)) type = Type::heading;
  if (text_width(middle_text, type) > room) type = Type::strong;
  float const high = font_size(type) + (below.empty() ? 0 : space(1.5f) + font_size(Type::caption));
  float const y = std::floor(ring.center.y - high / 2);
  draw_text_around(list, ring.center.x, y, middle_text, type, color(Color::text), room);
  draw_text_around(list, ring.center.x, y + font_size(type) + space(1.5f), below, Type::caption, color(Color::text_muted), room);
}

/// The sector that the pointer is over, else -1.
int pointed_at(Ring const& ring, std::span<ChartMark const> sectors, double whole) {
  ImVec2 const mouse = ImGui::GetIO().MousePos;
  float const dx = mouse.x - ring.center.x, dy = mouse.y - ring.center.y;
  if (std::abs(std::hypot(dx, dy) - ring.radius) > ring.thickness / 2 || !ImGui::IsWindowHovered()) return -1;
  float turn = (std::atan2(dy, dx) - kTop) / kAround;
  if (turn < 0) turn += 1;
  double end = 0;
  for (std::size_t i = 0; i < sectors.size(); ++i) {
    end += std::max(0.0, sectors[i].value) / whole;
    if (turn <= static_cast<float>(end)) return static_cast<int>(i);
  }
  return -1;
}

void draw_line(Chart const& chart, ImRect const& line, ChartMark const& sector, bool hot) {
  float const dot = space(2.5f), high = line.GetHeight();
  if (hot) chart.list->AddRectFilled(line.Min, line.Max, color(Color::hover), kRadiusSmall);
  chart.list->AddCircleFilled({line.Min.x + space(1) + dot / 2, line.GetCenter().y}, dot / 2, chart_color(sector.tone));
  float const right = line.Max.x - space(1);
  float const note = sector.note.empty() ? 0 : std::ceil(text_width(sector.note, Type::caption)) + space(2);
  float const value = std::ceil(text_width(sector.text, Type::strong));
  draw_text_left_of(chart.list, right, middle(line.Min.y, high, Type::caption), sector.note, Type::caption, color(Color::text_muted));
  draw_text_left_of(chart.list, right - note, middle(line.Min.y, high, Type::strong), sector.text, Type::strong, color(Color::text));
  float const x = line.Min.x + space(3) + dot;
  draw_text(chart.list, {x, middle(line.Min.y, high, Type::body)}, sector.label, Type::body, color(Color::text_muted), std::max(1.0f, right - note - value - space(3) - x));
}

}  // namespace

int donut_chart(ChartOptions const& options, std::span<ChartMark const> sectors, std::string_view middle_text, std::string_view below) {
  float const pitch = space(8), lines = pitch * static_cast<float>(sectors.size());
  float const wide = options.width > 0 ? options.width : ImGui::GetContentRegionAvail().x;
  bool const beside = wide > space(90);
  float const side = options.height > 0 ? std::min(beside ? options.height : options.height - lines - space(4), wide * (beside ? 0.45f : 1)) : std::min(space(44), wide);
  Chart chart(options, beside ? std::max(side, lines) : side + space(4) + lines);
  float const ring_top = beside ? std::round(chart.box.GetCenter().y - side / 2) : chart.box.Min.y;
  float const ring_left = beside ? chart.box.Min.x : std::round(chart.box.GetCenter().x - side / 2);
  Ring const ring = ring_in(ImRect({ring_left, ring_top}, {ring_left + side, ring_top + side}));
  float const left = beside ? chart.box.Min.x + side + space(6) : chart.box.Min.x;
  float const top = beside ? std::round(chart.box.GetCenter().y - lines / 2) : chart.box.Min.y + side + space(4);
  double whole = 0;
  for (ChartMark const& sector : sectors) whole += std::max(0.0, sector.value);
  int const pointed = options.still || whole <= 0 ? -1 : pointed_at(ring, sectors, whole);
  if (chart.visible) draw_arc(chart.list, ring, 0, 1, color(Color::neutral_soft));
  float from = 0;
  for (std::size_t i = 0; i < sectors.size(); ++i) {
    int const index = static_cast<int>(i);
    ImRect const line({left, top + pitch * static_cast<float>(i)}, {chart.box.Max.x, top + pitch * static_cast<float>(i + 1)});
    bool const hot = chart.mark(index, line, sectors[i]) || index == pointed;
    if (!chart.visible) continue;
    float const part = whole > 0 ? chart.grown(index, 0, static_cast<float>(std::max(0.0, sectors[i].value) / whole)) : 0;
    float const split = sectors.size() > 1 ? 1.5f / (ring.radius * kAround) : 0;
    Ring drawn = ring;
    if (hot) drawn.thickness += space(1.5f);
    draw_arc(chart.list, drawn, from + split, from + part - split, chart_color(sectors[i].tone));
    from += part;
    draw_line(chart, line, sectors[i], hot);
  }
  if (chart.visible) draw_inside(chart.list, ring, middle_text, below);
  if (options.pressable && pointed >= 0 && ImGui::IsMouseReleased(0)) return pointed;
  return chart.pressed;
}

void ring_chart(ChartOptions const& options, double fraction, std::string_view middle_text, std::string_view below, Tone tone) {
  ImGuiWindow* const window = ImGui::GetCurrentWindow();
  if (window->SkipItems) return;
  float const side = options.height > 0 ? options.height : space(36);
  float const wide = options.width > 0 ? options.width : side;
  ImVec2 const at = window->DC.CursorPos;
  ImRect const box(at, {at.x + wide, at.y + side});
  ImGuiID const id = id_of(options.name);
  ImGui::ItemSize(box);
  tell(id, box, {a11y::Role::progressbar, options.name, middle_text, 0, below});
  if (!ImGui::ItemAdd(box, 0)) return;
  Ring const ring = ring_in(box);
  draw_arc(window->DrawList, ring, 0, 1, color(Color::neutral_soft));
  draw_arc(window->DrawList, ring, 0, animate(id, static_cast<float>(std::clamp(fraction, 0.0, 1.0))), chart_color(tone));
  draw_inside(window->DrawList, ring, middle_text, below);
}

}  // namespace saddlebag::ui
