#pragma once
#include <algorithm>
#include <functional>
#include <map>
#include <utility>

#include "platform/ports.hpp"

namespace saddlebag::fake {

/// A clock that stands still until it is moved; timers that have come due run in `advance`, in order.
class Clock : public port::Clock {
 public:
  explicit Clock(std::int64_t unix_ms = 1'700'000'000'000) : now_(unix_ms) {}
  int offset_minutes = 8 * 60;

  [[nodiscard]] std::int64_t unix_ms() const override { return now_; }
  [[nodiscard]] double monotonic_ms() const override { return passed_; }
  [[nodiscard]] int utc_offset_minutes(std::int64_t) const override { return offset_minutes; }
  std::uint32_t after(double ms, std::function<void()> then) override {
    timers_.emplace(std::pair(passed_ + ms, ++last_), std::move(then));
    return last_;
  }
  void cancel(std::uint32_t timer) override {
    std::erase_if(timers_, [&](auto const& entry) { return entry.first.second == timer; });
  }
  void advance(double ms) {
    double const until = passed_ + ms;
    while (!timers_.empty() && timers_.begin()->first.first <= until) {
      auto const timer = timers_.extract(timers_.begin());
      move_to(timer.key().first);
      timer.mapped()();
    }
    move_to(until);
  }
  /// Somebody sets the machine's clock; durations do not notice.
  void set_unix_ms(std::int64_t unix_ms) { now_ = unix_ms; }

 private:
  void move_to(double passed) {
    now_ += static_cast<std::int64_t>(passed) - static_cast<std::int64_t>(passed_);
    passed_ = passed;
  }
  std::int64_t now_;
  double passed_ = 0;
  std::uint32_t last_ = 0;
  std::map<std::pair<double, std::uint32_t>, std::function<void()>> timers_;
};

}  // namespace saddlebag::fake
