#pragma once
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <string_view>

#include "ui/widgets/core.hpp"

// What the widgets share among themselves; screens do not include this.
namespace saddlebag::ui {

/// An id for static content: from its text and its place in the window's content, so that equal texts differ.
ImGuiID place_id(std::string_view text);
/// Width left in the row; 0 in windows that grow with their content.
float free_width();
/// How far below the top of the row a thing of that height must stand to be in its middle.
float center_in_row(float height);

inline a11y::Box to_box(ImRect const& r) { return {r.Min.x, r.Min.y, r.GetWidth(), r.GetHeight()}; }

/// Tells the tree of a leaf. Its box is the part that can be seen, so that its middle can be clicked; what is
/// scrolled out of sight keeps its full box.
inline void tell(ImGuiID id, ImRect box, a11y::Says const& says) {
  ImRect const clip = ImGui::GetCurrentWindow()->ClipRect;
  if (box.Overlaps(clip)) box.ClipWith(clip);
  a11y::tree().leaf(id, to_box(box), says);
}

inline ImGuiID id_of(std::string_view text) { return ImGui::GetCurrentWindow()->GetID(text.data(), text.data() + text.size()); }

/// Whether the last item's context menu was asked for with the pointer (and belongs there) or by key.
void note_context(bool by_pointer);
bool context_by_pointer();

/// The fill of something pressable, from nothing to Color::hover to Color::pressed.
void draw_hover(Item const& item, float radius, bool selected = false);

/// A tick in a box; `on` is 0..1.
void draw_check(ImDrawList* list, ImVec2 at, float side, float on, bool hovered);

/// Whether the person uses the keyboard just now: only then rings are drawn.
bool focus_visible();

/// Text in the middle of a height.
inline float middle(float top, float height, Type type) { return top + std::floor((height - font_size(type)) / 2); }

/// A popup of our look, next to a box that it does not cover.
void open_popup_at(ImGuiID popup, ImVec2 min, ImVec2 max);
/// Gives the current window a shadow and the ground of what lies above everything.
void raise_window();
bool begin_popup(ImGuiID popup, float min_width, float padding);
void end_popup();
/// Closes popups whose owner is not drawn any more, so that they do not block everything unseen.
void close_orphans();

}  // namespace saddlebag::ui
