#pragma once
#include <memory>
#include <source_location>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "model/field.hpp"

namespace saddlebag {

/// Why data changed. Decides who may undo it and whether it goes to the backend. Part of the journal's
/// format: never reuse a number.
enum class Cause : std::uint8_t {
  edit = 0,  ///< a person, one record or a few
  bulk = 1,  ///< a person, many at once
  import = 2,
  undo = 3,  ///< the inverse of an earlier transaction, see `reverses`
  redo = 4,
  pull = 5,         ///< arrived from the backend
  acknowledge = 6,  ///< the backend accepted what we sent: versions only
  seed = 7,         ///< built-in and demo records; not undone, not sent
  resolve = 8,      ///< a person ended a conflict
  merge = 9,        ///< a person merged two records
  handover = 10,    ///< merged from another device's handover file
};
/// A change by a person on this device: it can be undone, and the backend has yet to hear of it.
bool is_local(Cause cause);
/// What the backend has, pulled or accepted.
bool is_remote(Cause cause);

enum class Action : std::uint8_t { create = 0, set = 1, erase = 2 };

/// One change, as a reader of a transaction sees it. Text points into the transaction's bytes.
/// A record is created by `create` and then `set` from empty values; `erase` follows a `set` to empty of
/// every field, so that inverting each change in reverse order restores everything.
struct Change {
  Action action;
  Kind kind;
  Uuid record;
  std::string_view field;  ///< by name, so that fields unknown here survive; empty unless `set`
  Value before, after;
};

/// Reads packed changes one by one.
class ChangeReader {
 public:
  explicit ChangeReader(std::string_view packed) : in_(packed), size_(packed.size()) {}
  /// False at the end, and where the bytes are broken.
  bool next(Change& change);
  [[nodiscard]] bool ok() const { return in_.ok(); }
  [[nodiscard]] bool done() const { return in_.done(); }

 private:
  friend class Transaction;
  std::string_view read_name();
  ByteReader in_;
  std::size_t size_;
  std::vector<std::string_view> names_;  // field names in the order of their first use
  Kind kind_ = Kind::count_;
  Uuid record_;
};

/// A list of field changes that happens wholly or not at all. Kept packed — the bytes are the journal
/// entry's body — so that an import of a million values allocates one buffer, shared by copies. See store/FORMAT.md.
class Transaction {
 public:
  explicit Transaction(Cause cause, std::source_location place = std::source_location::current());

  void create(Kind kind, Uuid record);
  void set(Kind kind, Uuid record, std::string_view field, Value before, Value after);
  void erase(Kind kind, Uuid record);

  [[nodiscard]] bool empty() const { return count_ == 0; }
  [[nodiscard]] std::size_t count() const { return count_; }
  [[nodiscard]] bool has_erasures() const { return erasures_ > 0; }
  [[nodiscard]] std::size_t packed_bytes() const { return packed().size(); }
  /// Calls `visit(Change const&)` for each change in order; false where the bytes are broken.
  template <class Visit>
  bool for_each(Visit visit) const {
    ChangeReader reader(packed());
    for (Change change; reader.next(change);) visit(static_cast<Change const&>(change));
    return reader.ok();
  }
  /// The changes that take this transaction back, or only its first `count` changes, in reverse order.
  [[nodiscard]] Transaction inverse(Cause cause, std::size_t count = SIZE_MAX) const;

  /// Entry of the journal: header and packed changes.
  [[nodiscard]] Bytes encode() const;
  /// Refuses broken bytes and versions it does not know.
  static Result<Transaction> decode(std::string_view bytes);

  Cause cause;
  Instant time;  ///< filled in by Store::apply where empty
  Uuid author;   ///< a User, filled in by Store::apply where empty
  std::uint64_t device = 0;
  std::uint64_t sequence = 0;  ///< its place in the journal, given by Store::apply
  std::uint64_t reverses = 0;  ///< sequence of the transaction that an undo or redo takes back
  std::string place;           ///< file:line that made it
  std::string label;           ///< for people, e.g. the file's name of an import; may be empty

 private:
  void head(Action action, Kind kind, Uuid record);
  void name(std::string_view field);
  [[nodiscard]] std::string_view packed() const { return changes_ ? as_text(*changes_) : std::string_view(); }
  Bytes& own_bytes();
  std::shared_ptr<Bytes> changes_;  // copies share them until one of them is added to
  std::size_t count_ = 0;
  std::size_t erasures_ = 0;
  std::vector<std::string> names_;  // as ChangeReader::names_
  std::size_t next_name_ = 0;       // guess: fields are set in the same order for record after record
  Kind kind_ = Kind::count_;
  Uuid record_;
};

}  // namespace saddlebag
