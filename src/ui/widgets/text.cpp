#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

#include "base/utf8.hpp"
#include "ui/widgets/core.hpp"
#include "ui/widgets/internal.hpp"
#include "ui/widgets/line_break.hpp"
#include "ui/widgets/shaping.hpp"

namespace saddlebag::ui {
namespace {

constexpr std::string_view kEllipsis = "…";

float advance_of(ImFontBaked* baked, std::string_view text, std::size_t& at) {
  if (static_cast<unsigned char>(text[at]) < 0x80) return baked->GetCharAdvance(static_cast<ImWchar>(text[at++]));
  return baked->GetCharAdvance(static_cast<ImWchar>(next_code_point(text, at)));
}

/// How many bytes of the first line fit, and how wide they are.
struct Fit {
  std::size_t bytes;
  float width;
  bool whole;
};

Fit fit(ImFontBaked* baked, std::string_view text, float max_width) {
  float const ellipsis = max_width > 0 ? baked->GetCharAdvance(0x2026) : 0;
  float pen = 0;
  Fit cut{0, 0, false};
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '\n') return {at, pen, false};
    std::size_t after = at;
    float const next = pen + advance_of(baked, text, after);
    if (max_width > 0 && next > max_width) return cut;
    if (next + ellipsis <= max_width) cut = {after, next, false};
    pen = next;
    at = after;
  }
  return {text.size(), pen, true};
}

}  // namespace

float draw_text(ImDrawList* list, ImVec2 at, std::string_view text, Type type, ImU32 colour, float max_width) {
  if (text.empty() || max_width < 0) return 0;
  text = shaped(text);
  ImFont* const face = font(type);
  float const size = font_size(type);
  ImFontBaked* const baked = face->GetFontBaked(size);
  float const scale = size / baked->Size;
  Fit const part = fit(baked, text, max_width / scale);
  list->AddText(face, size, at, colour, text.data(), text.data() + part.bytes);
  if (part.whole) return part.width * scale;
  ImVec2 const edge = list->GetClipRectMax();
  if (at.x + size < edge.x && at.y < edge.y) a11y::tree().cut(at.x, at.y);  // what is scrolled out of sight cuts nothing
  float const drawn = part.width * scale;
  list->AddText(face, size, {at.x + drawn, at.y}, colour, kEllipsis.data(), kEllipsis.data() + kEllipsis.size());
  return drawn + baked->GetCharAdvance(0x2026) * scale;
}

float text_width(std::string_view text, Type type) {
  text = shaped(text);
  float const size = font_size(type);
  ImFontBaked* const baked = font(type)->GetFontBaked(size);
  Fit const all = fit(baked, text, 0);
  return (all.width + (all.whole ? 0 : baked->GetCharAdvance(0x2026))) * (size / baked->Size);
}

void draw_icon(ImDrawList* list, ImVec2 at, Icon icon, float size, ImU32 colour) {
  if (icon == Icon::none) return;
  font(Type::body)->RenderChar(list, std::round(size), {std::round(at.x), std::round(at.y)}, colour, static_cast<ImWchar>(icon));
}

ImGuiID place_id(std::string_view text) {
  ImGuiWindow* const window = ImGui::GetCurrentWindow();
  int const place[] = {static_cast<int>(window->DC.CursorPos.x - window->DC.CursorStartPos.x),
                       static_cast<int>(window->DC.CursorPos.y - window->DC.CursorStartPos.y)};
  return ImHashData(place, sizeof place, ImHashStr(text.data(), text.size(), window->IDStack.back()));
}

float free_width() {
  ImGuiWindow* const window = ImGui::GetCurrentWindow();
  bool const child = (window->Flags & ImGuiWindowFlags_ChildWindow) != 0;  // carries the flag when it grows downwards alone, too
  bool const grows = child ? (window->ChildFlags & ImGuiChildFlags_AutoResizeX) != 0 : (window->Flags & ImGuiWindowFlags_AlwaysAutoResize) != 0;
  return grows ? 0 : std::max(1.0f, ImGui::GetContentRegionAvail().x);
}

float center_in_row(float height) {
  ImGuiWindow* const window = ImGui::GetCurrentWindow();
  return std::max(0.0f, std::floor((window->DC.CurrLineSize.y - height) / 2));
}

namespace {

void static_text(std::string_view text, Type type, Color role, a11y::Says const& says, float most = 0) {
  ImGuiWindow* const window = ImGui::GetCurrentWindow();
  if (window->SkipItems) return;
  ImGuiID const id = place_id(text);
  float const size = font_size(type);
  float const height = std::round(size * 1.3f);
  float const room = most > 0 ? most : free_width();
  ImVec2 const at{window->DC.CursorPos.x, window->DC.CursorPos.y + center_in_row(height)};
  float width = text_width(text, type);
  if (room > 0) width = std::min(width, room);
  ImRect const box(at, {at.x + width, at.y + height});
  ImGui::ItemSize(ImVec2(width, at.y + height - window->DC.CursorPos.y));
  tell(id, box, says);
  if (!ImGui::ItemAdd(box, 0)) return;
  draw_text(window->DrawList, {at.x, at.y + std::floor((height - size) / 2)}, text, type, color(role), room > 0 ? std::ceil(width) : 0);
}

}  // namespace

void text(std::string_view text, Type type, Color role) { static_text(text, type, role, {a11y::Role::text, text}); }

void heading(std::string_view text, Type type, int level, float width) {
  a11y::Says says{a11y::Role::heading, text};
  says.level = level;
  static_text(text, type, Color::text, says, width);
}

void paragraph(std::string_view text, Type type, Color role, float width, bool centred) {
  ImGuiWindow* const window = ImGui::GetCurrentWindow();
  if (window->SkipItems || text.empty()) return;
  ImGuiID const id = place_id(text);
  float const size = font_size(type);
  float const line_height = std::round(size * 1.5f);
  if (width <= 0) width = free_width() > 0 ? free_width() : space(100);
  ImFontBaked* const baked = font(type)->GetFontBaked(size);
  auto const advance = [](void const* context, char32_t c) {
    return static_cast<ImFontBaked*>(const_cast<void*>(context))->GetCharAdvance(static_cast<ImWchar>(c));
  };
  ImVec2 const at = window->DC.CursorPos;
  float y = at.y, widest = 0;
  for (std::size_t from = 0; from < text.size();) {
    Line const line = next_line(text, from, width, advance, baked);
    if (y + line_height >= window->ClipRect.Min.y && y <= window->ClipRect.Max.y && line.end > from) {
      float const x = at.x + (centred ? std::floor((width - line.width) / 2) : 0);
      std::string_view const seen = shaped(text.substr(from, line.end - from));
      window->DrawList->AddText(font(type), size, {x, y + std::floor((line_height - size) / 2)}, color(role), seen.data(), seen.data() + seen.size());
    }
    widest = std::max(widest, line.width);
    y += line_height;
    from = line.next;
  }
  ImRect const box(at, {at.x + (centred ? width : widest), y});
  ImGui::ItemSize(box);
  tell(id, box, {a11y::Role::text, text});
  ImGui::ItemAdd(box, 0);
}

}  // namespace saddlebag::ui
