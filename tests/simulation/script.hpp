#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace saddlebag::simulation {

/// What can happen in a world. People act before `first_fault`; everything from there on is a fault, of which each
/// run draws its own subset.
enum class Act : std::uint8_t {
  create,         ///< record a, below record b - 1 where b > 0
  edit,           ///< field b of record a
  erase,          ///< record a
  resolve,        ///< the first conflict of record a; odd b: takes mine
  compact,        ///< folds the journal
  restart,        ///< the program ends once everything is saved, and starts again
  open_tab,       ///< a second tab, or closes it
  hand_over,      ///< the other tab leads from now on
  other_edit,     ///< another client of the backend changes field b of record a
  other_erase,    ///< another client erases record a
  // the next request of a device: a chooses which (`Aim`)
  request_lost,
  answer_lost,
  request_late,    ///< b: 100 ms each
  answer_late,
  request_doubled,
  refused,         ///< b: which status; the server has not acted
  refused_after,   ///< the server has acted, a gateway says otherwise
  web_page,        ///< HTML with 200
  error_body,      ///< 200, and an error in the body
  truncated,
  hostile,         ///< b: what JSON should not have, in front of everything else in the answer
  part_of_batch,   ///< the server takes every other record of a batch
  rows_deleted,    ///< another client erases a record right after the page was made
  // for a while: b in 100 ms
  offline,
  forbidden,       ///< permission revoked: 403 to everything that writes
  poisoned,        ///< the backend refuses record a
  expired,         ///< 401 until the person signs in again
  late_commits,    ///< what the server takes shows up later, with an older time
  same_moment,     ///< the server's clock stands still
  clock_back,      ///< the server's clock steps back
  schema,          ///< record a gets fields that this program does not know, and a value of the wrong type
  // of a device
  kill,
  kill_in_write,   ///< when its next write is under way
  kill_after_write,///< when its next write has become durable and nobody was told
  slow_storage,
  storage_full,
  storage_lost,
  frozen,
  two_leaders,
  device_clock,    ///< b: a year ahead or back, or right again
  time_zone,
  account,         ///< the person signs in as somebody else
  count_
};
inline constexpr Act kFirstFault = Act::request_lost;
std::string_view name_of(Act act);

enum class Aim : std::uint8_t { any, pull, push, count_ };

struct Step {
  Act act = Act::create;
  std::uint32_t device = 0, a = 0, b = 0;
  std::uint32_t wait_ms = 0;  ///< before the next step
  bool operator==(Step const&) const = default;
};

/// All that happens in a run: made from a seed, and replayed, shortened and kept as it is.
struct Script {
  std::string family;
  std::uint64_t seed = 0;  ///< of ids and jitter
  std::uint32_t devices = 2;
  std::vector<Step> steps;
  bool operator==(Script const&) const = default;
};

/// A world of `steps` steps with a random subset of all faults; or with these.
Script make_script(std::string family, std::uint64_t seed, std::size_t steps, std::vector<Act> faults = {});

/// `couchdb 17 2; create 0 3 0 120; …`, for the table of regressions; read back by `parse_script`.
std::string to_text(Script const& script);
std::optional<Script> parse_script(std::string_view text);

}  // namespace saddlebag::simulation
