#include "ui/widgets/marked_text.hpp"

#include "base/utf8.hpp"
#include "ui/widgets/internal.hpp"
#include "ui/widgets/line_break.hpp"
#include "ui/widgets/shaping.hpp"

namespace saddlebag::ui {
namespace {

float advance(void const* context, char32_t c) {
  return static_cast<ImFontBaked*>(const_cast<void*>(context))->GetCharAdvance(static_cast<ImWchar>(c));
}

float width_of(ImFontBaked* baked, std::string_view text) {
  float width = 0;
  for (std::size_t at = 0; at < text.size();) width += advance(baked, next_code_point(text, at));
  return width;
}

struct Pen {
  ImDrawList* list;
  ImFontBaked* baked;
  Type type;
  float x, y, line;  ///< `line`: height of one

  void draw(std::string_view text, ImU32 ink, bool marked) {
    if (text.empty()) return;
    text = shaped(text);
    float const width = width_of(baked, text), size = font_size(type);
    if (marked) {
      float const air = std::floor((line - size) / 2) - 2;
      list->AddRectFilled({x - 2, y + air}, {x + width + 2, y + line - air}, color(Color::accent_soft), kRadiusSmall / 2);
    }
    list->AddText(font(type), size, {x, y + std::floor((line - size) / 2)}, ink, text.data(), text.data() + text.size());
    x += width;
  }
};

/// One line: what is marked in it, and what lies between.
void draw_line(Pen pen, std::string_view text, Line const& line, std::size_t from, std::span<TextMark const> marks, ImU32 ink) {
  std::size_t at = from;
  for (TextMark const& mark : marks) {
    std::size_t const begin = std::max(mark.at, at), end = std::min(mark.at + mark.size, line.end);
    if (begin >= end) continue;
    pen.draw(text.substr(at, begin - at), ink, false);
    pen.draw(text.substr(begin, end - begin), color(Color::accent_text), true);
    at = end;
  }
  if (at < line.end) pen.draw(text.substr(at, line.end - at), ink, false);
}

}  // namespace

void marked_paragraph(std::string_view text, std::span<TextMark const> marks, Type type, Color role) {
  if (marks.empty()) return paragraph(text, type, role);
  ImGuiWindow* const window = ImGui::GetCurrentWindow();
  if (window->SkipItems) return;
  ImGuiID const id = place_id(text);
  float const line_height = std::round(font_size(type) * 1.5f);
  float const width = free_width() > 0 ? free_width() : space(100);
  ImFontBaked* const baked = font(type)->GetFontBaked(font_size(type));
  ImVec2 const at = window->DC.CursorPos;
  float y = at.y, widest = 0;
  for (std::size_t from = 0; from < text.size();) {
    Line const line = next_line(text, from, width, advance, baked);
    if (y + line_height >= window->ClipRect.Min.y && y <= window->ClipRect.Max.y)
      draw_line({window->DrawList, baked, type, at.x, y, line_height}, text, line, from, marks, color(role));
    widest = std::max(widest, line.width);
    y += line_height;
    from = line.next;
  }
  ImRect const box(at, {at.x + widest, y});
  ImGui::ItemSize(box);
  tell(id, box, {a11y::Role::text, text});
  ImGui::ItemAdd(box, 0);
}

}  // namespace saddlebag::ui
