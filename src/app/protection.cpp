#include "app/session_impl.hpp"
#include "ui/format.hpp"
#include "ui/widgets/overlay.hpp"

namespace saddlebag::app {
namespace {
constexpr double kIdleCheckMs = 10'000;
constexpr std::int64_t kMinuteMs = 60'000;
}  // namespace

void Session::Impl::protection_changed() {
  Protection const& protection = sealed.protection();
  // The person's language, which is sealed with everything else.
  if (!ready && !protection.hint.empty() && !options.language) {
    preferences.language = protection.hint == "en" ? Language::en : Language::zh_cn;
    apply_appearance();
  }
  if (ready) watch_idle();
  around.request_frame();
}

void Session::Impl::protection_ended(Status const& status, Tr notice) {
  std::int64_t const now = platform.clock.unix_ms();
  if (status) {
    ui::toast(ui::tr(notice), Tone::good);
    measure_storage();
  } else if (status.error().code == ErrorCode::unauthorized) {
    ui::toast(ui::tr(Tr::protection_wrong), Tone::bad);
  } else if (status.error().code == ErrorCode::refused && sealed.protection().due > now) {
    ui::toast(ui::tr(Tr::protection_wait, std::to_string((sealed.protection().due - now) / 1000 + 1)), Tone::bad);
  } else {
    fail(status.error());
  }
  around.request_frame();
}

void Session::Impl::report_refusals() {
  std::size_t const count = sealed.protection().refusals.size();
  if (count > 0) ui::toast(ui::tr(Tr::protection_refused, std::to_string(count)), Tone::bad);
}

/// By the clock on the wall, which goes on while the machine sleeps. Only what can be locked is watched: otherwise no timer runs.
void Session::Impl::watch_idle() {
  std::int64_t const limit = preferences.lock_minutes * kMinuteMs;
  if (watching_idle || limit <= 0 || sealed.protection().state != Protection::State::open) return;
  watching_idle = true;
  last_input = std::max(last_input, platform.clock.unix_ms());
  auto const check = [this](auto const& again) -> void {
    std::int64_t const now_limit = preferences.lock_minutes * kMinuteMs;
    watching_idle = now_limit > 0 && sealed.protection().state == Protection::State::open;
    if (!watching_idle) return;
    // A wall has nobody at its keys.
    if (!kiosk.on && platform.clock.unix_ms() - last_input >= now_limit) {
      locking = true;
      lock_when_saved();
    }
    platform.clock.after(kIdleCheckMs, [again] { again(again); });
  };
  check(check);
}

/// Beginning the program anew is what takes keys and records out of memory. What could not be saved is not thrown away
/// for it: then the window stays open, and the strip above says why.
void Session::Impl::lock_when_saved() {
  if (!locking || persistence.state() == Persistence::State::saving) return;
  locking = false;
  if (persistence.state() == Persistence::State::saved) around.restart();
}

void Session::lock() {
  if (impl_->sealed.protection().state != Protection::State::open) return;
  impl_->locking = true;
  impl_->lock_when_saved();
}

}  // namespace saddlebag::app
