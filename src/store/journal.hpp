#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace saddlebag {

/// Place of an entry in the journal. Two tabs may give the same sequence at the same moment; the writer,
/// a random number of each, keeps their keys apart and puts them in an order that both agree on.
struct JournalKey {
  std::uint64_t sequence = 0;
  std::uint64_t writer = 0;
  constexpr auto operator<=>(JournalKey const&) const = default;
};
/// `<sequence>-<writer>`, 16 lower-case hexadecimal digits each: bytewise order is the journal's order.
std::string to_string(JournalKey key);
std::optional<JournalKey> parse_journal_key(std::string_view text);

/// What is known of the journal on the device: which entries there are, not what they say.
class JournalIndex {
 public:
  struct Entry {
    JournalKey key;
    std::uint32_t bytes = 0;
    bool local = false;    ///< needed by undo
    bool covered = false;  ///< its effect is in the chunks
  };
  void add(Entry entry);
  void remove(JournalKey key);
  void clear() { entries_.clear(); }
  /// Null when it is not there; valid until the next change.
  [[nodiscard]] Entry const* find(JournalKey key) const;
  [[nodiscard]] std::vector<Entry> const& entries() const { return entries_; }
  [[nodiscard]] std::size_t bytes() const;
  /// Entries and bytes that opening would have to replay.
  [[nodiscard]] std::size_t uncovered() const;
  [[nodiscard]] std::size_t uncovered_bytes() const;
  void cover(JournalKey key);
  /// Entries, oldest first, that neither undo needs nor the outbox, which wants all from `keep_from` on.
  [[nodiscard]] std::vector<JournalKey> droppable(std::uint64_t keep_from) const;

 private:
  std::vector<Entry> entries_;  // in the order of keys
};

}  // namespace saddlebag
