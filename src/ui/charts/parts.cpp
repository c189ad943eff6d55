#include "ui/charts/parts.hpp"

#include "ui/format.hpp"
#include "ui/motion.hpp"

namespace saddlebag::ui {
namespace {

constexpr ImU32 rgb(unsigned hex) { return IM_COL32((hex >> 16) & 255, (hex >> 8) & 255, hex & 255, 255); }

struct Fill {
  ImU32 light, dark;
};
/// In the order of Tone.
constexpr Fill kFills[] = {
    {rgb(0x8b8b98), rgb(0x777784)},  // neutral
    {rgb(0x3d8fd1), rgb(0x4f9fe0)},  // info
    {rgb(0x2f9e68), rgb(0x43b57f)},  // good
    {rgb(0xc4811f), rgb(0xd79a3e)},  // warning
    {rgb(0xd9566a), rgb(0xe57080)},  // bad
    {rgb(0x6669e3), rgb(0x7b7ef0)},  // accent
};

constexpr Tone kSeries[] = {Tone::accent, Tone::info, Tone::good, Tone::warning, Tone::bad, Tone::neutral};

ImGuiID row_id(ImGuiID chart, int index, int part) {
  int const place[] = {index, part};
  return ImHashData(place, sizeof place, chart);
}

}  // namespace

ImU32 chart_color(Tone tone) {
  Fill const& fill = kFills[static_cast<std::size_t>(tone)];
  return appearance().dark ? fill.dark : fill.light;
}

Tone series_tone(std::size_t series) { return kSeries[series % std::size(kSeries)]; }

Chart::Chart(ChartOptions const& options, float height) : options_(options), id_(id_of(options.name)), stop_(options.name) {
  ImGuiWindow* const window = ImGui::GetCurrentWindow();
  list = window->DrawList;
  ImVec2 const size{options.width > 0 ? options.width : std::max(1.0f, ImGui::GetContentRegionAvail().x), options.height > 0 ? options.height : height};
  ImVec2 const at = window->DC.CursorPos;
  box = ImRect(at, {at.x + size.x, at.y + size.y});
  ImGui::ItemSize(size);
  a11y::tree().open(id_, to_box(box), {a11y::Role::table, options.name});
  visible = ImGui::ItemAdd(box, 0);
  ImGui::PushID(static_cast<int>(id_));
}

Chart::~Chart() {
  ImGui::PopID();
  a11y::tree().close();
  if (shown_ >= 0 && visible) draw_bubble();
}

bool Chart::hot(int index, ImRect area, std::string_view name) {
  ImGui::PushID(index);
  stop_.row();
  Item const it = item_at("mark", area.Min, area.Max, {options_.pressable ? a11y::Role::button : a11y::Role::cell, name});
  ImGui::PopID();
  if (it.pressed && options_.pressable) pressed = index;
  draw_focus(it);
  bool const is = it.hovered || (it.focused && focus_visible());
  if (is) shown_ = index;
  return is;
}

bool Chart::mark(int index, ImRect area, ChartMark const& mark) {
  a11y::Tree& tree = a11y::tree();
  a11y::Scope const row(row_id(id_, index, 0), {a11y::Role::row, {}}, to_box(area));
  tree.leaf(row_id(id_, index, 1), to_box(area), {a11y::Role::rowheader, mark.label});
  std::string_view const value = mark.note.empty() ? mark.text : keepf("%s · %s", keep_cstr(mark.text), keep_cstr(mark.note));
  if (options_.still) {
    tree.leaf(row_id(id_, index, 2), to_box(area), {a11y::Role::cell, value});
    return false;
  }
  std::string_view const name = keepf("%s: %s", keep_cstr(mark.label), keep_cstr(value));
  if (options_.pressable) tree.open(row_id(id_, index, 2), to_box(area), {a11y::Role::cell, {}});
  bool const is = hot(index, area, name);
  if (options_.pressable) tree.close();
  if (is) shown_mark_ = mark, shown_at_ = {area.GetCenter().x, area.Min.y}, shown_series_ = {};
  return is;
}

void Chart::tell_header(std::span<ChartSeries const> series) {
  a11y::Box const place = to_box(box);
  a11y::Scope const row(row_id(id_, -1, 0), {a11y::Role::row, {}}, place);
  a11y::tree().leaf(row_id(id_, -1, 1), place, {a11y::Role::columnheader, options_.name});
  for (std::size_t i = 0; i < series.size(); ++i)
    a11y::tree().leaf(row_id(id_, -1, static_cast<int>(i) + 2), place, {a11y::Role::columnheader, series[i].name});
}

bool Chart::marks(int index, ImRect area, ImVec2 at, std::string_view label, std::span<ChartSeries const> series) {
  if (index == 0) tell_header(series);
  a11y::Tree& tree = a11y::tree();
  auto const which = static_cast<std::size_t>(index);
  a11y::Scope const row(row_id(id_, index, 0), {a11y::Role::row, {}}, to_box(area));
  tree.leaf(row_id(id_, index, 1), to_box(area), {a11y::Role::rowheader, label});
  std::size_t first = 0;
  bool is = false;
  if (!options_.still) {  // the first cell stands for the row: it says all of it
    std::string_view name = label;
    for (ChartSeries const& each : series) name = keepf("%s, %s: %s", keep_cstr(name), keep_cstr(each.name), keep_cstr(each.texts[which]));
    if (options_.pressable) tree.open(row_id(id_, index, 2), to_box(area), {a11y::Role::cell, {}});
    is = hot(index, area, name);
    if (options_.pressable) tree.close();
    first = 1;
  }
  for (std::size_t i = first; i < series.size(); ++i)
    tree.leaf(row_id(id_, index, static_cast<int>(i) + 2), to_box(area), {a11y::Role::cell, series[i].texts[which]});
  if (is) shown_mark_ = {.label = label, .text = {}}, shown_at_ = at, shown_series_ = series;
  return is;
}

float Chart::grown(int index, int part, float target) const { return animate(row_id(id_, index, 64 + part), target); }

void Chart::draw_bubble() const {
  float const pad = space(2.5f), line = std::round(font_size(Type::body) * 1.45f), dot = space(2);
  float width = text_width(shown_mark_.label, Type::caption);
  std::size_t lines = 1;
  auto const which = static_cast<std::size_t>(shown_);
  if (shown_series_.empty()) {
    float const note = shown_mark_.note.empty() ? 0 : space(2) + text_width(shown_mark_.note, Type::body);
    width = std::max(width, text_width(shown_mark_.text, Type::strong) + note);
    ++lines;
  }
  for (ChartSeries const& each : shown_series_) {
    width = std::max(width, dot + space(6) + text_width(each.name, Type::body) + text_width(each.texts[which], Type::strong));
    ++lines;
  }
  ImVec2 const size{std::ceil(width) + 2 * pad, line * static_cast<float>(lines) + 1.5f * pad};
  ImRect const clip = ImGui::GetCurrentWindow()->ClipRect;
  ImVec2 at{shown_at_.x - size.x / 2, shown_at_.y - size.y - space(1.5f)};
  at.x = std::floor(std::clamp(at.x, clip.Min.x + 4, std::max(clip.Min.x + 4, clip.Max.x - size.x - 4)));
  if (at.y < clip.Min.y + 4) at.y = shown_at_.y + space(8);
  at.y = std::floor(at.y);
  ImVec2 const end{at.x + size.x, at.y + size.y};
  draw_shadow(list, at, end, kRadiusSmall);
  list->AddRectFilled(at, end, color(Color::raised), kRadiusSmall);
  list->AddRect(at, end, color(Color::border), kRadiusSmall);
  float y = at.y + pad * 0.75f;
  draw_text(list, {at.x + pad, y}, shown_mark_.label, Type::caption, color(Color::text_muted), size.x - 2 * pad + 1);
  y += line;
  if (shown_series_.empty()) {
    float const used = draw_text(list, {at.x + pad, y}, shown_mark_.text, Type::strong, color(Color::text));
    draw_text(list, {at.x + pad + used + space(2), y}, shown_mark_.note, Type::body, color(Color::text_muted));
  }
  for (ChartSeries const& each : shown_series_) {
    list->AddCircleFilled({at.x + pad + dot / 2, y + line * 0.4f}, dot / 2, chart_color(each.tone));
    draw_text(list, {at.x + pad + dot + space(2), y}, each.name, Type::body, color(Color::text_muted));
    draw_text_left_of(list, end.x - pad, y, each.texts[which], Type::strong, color(Color::text));
    y += line;
  }
}

float draw_legend(ImDrawList* list, ImVec2 at, float width, std::span<ChartSeries const> series) {
  float const dot = space(2), height = space(6);
  float x = at.x;
  for (ChartSeries const& each : series) {
    float const room = at.x + width - x - dot - space(1.5f);
    if (room < space(4)) break;
    list->AddCircleFilled({x + dot / 2, at.y + height / 2}, dot / 2, chart_color(each.tone));
    x += dot + space(1.5f);
    x += draw_text(list, {x, middle(at.y, height, Type::caption)}, each.name, Type::caption, color(Color::text_muted), room) + space(4);
  }
  return height;
}

double round_up(double value) {
  if (!(value > 0)) return 1;
  double const power = std::pow(10.0, std::floor(std::log10(value)));
  for (double const step : {1.0, 2.0, 2.5, 5.0})
    if (value <= step * power * (1 + 1e-9)) return step * power;
  return 10 * power;
}

void draw_text_left_of(ImDrawList* list, float right, float y, std::string_view text, Type type, ImU32 colour, float max_width) {
  float width = text_width(text, type);
  if (max_width > 0) width = std::min(width, max_width);
  draw_text(list, {std::floor(right - width), y}, text, type, colour, max_width > 0 ? std::ceil(width) : 0);
}

void draw_text_around(ImDrawList* list, float x, float y, std::string_view text, Type type, ImU32 colour, float max_width) {
  float width = text_width(text, type);
  if (max_width > 0) width = std::min(width, max_width);
  draw_text(list, {std::floor(x - width / 2), y}, text, type, colour, max_width > 0 ? std::ceil(width) : 0);
}

}  // namespace saddlebag::ui
