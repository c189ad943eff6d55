#pragma once
#include <functional>
#include <memory>
#include <string>

#include "platform/ports.hpp"
#include "store/store.hpp"

namespace saddlebag {

/// Keeps a Store on the device: opens it from chunks and the journal's tail, appends every transaction
/// durably, folds the journal into chunks when it has grown. Nothing is called saved before the storage
/// has said so.
class Persistence {
 public:
  Persistence(Store& store, port::Storage& storage);
  ~Persistence();

  /// Loads everything; then observes the store. `done` carries corrupt, unsupported, refused …
  void open(std::string const& database, std::function<void(Status)> done);

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
  [[nodiscard]] Bytes const* meta(std::string_view key) const;

  /// Starts writing what `apply` has queued. Called once per frame, after all commands.
  void flush();
  /// Tries again after a failure (the person made room, the connection came back).
  void retry();
  /// Writes dirty blocks as chunks and drops the journal they cover beyond what undo and the outbox need.
  void compact(std::function<void(Status)> done);
  /// Erases everything on the device, for "reset". The store must be thrown away afterwards.
  void erase(std::function<void(Status)> done);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace saddlebag
