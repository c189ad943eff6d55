#include <cmath>

#include "ui/app/shell.hpp"
#include "ui/format.hpp"
#include "ui/screens/screens.hpp"
#include "ui/widgets/overlay.hpp"

namespace saddlebag::ui {
namespace {

constexpr float kFullSidebar = 160;  ///< narrower than this there is room for icons only
constexpr std::size_t kBottomPlaces = 4;

/// One entry: a soft fill and the accent where the person is.
bool entry(Place const& place, bool current, ImVec2 size, bool with_name) {
  char const* const name = tr(place.name);
  Item const it = item(name, size, {a11y::Role::link, name, {}, current ? a11y::kCurrent : 0u});
  if (!it.visible) return it.pressed;
  ImDrawList* const list = ImGui::GetWindowDrawList();
  if (current || it.hovered) list->AddRectFilled(it.min, it.max, color(current ? Color::selected : Color::hover), kRadiusSmall);
  ImU32 const ink = color(current ? Color::accent_text : Color::text_muted);
  float const icon = space(4.5f);
  float const y = (it.min.y + it.max.y) / 2;
  if (with_name) {
    draw_icon(list, {it.min.x + space(2.5f), y - icon / 2}, place.icon, icon, ink);
    Type const type = current ? Type::strong : Type::body;
    draw_text(list, {it.min.x + space(9), y - font_size(type) / 2}, name, type, current ? color(Color::text) : ink, size.x - space(10));
  } else {
    draw_icon(list, {(it.min.x + it.max.x - icon) / 2, y - icon / 2}, place.icon, icon, ink);
    if (it.hovered) tooltip(name);
  }
  draw_focus(it);
  return it.pressed;
}

/// Under each other, icon above a small name: the thumb's way around.
bool thumb_entry(char const* name, Icon icon, bool current, ImVec2 size) {
  Item const it = item(name, size, {a11y::Role::link, name, {}, current ? a11y::kCurrent : 0u});
  ImDrawList* const list = ImGui::GetWindowDrawList();
  ImU32 const ink = color(current ? Color::accent_text : Color::text_muted);
  float const side = space(5.5f);
  float const width = text_width(name, Type::caption);
  bool const named = appearance().text_scale <= 1.3f;  // larger, the names would run into each other
  float const top = named ? space(1.5f) : std::floor((size.y - side) / 2);
  draw_icon(list, {(it.min.x + it.max.x - side) / 2, it.min.y + top}, icon, side, ink);
  if (named) draw_text(list, {std::max(it.min.x, (it.min.x + it.max.x - width) / 2), it.min.y + space(7.5f)}, name, Type::caption, ink, size.x);
  draw_focus(it);
  return it.pressed;
}

void draw_brand(float width, bool with_name) {
  ImDrawList* const list = ImGui::GetWindowDrawList();
  ImVec2 const at = ImGui::GetCursorScreenPos();
  float const side = space(7);
  float const x = with_name ? at.x + space(1.5f) : at.x + (width - side) / 2;
  list->AddRectFilled({x, at.y}, {x + side, at.y + side}, color(Color::accent), kRadiusSmall);
  draw_icon(list, {x + space(1.25f), at.y + space(1.25f)}, Icon::bag, space(4.5f), color(Color::text_on_accent));
  if (with_name) {
    draw_text(list, {x + side + space(2.5f), at.y + side / 2 - font_size(Type::title) / 2}, tr(Tr::app_name), Type::title,
              color(Color::text));
  }
  ImGui::Dummy({width, side});
}

}  // namespace

void draw_sidebar(Frame const& frame, float width, float height) {
  bool const with_name = width >= kFullSidebar;
  ImVec2 const at = ImGui::GetCursorScreenPos();
  ImDrawList* const list = ImGui::GetWindowDrawList();
  list->AddRectFilled(at, {at.x + width, at.y + height}, color(Color::sunken));
  list->AddLine({at.x + width - 1, at.y}, {at.x + width - 1, at.y + height}, color(Color::border));
  begin_pane("sidebar", {width, height}, 2.5f, false);
  a11y::Scope const scope(ImGui::GetID("nav"), {a11y::Role::navigation, tr(Tr::nav_label)});
  float const inner = width - space(5);
  gap(1);
  draw_brand(inner, with_name);
  gap(4);
  ImVec2 const size{inner, control_height() + space(0.5f)};
  bool foot = false;
  for (Place const& place : places()) {
    if (!place.main && !foot) {
      foot = true;
      float const room = height - 3 * (size.y + space(1)) - space(3);
      if (ImGui::GetCursorPosY() < room) ImGui::SetCursorPosY(room);
    }
    if (entry(place, place.screen == frame.route.screen, size, with_name)) frame.commands.send(Go{{place.screen, {}}});
    gap(0.5f);
  }
  end_pane();
}

void draw_bottom_bar(Frame const& frame, float height) {
  ImVec2 const at = ImGui::GetCursorScreenPos();
  ImDrawList* const list = ImGui::GetWindowDrawList();
  list->AddRectFilled(at, {at.x + frame.width, at.y + height}, color(Color::surface));
  list->AddLine(at, {at.x + frame.width, at.y}, color(Color::border));
  begin_pane("bottom", {frame.width, height}, 0, false);
  a11y::Scope const scope(ImGui::GetID("nav"), {a11y::Role::navigation, tr(Tr::nav_label)});
  ImVec2 const size{frame.width / (kBottomPlaces + 1), height};
  for (Place const& place : places().first(kBottomPlaces)) {
    if (thumb_entry(tr(place.name), place.icon, place.screen == frame.route.screen, size)) frame.commands.send(Go{{place.screen, {}}});
    same_row(0);
  }
  if (thumb_entry(tr(Tr::nav_more), Icon::menu, false, size)) open_menu("more places");
  if (begin_menu("more places", tr(Tr::nav_more))) {
    for (Place const& place : places().subspan(kBottomPlaces)) {
      if (menu_item(tr(place.name), place.icon)) frame.commands.send(Go{{place.screen, {}}});
    }
    if (menu_item(tr(Tr::keys_title), Icon::command)) open_shortcuts();
    end_menu();
  }
  end_pane();
}

}  // namespace saddlebag::ui
