#pragma once
#include <optional>
#include <string>

#include "simulation/machine.hpp"
#include "simulation/script.hpp"

namespace saddlebag::simulation {

/// An invariant that did not hold.
struct Failure {
  std::string invariant;  ///< one of `kInvariants`
  std::string detail;     ///< for people
};

inline constexpr char const* kLost = "no acknowledged edit is lost";
inline constexpr char const* kDrains = "the queue drains when the faults stop";
inline constexpr char const* kEqual = "devices equal the server";
inline constexpr char const* kDuplicate = "no duplicate create";
inline constexpr char const* kWatermark = "the watermark never goes back";

/// Plays a script to its end, stops all faults, lets the world come to rest, and looks at it.
std::optional<Failure> play(Script const& script, Mutation mutation = Mutation::none);

/// The shortest script found that fails in the same way: fewer steps, fewer devices, less waiting.
Script shrink(Script script, Failure const& failure, Mutation mutation = Mutation::none);

/// What to tell of a failure: seed, invariant, and the shrunk script as text that `parse_script` reads.
std::string report(Script const& shrunk, Failure const& failure);

}  // namespace saddlebag::simulation
