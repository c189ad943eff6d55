#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "platform/ports.hpp"

namespace saddlebag {

/// How the data on this device are protected.
struct Protection {
  enum class State : std::uint8_t {
    closed,      ///< not opened yet
    plain,       ///< no passphrase was set
    locked,      ///< waits for the passphrase; nothing is read or written until then
    open,        ///< sealed, and the key is there
    refused,     ///< somebody put older data back, or tampered with the header: nothing is read or written
  };
  State state = State::closed;
  bool busy = false;             ///< a passphrase is tried, or everything is being rewritten
  std::uint32_t failures = 0;    ///< wrong passphrases since the last right one
  std::int64_t due = 0;          ///< when the next may be tried, ms since 1970; see `unlock`
  std::string hint;              ///< what `set_hint` left for the unlock screen
  std::vector<Error> refusals;   ///< entries that were exchanged, altered, put back or taken away
};

/// port::Storage with all values sealed by AES-256-GCM under a key that a passphrase opens, once `protect` was
/// called; before that everything passes through. What it adds to the bytes is specified in FORMAT.md. Of several
/// tabs on one database each has its own; the header's generation keeps them in one order. There is no way from `open`
/// back to `locked` but to end the program: that is what drops keys and records from memory.
class SealedStorage final : public port::Storage {
 public:
  using Done = std::function<void(Status)>;
  /// `now` answers milliseconds since 1970. The ports must outlive the last completion.
  SealedStorage(port::Storage& inner, port::Crypto& crypto, port::Random& random, std::function<std::int64_t()> now);
  ~SealedStorage() override;

  // port::Storage. While locked, requests wait.
  void open(std::string const& database, std::function<void(port::Outcome)> done) override;
  void read(Area area, std::string from, std::string to,
            std::function<void(port::Outcome, std::vector<Entry>)> done) override;
  void commit(Batch batch, std::function<void(port::Outcome)> done) override;
  void erase_database(std::function<void(port::Outcome)> done) override;
  void mark(std::function<void(port::Outcome, std::uint64_t)> done) override;
  void usage(std::function<void(port::Outcome, Usage)> done) override;
  void on_foreign_commit(std::function<void(std::vector<std::string>)> tell) override;

  [[nodiscard]] Protection const& protection() const;
  /// Called whenever `protection` has changed.
  void on_change(std::function<void()> tell);
  /// For the unlock screen, readable by everybody; written with the next batch.
  void set_hint(std::string hint);

  // Each ends with `unauthorized` for a wrong passphrase, which counts as a failure: the next attempt is refused
  // (`refused`) for a second, then two, up to five minutes, over restarts.
  /// From `locked` to `open`. `corrupt`: now `refused`.
  void unlock(std::string passphrase, Done done);
  /// From `plain` to `open`: seals everything. At every moment either all of it lies there in plain or all sealed.
  void protect(std::string passphrase, Done done);
  /// Seals the data key anew; the data stay as they are.
  void change_passphrase(std::string from, std::string to, Done done);
  /// From `open` to `plain`.
  void unprotect(std::string passphrase, Done done);

 private:
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

}  // namespace saddlebag
