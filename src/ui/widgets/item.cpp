#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>

#include "ui/a11y/assist.hpp"
#include "ui/motion.hpp"
#include "ui/widgets/internal.hpp"

namespace saddlebag::ui {
namespace {

constexpr float kLongPress = 0.5f;  // seconds
constexpr float kSteady = 8;        // pixels that a finger may move while it presses long

ImGuiID wanted = 0;  // what shall have the keyboard as soon as it is drawn

int told_focused = 0;  // items that had the keyboard when they were drawn, one a frame

/// The list that had the keyboard last, and when.
struct Roving {
  ImGuiID list = 0;
  int frame = 0;
} roving;

bool long_pressed(Item const& item) {
  ImGuiContext const& g = *GImGui;
  if (!item.held || g.IO.MouseSource != ImGuiMouseSource_TouchScreen) return false;
  if (g.IO.MouseDragMaxDistanceSqr[0] > kSteady * kSteady) return false;
  if (g.ActiveIdTimer < kLongPress) {
    wake_after(kLongPress - g.ActiveIdTimer + 0.01);
    return false;
  }
  ImGui::ClearActiveID();  // letting go is not a press any more
  return true;
}

bool menu_key() { return ImGui::IsKeyPressed(ImGuiKey_Menu, false) || ImGui::IsKeyChordPressed(ImGuiMod_Shift | ImGuiKey_F10); }

Item place(ImGuiID id, ImRect const& box, a11y::Says const& says, bool enabled) {
  ImGuiContext const& g = *GImGui;
  Item it;
  it.id = id;
  it.min = box.Min;
  it.max = box.Max;
  it.focused = g.NavId == id && g.NavWindow != nullptr;
  a11y::Says told = says;
  if (!enabled) told.states |= a11y::kDisabled;
  if (it.focused) told.states |= a11y::kFocused;
  tell(id, box, told);
  if (it.focused) {
    ++told_focused;
    focus_visible();
  }
  it.visible = ImGui::ItemAdd(box, id, nullptr, enabled ? 0 : ImGuiItemFlags_Disabled);
  if (enabled && turned_to(id)) {
    take_keyboard(it);
    keep_drawing(0.05);
  }
  if (!enabled && g.ActiveId == id) ImGui::ClearActiveID();  // its own press has disabled it, before it was let go
  if (!it.visible || !enabled) return it;
  it.pressed = ImGui::ButtonBehavior(box, id, &it.hovered, &it.held);
  it.double_pressed = it.hovered && ImGui::IsMouseDoubleClicked(0);
  it.context = (it.hovered && ImGui::IsMouseClicked(1)) || (it.focused && menu_key()) || long_pressed(it);
  note_context(it.context && !(it.focused && menu_key()));
  return it;
}

bool the_context_was_pointer = false;

bool any_pressed(std::initializer_list<ImGuiKey> keys) {
  return std::any_of(keys.begin(), keys.end(), [](ImGuiKey key) { return ImGui::IsKeyPressed(key, false); });
}

}  // namespace

void turn_to(std::uint32_t id) { wanted = id; }

bool turning() { return wanted != 0; }

bool turned_to(std::uint32_t id) {
  if (wanted == 0 || wanted != id) return false;
  wanted = 0;
  return true;
}

bool focus_visible() {
  static bool visible = false;
  static int frame = -1;
  if (frame == ImGui::GetFrameCount()) return visible;
  frame = ImGui::GetFrameCount();
  if (ImGui::IsMouseClicked(0) || ImGui::IsMouseClicked(1)) visible = false;
  if (any_pressed({ImGuiKey_Tab, ImGuiKey_LeftArrow, ImGuiKey_RightArrow, ImGuiKey_UpArrow, ImGuiKey_DownArrow, ImGuiKey_Home, ImGuiKey_End, ImGuiKey_PageUp, ImGuiKey_PageDown})) visible = true;
  return visible;
}

void note_context(bool by_pointer) { the_context_was_pointer = by_pointer; }
bool context_by_pointer() { return the_context_was_pointer; }

Item item(std::string_view id_text, ImVec2 size, a11y::Says const& says, bool enabled) {
  ImGuiWindow* const window = ImGui::GetCurrentWindow();
  if (window->SkipItems) return {};
  if (size.x <= 0) size.x = std::max(1.0f, ImGui::GetContentRegionAvail().x);
  if (size.y <= 0) size.y = control_height();
  float const down = center_in_row(size.y);
  ImVec2 const at{window->DC.CursorPos.x, window->DC.CursorPos.y + down};
  ImRect const box(at, {at.x + size.x, at.y + size.y});
  ImGui::ItemSize(ImVec2(size.x, size.y + down));
  return place(id_of(id_text), box, says, enabled);
}

Item item_at(std::string_view id_text, ImVec2 min, ImVec2 max, a11y::Says const& says, bool enabled) {
  if (ImGui::GetCurrentWindow()->SkipItems) return {};
  return place(id_of(id_text), ImRect(min, max), says, enabled);
}

OneStop::OneStop(std::string_view list)
    : id_(id_of(list)), focused_before_(told_focused), has_keyboard_(roving.list == id_ && roving.frame + 1 >= GImGui->FrameCount) {}

OneStop::~OneStop() {
  if (pushed_) ImGui::PopItemFlag();
  if (told_focused != focused_before_) roving = {id_, GImGui->FrameCount};
}

void OneStop::row() {
  if (pushed_) ImGui::PopItemFlag();
  pushed_ = has_keyboard_ || !first_;
  first_ = false;
  if (pushed_) ImGui::PushItemFlag(ImGuiItemFlags_NoTabStop, true);
}

void take_keyboard(Item const& item) {
  ImGuiWindow* const window = ImGui::GetCurrentWindow();
  ImGui::FocusWindow(window);
  ImGui::SetFocusID(item.id, window);
  ImGui::ScrollToRect(window, ImRect(item.min, item.max), ImGuiScrollFlags_KeepVisibleEdgeX | ImGuiScrollFlags_KeepVisibleEdgeY);
}

void draw_focus(Item const& item, float radius) {
  if (!item.focused || !focus_visible()) return;
  ImDrawList* const list = ImGui::GetWindowDrawList();
  // The ring may lie outside of a tight clip rectangle: then it lies inside the item.
  ImVec2 const from = list->GetClipRectMin(), to = list->GetClipRectMax();
  float const out = item.min.x - 3 < from.x || item.min.y - 3 < from.y || item.max.x + 3 > to.x || item.max.y + 3 > to.y ? -1.0f : 2.0f;
  list->AddRect({item.min.x - out, item.min.y - out}, {item.max.x + out, item.max.y + out}, color(Color::focus), radius + out, 0, 2);
}

void draw_hover(Item const& item, float radius, bool selected) {
  ImDrawList* const list = ImGui::GetWindowDrawList();
  if (selected) list->AddRectFilled(item.min, item.max, color(Color::selected), radius);
  float const strength = animate(item.id, item.hovered || item.held ? 1.0f : 0.0f);
  if (strength <= 0) return;
  list->AddRectFilled(item.min, item.max, color(item.held ? Color::pressed : Color::hover, selected ? strength * 0.5f : strength), radius);
}

void gap(float steps) {
  ImGuiWindow* const window = ImGui::GetCurrentWindow();
  if (window->DC.IsSameLine) {
    window->DC.CursorPos.x += space(steps);
  } else {
    window->DC.CursorPos.y += space(steps);
    window->DC.CursorMaxPos.y = std::max(window->DC.CursorMaxPos.y, window->DC.CursorPos.y);
  }
}

void same_row(float steps) { ImGui::SameLine(0, space(steps)); }

void begin_row(float height) {
  ImGuiWindow* const window = ImGui::GetCurrentWindow();
  window->DC.CurrLineSize.y = std::max(window->DC.CurrLineSize.y, height > 0 ? height : control_height());
}

void push_right(float width) {
  float const left = ImGui::GetContentRegionAvail().x - width;
  if (left > 0) ImGui::GetCurrentWindow()->DC.CursorPos.x += std::floor(left);
}

void divider() {
  ImGuiWindow* const window = ImGui::GetCurrentWindow();
  if (window->SkipItems) return;
  float const width = std::max(1.0f, ImGui::GetContentRegionAvail().x);
  ImVec2 const at = window->DC.CursorPos;
  ImRect const box(at, {at.x + width, at.y + 1});
  ImGui::ItemSize(ImVec2(free_width() > 0 ? width : 0, 1));
  if (ImGui::ItemAdd(box, 0)) window->DrawList->AddRectFilled(box.Min, box.Max, color(Color::border));
}

}  // namespace saddlebag::ui
