#pragma once
#include <cstdint>
#include <functional>

#include "platform/web/imgui_platform.hpp"
#include "platform/web/requests.hpp"

namespace saddlebag::web {

/// What drawing cost, in milliseconds of the program's own time.
struct FrameStats {
  std::uint64_t frames = 0;
  double last_ms = 0, slowest_ms = 0, median_ms = 0;  ///< the median of the last 128
};

/// Decides when a frame is drawn: only if something asks. Nothing is drawn while the page is idle or hidden;
/// completions are handled all the same, by turns.
class AppLoop {
 public:
  struct Steps {
    std::function<bool()> shows; ///< false: what the first frame is to show is still on its way
    std::function<bool()> turn;  ///< works on what arrived; true: there is something new to draw
    std::function<void()> draw;  ///< the interface, between NewFrame and Render
    std::function<void()> drawn; ///< after the frame
  };
  AppLoop(Requests& requests, ImGuiPlatform& platform) : requests_(requests), platform_(platform) {}

  void start(Steps steps, bool blinking_caret);
  void request_frame();
  /// Something else is to be shown: a few frames, until sizes that depend on each other have settled.
  void changed();
  /// Frames one after the other until then, for an animation.
  void keep_drawing(double ms);
  /// One frame after so long, unless one comes earlier. Asked for anew after each frame.
  void wake_after(double ms) { wake_ms_ = ms; }
  /// The person did something: ImGui needs a few frames until all has settled.
  void touched();

  /// Called by the page: one frame, or only a turn.
  void frame();
  void turn();
  /// Draws at once until all input is taken in, for answers that cannot wait (copy, resize, the keyboard of phones).
  void settle();

  [[nodiscard]] FrameStats stats() const;
  void reset_slowest() { slowest_ms_ = 0; }

 private:
  bool advance();
  [[nodiscard]] double wait_for_first(double now) const;
  void settle_changes();
  void plan_next(double now);
  [[nodiscard]] double caret_wait(double now);
  [[nodiscard]] double tooltip_wait() const;

  static constexpr int kRecent = 128;
  Requests& requests_;
  ImGuiPlatform& platform_;
  Steps steps_;
  bool drawing_ = false, asked_ = false, blinking_ = true, ready_ = false;
  int settling_ = 0, patience_ = 0;
  std::uint64_t shown_ = 0;  ///< fingerprint of the accessibility tree of the last frame
  double started_ = 0, draw_until_ = 0, last_input_ = 0, wake_ms_ = -1;
  std::uint64_t frames_ = 0;
  double last_ms_ = 0, slowest_ms_ = 0;
  float recent_[kRecent] = {};
};

}  // namespace saddlebag::web
