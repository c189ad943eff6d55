#include "ui/widgets/suggestions.hpp"

#include <imgui_internal.h>

#include <cstdio>

namespace saddlebag::ui {
namespace {

float entry_height() { return appearance().touch ? space(11) : space(8.5f); }
float head_height() { return space(7); }

/// A soft ground under what was looked for.
void draw_marks(ImDrawList* list, ImVec2 at, std::string_view text, TextMarks const& marks, float room) {
  for (std::size_t i = 0; i < marks.count; ++i) {
    if (marks.to[i] > text.size() || marks.from[i] >= marks.to[i]) continue;
    float const left = text_width(text.substr(0, marks.from[i]), Type::body);
    float const right = std::min(room, text_width(text.substr(0, marks.to[i]), Type::body));
    if (right > left) list->AddRectFilled({at.x + left - 1, at.y - 2}, {at.x + right + 1, at.y + font_size(Type::body) + 3}, color(Color::accent, 0.2f), 3);
  }
}

/// At the right of an entry; true when it was pressed.
bool draw_star(ImDrawList* list, Item const& it, float side, bool on, bool shown) {
  ImVec2 const min{it.max.x - side, it.min.y}, max = it.max;
  bool const hovered = it.hovered && ImGui::IsMouseHoveringRect(min, max);
  if (on || shown) draw_icon(list, {min.x + (side - space(4)) / 2, min.y + std::floor((max.y - min.y - space(4)) / 2)}, Icon::star, space(4),
                             color(on ? Color::warning : hovered ? Color::text : Color::text_faint));
  return hovered && ImGui::IsMouseClicked(0);
}

}  // namespace

bool Suggestions::keys(ImGuiID field, int count) {
  count_ = count;
  for (ImGuiKey const key : {ImGuiKey_UpArrow, ImGuiKey_DownArrow}) ImGui::SetKeyOwner(key, field);
  if (count == 0) return false;
  int step = 0;
  if (ImGui::IsKeyPressed(ImGuiKey_DownArrow, ImGuiInputFlags_Repeat, field)) step = 1;
  if (ImGui::IsKeyPressed(ImGuiKey_UpArrow, ImGuiInputFlags_Repeat, field)) step = count - 1;
  marked_ = (std::clamp(marked_, 0, count - 1) + step) % count;
  return step != 0;
}

void Suggestions::begin(std::string_view name, ImRect const& field_box, ImGuiID id, int groups) {
  grouped_ = false;
  float const pad = space(1.5f);
  float const height = static_cast<float>(std::max(count_, 1)) * entry_height() + static_cast<float>(groups) * head_height() + pad * 2;
  ImVec2 const screen = ImGui::GetIO().DisplaySize;
  float const below = field_box.Max.y + space(1);
  bool const above = below + height > screen.y && field_box.Min.y - space(1) - height > 0;
  ImGui::SetNextWindowPos({field_box.Min.x, above ? field_box.Min.y - space(1) - height : below});
  ImGui::SetNextWindowSize({std::max(field_box.GetWidth(), std::min(space(60), screen.x - field_box.Min.x)), height});
  char title[32];
  std::snprintf(title, sizeof title, "##suggestions_%08x", id);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(pad, pad));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, kRadius);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 1);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
  ImGui::PushStyleColor(ImGuiCol_WindowBg, color(Color::raised));
  ImGui::Begin(title, nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                                   ImGuiWindowFlags_NoFocusOnAppearing | ImGuiWindowFlags_NoNav);
  ImGui::PopStyleColor();
  ImGui::PopStyleVar(4);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
  ImGuiWindow* const window = ImGui::GetCurrentWindow();
  ImGui::BringWindowToDisplayFront(window);
  raise_window();
  a11y::tree().open(window->ID, to_box(window->Rect()), {a11y::Role::listbox, name});
}

void Suggestions::group(std::string_view name) {
  if (grouped_) a11y::tree().close();
  grouped_ = true;
  ImGuiWindow* const window = ImGui::GetCurrentWindow();
  a11y::tree().open(id_of(name), {}, {a11y::Role::group, name});
  ImVec2 const at = window->DC.CursorPos;
  ImGui::ItemSize(ImVec2(0, head_height()));
  draw_text(window->DrawList, {at.x + space(2.5f), at.y + head_height() - font_size(Type::caption) - space(1)}, name, Type::caption, color(Color::text_faint));
}

bool Suggestions::entry(int index, std::string_view name, std::string_view note, Icon icon) {
  return entry(index, {.name = name, .note = note, .icon = icon}) == Pressed::entry;
}

Suggestions::Pressed Suggestions::entry(int index, Suggestion const& one) {
  ImGuiWindow* const window = ImGui::GetCurrentWindow();
  a11y::Says says{a11y::Role::option, one.name};
  if (index == marked_) says.states = a11y::kSelected;
  says.note = one.note;
  says.index = index + 1;
  says.count = count_;
  ImGui::PushID(index);
  Item const it = item("##entry", {0, entry_height()}, says);
  ImGui::PopID();
  if (!it.visible) return it.pressed ? Pressed::entry : Pressed::nothing;
  if (it.hovered && (ImGui::GetIO().MouseDelta.x != 0 || ImGui::GetIO().MouseDelta.y != 0)) marked_ = index;
  if (index == marked_) window->DrawList->AddRectFilled(it.min, it.max, color(Color::hover), kRadiusSmall);
  float const height = it.max.y - it.min.y, pad = space(2.5f);
  float x = it.min.x + pad, right = it.max.x - pad;
  bool starred = false;
  if (one.can_star) {
    float const side = appearance().touch ? space(11) : space(8);
    starred = draw_star(window->DrawList, it, side, one.starred, index == marked_ || appearance().touch);
    right = it.max.x - side;
  }
  if (one.icon != Icon::none) {
    draw_icon(window->DrawList, {x, it.min.y + std::floor((height - space(4)) / 2)}, one.icon, space(4), color(Color::text_muted));
    x += space(6);
  }
  if (!one.note.empty()) {
    float const width = std::min(std::ceil(text_width(one.note, Type::caption)), (right - x) / 2);
    right -= width;
    draw_text(window->DrawList, {right, middle(it.min.y, height, Type::caption)}, one.note, Type::caption, color(Color::text_faint), width);
    right -= space(2);
  }
  ImVec2 const at{x, middle(it.min.y, height, Type::body)};
  draw_marks(window->DrawList, at, one.name, one.marks, right - x);
  draw_text(window->DrawList, at, one.name, Type::body, color(Color::text), std::max(1.0f, right - x));
  if (starred) return Pressed::star;
  // Pressing the button already counts: by the time it is let go the field has lost the keyboard and the list is gone.
  return it.pressed || (it.hovered && ImGui::IsMouseClicked(0)) ? Pressed::entry : Pressed::nothing;
}

void Suggestions::end() {
  if (grouped_) a11y::tree().close();
  a11y::tree().close();
  ImGui::PopStyleVar();
  ImGui::End();
}

}  // namespace saddlebag::ui
