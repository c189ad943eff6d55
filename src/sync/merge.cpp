#include "sync/merge.hpp"

#include <algorithm>
#include <set>

namespace saddlebag::sync {
namespace {

using Conflicts = std::vector<Conflict>;

bool has(Conflicts const& conflicts, Conflict const& wanted) {
  return std::any_of(conflicts.begin(), conflicts.end(), [&](Conflict const& c) {
    return c.field == wanted.field && c.device == wanted.device && c.found == wanted.found;
  });
}

bool has_field(Conflicts const& conflicts, std::string_view field) {
  return std::any_of(conflicts.begin(), conflicts.end(), [&](Conflict const& c) { return c.field == field; });
}

/// The three lists of conflicts, and their merger.
struct ConflictSets {
  Conflicts base, mine, theirs;

  ConflictSets(Unsent const& unsent, Doc const& my_doc, Doc const& their_doc)
      : mine(read_conflicts(my_doc.get("conflicts").as_text())),
        theirs(read_conflicts(their_doc.get("conflicts").as_text())) {
    auto const changed = unsent.fields.find("conflicts");
    if (changed != unsent.fields.end()) base = read_conflicts(changed->second.base.get().as_text());
    else if (!unsent.authored) base = mine;
  }
  /// Both have made a choice, and `chosen` is the one of this device: not what somebody wrote after it.
  [[nodiscard]] bool ended_by_both(std::string_view field, Value chosen) const {
    if (has_field(mine, field) || has_field(theirs, field)) return false;
    return std::any_of(base.begin(), base.end(), [&](Conflict const& c) {
      return c.field == field && (same(c.mine, chosen) || same(c.theirs, chosen));
    });
  }
  [[nodiscard]] Conflicts merged() const {
    Conflicts result;
    for (Conflict const& c : theirs) {
      if (has(mine, c) || !has(base, c)) result.push_back(c);
    }
    for (Conflict const& c : mine) {
      if (!has(base, c) && !has(theirs, c)) result.push_back(c);
    }
    return result;
  }
};

std::set<std::string> changed_fields(Unsent const& unsent, Doc const& mine, Doc const& theirs) {
  std::set<std::string> names;
  for (auto const& [name, _] : unsent.fields) names.insert(name);
  if (unsent.authored) {
    for (auto const& [name, _] : mine.fields) names.insert(name);
    for (auto const& [name, _] : theirs.fields) names.insert(name);
  }
  names.erase("conflicts");
  std::erase_if(names, [](std::string const& name) { return is_bookkeeping(name); });
  return names;
}

}  // namespace

Merged merge(Unsent const& unsent, Doc const& mine, Doc const& theirs, Merger const& merger) {
  Merged result;
  ConflictSets const sets(unsent, mine, theirs);
  Conflicts conflicts = sets.merged();
  for (std::string const& name : changed_fields(unsent, mine, theirs)) {
    Value const my_value = mine.get(name);
    Value const their_value = theirs.get(name);
    if (same(my_value, their_value)) continue;
    if (unsent.knows(name, their_value)) {
      result.mine.emplace_back(name, my_value);
      continue;
    }
    auto const changed = unsent.fields.find(name);
    OwnedValue const base = changed == unsent.fields.end() ? OwnedValue() : changed->second.base;
    if (same(my_value, base) || sets.ended_by_both(name, my_value)) continue;
    conflicts.push_back({name, base, my_value, their_value, merger.name, theirs.by, merger.device, merger.now});
    ++result.conflicts;
  }
  std::string const packed = write_conflicts(conflicts);
  if (packed != theirs.get("conflicts").as_text()) result.mine.emplace_back("conflicts", Value::text(packed));
  return result;
}

bool edited_since(Unsent const& erased, Doc const& theirs) {
  return std::any_of(theirs.fields.begin(), theirs.fields.end(), [&](auto const& field) {
    return !is_bookkeeping(field.first) && !same(field.second, {}) && !erased.knows(field.first, field.second);
  });
}

}  // namespace saddlebag::sync
