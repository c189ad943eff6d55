#include "ui/widgets/coach.hpp"

#include "ui/format.hpp"
#include "ui/motion.hpp"
#include "ui/widgets/internal.hpp"

namespace saddlebag::ui {
namespace {

float card_height = 0;  ///< of the last frame: it grows with its text
int shown_step = -1;
int last_frame = -1;
bool wants_keyboard = false;  ///< once the card stands where it stays

/// Beside the target where there is room, else in its lower right corner.
ImVec2 place_card(ImRect const& target, ImVec2 size, ImRect const& room) {
  float const apart = space(3);
  auto const within = [](float at, float low, float high) { return std::round(std::clamp(at, low, std::max(low, high))); };
  float const x = within(target.GetCenter().x - size.x / 2, room.Min.x, room.Max.x - size.x);
  float const y = within(target.Min.y, room.Min.y, room.Max.y - size.y);
  if (target.Max.y + apart + size.y <= room.Max.y) return {x, target.Max.y + apart};
  if (target.Min.y - apart - size.y >= room.Min.y) return {x, target.Min.y - apart - size.y};
  if (target.Max.x + apart + size.x <= room.Max.x) return {target.Max.x + apart, y};
  if (target.Min.x - apart - size.x >= room.Min.x) return {target.Min.x - apart - size.x, y};
  ImVec2 const corner{target.Max.x - size.x - apart, target.Max.y - size.y - apart};
  return {within(corner.x, room.Min.x, room.Max.x - size.x), within(corner.y, room.Min.y, room.Max.y - size.y)};
}

/// Everything but the target a little darker, and a ring around it; nothing where it speaks of the whole screen.
void draw_light(ImRect const& target, ImVec2 screen, bool there) {
  if (!there) return;
  ImDrawList* const list = ImGui::GetWindowDrawList();
  ImU32 const shade = color(Color::scrim, 0.6f * animate(ImGui::GetID("light"), 1));
  list->AddRectFilled({0, 0}, {screen.x, target.Min.y}, shade);
  list->AddRectFilled({0, target.Max.y}, screen, shade);
  list->AddRectFilled({0, target.Min.y}, {target.Min.x, target.Max.y}, shade);
  list->AddRectFilled({target.Max.x, target.Min.y}, {screen.x, target.Max.y}, shade);
  list->AddRect(target.Min, target.Max, color(Color::accent), kRadiusSmall, 0, 2);
}

/// What is on top has Escape first: a field that is being written in, a menu, a dialog.
bool escaped() {
  ImGuiContext const& g = *GImGui;
  return ImGui::IsKeyPressed(ImGuiKey_Escape, false) && g.ActiveId == 0 && g.ActiveIdPreviousFrame == 0 && g.OpenPopupStack.Size == 0;
}

/// The last item gets the keyboard, once a step.
void take_keyboard_once() {
  ImGuiLastItemData const& last = GImGui->LastItemData;
  if (!wants_keyboard || ImGui::GetCurrentWindow()->Hidden || GImGui->OpenPopupStack.Size > 0) return;
  take_keyboard({.id = last.ID, .min = last.Rect.Min, .max = last.Rect.Max});
  wants_keyboard = false;
}

void draw_dots(CoachMark const& mark) {
  ImVec2 const at = ImGui::GetCursorScreenPos();
  float const radius = space(0.75f), apart = space(3);
  for (int i = 0; i < mark.steps; ++i) {
    ImVec2 const middle_of{at.x + radius + apart * static_cast<float>(i), at.y + radius};
    ImGui::GetWindowDrawList()->AddCircleFilled(middle_of, radius, color(i == mark.step ? Color::accent : Color::border_strong));
  }
  ImGui::Dummy({apart * static_cast<float>(mark.steps), radius * 2});
}

CoachAnswer draw_card(CoachMark const& mark, float width) {
  CoachAnswer answer = CoachAnswer::none;
  std::string_view const step = tr(Tr::tour_step, format_integer(mark.step + 1), format_integer(mark.steps));
  {
    a11y::Scope const said(ImGui::GetID("said"), {a11y::Role::status, keepf("%s: %s", keep_cstr(mark.title), keep_cstr(mark.text)), step});
    text(step, Type::caption, Color::text_muted);
    gap(1);
    text(mark.title, Type::title);
    gap(1);
    paragraph(mark.text, Type::body, Color::text_muted, width);
  }
  gap(3);
  draw_dots(mark);
  gap(3);
  bool const last = mark.step + 1 == mark.steps;
  std::string_view const next = tr(last ? Tr::tour_done : Tr::tour_next), back = tr(Tr::tour_back);
  begin_row();
  if (!last && button(tr(Tr::tour_skip), {.style = ButtonStyle::ghost})) answer = CoachAnswer::end;
  if (!last) same_row(0);
  push_right(button_width(next) + (mark.step > 0 ? button_width(back) + space(2) : 0));
  if (mark.step > 0) {
    if (button(back)) answer = CoachAnswer::back;
    same_row(2);
  }
  if (button(next, {.style = ButtonStyle::primary})) answer = last ? CoachAnswer::end : CoachAnswer::next;
  take_keyboard_once();
  return answer;
}

}  // namespace

CoachAnswer coach_mark(Frame const& frame, CoachMark const& mark) {
  bool const fresh = shown_step != mark.step || last_frame + 1 < ImGui::GetFrameCount();
  shown_step = mark.step;
  last_frame = ImGui::GetFrameCount();
  if (fresh) {
    wants_keyboard = true;
    keep_drawing(0.25);
  }
  ImVec2 const screen{frame.width, frame.height};
  float const margin = space(3), pad = space(4);
  float const width = std::min(space(90), screen.x - margin * 2);
  ImRect target({mark.target.x, mark.target.y}, {mark.target.x + mark.target.width, mark.target.y + mark.target.height});
  bool const there = target.GetWidth() > 0 && target.GetHeight() > 0;
  target.Expand(space(1));
  target.ClipWith(ImRect({1, 1}, {screen.x - 1, screen.y - 1}));
  ImRect const room({margin, margin}, {screen.x - margin, screen.y - margin - (frame.compact ? space(14) : 0)});
  if (!there) target = room;

  ImGui::SetCursorScreenPos(place_card(target, {width, std::max(card_height, space(40))}, room));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(pad, pad));
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
  ImGui::BeginChild("##coach", {width, 0}, ImGuiChildFlags_NavFlattened | ImGuiChildFlags_AutoResizeY | ImGuiChildFlags_AlwaysUseWindowPadding,
                    ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoFocusOnAppearing);
  ImGuiWindow const* const window = ImGui::GetCurrentWindow();
  ImGui::PushClipRect({0, 0}, screen, false);  // the light lies outside of the card
  draw_light(target, screen, there);
  ImGui::PopClipRect();
  raise_window();
  if (card_height != window->Size.y) keep_drawing(0.05);  // it is placed by its height of the frame before
  card_height = window->Size.y;
  a11y::tree().open(window->ID, to_box(window->Rect()), {a11y::Role::dialog, mark.title});
  CoachAnswer answer = draw_card(mark, width - pad * 2);
  a11y::tree().close();
  ImGui::EndChild();
  ImGui::PopStyleVar(2);
  return escaped() ? CoachAnswer::end : answer;
}

}  // namespace saddlebag::ui
