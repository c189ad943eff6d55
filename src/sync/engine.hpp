#pragma once
#include <memory>

#include "platform/ports.hpp"
#include "store/persistence.hpp"
#include "store/store.hpp"
#include "store/sync_status.hpp"
#include "sync/wire.hpp"

namespace saddlebag::sync {

/// Keeps the store and one backend equal: pulls what changed there, merges, pushes what changed here, then
/// listens: by polling, long polling or a stream of events. Everything is driven by completions of the ports and by
/// timers; nothing waits for a frame.
/// Must live as long as the store, whose transactions it observes.
class Engine {
 public:
  /// Before Persistence::open, so that it sees the journal.
  Engine(Store& store, Persistence& persistence, port::Http& http, port::Clock& clock, port::Random& random);
  ~Engine();

  /// After Persistence::open: takes up the connection of last time, if there was one.
  void start();
  /// Connects, and remembers it on this device; an empty `url` disconnects (all data stays). The error of an
  /// unknown or broken connector names the place. After `unauthorized`: the same with a new secret.
  Status configure(Connection connection);
  [[nodiscard]] Connection const& connection() const;

  /// The network may be back: what waits for it is tried now. For when the machine says so, not for every frame.
  void tick();
  /// Now, rather than when the timer says; also tries again what the backend refused.
  void sync_now();
  /// Tries one dead letter again.
  void retry(RecordKey letter);
  /// Ends one dead letter, for good. A refused change is not sent any more: the record keeps its value here until it is
  /// changed here again, or at the backend; a refused erasure is taken back. A document of the backend that could
  /// not be taken in is passed over until it changes there.
  void discard(RecordKey letter);
  /// All dead letters with what is in them, as a JSON list for a file: kind, id, title, reason; of a change that the
  /// backend refused the record as it would be sent, and what its changed fields were before; of a document that
  /// could not be taken in its version. Valid UTF-8, `[]` where there are none.
  [[nodiscard]] std::string export_letters() const;
  void pause(bool paused);
  /// Only the leading tab of a device syncs. A fresh engine leads. One that takes over first reads from the device
  /// what the last leader has left there.
  void set_leader(bool leads);
  [[nodiscard]] SyncStatus status() const;
  /// Called when `status()` may have changed; for drawing.
  void on_status(std::function<void()> tell);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace saddlebag::sync
