#include <imgui_internal.h>

#include <string>
#include <vector>

#include "ui/format.hpp"
#include "ui/motion.hpp"
#include "ui/widgets/internal.hpp"
#include "ui/widgets/overlay.hpp"

namespace saddlebag::ui {
namespace {

constexpr double kStays = 6;  // seconds
constexpr std::size_t kMostToasts = 3;

struct Toast {
  std::string text, action;
  Tone tone;
  double until;
  ImGuiID id;
};
std::vector<Toast> toasts;
ImGuiID next_id = 1;

Icon tone_icon(Tone tone) {
  switch (tone) {
    case Tone::good: return Icon::check;
    case Tone::warning: return Icon::warning;
    case Tone::bad: return Icon::error;
    case Tone::info: return Icon::info;
    default: return Icon::none;
  }
}

struct Measure {
  float action, text, width;
};
Measure measure(Toast const& toast, float room) {
  float const action = toast.action.empty() ? 0 : std::ceil(text_width(toast.action, Type::strong)) + space(6);
  float const around = space(4) + (tone_icon(toast.tone) != Icon::none ? space(7) : 0) + action + space(9);
  float const text = std::min(std::ceil(text_width(toast.text, Type::body)), room - around);
  return {action, text, text + around};
}

/// Draws one with its upper left corner at `at`. 1: the action was pressed, -1: put away.
int draw_toast(Toast const& toast, ImVec2 at, float height, Measure const& sizes) {
  ImDrawList* const list = ImGui::GetWindowDrawList();
  ImVec2 const to{at.x + sizes.width, at.y + height};
  a11y::Scope const scope(toast.id, {a11y::Role::status, toast.text}, {at.x, at.y, sizes.width, height});
  draw_shadow(list, at, to, kRadius);
  list->AddRectFilled(at, to, color(Color::raised), kRadius);
  list->AddRect(at, to, color(Color::border_strong), kRadius);
  float x = at.x + space(4);
  if (Icon const icon = tone_icon(toast.tone); icon != Icon::none) {
    draw_icon(list, {x, at.y + std::floor((height - space(4.5f)) / 2)}, icon, space(4.5f), tone_color(toast.tone));
    x += space(7);
  }
  draw_text(list, {x, middle(at.y, height, Type::body)}, toast.text, Type::body, color(Color::text), sizes.text);
  x += sizes.text + space(1);
  int answer = 0;
  ImGui::PushOverrideID(toast.id);
  if (sizes.action > 0) {
    Item const it = item_at(toast.action, {x, at.y + space(1)}, {x + sizes.action, to.y - space(1)}, {a11y::Role::button, toast.action});
    draw_hover(it, kRadiusSmall);
    draw_text(list, {x + space(3), middle(at.y, height, Type::strong)}, toast.action, Type::strong, color(Color::accent_text));
    draw_focus(it);
    if (it.pressed) answer = 1;
  }
  std::string_view const close = tr(Tr::ui_close);
  Item const it = item_at("##close", {to.x - space(8), at.y + space(1)}, {to.x - space(1), to.y - space(1)}, {a11y::Role::button, close});
  draw_hover(it, kRadiusSmall);
  draw_icon(list, {to.x - space(6.5f), at.y + std::floor((height - space(4)) / 2)}, Icon::close, space(4), color(Color::text_muted));
  draw_focus(it);
  ImGui::PopID();
  return answer != 0 ? answer : it.pressed ? -1 : 0;
}

/// Each has a window of just its size, so that the pointer reaches everything beside it. Tab reaches it as the last of the
/// screen; under a dialog it is only looked at, and does not catch a press that is meant for what lies beneath.
void begin_window(std::size_t slot, ImVec2 at, ImVec2 size, bool under_modal) {
  constexpr char const* kNames[kMostToasts] = {"##toast_0", "##toast_1", "##toast_2"};
  constexpr ImGuiWindowFlags kFlags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoMove |
                                      ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoFocusOnAppearing;
  if (!under_modal) {
    ImGui::SetCursorScreenPos(at);
    ImGui::BeginChild(kNames[slot], size, ImGuiChildFlags_NavFlattened, kFlags);
    return;
  }
  ImGui::SetNextWindowPos(at);
  ImGui::SetNextWindowSize(size);
  ImGui::Begin(kNames[slot], nullptr, kFlags | ImGuiWindowFlags_NoInputs);
  ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
}

int draw_in_window(Toast& toast, std::size_t slot, ImVec2 at, float height, Measure const& sizes) {
  bool const under_modal = ImGui::GetTopMostPopupModal() != nullptr;
  begin_window(slot, at, {sizes.width, height}, under_modal);
  ImGui::PushClipRect({0, 0}, ImGui::GetIO().DisplaySize, false);  // its shadow lies outside
  int const answer = draw_toast(toast, at, height, sizes);
  ImGui::PopClipRect();
  bool const read = ImGui::IsWindowHovered() || (GImGui->NavWindow == ImGui::GetCurrentWindow() && focus_visible());
  if (read) toast.until = std::max(toast.until, ImGui::GetTime() + 2);  // stays while somebody is there
  if (under_modal) ImGui::End();
  else ImGui::EndChild();
  return answer;
}

}  // namespace

void toast(std::string_view text, Tone tone, std::string_view action) {
  std::erase_if(toasts, [text](Toast const& old) { return old.text == text; });
  if (toasts.size() >= kMostToasts) toasts.erase(toasts.begin());
  toasts.push_back({std::string(text), std::string(action), tone, ImGui::GetTime() + kStays, ImHashData(&next_id, sizeof next_id)});
  ++next_id;
  keep_drawing(0.2);
}

void drop_toasts() { toasts.clear(); }

bool draw_toasts(Frame const& frame) {
  close_orphans();
  double const now = ImGui::GetTime();
  std::erase_if(toasts, [now](Toast const& old) { return old.until <= now; });
  if (toasts.empty()) return false;
  float const height = control_height() + space(3), margin = space(frame.compact ? 3 : 6);
  float const room = std::min(frame.width - margin * 2, space(130));
  float const bottom = frame.height - margin - (frame.compact ? space(14) : 0);  // above the phone's bar
  bool pressed = false;
  float y = bottom - height;
  for (std::size_t i = toasts.size(); i-- > 0; y -= height + space(2)) {
    Toast& toast = toasts[i];
    Measure const sizes = measure(toast, room);
    float const x = std::round((frame.width - sizes.width) / 2);  // to the right are the buttons of drawers
    float const rise = std::round((1 - animate(toast.id, 1)) * space(4));
    int const answer = draw_in_window(toast, i, {x, y + rise}, height, sizes);
    if (answer != 0) toast.until = 0;
    pressed = pressed || answer == 1;
    if (answer != 0) keep_drawing(0.05);
    else wake_after(toast.until - now + 0.01);
  }
  return pressed;
}

}  // namespace saddlebag::ui
