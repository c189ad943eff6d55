#pragma once
#include <deque>
#include <map>
#include <set>
#include <utility>

#include "store/loading.hpp"
#include "store/persistence.hpp"

namespace saddlebag {

struct Persistence::Impl : std::enable_shared_from_this<Impl> {
  using Done = std::function<void(Status)>;
  /// A transaction that is not durable yet.
  struct Unsaved {
    JournalKey key;
    Bytes bytes;
    bool local;
  };
  enum class Phase : std::uint8_t { closed, opening, open, detached };

  Impl(Store& store, port::Storage& storage) : store(store), storage(storage) {}

  // opening and other tabs
  void open(std::string const& name, Done done);
  void opened(Loaded loaded, Image const& image, Done const& done);
  void detach(Error error, Done const& done);
  void take(std::vector<port::Storage::Entry> const& entries);
  void saw(Transaction const& transaction);
  void saw_foreign(std::vector<std::string> const& keys);
  void catch_up(Done done);
  void reload(Done done);
  void read_journal(std::function<void(Status, std::vector<Transaction>)> done);
  [[nodiscard]] std::vector<JournalEntry> unsaved_entries() const;

  // persistence_check.cpp
  void check(std::function<void(Status, Health)> done);
  void repair(Loaded loaded, Health health, std::function<void(Status, Health)> const& done);

  // writing
  void failed(port::Outcome const& outcome);
  void recovered();
  void read_failed(port::Outcome const& outcome, Done const& done);
  void go_on();
  [[nodiscard]] bool idle() const { return phase == Phase::open && !busy; }
  [[nodiscard]] bool anything_unsaved() const {
    return !unsaved.empty() || !unsaved_meta.empty() || !rescue.puts.empty();
  }
  [[nodiscard]] bool pausing() const;
  void flush();
  void collect(port::Storage::Batch& batch);
  void commit(port::Storage::Batch batch, Done done);
  void connect_again();
  void committed(port::Outcome const& outcome);
  void compact(Done done);
  void drop_leaders_meta();
  void fold();
  void write_chunks();
  void add_snapshot(port::Storage::Batch& batch);
  void folded(Status const& status, std::vector<std::pair<Kind, std::size_t>> const& blocks, Snapshot written);
  void done_folding(Status const& status);

  Store& store;
  port::Storage& storage;
  std::string database;
  Phase phase = Phase::closed;
  bool busy = false;  // a request to the storage is under way
  bool observing = false;
  bool leading = true;
  bool seeded = false;  // records in memory that neither chunk nor journal has
  bool reopen = false;  // the connection was lost
  Error failure;
  std::int64_t try_again = 0;
  std::int64_t pause = 0;
  std::vector<Error> damage;
  std::uint64_t writer = 0;
  std::uint64_t saved_through = 0;
  std::uint64_t keep_from = UINT64_MAX;

  Snapshot snapshot;  // on the device, as this tab knows it
  JournalIndex journal;
  std::deque<Unsaved> unsaved;
  std::map<std::string, Bytes, std::less<>> meta;
  std::set<std::string, std::less<>> unsaved_meta;
  std::set<std::string, std::less<>> leaders_meta;  ///< which are the leader's alone
  port::Storage::Batch rescue;

  // of the batch under way
  std::size_t sending = 0;  // of `unsaved`, from the front
  std::set<std::string, std::less<>> sending_meta;
  port::Storage::Batch sending_rescue;
  std::vector<JournalKey> dropping;

  std::vector<Done> folding;  // who waits for the compaction
  bool wants_fold = false;
  bool mends = false;  // what is sound of damaged entries is to be written anew, by the tab that leads
  bool fold_failed = false;  // the last time
  bool wants_catch_up = false;
  std::vector<Done> catching_up;
};

/// How a request's end is told to those above.
Status status_of(port::Outcome const& outcome);

}  // namespace saddlebag
