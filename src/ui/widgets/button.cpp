#include <imgui_internal.h>

#include "ui/motion.hpp"
#include "ui/widgets/internal.hpp"
#include "ui/widgets/overlay.hpp"

namespace saddlebag::ui {
namespace {

struct ButtonColors {
  ImU32 fill, hovered, text, border;
};
ButtonColors colors_of(ButtonStyle style) {
  switch (style) {
    case ButtonStyle::primary: return {color(Color::accent), color(Color::accent_hover), color(Color::text_on_accent), 0};
    case ButtonStyle::danger: return {color(Color::bad_soft), color(Color::bad_soft), color(Color::bad), color(Color::bad, 0.35f)};
    case ButtonStyle::ghost: return {0, color(Color::hover), color(Color::text_muted), 0};
    case ButtonStyle::secondary: break;
  }
  return {color(Color::surface), color(Color::hover), color(Color::text), color(Color::border_strong)};
}

float icon_size() { return space(4); }
float padding_of() { return space(3); }

void draw_button_ground(Item const& item, ButtonColors const& colors, ButtonOptions const& options) {
  ImDrawList* const list = ImGui::GetWindowDrawList();
  float const opacity = options.enabled ? 1 : 0.5f;
  auto const fade = [opacity](ImU32 c) {
    return (c & ~IM_COL32_A_MASK) | static_cast<ImU32>(static_cast<float>(c >> IM_COL32_A_SHIFT) * opacity) << IM_COL32_A_SHIFT;
  };
  if (colors.fill != 0) list->AddRectFilled(item.min, item.max, fade(colors.fill), kRadiusSmall);
  float const strength = animate(item.id, item.hovered || item.held || (options.states & (a11y::kExpanded | a11y::kPressed)) != 0 ? 1.0f : 0.0f);
  if (strength > 0) {
    ImU32 const over = item.held && colors.fill == 0 ? color(Color::pressed) : colors.hovered;
    list->AddRectFilled(item.min, item.max, (over & ~IM_COL32_A_MASK) | static_cast<ImU32>(255 * strength) << IM_COL32_A_SHIFT, kRadiusSmall);
  }
  if (colors.border != 0) list->AddRect(item.min, item.max, fade(colors.border), kRadiusSmall);
}

ImU32 ink(ButtonColors const& colors, bool enabled) {
  return enabled ? colors.text : (colors.text & ~IM_COL32_A_MASK) | 110u << IM_COL32_A_SHIFT;
}

}  // namespace

float button_width(std::string_view name, bool with_icon) {
  return std::ceil(text_width(name, Type::strong)) + padding_of() * 2 + (with_icon ? icon_size() + space(1.5f) : 0);
}

bool button(std::string_view name, ButtonOptions const& options) {
  bool const with_icon = options.icon != Icon::none;
  float const shortcut = options.shortcut.empty() ? 0 : std::ceil(text_width(options.shortcut, Type::caption)) + space(2);
  float const content = button_width(name, with_icon) + shortcut;
  a11y::Says says{a11y::Role::button, name};
  says.states = options.states;
  says.note = options.shortcut;
  Item const it = item(name, {options.width > 0 ? options.width : content, control_height()}, says, options.enabled);
  if (!it.visible) return false;
  ButtonColors const colors = colors_of(options.style);
  draw_button_ground(it, colors, options);
  ImDrawList* const list = ImGui::GetWindowDrawList();
  float const height = it.max.y - it.min.y, width = it.max.x - it.min.x;
  float x = it.min.x + padding_of() + std::max(0.0f, std::floor((width - content) / 2));
  ImU32 const colour = ink(colors, options.enabled);
  if (with_icon) {
    draw_icon(list, {x, it.min.y + std::floor((height - icon_size()) / 2)}, options.icon, icon_size(), colour);
    x += icon_size() + space(1.5f);
  }
  float const room = it.max.x - padding_of() - shortcut - x;
  x += draw_text(list, {x, middle(it.min.y, height, Type::strong)}, name, Type::strong, colour, std::max(1.0f, std::ceil(room)));
  if (shortcut > 0) draw_text(list, {x + space(2), middle(it.min.y, height, Type::caption)}, options.shortcut, Type::caption, color(Color::text_faint));
  draw_focus(it);
  return it.pressed;
}

bool icon_button(Icon icon, std::string_view name, ButtonOptions const& options) {
  a11y::Says says{a11y::Role::button, name};
  says.states = options.states;
  says.note = options.shortcut;
  float const side = control_height();
  Item const it = item(name, {options.width > 0 ? options.width : side, side}, says, options.enabled);
  if (!it.visible) return false;
  ButtonColors const colors = colors_of(options.style);
  draw_button_ground(it, colors, options);
  float const size = space(4.5f);
  draw_icon(ImGui::GetWindowDrawList(), {(it.min.x + it.max.x - size) / 2, (it.min.y + it.max.y - size) / 2}, icon, size,
            options.ink == Color::count_ ? ink(colors, options.enabled) : color(options.ink));
  draw_focus(it);
  tooltip(name);
  return it.pressed;
}

bool link(std::string_view name, Type type) {
  float const height = std::round(font_size(type) * 1.3f);
  float const room = free_width();
  float width = std::ceil(text_width(name, type));
  if (room > 0) width = std::min(width, room);
  Item const it = item(name, {width, height}, {a11y::Role::link, name});
  if (!it.visible) return false;
  ImDrawList* const list = ImGui::GetWindowDrawList();
  ImU32 const colour = color(Color::accent_text);
  draw_text(list, {it.min.x, middle(it.min.y, height, type)}, name, type, colour, width);
  if (it.hovered) {
    list->AddRectFilled({it.min.x, it.max.y - 1}, {it.max.x, it.max.y}, colour);
    ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  }
  draw_focus(it, 3);
  return it.pressed;
}

namespace {

/// A mark and a name behind it, both of which react.
Item labelled(std::string_view name, float mark_width, a11y::Role role, bool on, bool show_name = true) {
  a11y::Says says{role, name};
  says.states = on ? a11y::kChecked : a11y::kUnchecked;
  float const width = mark_width + (name.empty() || !show_name ? 0 : space(2) + std::ceil(text_width(name, Type::body)));
  Item const it = item(name, {width, control_height()}, says);
  if (it.visible && show_name) {
    float const height = it.max.y - it.min.y;
    draw_text(ImGui::GetWindowDrawList(), {it.min.x + mark_width + space(2), middle(it.min.y, height, Type::body)}, name, Type::body, color(Color::text));
  }
  return it;
}

}  // namespace

void draw_check(ImDrawList* list, ImVec2 at, float side, float on, bool hovered) {
  ImVec2 const to{at.x + side, at.y + side};
  list->AddRectFilled(at, to, color(Color::surface), 4);
  list->AddRect(at, to, color(hovered ? Color::text_faint : Color::border_strong), 4);
  if (on <= 0) return;
  list->AddRectFilled(at, to, color(Color::accent, on), 4);
  draw_icon(list, {at.x + 1, at.y + 1}, Icon::check, side - 2, color(Color::text_on_accent, on));
}

bool checkbox(std::string_view name, bool& checked, bool show_name) {
  float const side = space(4.5f);
  Item const it = labelled(name, side, a11y::Role::checkbox, checked, show_name);
  if (it.pressed) checked = !checked;
  if (!it.visible) return it.pressed;
  draw_check(ImGui::GetWindowDrawList(), {it.min.x, std::floor((it.min.y + it.max.y - side) / 2)}, side, animate(it.id, checked ? 1 : 0), it.hovered);
  draw_focus(it);
  return it.pressed;
}

bool switch_toggle(std::string_view name, bool& on) {
  float const width = space(8), height = space(4.5f);
  Item const it = labelled(name, width, a11y::Role::switch_, on);
  if (it.pressed) on = !on;
  if (!it.visible) return it.pressed;
  ImDrawList* const list = ImGui::GetWindowDrawList();
  float const t = animate(it.id, on ? 1 : 0);
  ImVec2 const at{it.min.x, std::floor((it.min.y + it.max.y - height) / 2)};
  ImVec2 const to{at.x + width, at.y + height};
  list->AddRectFilled(at, to, color(Color::border_strong), height / 2);
  if (t > 0) list->AddRectFilled(at, to, color(Color::accent, t), height / 2);
  float const radius = height / 2 - 2;
  list->AddCircleFilled({at.x + height / 2 + t * (width - height), at.y + height / 2}, radius, color(Color::text_on_accent));
  draw_focus(it, height / 2);
  return it.pressed;
}

namespace {

/// How the choices of a segmented control lie: side by side, or in lines where a phone or large text leaves no room.
struct Segments {
  float around, width = 0;
  int lines = 1;

