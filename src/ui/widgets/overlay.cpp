#include "ui/widgets/overlay.hpp"

#include <imgui_internal.h>

#include <cstdio>

#include "ui/format.hpp"
#include "ui/motion.hpp"
#include "ui/widgets/internal.hpp"

namespace saddlebag::ui {
namespace {

constexpr float kPhone = 720;       // CSS pixels: narrower screens show overlays in full
constexpr double kFading = 0.25;    // seconds that the scrim takes to come and go

struct Panel {
  ImGuiID id;
  int last_frame = 0;
  int depth = 0;  ///< popups that were open when it was drawn last, itself included
  float content = 0, height = 0;  ///< of the last frame
  int restless = 0;               ///< frames until the last change of either has reached everything
};
ImVector<Panel> panels;

Panel* find_panel(ImGuiID id) {
  for (Panel& panel : panels)
    if (panel.id == id) return &panel;
  return nullptr;
}

/// Escape belongs to what lies on top: a field that is being edited, then a menu, then the panel.
bool escape_closes(Panel const* panel) {
  ImGuiContext const& g = *GImGui;
  if (!ImGui::IsKeyPressed(ImGuiKey_Escape, false)) return false;
  if (g.ActiveId != 0 || g.ActiveIdPreviousFrame != 0) return false;
  int const here = g.BeginPopupStack.Size;
  return g.OpenPopupStack.Size == here && (panel == nullptr || panel->depth <= here);
}

/// Frames for the scrim to come or go; at once where the person asked for less motion.
void fade_scrim(float target) {
  if (appearance().reduced_motion) GImGui->DimBgRatio = target;
  else keep_drawing(kFading);
}

/// Opens, keeps or gives up the modal of this id as `open` says. True when it shall be drawn.
bool follow(ImGuiID id, bool& open) {
  ImGuiContext& g = *GImGui;
  bool const shown = ImGui::IsPopupOpen(id, ImGuiPopupFlags_None);
  if (!open) {
    if (shown) {
      ImGui::ClosePopupToLevel(g.BeginPopupStack.Size, true);
      fade_scrim(0);
    }
    return false;
  }
  if (shown) return true;
  Panel* const panel = find_panel(id);
  if (panel != nullptr && panel->last_frame + 1 >= g.FrameCount) {  // something else took its place: give way
    open = false;
    return false;
  }
  ImGui::OpenPopupEx(id);
  fade_scrim(1);
  return true;
}

struct PanelShape {
  ImVec2 at, size;
  ImVec2 pivot;
  float radius;
  bool grows;  ///< as high as its content, up to `size.y`
};

constexpr ImGuiWindowFlags kPanelFlags = ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove |
                                         ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse;

void draw_header(std::string_view title, bool& open) {
  ImGuiWindow* const window = ImGui::GetCurrentWindow();
  float const pad = space(6), height = control_height();
  ImVec2 const at = window->DC.CursorPos;
  float const width = window->Size.x;
  window->DC.CursorPos = {at.x + pad, at.y + space(4)};
  begin_row();
  draw_text(window->DrawList, {at.x + pad, middle(at.y + space(4), height, Type::title)}, title, Type::title, color(Color::text),
            width - pad * 2 - height - space(2));
  window->DC.CursorPos.x = at.x + width - space(4) - height;
  ImGui::PushItemFlag(ImGuiItemFlags_NoNavDefaultFocus, true);
  if (icon_button(Icon::close, tr(Tr::ui_close))) open = false;
  ImGui::PopItemFlag();
  window->DC.CursorPos = {at.x, at.y + space(4) + height + space(1)};
}

bool begin_panel(std::string_view title, bool& open, PanelShape const& shape, char const* kind) {
  char name[40];
  std::snprintf(name, sizeof name, "##%s_%08x", kind, id_of(title));
  ImGuiID const id = ImGui::GetCurrentWindow()->GetID(name);
  if (!follow(id, open)) return false;
  ImGui::SetNextWindowPos(shape.at, ImGuiCond_Always, shape.pivot);
  if (!shape.grows) ImGui::SetNextWindowSize(shape.size);
  else ImGui::SetNextWindowSizeConstraints({shape.size.x, 0}, shape.size);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, shape.radius);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, shape.radius > 0 ? 1.0f : 0.0f);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
  ImGui::PushStyleColor(ImGuiCol_PopupBg, color(Color::raised));
  bool const drawn = ImGui::BeginPopupModal(name, nullptr, shape.grows ? kPanelFlags | ImGuiWindowFlags_AlwaysAutoResize : kPanelFlags);
  ImGui::PopStyleColor();
  ImGui::PopStyleVar(4);
  if (!drawn) return false;
  Panel* panel = find_panel(id);
  if (escape_closes(panel)) open = false;
  if (panel == nullptr) {
    panels.push_back({.id = id});
    panel = &panels.back();
  }
  panel->last_frame = GImGui->FrameCount;
  panel->depth = GImGui->OpenPopupStack.Size;
  ImGuiWindow const* const window = ImGui::GetCurrentWindow();
  a11y::Says says{a11y::Role::dialog, title};
  says.states = a11y::kModal;
  a11y::tree().open(window->ID, to_box(window->Rect()), says);
  draw_header(title, open);

  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(space(6), space(3)));
  ImGuiChildFlags flags = ImGuiChildFlags_NavFlattened | ImGuiChildFlags_AlwaysUseWindowPadding;
  if (shape.grows) {
    flags |= ImGuiChildFlags_AutoResizeY;
    float const used = ImGui::GetCursorPosY();
    ImGui::SetNextWindowSizeConstraints({shape.size.x, 0}, {shape.size.x, std::max(space(20), shape.size.y - used - space(3))});
  }
  ImGui::BeginChild("body", {shape.size.x, shape.grows ? 0 : -space(3)}, flags);
  // What grows with its content follows it a frame later, and the panel a frame after that: go on until both are at rest.
  float const content = ImGui::GetCurrentWindow()->ContentSize.y;
  if (panel->content != content || panel->height != window->Size.y) panel->restless = 3;
  if (panel->restless > 0) {
    --panel->restless;
    wake_after(0.001);
  }
  panel->content = content;
  panel->height = window->Size.y;
  ImGui::PopStyleVar();
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(space(2), space(3)));
  return true;
}

