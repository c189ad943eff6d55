#include <doctest/doctest.h>
#include <imgui_internal.h>

#include <cmath>

#include "domain/demo.hpp"
#include "store/builtin.hpp"
#include "ui/kiosk/kiosk.hpp"
#include "ui/kiosk/rotation.hpp"
#include "ui/motion.hpp"
#include "ui/stage.hpp"

#ifdef __EMSCRIPTEN__
#include <malloc.h>
static std::size_t allocated() { return static_cast<std::size_t>(mallinfo().uordblks); }
#else
extern "C" std::size_t __sanitizer_get_current_allocated_bytes();  // of AddressSanitizer, whose header not every compiler has
static std::size_t allocated() { return __sanitizer_get_current_allocated_bytes(); }
#endif

using namespace saddlebag;
using namespace saddlebag::ui;
using a11y::Role;

namespace {

constexpr double kDay = 24 * 3600.0, kSeconds = 120;
constexpr std::string_view kTitles[] = {"Pipeline by stage", "Quarter's target", "Leaderboard", "Funnel", "Forecast", "Needs attention"};

/// Eight days of a wall, lived by its own timers, with all that happens to one.
class Days {
 public:
  Days() {
    set_appearance({.reduced_motion = true});
    DemoOptions demo;
    demo.customers = 60;
    demo.today = date_at(stage_.now, 480);
    DemoSeeder seeder(stage_.store, demo);
    while (seeder.step()) {
    }
    REQUIRE(seeder.status());
    stage_.store.for_each<Opportunity>([&](Opportunity const& deal) {
      if (deals_.size() < 40 && stage_.store.find(deal.stage)->outcome == Outcome::open) deals_.push_back(deal.id);
    });
    stage_.preferences.kiosk.seconds = static_cast<int>(kSeconds);
    stage_.preferences.kiosk.pin = "00";
    stage_.kiosk.on = true;
    stage_.sync.state = SyncState::idle;
    stage_.sync.last_success = stage_.now;
    stage_.show([](Frame const& frame) { draw_kiosk(frame); });
  }

  void live(double seconds) {
    double const end = lived_ + seconds;
    while (lived_ < end) {
      double const now = ImGui::GetTime();
      bool const moves = drawing_until() > now;
      double const wait = moves ? 0.05 : std::clamp(next_wake() - now, 0.001, 60.0);
      lived_ += wait;
      stage_.now.ms += std::llround(wait * 1000);
      happen();
      stage_.ui.frame(wait);
      ++frames;
      watch();
    }
  }

  /// As a wall that has hung there for months: as many changes are remembered as ever will be.
  void fill_trail() {
    for (std::size_t i = 0; i < Trail::kMost; ++i) put(deals_[i % deals_.size()], built_in_stage(i % 2 == 0 ? "lead" : "proposal"), static_cast<std::int64_t>(i));
  }

  std::size_t frames = 0, turns = 0, celebrations = 0, stale = 0, asked = 0, arrivals = 0;
  bool in_time = true;

  [[nodiscard]] ui::Stage& stage() { return stage_; }

 private:
  bool every(double period, double& last) {
    if (lived_ - last < period) return false;
    last = lived_;
    return true;
  }

  void put(Uuid deal, Id<saddlebag::Stage> to, std::int64_t minor) {
    Edit edit(stage_.store, Cause::pull);
    bool const ends = to == stage_won();
    edit.set(Kind::opportunity, deal, "stage", Value::reference(to.uuid))
        .set(Kind::opportunity, deal, "closed", ends ? Value::date(date_at(stage_.now, 480)) : Value())
        .set(Kind::opportunity, deal, "amount", Value::money({minor, Currency("CNY")}));
    Transaction transaction = edit.take();
    if (!transaction.empty()) REQUIRE(stage_.store.apply(std::move(transaction)));
  }

