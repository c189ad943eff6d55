#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "model/field.hpp"

namespace saddlebag {

/// Two people changed one field while apart. The conflict is part of the record (`Record::conflicts`)
/// and travels with it, so both see it, and the first choice of either ends it for both. Until then the
/// field holds `theirs`, which the backend already had; `mine` is kept here and nowhere lost.
struct Conflict {
  std::string field;
  OwnedValue base;    ///< what both started from
  OwnedValue mine;    ///< of the device that found the conflict
  OwnedValue theirs;  ///< what the backend had
  std::string mine_by;    ///< device and person of `mine`
  std::string theirs_by;  ///< device and person of `theirs`; may be empty
  std::uint64_t device = 0;  ///< device that found it: there, "mine" is mine; elsewhere it is theirs
  Instant found;
};

std::vector<Conflict> read_conflicts(std::string_view packed);
std::string write_conflicts(std::vector<Conflict> const& conflicts);

}  // namespace saddlebag
