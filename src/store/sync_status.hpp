#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
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

/// What came of trying a connection, step by step.
struct ConnectionTest {
  enum class Step : std::uint8_t { reach, sign_in, read, changes, write, remove };
  static constexpr int kSteps = 6;
  int passed = 0;              ///< steps, in their order
  bool done = false;           ///< nothing more will be tried
  std::string error;           ///< why the step after those that passed did not; empty: it did, or is being tried
  std::size_t to_pull = 0;     ///< records that the backend has
  std::size_t to_push = 0;     ///< records of this device that it would get
  /// Which member of the backend each field of a kind stands for.
  struct Mapping {
    struct Line {
      std::string field;
      std::string member;  ///< empty: the field stays on this device
      std::string value;   ///< of one record of the backend
    };
    Kind kind;
    std::vector<std::string> members;  ///< what that record has
    std::vector<Line> lines;
  };
  std::vector<Mapping> mappings;  ///< of each kind that the connector maps field by field
  Kind sample_kind = Kind::count_;
  std::vector<std::pair<std::string, std::string>> sample;  ///< texts of one record that the backend has, as they would be here
};

/// What the interface may know of sync; it never sees the engine itself.
struct SyncStatus {
  SyncState state = SyncState::off;
  std::string profile;      ///< connector's name
  std::string url;
  bool authorizes = false;  ///< one signs in at a page of the backend's own
  std::size_t queued = 0;   ///< records with changes that the backend has not accepted
  std::size_t pulled = 0;   ///< records that arrived since the program started
  Instant last_success;
  Error error;              ///< of the last failure; code none when the last attempt succeeded
  std::vector<DeadLetter> dead;
  struct LogLine {
    Instant when;
    std::string text;       ///< method, address, answer; for support, in English
  };
  /// From a backend's own page, where somebody was to sign in for a connection that is not in use yet.
  struct CameBack {
    std::string profile, url, user;
    bool signed_in = false;
  };
  std::optional<CameBack> came_back;
  std::optional<ConnectionTest> test;  ///< of the connection that is being tried
  std::vector<LogLine> log; ///< newest last, a few hundred at most
};

}  // namespace saddlebag
