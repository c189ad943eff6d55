#include <imgui_internal.h>

#include <cstdio>

#include "ui/widgets/internal.hpp"
#include "ui/widgets/overlay.hpp"

namespace saddlebag::ui {
namespace {

struct Anchor {
  ImGuiID popup;
  ImRect box;  ///< the menu must not cover it
};
ImVector<Anchor> anchors;  // of the open menus, outermost first

/// Below the anchor where there is room, otherwise above, always on the screen.
ImVec2 place_popup(ImRect const& anchor, ImVec2 size) {
  ImVec2 const screen = ImGui::GetIO().DisplaySize;
  float const margin = space(1);
  float const x = std::clamp(anchor.Min.x, margin, std::max(margin, screen.x - size.x - margin));
  float y = anchor.Max.y + margin;
  if (y + size.y > screen.y - margin) {
    float const above = anchor.Min.y - margin - size.y;
    y = above >= margin ? above : std::max(margin, screen.y - size.y - margin);
  }
  return {std::round(x), std::round(y)};
}

}  // namespace

void raise_window() {
  // A window cannot draw under itself: shadow first, then its ground again.
  ImGuiWindow* const window = ImGui::GetCurrentWindow();
  ImVec2 const from = window->Pos, to{from.x + window->Size.x, from.y + window->Size.y};
  window->DrawList->PushClipRectFullScreen();
  draw_shadow(window->DrawList, from, to, kRadius);
  window->DrawList->AddRectFilled(from, to, color(Color::raised), kRadius);
  window->DrawList->AddRect(from, to, color(Color::border), kRadius);
  window->DrawList->PopClipRect();
}

void open_popup_at(ImGuiID popup, ImVec2 min, ImVec2 max) {
  ImGui::OpenPopupEx(popup);
  anchors.resize(std::min(anchors.Size, GImGui->BeginPopupStack.Size));
  anchors.push_back({popup, ImRect(min, max)});
}

bool begin_popup(ImGuiID popup, float min_width, float padding) {
  if (!ImGui::IsPopupOpen(popup, ImGuiPopupFlags_None)) return false;
  ImRect anchor(ImGui::GetIO().MousePos, ImGui::GetIO().MousePos);
  for (Anchor const& each : anchors)
    if (each.popup == popup) anchor = each.box;
  char name[24];
  std::snprintf(name, sizeof name, "##Popup_%08x", popup);  // as ImGui::BeginPopupEx names it
  ImGuiWindow const* const known = ImGui::FindWindowByName(name);
  ImVec2 const screen = ImGui::GetIO().DisplaySize;
  ImGui::SetNextWindowPos(place_popup(anchor, known != nullptr ? known->SizeFull : ImVec2(0, 0)));
  ImGui::SetNextWindowSizeConstraints({std::min(min_width, screen.x - space(2)), 0}, {screen.x - space(2), std::min(screen.y - space(2), space(110))});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(padding, padding));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, kRadius);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(space(2), 0));
  bool const drawn = ImGui::BeginPopupEx(popup, ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoSavedSettings |
                                                    ImGuiWindowFlags_NoMove);
  if (!drawn) {
    ImGui::PopStyleVar(3);
    return false;
  }
  raise_window();
  return true;
}

void end_popup() {
  ImGui::EndPopup();
  ImGui::PopStyleVar(3);
}

void open_menu(char const* id) {
  ImGuiContext const& g = *GImGui;
  ImRect anchor = g.LastItemData.Rect;
  if (context_by_pointer()) anchor = ImRect(g.IO.MousePos, g.IO.MousePos);
  open_popup_at(ImGui::GetCurrentWindow()->GetID(id), anchor.Min, anchor.Max);
}

bool begin_menu(char const* id, std::string_view name) {
  if (!begin_popup(ImGui::GetCurrentWindow()->GetID(id), space(44), space(1.5f))) return false;
  ImGuiWindow const* const window = ImGui::GetCurrentWindow();
  a11y::tree().open(window->ID, to_box(window->Rect()), {a11y::Role::menu, name});
  return true;
}

void end_menu() {
  a11y::tree().close();
  end_popup();
}

namespace {

struct Entry {
  std::string_view name, shortcut;
  Icon icon;
  bool enabled, danger;
  std::uint32_t states;
};

Item menu_row(Entry const& entry) {
  ImGuiWindow* const window = ImGui::GetCurrentWindow();
  if (window->SkipItems) return {};
  float const pad = space(2.5f), mark = space(4), height = appearance().touch ? space(11) : space(8);
  float const shortcut = entry.shortcut.empty() ? 0 : std::ceil(text_width(entry.shortcut, Type::caption)) + space(6);
  float const needed = pad * 2 + mark + space(2.5f) + std::ceil(text_width(entry.name, Type::body)) + shortcut;
  ImVec2 const at = window->DC.CursorPos;
  float const width = std::max(needed, window->WorkRect.Max.x - at.x);
  ImGui::ItemSize(ImVec2(needed, height));  // the menu is as wide as its widest entry, the entry as wide as the menu
  a11y::Says says{a11y::Role::menuitem, entry.name};
  says.states = entry.states;
  says.note = entry.shortcut;
  Item const it = item_at(entry.name, at, {at.x + width, at.y + height}, says, entry.enabled);
  if (!it.visible) return it;
  if (entry.danger && (it.hovered || it.held)) window->DrawList->AddRectFilled(it.min, it.max, color(Color::bad_soft), kRadiusSmall);
  else draw_hover(it, kRadiusSmall);
  ImU32 const ink = !entry.enabled ? color(Color::text_faint, 0.6f) : entry.danger ? color(Color::bad) : color(Color::text);
  ImU32 const icon_ink = entry.enabled && !entry.danger ? color(Color::text_muted) : ink;
  draw_icon(window->DrawList, {at.x + pad, at.y + std::floor((height - mark) / 2)}, entry.icon, mark, icon_ink);
  draw_text(window->DrawList, {at.x + pad + mark + space(2.5f), middle(at.y, height, Type::body)}, entry.name, Type::body, ink,
            width - (needed - std::ceil(text_width(entry.name, Type::body))));
  if (shortcut > 0) {
    draw_text(window->DrawList, {at.x + width - pad - shortcut + space(6), middle(at.y, height, Type::caption)}, entry.shortcut, Type::caption,
              color(Color::text_faint));
  }
  draw_focus(it);
  return it;
}

}  // namespace

bool menu_item(std::string_view name, Icon icon, std::string_view shortcut, bool enabled, bool danger) {
  bool const pressed = menu_row({name, shortcut, icon, enabled, danger, 0}).pressed;
  if (pressed) ImGui::CloseCurrentPopup();
  return pressed;
}

bool menu_check(std::string_view name, bool& checked) {
  Item const it = menu_row({name, {}, checked ? Icon::check : Icon::none, true, false, checked ? a11y::kChecked : a11y::kUnchecked});
  if (it.pressed) checked = !checked;
  return it.pressed;
}

void menu_separator() {
  gap(1);
  divider();
  gap(1);
}

}  // namespace saddlebag::ui
