#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "store/sync_status.hpp"
#include "ui/kiosk/settings.hpp"

namespace saddlebag::ui {

/// Which card is on the wall when, and what is celebrated. Seconds are of a clock that never steps back, so that nobody who
/// sets the machine's clock, and no summer time, disturbs it.
class KioskRotation {
 public:
  static constexpr double kCelebration = 7;     ///< seconds
  static constexpr std::size_t kMostWaiting = 5;  ///< celebrations; of more the oldest are left out

  struct Showing {
    KioskCard card = KioskCard::pipeline;
    std::size_t place = 0, count = 0;  ///< among the cards that were chosen
    double since = 0;                  ///< seconds that it has been there
    std::optional<Uuid> celebrated;    ///< a deal that covers the card; `since` is then the celebration's
  };

  /// Bits of KioskCard; none: all. Keeps its place where that card is still chosen.
  void configure(unsigned cards, double seconds);
  /// To be asked whenever something is drawn, with times that do not decrease.
  Showing at(double now);
  /// Seconds until something else is to be shown.
  [[nodiscard]] double wait(double now) const;
  void celebrate(Uuid deal);
  /// Cards that have been shown to their end.
  [[nodiscard]] std::uint64_t turned() const { return turned_; }

 private:
  std::vector<KioskCard> cards_;
  double seconds_ = 20;
  std::size_t place_ = 0;
  double since_ = -1;         ///< below 0: not begun
  std::vector<Uuid> waiting_; ///< to be celebrated; the first is, where `celebrating_`
  bool celebrating_ = false;
  double celebrated_since_ = 0;
  std::uint64_t turned_ = 0;
};

/// How far everything is shifted in that minute, in CSS pixels, so that nothing burns in: a slow walk around the middle.
struct KioskShift {
  int x, y;
};
KioskShift kiosk_shift(std::int64_t minute);

/// Since when what is shown may not be what is: nothing where it is fresh, or where there is no backend. An empty instant:
/// nothing was ever heard of it.
std::optional<Instant> kiosk_stale_since(SyncStatus const& sync, Instant now);

/// After so many wrong PINs in a row nobody may try for so long.
std::int64_t pin_wait_ms(int failures);
/// How long it still takes; a clock that was set back does not make it longer than the wait itself.
std::int64_t pin_wait_left_ms(int failures, std::int64_t due, std::int64_t now);
/// Four to eight digits.
bool is_pin(std::string_view text);

}  // namespace saddlebag::ui
