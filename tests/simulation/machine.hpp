#pragma once
#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "simulation/line.hpp"
#include "sync/engine.hpp"
#include "sync/fakes/device.hpp"

namespace saddlebag::simulation {

using sync_test::World;

/// Bugs that are put back on purpose, to see that the simulation finds them.
enum class Mutation : std::uint8_t {
  none,
  checkpoint_before_page,  ///< the checkpoint becomes durable a moment before the page that it speaks of
  id_map_not_durable,      ///< which record is which at the backend is known to this run of the program alone
  retry_on_next_edit,      ///< the timer of the next try never rings; an edit here tries again
};

/// Completions of a tab that is frozen wait until it thaws.
struct Gate {
  bool frozen = false;
  std::vector<std::function<void()>> waiting;
  std::shared_ptr<bool> alive = std::make_shared<bool>(true);
  ~Gate() { *alive = false; }
  void pass(std::function<void()> then) {
    if (frozen) waiting.push_back(std::move(then));
    else then();
  }
  void thaw();
};

/// What is true of a device whatever runs on it.
struct Circumstances {
  std::int64_t clock_skew_ms = 0;
  int zone_minutes = 480;
  double storage_ms = 1;
  bool storage_full = false;
  bool storage_lost = false;              ///< until it is opened again
  std::optional<std::uint64_t> kill_after;   ///< of `written`: the device dies when it is durable and nobody was told
  std::optional<std::uint64_t> kill_within;  ///< of `asked`: the device dies while it is under way
  std::uint64_t asked = 0, written = 0;      ///< writes so far
  std::function<void()> kill = [] {};
  std::function<void(std::string const& place)> on_place = [](std::string const&) {};
  Mutation mutation = Mutation::none;
};

class TabClock final : public port::Clock {
 public:
  TabClock(World& world, Gate& gate, Circumstances& around)
      : inner_(world, 1'700'000'000'000), gate_(gate), around_(around) {}
  std::int64_t unix_ms() const override { return inner_.unix_ms() + around_.clock_skew_ms; }
  double monotonic_ms() const override { return inner_.monotonic_ms(); }
  int utc_offset_minutes(std::int64_t) const override { return around_.zone_minutes; }
  std::uint32_t after(double ms, std::function<void()> then) override;
  void cancel(std::uint32_t timer) override { inner_.cancel(timer); }
  /// For `retry_on_next_edit`.
  std::function<bool()> is_retry = [] { return false; };
  void ring_swallowed();

 private:
  sync_test::WorldClock inner_;
  Gate& gate_;
  Circumstances& around_;
  std::vector<std::function<void()>> swallowed_;
};

class TabHttp final : public port::Http {
 public:
  TabHttp(sync_test::Network& inner, Gate& gate) : inner_(inner), gate_(gate) {}
  std::uint32_t send(Request request, Done done) override;
  void cancel(std::uint32_t request) override { inner_.cancel(request); }
  bool online() const override { return inner_.online(); }

 private:
  sync_test::Network& inner_;
  Gate& gate_;
};

class TabStorage final : public port::Storage {
 public:
  TabStorage(World& world, sync_test::Disk& disk, Gate& gate, Circumstances& around)
      : inner_(world, disk), world_(world), gate_(gate), around_(around) {}
  void open(std::string const& database, std::function<void(port::Outcome)> done) override;
  void read(Area area, std::string from, std::string to,
            std::function<void(port::Outcome, std::vector<Entry>)> done) override;
  void commit(Batch batch, std::function<void(port::Outcome)> done) override;
  void erase_database(std::function<void(port::Outcome)> done) override { inner_.erase_database(std::move(done)); }
  void mark(std::function<void(port::Outcome, std::uint64_t)> done) override { inner_.mark(std::move(done)); }
  void usage(std::function<void(port::Outcome, Usage)> done) override { inner_.usage(std::move(done)); }
  void on_foreign_commit(std::function<void(std::vector<std::string>)> tell) override { tell_ = std::move(tell); }
  /// Another tab of the device has written these.
  void foreign(std::vector<std::string> const& keys);
  std::uint64_t durable_through = 0;  ///< last sequence that this tab has written, whether it was told or not
  std::function<void(std::vector<std::string>)> announce = [](std::vector<std::string> const&) {};

 private:
  void refuse(std::function<void(port::Outcome)> done, port::Outcome why);
  void written(Batch const& batch, std::function<void(port::Outcome)> const& done, port::Outcome const& outcome);
  sync_test::DiskStorage inner_;
  World& world_;
  Gate& gate_;
  Circumstances& around_;
  std::function<void(std::vector<std::string>)> tell_;
};

/// The program in one tab.
struct Tab {
  Tab(World& world, Line& line, sync_test::Disk& disk, Circumstances& around, std::uint64_t device, std::uint64_t seed,
      bool leads);
  void frame();
  /// A person's deed; the number of the transaction, 0 where the store refused it or it did nothing.
  std::uint64_t apply(Transaction transaction);
  void lead(bool leads);

  Gate gate;
  TabClock clock;
  sync_test::WorldRandom random;
  sync_test::Network network;
  TabHttp http;
  TabStorage storage;
  Store store;
  Persistence persistence;
  sync::Engine engine{store, persistence, http, clock, random};
  std::uint64_t run;  ///< tells the runs of a device apart
  bool opened = false, editing = false;
};

}  // namespace saddlebag::simulation