  Segments(std::initializer_list<std::string_view> choices, float room) {
    float texts = 4;
    for (std::string_view const choice : choices) texts += std::ceil(text_width(choice, Type::body));
    // On a phone the choices stand closer, rather than over the edge.
    around = std::clamp(std::floor((room - texts) / static_cast<float>(choices.size())), space(2), space(6));
    float x = 0;
    for (std::string_view const choice : choices) {
      if (wraps(x, choice, room)) ++lines;
      x += of(choice);
      width = std::max(width, x + 4);
    }
  }
  [[nodiscard]] float of(std::string_view choice) const { return std::ceil(text_width(choice, Type::body)) + around; }
  /// Whether this one begins a line; then `x` is its start.
  bool wraps(float& x, std::string_view choice, float room) const {
    if (x == 0 || x + of(choice) + 4 <= room) return false;
    x = 0;
    return true;
  }
};

Item segment(std::string_view choice, ImVec2 min, ImVec2 max, bool on, float around) {
  a11y::Says says{a11y::Role::radio, choice};
  says.states = on ? a11y::kChecked : a11y::kUnchecked;
  Item const it = item_at(choice, min, max, says);
  if (!it.visible) return it;
  ImDrawList* const list = ImGui::GetWindowDrawList();
  if (on) {
    list->AddRectFilled(it.min, it.max, color(appearance().dark ? Color::pressed : Color::raised), kRadiusSmall - 1);
    list->AddRect(it.min, it.max, color(Color::border_strong), kRadiusSmall - 1);
  }
  draw_text(list, {min.x + around / 2, middle(min.y, max.y - min.y, Type::body)}, choice, Type::body, color(on || it.hovered ? Color::text : Color::text_muted));
  draw_focus(it);
  return it;
}

}  // namespace

bool segmented(std::string_view name, int& chosen, std::initializer_list<std::string_view> choices) {
  ImGuiWindow* const window = ImGui::GetCurrentWindow();
  if (window->SkipItems) return false;
  ImGuiID const id = id_of(name);
  a11y::Scope const scope(id, {a11y::Role::group, name});
  ImGui::PushOverrideID(id);
  float const room = ImGui::GetContentRegionAvail().x, line = control_height();
  Segments const all(choices, room);
  float const height = line * static_cast<float>(all.lines);
  ImVec2 const at{window->DC.CursorPos.x, window->DC.CursorPos.y + center_in_row(height)};
  ImGui::ItemSize(ImVec2(all.width, at.y + height - window->DC.CursorPos.y));
  window->DrawList->AddRectFilled(at, {at.x + all.width, at.y + height}, color(Color::sunken), kRadiusSmall);
  window->DrawList->AddRect(at, {at.x + all.width, at.y + height}, color(Color::border), kRadiusSmall);
  bool changed = false;
  int index = 0;
  float x = 0, y = at.y;
  for (std::string_view const choice : choices) {
    if (all.wraps(x, choice, room)) y += line;
    float const left = at.x + 2 + x, width = all.of(choice);
    bool const on = index == chosen;
    if (segment(choice, {left, y + 2}, {left + width, y + line - 2}, on, all.around).pressed && !on) {
      chosen = index;
      changed = true;
    }
    x += width;
    ++index;
  }
  ImGui::PopID();
  return changed;
}

}  // namespace saddlebag::ui
