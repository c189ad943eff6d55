#include "ui/widgets/swipe.hpp"

#include <imgui_internal.h>

#include <vector>

#include "ui/motion.hpp"
#include "ui/widgets/internal.hpp"

namespace saddlebag::ui {
namespace {

constexpr float kSlop = 8;        // pixels before a row follows the finger
constexpr double kReturn = 0.15;  // seconds that it takes to come back

std::vector<ImRect> rows;  // that can be pushed aside, of the frame drawn last
int rows_frame = -1;

/// The one row that is, or was just, pushed.
struct Push {
  ImGuiID row = 0;
  bool held = false;
  float offset = 0;  ///< while held; then from where it comes back
  double since = 0;  ///< it was let go
  int frame = 0;     ///< in which it was drawn last
};
Push push;

void remember(Item const& it) {
  if (rows_frame != GImGui->FrameCount) rows.clear();
  rows_frame = GImGui->FrameCount;
  ImRect seen(it.min, it.max);
  seen.ClipWith(ImGui::GetCurrentWindow()->ClipRect);
  rows.push_back(seen);
}

float threshold(Item const& it) { return std::min((it.max.x - it.min.x) * 0.35f, space(30)); }

/// The row follows the finger to sides that do something.
float follow(SwipeAction const& left, SwipeAction const& right) {
  float const way = ImGui::GetIO().MousePos.x - ImGui::GetIO().MouseClickedPos[0].x;
  SwipeAction const& action = way < 0 ? left : right;
  return action.icon == Icon::none ? 0 : way;
}

float coming_back() {
  double const passed = ImGui::GetTime() - push.since;
  if (appearance().reduced_motion || passed >= kReturn) {
    push = {};
    return 0;
  }
  keep_drawing(kReturn - passed);
  auto const rest = static_cast<float>(1 - passed / kReturn);
  return push.offset * rest * rest * rest;
}

void draw_beneath(Item const& it, float offset, SwipeAction const& action, bool armed) {
  ImDrawList* const list = ImGui::GetWindowDrawList();
  bool const left = offset < 0;
  ImVec2 const from{left ? it.max.x + offset : it.min.x, it.min.y}, to{left ? it.max.x : it.min.x + offset, it.max.y};
  list->AddRectFilled(from, to, armed ? tone_color(action.tone) : tone_background(action.tone));
  list->PushClipRect(from, to, true);
  float const icon = space(5), pad = space(4), height = it.max.y - it.min.y;
  ImU32 const ink = armed ? color(Color::surface) : tone_color(action.tone);
  float const name = std::ceil(text_width(action.name, Type::strong)) + space(2);
  bool const named = to.x - from.x > icon + name + pad * 2;
  float const x = left ? it.max.x - pad - icon - (named ? name : 0) : it.min.x + pad;
  draw_icon(list, {x, it.min.y + std::floor((height - icon) / 2)}, action.icon, icon, ink);
  if (named) draw_text(list, {x + icon + space(2), middle(it.min.y, height, Type::strong)}, action.name, Type::strong, ink);
  list->PopClipRect();
}

}  // namespace

Swipe swipe(Item& it, SwipeAction const& left, SwipeAction const& right) {
  Swipe result;
  if (!it.visible) return result;
  remember(it);
  int const frame = GImGui->FrameCount;
  if (push.row == it.id && push.frame + 1 < frame) push = {};  // it was out of sight meanwhile
  bool const finger = ImGui::GetIO().MouseSource == ImGuiMouseSource_TouchScreen;
  if (it.held && finger && (push.held ? push.row == it.id : std::abs(follow(left, right)) > kSlop)) {
    push = {it.id, true, follow(left, right), 0, frame};
  }
  if (push.row != it.id) return result;
  push.frame = frame;
  bool const armed = std::abs(push.offset) >= threshold(it);
  if (push.held && !it.held) {
    it.pressed = it.context = false;
    if (armed) result.done = push.offset < 0 ? Swiped::left : Swiped::right;
    push.held = false;
    push.since = ImGui::GetTime();
  }
  float const pushed = push.offset;
  result.offset = push.held ? push.offset : coming_back();
  if (result.offset != 0) draw_beneath(it, result.offset, pushed < 0 ? left : right, armed && push.held);
  return result;
}

bool can_swipe(ImVec2 at) {
  if (rows_frame != GImGui->FrameCount || GImGui->OpenPopupStack.Size > 0) return false;
  return std::any_of(rows.begin(), rows.end(), [at](ImRect const& row) { return row.Contains(at); });
}

}  // namespace saddlebag::ui
