#include "ui/widgets/calendar.hpp"

#include <imgui_internal.h>

#include "ui/format.hpp"
#include "ui/widgets/internal.hpp"

namespace saddlebag::ui {
namespace {

constexpr int kWeeks = 6;

/// The n-th of the words in a text; the names of months and weekdays are one text each.
std::string_view word(std::string_view text, int n) {
  for (; n > 0; --n) text.remove_prefix(std::min(text.size(), text.find(' ') + 1));
  return text.substr(0, text.find(' '));
}

Date first_of_month(Date date) { return Date{date.days - civil(date).day + 1}; }

void draw_head(Date& shown, float width) {
  CivilDay const month = civil(shown);
  begin_row();
  std::string_view const title = tr(Tr::ui_year_month, keepf("%d", month.year), word(tr(Tr::ui_months), month.month - 1));
  text(title, Type::strong);
  ImGuiWindow* const window = ImGui::GetCurrentWindow();
  same_row(0);
  window->DC.CursorPos.x = window->DC.CursorStartPos.x + width - control_height() * 2;
  ImGui::PushItemFlag(ImGuiItemFlags_NoNavDefaultFocus, true);
  if (icon_button(Icon::chevron_left, tr(Tr::ui_previous_month))) shown = add_months(shown, -1);
  same_row(0);
  if (icon_button(Icon::chevron_right, tr(Tr::ui_next_month))) shown = add_months(shown, 1);
  ImGui::PopItemFlag();
}

bool draw_day(Date day, Date date, Date today, bool in_month, ImVec2 at, float side) {
  CivilDay const parts = civil(day);
  a11y::Says says{a11y::Role::gridcell, format_date(day)};
  if (day == date) says.states |= a11y::kSelected;
  if (day == today) says.states |= a11y::kCurrent;
  ImGui::PushID(day.days);
  Item const it = item_at("##day", at, {at.x + side, at.y + side}, says);
  ImGui::PopID();
  if (ImGui::IsWindowAppearing() && day == (date.empty() ? today : date)) ImGui::SetItemDefaultFocus();
  if (!it.visible) return it.pressed;
  ImDrawList* const list = ImGui::GetWindowDrawList();
  if (day == date) list->AddRectFilled(it.min, it.max, color(Color::accent), kRadiusSmall);
  else draw_hover(it, kRadiusSmall);
  Type const type = day == today ? Type::strong : Type::body;
  std::string_view const number = keepf("%d", parts.day);
  ImU32 const ink = day == date ? color(Color::text_on_accent) : day == today ? color(Color::accent_text) : in_month ? color(Color::text) : color(Color::text_faint);
  draw_text(list, {std::round((it.min.x + it.max.x - text_width(number, type)) / 2), middle(it.min.y, side, type)}, number, type, ink);
  draw_focus(it);
  return it.pressed;
}

}  // namespace

bool calendar(std::string_view name, Date& shown, Date& date, Date today) {
  ImGuiWindow* const window = ImGui::GetCurrentWindow();
  if (shown.empty()) shown = first_of_month(date.empty() ? today : date);
  float const side = space(appearance().touch ? 10 : 8), width = side * 7;
  draw_head(shown, width);
  gap(1);
  ImVec2 const at = window->DC.CursorPos;
  for (int i = 0; i < 7; ++i) {
    std::string_view const day = word(tr(Tr::ui_weekdays), i);
    draw_text(window->DrawList, {std::round(at.x + side * (static_cast<float>(i) + 0.5f) - text_width(day, Type::caption) / 2), at.y + space(1)}, day, Type::caption,
              color(Color::text_faint));
  }
  bool picked = false;
  float const top = at.y + space(6);
  int const month = civil(shown).month;
  Date const first{shown.days - (weekday(shown) - 1)};
  {
    a11y::Scope const grid(id_of("##days"), {a11y::Role::grid, name});
    for (int i = 0; i < kWeeks * 7; ++i) {
      Date const day{first.days + i};
      ImVec2 const place{at.x + side * static_cast<float>(i % 7), top + side * static_cast<float>(i / 7)};
      if (!draw_day(day, date, today, civil(day).month == month, place, side)) continue;
      date = day;
      picked = true;
    }
  }
  ImGui::ItemSize(ImVec2(width, top - at.y + side * kWeeks));
  gap(1);
  if (button(tr(Tr::ui_today), {.style = ButtonStyle::ghost, .width = width})) {
    date = today;
    picked = true;
  }
  return picked;
}

}  // namespace saddlebag::ui