void end_panel() {
  ImGui::PopStyleVar();
  ImGui::EndChild();
  ImGui::Dummy({0, space(3)});
  a11y::tree().close();
  ImGui::EndPopup();
}

}  // namespace

bool begin_dialog(std::string_view title, bool& open, float width) {
  ImVec2 const screen = ImGui::GetIO().DisplaySize;
  if (screen.x < kPhone) return begin_panel(title, open, {{0, 0}, screen, {0, 0}, 0, false}, "dialog");
  float const rise = open ? (1 - animate(id_of(title), 1)) * space(3) : 0;
  float const wide = std::min(width * appearance().text_scale, screen.x - space(8));
  return begin_panel(title, open, {{std::round(screen.x / 2), std::round(screen.y * 0.46f + rise)}, {std::round(wide), screen.y - space(16)}, {0.5f, 0.5f}, kRadiusLarge, true}, "dialog");
}
void end_dialog() { end_panel(); }

bool begin_drawer(std::string_view title, bool& open, float width) {
  ImVec2 const screen = ImGui::GetIO().DisplaySize;
  if (screen.x < kPhone) return begin_panel(title, open, {{0, 0}, screen, {0, 0}, 0, false}, "drawer");
  float const wide = std::round(std::min(width * appearance().text_scale, screen.x - space(8)));
  float const slide = open ? (1 - animate(id_of(title), 1)) * wide : 0;
  return begin_panel(title, open, {{std::round(screen.x - wide + slide), 0}, {wide, screen.y}, {0, 0}, 0, false}, "drawer");
}
void end_drawer() { end_panel(); }

void close_orphans() {
  ImGuiContext& g = *GImGui;
  for (int level = 0; level < g.OpenPopupStack.Size; ++level) {
    ImGuiPopupData const& popup = g.OpenPopupStack[level];
    bool const drawn = popup.Window != nullptr && (popup.Window->Active || popup.Window->WasActive);
    if (drawn || popup.OpenFrameCount + 1 >= g.FrameCount) continue;
    ImGui::ClosePopupToLevel(level, true);
    keep_drawing(kFading);
    return;
  }
}

void tooltip(std::string_view text) {
  constexpr float kDelay = 0.5f;
  ImGuiContext const& g = *GImGui;
  if (text.empty() || appearance().touch || g.LastItemData.ID == 0 || g.LastItemData.ID != g.HoveredId || g.ActiveId != 0) return;
  if (g.HoveredIdTimer < kDelay) return wake_after(kDelay - g.HoveredIdTimer + 0.02);
  ImRect const target = g.LastItemData.Rect;
  ImVec2 const screen = g.IO.DisplaySize;
  float const width = std::ceil(text_width(text, Type::caption)) + space(4), height = space(6.5f);
  float const x = std::clamp(std::round(target.GetCenter().x - width / 2), space(1), std::max(space(1), screen.x - width - space(1)));
  float const below = target.Max.y + space(1.5f);
  float const y = std::round(below + height > screen.y ? target.Min.y - space(1.5f) - height : below);
  ImDrawList* const list = ImGui::GetForegroundDrawList();
  bool const inverted = appearance().contrast || !appearance().dark;
  ImU32 const ground = color(inverted ? Color::text : Color::border_strong), ink = color(inverted ? Color::surface : Color::text);
  list->AddRectFilled({x, y}, {x + width, y + height}, ground, kRadiusSmall);
  draw_text(list, {x + space(2), middle(y, height, Type::caption)}, text, Type::caption, ink);
}

}  // namespace saddlebag::ui
