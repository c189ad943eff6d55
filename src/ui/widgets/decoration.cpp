#include <imgui_internal.h>

#include <cstdio>

#include "base/hash.hpp"
#include "base/utf8.hpp"
#include "ui/widgets/internal.hpp"

namespace saddlebag::ui {
namespace {

float badge_height() { return space(5.5f); }

/// "云帆科技" -> "云", "Acme Tools" -> "AT", "alice" -> "A".
std::string_view initials(std::string_view name, char (&room)[8]) {
  std::size_t at = 0;
  if (name.empty()) return "?";
  char32_t const first = next_code_point(name, at);
  if (first >= 0x80) return name.substr(0, at);
  auto const upper = [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; };
  room[0] = upper(name[0]);
  std::size_t const blank = name.find(' ');
  bool const second = blank != name.npos && blank + 1 < name.size() && static_cast<unsigned char>(name[blank + 1]) < 0x80;
  if (second) room[1] = upper(name[blank + 1]);
  return {room, second ? 2u : 1u};
}

}  // namespace

float draw_badge(ImDrawList* list, ImVec2 at, std::string_view text, Tone tone, float max_width) {
  float const padding = space(2), height = badge_height();
  if (max_width > 0 && max_width < padding * 2 + space(2)) return 0;
  float width = std::ceil(text_width(text, Type::caption)) + padding * 2;
  if (max_width > 0) width = std::min(width, max_width);
  list->AddRectFilled(at, {at.x + width, at.y + height}, tone_background(tone), height / 2);
  if (appearance().contrast) list->AddRect(at, {at.x + width, at.y + height}, tone_color(tone), height / 2);
  draw_text(list, {at.x + padding, middle(at.y, height, Type::caption)}, text, Type::caption, tone_color(tone), width - padding * 2);
  return width;
}

void badge(std::string_view text, Tone tone) {
  ImGuiWindow* const window = ImGui::GetCurrentWindow();
  if (window->SkipItems) return;
  ImGuiID const id = place_id(text);
  float const down = center_in_row(badge_height());
  ImVec2 const at{window->DC.CursorPos.x, window->DC.CursorPos.y + down};
  float const width = std::ceil(text_width(text, Type::caption)) + space(4);
  ImRect const box(at, {at.x + width, at.y + badge_height()});
  ImGui::ItemSize(ImVec2(width, badge_height() + down));
  tell(id, box, {a11y::Role::text, text});
  if (ImGui::ItemAdd(box, 0)) draw_badge(window->DrawList, at, text, tone, width);
}

void draw_avatar(ImDrawList* list, ImVec2 at, float size, std::string_view name) {
  Disc const disc = avatar_colors(static_cast<unsigned>(fnv1a(name) % kHues));
  ImVec2 const center{at.x + size / 2, at.y + size / 2};
  list->AddCircleFilled(center, size / 2, disc.ground);
  if (appearance().contrast) list->AddCircle(center, size / 2, color(Color::border_strong));
  char room[8];
  std::string_view const letters = initials(name, room);
  Type const type = size >= space(14) ? Type::heading : size >= space(9) ? Type::strong : Type::caption;
  float const width = text_width(letters, type);
  draw_text(list, {std::round(center.x - width / 2), middle(at.y, size, type)}, letters, type, disc.letters);
}

void skeleton(float width, float height) {
  ImGuiWindow* const window = ImGui::GetCurrentWindow();
  if (window->SkipItems) return;
  if (width <= 0) width = std::max(1.0f, ImGui::GetContentRegionAvail().x);
  float const down = center_in_row(height);
  ImVec2 const at{window->DC.CursorPos.x, window->DC.CursorPos.y + down};
  ImRect const box(at, {at.x + width, at.y + height});
  ImGui::ItemSize(ImVec2(width, height + down));
  if (ImGui::ItemAdd(box, 0)) window->DrawList->AddRectFilled(box.Min, box.Max, color(Color::neutral_soft), std::min(kRadiusSmall, height / 2));
}

void progress_bar(std::string_view name, float fraction, float width) {
  ImGuiWindow* const window = ImGui::GetCurrentWindow();
  if (window->SkipItems) return;
  fraction = std::clamp(fraction, 0.0f, 1.0f);
  if (width <= 0) width = std::max(1.0f, ImGui::GetContentRegionAvail().x);
  float const height = space(1.5f), down = center_in_row(height);
  ImVec2 const at{window->DC.CursorPos.x, window->DC.CursorPos.y + down};
  ImRect const box(at, {at.x + width, at.y + height});
  ImGuiID const id = id_of(name);
  ImGui::ItemSize(ImVec2(width, height + down));
  char percent[8];
  int const length = std::snprintf(percent, sizeof percent, "%d%%", static_cast<int>(fraction * 100));
  tell(id, box, {a11y::Role::progressbar, name, {percent, static_cast<std::size_t>(length)}});
  if (!ImGui::ItemAdd(box, 0)) return;
  window->DrawList->AddRectFilled(box.Min, box.Max, color(Color::neutral_soft), height / 2);
  if (fraction > 0) window->DrawList->AddRectFilled(box.Min, {at.x + std::max(height, width * fraction), box.Max.y}, color(Color::accent), height / 2);
}

namespace {

struct Opened {
  bool told;  ///< a node of the tree is open too
};
ImVector<Opened> opened;  // cards and panes that are being drawn

void begin_child(char const* id, ImVec2 size, float padding, ImU32 fill, bool bordered, bool scroll, std::string_view name) {
  ImGuiChildFlags flags = ImGuiChildFlags_NavFlattened | ImGuiChildFlags_AlwaysUseWindowPadding;
  if (bordered) flags |= ImGuiChildFlags_Borders;
  if (size.y == 0) flags |= ImGuiChildFlags_AutoResizeY;
  ImGui::PushStyleColor(ImGuiCol_ChildBg, fill);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(padding, padding));
  ImGui::PushStyleVar(ImGuiStyleVar_ChildBorderSize, bordered ? 1.0f : 0.0f);
  ImGui::BeginChild(id, size, flags, scroll ? 0 : ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
  ImGui::PopStyleVar(2);
  ImGui::PopStyleColor();
  ImGuiWindow* const window = ImGui::GetCurrentWindow();
  // What is scrolled out of sight draws nothing, but the tree still tells of it.
  window->SkipItems = window->ParentWindow->SkipItems;
  if (!name.empty()) {
    a11y::tree().open(window->ID, to_box(window->Rect()), {a11y::Role::region, name});
  }
  opened.push_back({!name.empty()});
}

void end_child() {
  if (opened.back().told) a11y::tree().close();
  opened.pop_back();
  ImGui::EndChild();
}

}  // namespace

void begin_card(char const* id, CardOptions const& options) {
  begin_child(id, {options.width, options.height}, space(options.padding), color(options.fill), true, options.scroll, options.name);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(space(2), space(3)));
  if (options.name.empty()) return;
  heading(options.name, Type::title, 2);
  gap(1);
}
void end_card() {
  ImGui::PopStyleVar();
  end_child();
}

