#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "platform/ports.hpp"
#include "store/store.hpp"

namespace saddlebag {

/// Keeps a Store on the device: opens it from chunks and the journal's tail, appends every transaction
/// durably, folds the journal into chunks when it has grown. Nothing is called saved before the storage
/// has said so. Records of Cause::seed are not journaled: they become durable with the next compaction,
/// at the latest with the first edit that follows them. See FORMAT.md.
class Persistence {
 public:
  Persistence(Store& store, port::Storage& storage);
  ~Persistence();

  /// Loads everything and tells the store's observers of the journal that is kept; to be called on an
  /// empty store. `done` carries
  /// - corrupt: what could be read is there and everything works; see `damage`;
  /// - unsupported: a newer program wrote it. Nothing is loaded and nothing will be written;
  /// - refused, full … : there is no storage. The store works in memory, and the state is `failing`.
  void open(std::string const& database, std::function<void(Status)> done);
  /// What could not be read when opening. The bytes were moved to Area::blobs, `damaged/<area>/<key>`.
  [[nodiscard]] std::vector<Error> const& damage() const;

  enum class State : std::uint8_t { closed, opening, saved, saving, failing };
  [[nodiscard]] State state() const;
  /// Why the last write failed; empty code when it did not. What is unsaved is kept and tried again.
  [[nodiscard]] Error const& failure() const;
  [[nodiscard]] std::uint64_t saved_through() const;  ///< last durable sequence
  [[nodiscard]] std::size_t journal_entries() const;
  [[nodiscard]] std::size_t journal_bytes() const;

  /// Adds a meta entry to the next batch, in the same storage transaction as the changes applied in
  /// this turn: a pulled page and its checkpoint become durable together or not at all.
  void put_meta(std::string key, Bytes value);
  /// The same, by the leader alone: what is not yet durable when this tab leads no more never will be, so that it cannot
  /// fall on what the next leader has noted meanwhile.
  void put_leaders_meta(std::string key, Bytes value);
  /// Null when there is none. Valid until the next `put_meta`.
  [[nodiscard]] Bytes const* meta(std::string_view key) const;

  /// Starts writing what `apply` has queued, as one batch. Called once per frame, after all commands. While a
  /// write is under way it does nothing: the end of that write begins the next one, frames or not.
  /// After a failure it tries again by itself, at first after a second, then less and less often.
  void flush();
  /// Tries again now (the person made room, the connection came back).
  void retry();
  /// Writes dirty blocks as chunks and drops the journal they cover beyond what undo and the outbox need.
  void compact(std::function<void(Status)> done);
  /// What `check` found on the device.
  struct Health {
    std::size_t chunks = 0, entries = 0;  ///< that were read
    std::vector<Error> damage;
  };
  /// Reads everything that lies on the device, verifies every checksum and replays the journal, beside what is in
  /// memory. What is damaged is moved out of the way, and all chunks are written anew from memory.
  void check(std::function<void(Status, Health)> done);
  /// Of several tabs on one database only one may fold the journal: the one that holds the lock. A tab
  /// that does not lead compacts only what it seeded. True at first.
  void lead(bool leader);
  /// The outbox continues from a checkpoint in meta, with the journal from `sequence` on: compaction keeps those
  /// entries, and opening tells the store's observers of them, in order, also where chunks already hold their effect.
  void keep_from(std::uint64_t sequence);
  /// Takes in what other tabs have written, meta included: to be called by a tab that becomes the leader.
  void refresh(std::function<void(Status)> done);
  /// All transactions that are kept and that the store's observers were told of, in order, with those that are not
  /// durable yet: for an observer that begins anew.
  void journal(std::function<void(Status, std::vector<Transaction>)> done);
  /// Erases everything on the device, for "reset". The store must be thrown away afterwards.
  void erase(std::function<void(Status)> done);

 private:
  struct Impl;
  std::shared_ptr<Impl> impl_;  // shared with the storage's completions, which may come after our end
};

}  // namespace saddlebag
