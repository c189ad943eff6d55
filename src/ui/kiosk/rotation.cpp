#include "ui/kiosk/rotation.hpp"

#include <algorithm>
#include <cmath>

namespace saddlebag::ui {
namespace {

constexpr std::int64_t kFreshMs = 10 * 60'000;  // that one round of sync may take
constexpr std::int64_t kHiccupMs = 60'000;     // for which nobody is told of trouble
constexpr int kFreeTries = 3;
constexpr std::int64_t kFirstWaitMs = 5'000, kLongestWaitMs = 10 * 60'000;
/// Longer than this between two looks, nobody looked: a hidden page, a machine that slept.
constexpr double kNobodyLooked = 4;

}  // namespace

void KioskRotation::configure(unsigned cards, double seconds) {
  seconds_ = std::max(1.0, seconds);
  if ((cards & KioskSettings::kAll) == 0) cards = KioskSettings::kAll;
  std::vector<KioskCard> chosen;
  for (unsigned i = 0; i < static_cast<unsigned>(KioskCard::count_); ++i)
    if ((cards & (1u << i)) != 0) chosen.push_back(static_cast<KioskCard>(i));
  if (chosen == cards_) return;
  auto const same = cards_.empty() ? chosen.end() : std::find(chosen.begin(), chosen.end(), cards_[place_]);
  place_ = same == chosen.end() ? 0 : static_cast<std::size_t>(same - chosen.begin());
  cards_ = std::move(chosen);
}

KioskRotation::Showing KioskRotation::at(double now) {
  if (cards_.empty()) configure(0, seconds_);
  if (since_ < 0) since_ = now;
  if (celebrating_ && now - celebrated_since_ >= kCelebration) {
    waiting_.erase(waiting_.begin());
    celebrating_ = false;
    since_ = now;  // the card below has its whole time again
  }
  if (!celebrating_ && !waiting_.empty()) {
    celebrating_ = true;
    celebrated_since_ = now;
  }
  if (celebrating_) return {cards_[place_], place_, cards_.size(), now - celebrated_since_, waiting_.front()};
  if (now - since_ >= seconds_) {
    bool const on_time = now - since_ < seconds_ * kNobodyLooked;
    since_ = on_time ? since_ + std::floor((now - since_) / seconds_) * seconds_ : now;
    place_ = (place_ + 1) % cards_.size();
    ++turned_;
  }
  return {cards_[place_], place_, cards_.size(), now - since_, std::nullopt};
}

double KioskRotation::wait(double now) const {
  double const end = celebrating_ ? celebrated_since_ + kCelebration : since_ + seconds_;
  return std::max(0.0, end - now);
}

void KioskRotation::celebrate(Uuid deal) {
  if (std::find(waiting_.begin(), waiting_.end(), deal) != waiting_.end()) return;
  if (waiting_.size() == kMostWaiting) waiting_.erase(waiting_.begin() + (celebrating_ ? 1 : 0));
  waiting_.push_back(deal);
}

KioskShift kiosk_shift(std::int64_t minute) {
  // Two triangle waves of lengths that share no factor: every place within the square is met, one step a minute.
  auto const wave = [minute](std::int64_t most) {
    std::int64_t const length = 4 * most;
    std::int64_t const at = ((minute % length) + length) % length;
    return static_cast<int>(at <= most ? at : at <= 3 * most ? 2 * most - at : at - length);
  };
  return {wave(8), wave(5)};
}

std::optional<Instant> kiosk_stale_since(SyncStatus const& sync, Instant now) {
  if (sync.state == SyncState::off || sync.state == SyncState::following) return std::nullopt;
  if (sync.state == SyncState::idle) return std::nullopt;
  if (sync.last_success.empty()) return sync.state == SyncState::working ? std::nullopt : std::optional(Instant{});
  std::int64_t const age = now.ms - sync.last_success.ms;
  bool const recent = age >= 0 && age < (sync.state == SyncState::working ? kFreshMs : kHiccupMs);
  return recent ? std::nullopt : std::optional(sync.last_success);
}

std::int64_t pin_wait_ms(int failures) {
  if (failures < kFreeTries) return 0;
  int const doublings = std::min(failures - kFreeTries, 10);
  return std::min(kLongestWaitMs, kFirstWaitMs << doublings);
}

std::int64_t pin_wait_left_ms(int failures, std::int64_t due, std::int64_t now) {
  return std::clamp<std::int64_t>(due - now, 0, pin_wait_ms(failures));
}

bool is_pin(std::string_view text) {
  return text.size() >= 4 && text.size() <= 8 && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace saddlebag::ui
