#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "model/field.hpp"

namespace saddlebag {

enum class SyncState : std::uint8_t {
  off,           ///< no backend: everything stays on this device
  idle,          ///< everything sent, listening
  working,       ///< pulling or pushing
  offline,       ///< the backend cannot be reached; tried again by itself
  unauthorized,  ///< the backend wants a new sign-in; nothing is discarded
  failing,       ///< the backend answers, but not as it should; tried again by itself
  paused,        ///< by the person
  following,     ///< another tab of this device syncs
};

/// A change that the backend refused for good. The person decides.
struct DeadLetter {
  Kind kind;
  Uuid record;
  std::string title;
  std::string reason;
};

/// What the interface may know of sync; it never sees the engine itself.
struct SyncStatus {
  SyncState state = SyncState::off;
  std::string profile;      ///< connector's name
  std::string url;
  std::size_t queued = 0;   ///< records with changes that the backend has not accepted
  std::size_t pulled = 0;   ///< records that arrived since the program started
  Instant last_success;
  Error error;              ///< of the last failure; code none when the last attempt succeeded
  std::vector<DeadLetter> dead;
  struct LogLine {
    Instant when;
    std::string text;       ///< method, address, answer; for support, in English
  };
  std::vector<LogLine> log; ///< newest last, a few hundred at most
};

}  // namespace saddlebag
