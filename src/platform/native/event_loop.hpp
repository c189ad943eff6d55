#pragma once
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <utility>

namespace saddlebag::native {

/// Completions of the native ports, which have nothing to wait for but may not call back from inside a
/// request; and the timers of the clock.
class EventLoop {
 public:
  void post(std::function<void()> completion) { ready_.push_back(std::move(completion)); }
  std::uint32_t at(double monotonic_ms, std::function<void()> then);
  void cancel(std::uint32_t timer) { timers_.erase(timer); }
  /// Hands over what is complete by now; false where there was nothing.
  bool deliver(double monotonic_ms);

 private:
  struct Timer {
    double when;
    std::function<void()> then;
  };
  std::deque<std::function<void()>> ready_;
  std::map<std::uint32_t, Timer> timers_;
  std::uint32_t last_timer_ = 0;
};

}  // namespace saddlebag::native