  void happen() {
    if (every(420, data_)) put(deals_[arrivals % deals_.size()], built_in_stage("proposal"), 1'000'00 + static_cast<std::int64_t>(arrivals * 7919 % 900'000'00)), ++arrivals;
    if (every(5 * 3600, win_)) put(deals_[arrivals++ % deals_.size()], stage_won(), 300'000'00);
    if (every(3 * 3600, guest_)) ImGui::GetIO().AddMouseButtonEvent(0, true), ImGui::GetIO().AddMouseButtonEvent(0, false);
    if (every(2 * 3600, poke_)) ++stage_.kiosk.pokes;
    if (every(7 * 3600, away_)) stage_.sync.state = stage_.sync.state == SyncState::idle ? SyncState::offline : SyncState::idle;
    if (stage_.sync.state == SyncState::idle) stage_.sync.last_success = stage_.now;
    if (every(31 * 3600, jump_)) stage_.now.ms += (jumps_++ % 2 == 0 ? -1 : 1) * 3600'000;        // summer time
    if (every(67 * 3600, set_back_)) stage_.now.ms += (set_backs_++ % 2 == 0 ? -50 : 50) * 3600'000;  // somebody sets the clock
  }

  void watch() {
    celebrated_ = celebrated_ || (!shown() && lived_ > 1);
    asked += stage_.ui.has(Role::dialog, "Enter the PIN to leave") ? 1 : 0;
    for (a11y::Node const& node : a11y::tree().nodes()) stale += node.role == Role::status && a11y::tree().name(node).starts_with("Not synced since");
    if (!shown() && before_) ++celebrations;
    before_ = shown();
    if (!shown() || at(place_)) return;
    place_ = (place_ + 1) % std::size(kTitles);
    in_time = in_time && at(place_) && (celebrated_ || std::abs(lived_ - turned_ - kSeconds) < 0.2 || turns == 0);
    if (!in_time) MESSAGE("after ", lived_, " s, the last turn was at ", turned_, "\n", stage_.ui.outline());
    turned_ = lived_;
    celebrated_ = false;
    ++turns;
  }
  [[nodiscard]] bool at(std::size_t place) const { return stage_.ui.has(Role::heading, kTitles[place]); }
  [[nodiscard]] bool shown() const { return stage_.ui.count(Role::heading) > 0; }

  ui::Stage stage_{1920, 1080};
  std::vector<Uuid> deals_;
  double lived_ = 0, turned_ = 0;
  double data_ = 0, win_ = -4.9 * 3600, guest_ = 0, poke_ = 0, away_ = 0, jump_ = 0, set_back_ = 0;
  int jumps_ = 0, set_backs_ = 0;
  std::size_t place_ = 0;
  bool celebrated_ = false, before_ = true;
};

/// Dear ImGui's tables of glyphs are as long as the highest character that was drawn in a size: as if all of Chinese had been.
void draw_chinese() {
  ImStableVector<ImFontBaked, 32>& baked = ImGui::GetIO().Fonts->Builder->BakedPool;
  for (int i = 0; i < baked.Size; ++i) baked[i].FindGlyph(0xffee);
}

}  // namespace

TEST_CASE("a wall turns for eight days through everything that happens, and its memory stays flat") {
  Days days;
  days.fill_trail();
  days.live(4 * 3600);  // in which data came, a deal was won, and a guest touched it
  draw_chinese();
  std::size_t const before = allocated();
  days.live(8 * kDay);
  std::size_t const after = allocated();
  CAPTURE(before);
  CAPTURE(after);
  CHECK(static_cast<double>(after) < static_cast<double>(before) * 1.01);
  CHECK(days.in_time);
  CHECK(days.turns > 8 * kDay / kSeconds * 0.97);
  CHECK(days.celebrations >= 30);
  CHECK(days.arrivals > 1'500);
  CHECK(days.stale > 100);
  CHECK(days.asked > 100);
  CHECK(days.frames < 8 * kDay / 60 + 8 * kDay / kSeconds * 3);  // minutes, turns, and what happened
  CHECK(days.stage().sent.empty());                               // nobody left, nobody changed anything
}
