#include "platform/native/event_loop.hpp"

namespace saddlebag::native {

std::uint32_t EventLoop::at(double monotonic_ms, std::function<void()> then) {
  timers_.emplace(++last_timer_, Timer{monotonic_ms, std::move(then)});
  return last_timer_;
}

bool EventLoop::deliver(double monotonic_ms) {
  for (auto timer = timers_.begin(); timer != timers_.end();) {
    if (timer->second.when <= monotonic_ms) {
      ready_.push_back(std::move(timer->second.then));
      timer = timers_.erase(timer);
    } else {
      ++timer;
    }
  }
  std::deque<std::function<void()>> now;
  now.swap(ready_);  // what these complete comes with the next delivery
  for (auto& completion : now) completion();
  return !now.empty();
}

}  // namespace saddlebag::native
