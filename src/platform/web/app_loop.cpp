#include "platform/web/app_loop.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

#include "platform/web/seam.hpp"
#include "ui/a11y/tree.hpp"

namespace saddlebag::web {
namespace {

constexpr double kShowsAfterMs = 1'500;       // whatever there is by then: that it is on its way
constexpr int kSettlingFrames = 3;            // hover, focus and sizes follow each other by a frame each
constexpr int kPatience = 12;                 // frames in a row that may change something, before it is left to itself
constexpr double kCaretRestsAfterMs = 6'000;  // then it stays, lit, and costs nothing
constexpr double kNever = -1;

double sooner(double a, double b) {
  if (a < 0) return b;
  if (b < 0) return a;
  return std::min(a, b);
}

}  // namespace

void AppLoop::start(Steps steps, bool blinking_caret) {
  steps_ = std::move(steps);
  blinking_ = blinking_caret;
  started_ = sb_monotonic_ms();
  ImGui::GetIO().ConfigInputTextCursorBlink = blinking_;
  touched();
}

void AppLoop::request_frame() {
  if (asked_) return;
  asked_ = true;
  sb_request_frame();
}

void AppLoop::changed() {
  settling_ = kSettlingFrames;
  request_frame();
}

void AppLoop::keep_drawing(double ms) {
  draw_until_ = std::max(draw_until_, sb_monotonic_ms() + ms);
  request_frame();
}

void AppLoop::touched() {
  last_input_ = sb_monotonic_ms();
  changed();
}

bool AppLoop::advance() {
  requests_.deliver();
  return steps_.turn && steps_.turn();
}

void AppLoop::turn() {
  if (!drawing_ && advance()) changed();
}

/// A frame costs more than what it would tell: that the records are coming. It is not drawn if they come soon.
double AppLoop::wait_for_first(double now) const {
  if (ready_ || !steps_.shows || steps_.shows()) return 0;
  return std::max(0.0, started_ + kShowsAfterMs - now);
}

void AppLoop::frame() {
  asked_ = false;
  if (drawing_ || !steps_.draw) return;
  double const begin = sb_monotonic_ms();
  advance();
  if (double const wait = wait_for_first(begin); wait > 0) return sb_wake_after(wait);
  platform_.begin_drawing();
  if (!platform_.drawable()) return;
  drawing_ = true;
  ImGui::GetIO().ConfigInputTextCursorBlink = blinking_ && begin - last_input_ < kCaretRestsAfterMs;
  platform_.new_frame(begin);
  steps_.draw();
  platform_.render();
  drawing_ = false;
  last_ms_ = sb_monotonic_ms() - begin;
  slowest_ms_ = std::max(slowest_ms_, last_ms_);
  recent_[frames_++ % kRecent] = static_cast<float>(last_ms_);
  wake_ms_ = kNever;
  if (steps_.drawn) steps_.drawn();
  if (!ready_) {
    ready_ = true;
    sb_ready();
  }
  if (settling_ > 0) --settling_;
  settle_changes();
  plan_next(sb_monotonic_ms());
}

/// What changed in this frame may move other things in the next ones.
void AppLoop::settle_changes() {
  std::uint64_t const shown = ui::a11y::tree().fingerprint();
  if (shown == shown_) {
    patience_ = kPatience;
  } else if (patience_ > 0) {
    --patience_;
    settling_ = std::max(settling_, kSettlingFrames);
  }
  shown_ = shown;
}

void AppLoop::settle() {
  for (int i = 0; i < 12 && platform_.drawable() && !drawing_; ++i) {
    frame();
    if (!platform_.input_waiting()) return;
  }
}

void AppLoop::plan_next(double now) {
  ImGuiContext const& g = *ImGui::GetCurrentContext();
  bool const fading = g.DimBgRatio > 0 && g.DimBgRatio < 1;
  if (settling_ > 0 || now < draw_until_ || fading || platform_.input_waiting() || platform_.held()) request_frame();
  if (!std::isfinite(wake_ms_)) wake_ms_ = kNever;
  if (!asked_) sb_wake_after(sooner(wake_ms_, sooner(caret_wait(now), tooltip_wait())));
}

double AppLoop::caret_wait(double now) {
  ImGuiContext const& g = *ImGui::GetCurrentContext();
  bool const editing = g.ActiveId != 0 && g.InputTextState.ID == g.ActiveId;
  if (!editing || !g.IO.ConfigInputTextCursorBlink) return kNever;
  // ImGui shows the caret for 0.8 s of every 1.2 s.
  double const phase = std::fmod(std::max(0.0f, g.InputTextState.CursorAnim), 1.2f);
  double const change = (phase < 0.8 ? 0.8 - phase : 1.2 - phase) * 1000 + 5;
  return std::min(change, std::max(1.0, last_input_ + kCaretRestsAfterMs - now));
}

double AppLoop::tooltip_wait() const {
  ImGuiContext const& g = *ImGui::GetCurrentContext();
  if (g.HoverItemDelayId == 0) return kNever;
  double wait = kNever;
  auto const until = [&](float have, float need) {
    if (have < need) wait = sooner(wait, (need - have) * 1000 + 5);
  };
  until(g.MouseStationaryTimer, g.Style.HoverStationaryDelay);
  until(g.HoverItemDelayTimer, g.Style.HoverDelayShort);
  until(g.HoverItemDelayTimer, g.Style.HoverDelayNormal);
  return wait;
}

FrameStats AppLoop::stats() const {
  int const count = static_cast<int>(std::min<std::uint64_t>(frames_, kRecent));
  float sorted[kRecent];
  std::copy_n(recent_, count, sorted);
  std::nth_element(sorted, sorted + count / 2, sorted + count);
  return {frames_, last_ms_, slowest_ms_, count ? sorted[count / 2] : 0};
}

}  // namespace saddlebag::web