void begin_pane(char const* id, ImVec2 size, float padding_steps, bool scroll) {
  if (size.y == 0) size.y = -1e-3f;  // the rest, not the content
  begin_child(id, size, space(padding_steps), 0, false, scroll, {});
}
void end_pane() { end_child(); }

bool empty_state(Icon icon, std::string_view title, std::string_view hint, std::string_view action) {
  ImGuiWindow* const window = ImGui::GetCurrentWindow();
  if (window->SkipItems) return false;
  float const room = ImGui::GetContentRegionAvail().x;
  float const width = std::min(room - space(4), space(90));
  float const left = window->DC.CursorPos.x;
  auto const center = [&](float thing) { window->DC.CursorPos.x = left + std::floor(std::max(0.0f, (room - thing) / 2)); };
  gap(10);
  float const disc = space(14);
  ImVec2 const at{left + (room - disc) / 2, window->DC.CursorPos.y};
  window->DrawList->AddCircleFilled({at.x + disc / 2, at.y + disc / 2}, disc / 2, color(Color::accent_soft));
  draw_icon(window->DrawList, {at.x + disc / 4, at.y + disc / 4}, icon, disc / 2, color(Color::accent_text));
  ImGui::ItemSize(ImVec2(0, disc));
  gap(2);
  center(text_width(title, Type::title));
  text(title, Type::title);
  float const hint_width = std::min(width, text_width(hint, Type::body) + 2);
  center(hint_width);
  paragraph(hint, Type::body, Color::text_muted, hint_width, true);
  if (action.empty()) return false;
  gap(3);
  center(button_width(action));
  return button(action, {.style = ButtonStyle::primary});
}

}  // namespace saddlebag::ui
