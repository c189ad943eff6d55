#include "store/journal.hpp"

#include <algorithm>

#include "base/id.hpp"
#include "store/history.hpp"

namespace saddlebag {
namespace {

auto place_of(std::vector<JournalIndex::Entry> const& entries, JournalKey key) {
  return std::lower_bound(entries.begin(), entries.end(), key,
                          [](JournalIndex::Entry const& entry, JournalKey wanted) { return entry.key < wanted; });
}

void append_hex(std::string& out, std::uint64_t value) {
  for (int shift = 60; shift >= 0; shift -= 4) out.push_back("0123456789abcdef"[(value >> shift) & 15]);
}

}  // namespace

std::string to_string(JournalKey key) {
  std::string text;
  append_hex(text, key.sequence);
  text.push_back('-');
  append_hex(text, key.writer);
  return text;
}

std::optional<JournalKey> parse_journal_key(std::string_view text) {
  if (text.size() != 33 || text[16] != '-') return std::nullopt;
  std::optional<Uuid> const digits = parse_uuid(std::string(text.substr(0, 16)).append(text.substr(17)));
  if (!digits) return std::nullopt;
  return JournalKey{digits->hi, digits->lo};
}

void JournalIndex::add(Entry entry) {
  auto const at = place_of(entries_, entry.key);
  if (at == entries_.end() || at->key != entry.key) entries_.insert(at, entry);
}

void JournalIndex::remove(JournalKey key) {
  auto const at = place_of(entries_, key);
  if (at != entries_.end() && at->key == key) entries_.erase(at);
}

JournalIndex::Entry const* JournalIndex::find(JournalKey key) const {
  auto const at = place_of(entries_, key);
  return at != entries_.end() && at->key == key ? &*at : nullptr;
}

std::size_t JournalIndex::bytes() const {
  std::size_t sum = 0;
  for (Entry const& entry : entries_) sum += entry.bytes;
  return sum;
}

std::size_t JournalIndex::uncovered() const {
  return static_cast<std::size_t>(
      std::count_if(entries_.begin(), entries_.end(), [](Entry const& entry) { return !entry.covered; }));
}

std::size_t JournalIndex::uncovered_bytes() const {
  std::size_t sum = 0;
  for (Entry const& entry : entries_) sum += entry.covered ? 0 : entry.bytes;
  return sum;
}

void JournalIndex::cover(JournalKey key) {
  auto const at = place_of(entries_, key);
  if (at != entries_.end() && at->key == key) entries_[static_cast<std::size_t>(at - entries_.begin())].covered = true;
}

std::vector<JournalKey> JournalIndex::droppable(std::uint64_t keep_from) const {
  std::vector<JournalKey> keys;
  std::size_t undoable = 0;
  std::size_t bytes = 0;
  for (auto entry = entries_.rbegin(); entry != entries_.rend(); ++entry) {
    bool const for_undo =
        entry->local && undoable < kUndoTransactions && (undoable == 0 || bytes + entry->bytes <= kUndoBytes);
    if (for_undo) {
      ++undoable;
      bytes += entry->bytes;
    } else if (entry->local) {
      undoable = kUndoTransactions;  // undo cannot reach past a gap
    }
    if (!for_undo && entry->key.sequence < keep_from) keys.push_back(entry->key);
  }
  std::reverse(keys.begin(), keys.end());
  return keys;
}

}  // namespace saddlebag
