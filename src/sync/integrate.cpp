#include "sync/integrate.hpp"

#include <algorithm>

namespace saddlebag::sync {
namespace {

Value later(Value a, Value b) { return a.as_instant() < b.as_instant() ? b : a; }

void set_rev(Transaction& changes, RecordKey key, std::string const& before, std::string const& after) {
  changes.set(key.kind, key.id, "rev", Value::text(before), Value::text(after));
}

/// Names the unsent fields in which `mine` and the backend agree: that is what the coming version settles, and no more.
void state_agreed(Transaction& changes, Unsent const* unsent, Doc const& mine, Doc const& theirs) {
  if (!unsent) return;
  for (auto const& [name, field] : unsent->fields) {
    Value const value = mine.get(name);
    if (same(value, theirs.get(name))) changes.set(mine.key.kind, mine.key.id, name, value, value);
  }
}

void create(Integration& result, Doc const& theirs) {
  result.changes.create(theirs.key.kind, theirs.key.id);
  add_difference(result.changes, Doc{theirs.key, {}, {}, false, false, {}}, theirs);
  set_rev(result.changes, theirs.key, "", theirs.rev);
  ++result.arrived;
}

/// The record is not here: never was, or was erased.
void integrate_absent(Integration& result, Unsent const* unsent, Doc const& theirs) {
  bool const gone = theirs.deleted || theirs.missing;
  if (!unsent) {
    if (!gone) create(result, theirs);
  } else if (gone) {
    result.settled.push_back(theirs.key);
  } else if (theirs.rev != unsent->rev && edited_since(*unsent, theirs)) {
    result.notices.push_back("came back, because it was edited elsewhere: " + to_string(theirs.key));
    create(result, theirs);
  } else {
    result.build_upon[theirs.key] = theirs.rev;
  }
}

void integrate_change(Integration& result, Doc const& mine, Unsent const* unsent, Doc theirs, Merger const& merger) {
  Merged merged;
  if (unsent) merged = merge(*unsent, mine, theirs, merger);
  if (!merged.mine.empty()) {
    OwnedValue const updated = later(mine.get("updated"), theirs.get("updated"));
    theirs.fields.insert_or_assign("updated", updated);
  }
  add_difference(result.changes, mine, theirs);
  state_agreed(result.changes, unsent, mine, theirs);
  set_rev(result.changes, mine.key, mine.rev, theirs.rev);
  for (auto const& [name, value] : merged.mine) {
    result.changes.set(mine.key.kind, mine.key.id, name, theirs.get(name), value);
  }
  result.conflicts += merged.conflicts;
  ++result.arrived;
}

bool differ(Doc const& mine, Doc const& theirs) {
  Transaction difference(Cause::pull);
  add_difference(difference, mine, theirs);
  return !difference.empty();
}

}  // namespace

void integrate(Integration& result, Store const& store, Outbox const& outbox, Doc const& theirs, Merger const& merger,
               bool doubted) {
  Unsent const* const unsent = outbox.find(theirs.key);
  Record const* const record = store.find(theirs.key.kind, theirs.key.id);
  if (!record) return integrate_absent(result, unsent, theirs);
  if (!theirs.deleted && !theirs.missing) {
    bool const known = record->rev.view() == theirs.rev;  // our own push, come back
    bool const anew = unsent && unsent->created;  // and known: another tab was told what this one was not
    if (known && !doubted && !anew) return;
    Doc const mine = read_doc(store, theirs.key.kind, *record);
    if (known && !differ(mine, theirs)) {
      if (anew) result.settled.push_back(theirs.key);
      return;
    }
    return integrate_change(result, mine, unsent, theirs, merger);
  }
  if (unsent) {
    if (!unsent->created) result.notices.push_back("kept, because it was edited here: " + to_string(theirs.key));
    result.build_upon[theirs.key] = theirs.rev;
  } else {
    result.changes.erase(theirs.key.kind, theirs.key.id);
    ++result.arrived;
  }
}

void acknowledge(Transaction& changes, Store const& store, Outbox const& outbox, Doc const& sent,
                 std::string const& rev) {
  RecordKey const key = sent.key;
  Record const* const record = store.find(key.kind, key.id);
  if (!record || sent.deleted) return;
  Doc const now = read_doc(store, key.kind, *record);
  Doc base = sent;
  for (std::string_view const name : {"created", "updated"}) {
    if (!now.get(name).empty()) base.fields.insert_or_assign(std::string(name), now.get(name));
  }
  add_difference(changes, now, base);
  state_agreed(changes, outbox.find(key), now, base);
  set_rev(changes, key, now.rev, rev);
  add_difference(changes, base, now);
}

}  // namespace saddlebag::sync
