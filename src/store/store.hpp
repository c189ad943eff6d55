#pragma once
#include <functional>
#include <memory>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.hpp"
#include "model/kinds.hpp"
#include "store/table.hpp"
#include "store/transaction.hpp"

namespace saddlebag {

struct StoreData;

/// Every record, in memory. Reading is free and const; `apply` is the one way that data changes.
class Store {
 public:
  Store();
  ~Store();
  Store(Store const&) = delete;
  Store& operator=(Store const&) = delete;

  // Reading -----------------------------------------------------------------------------------------
  [[nodiscard]] Table const& table(Kind kind) const;
  /// Null when there is no such record. Valid until the next `apply`.
  [[nodiscard]] Record const* find(Kind kind, Uuid id) const;
  template <class T>
  [[nodiscard]] T const* find(Id<T> id) const {
    return static_cast<T const*>(find(KindOf<T>::value, id.uuid));
  }
  /// Calls `visit(T const&)` for every record of a kind, in row order.
  template <class T, class Visit>
  void for_each(Visit visit) const {
    Table const& rows = table(KindOf<T>::value);
    for (Row row = 0; row < rows.end(); ++row) {
      if (Record const* const record = rows.at(row)) visit(static_cast<T const&>(*record));
    }
  }
  /// Built-in fields of a kind, then its custom fields by position. A FieldIndex counts in here.
  [[nodiscard]] std::span<Field const> fields(Kind kind) const;
  [[nodiscard]] FieldIndex field_named(Kind kind, std::string_view name) const;
  /// The value of any field, custom ones included. Text is valid until the next `apply`.
  [[nodiscard]] Value value(Kind kind, Record const& record, FieldIndex field) const;
  [[nodiscard]] Value value(Record const& record, Field const& field) const;
  /// What the record is called; for a reference shown as a name. Empty when there is none. A built-in
  /// pipeline or stage that nobody renamed answers its `built_in` key: the interface translates it.
  [[nodiscard]] std::string_view title(Kind kind, Uuid id) const;
  [[nodiscard]] std::string_view title(Kind kind, Record const& record) const;
  /// Grows with every change of that kind (of any kind): what was computed from it is stale.
  [[nodiscard]] std::uint64_t version(Kind kind) const;
  [[nodiscard]] std::uint64_t version() const;
  [[nodiscard]] std::size_t count(Kind kind) const;

  // Writing -----------------------------------------------------------------------------------------
  /// The one write gate. Checks every change — the value fits its field, required fields are filled,
  /// references name a record that is there when all is done, `before` is what is there — and applies
  /// all of it or nothing; gives it the next sequence, time, author and device; then tells the observers
  /// (journal, outbox, history) in the order of their registration. What differs by cause:
  /// - undo, redo: a change whose `before` somebody has changed since is skipped and counted; a record
  ///   that others have worked on is not erased; references may dangle.
  /// - pull: required fields may be empty and references dangle, because the rest may arrive later.
  /// An `erase` is completed by setting all that is left in the record to empty before it, so that its
  /// inverse restores everything. `updated` follows from the time of local transactions, `created` from
  /// that of a `create` unless it is set. Errors: `invalid`, `missing`, `conflict`, with kind.field.
  struct Applied {
    std::uint64_t sequence;
    std::size_t changed;  ///< changes that took effect
    std::size_t skipped;  ///< of an undo: fields that somebody has changed since
  };
  Result<Applied> apply(Transaction transaction);

  /// Told of every transaction once, as it took effect: from `apply`, and from `replay` (then
  /// `replaying()` is true). Must not call `apply`.
  using Observer = std::function<void(Transaction const&)>;
  void observe(Observer observer);
  /// True while observers are told of what is durable already: this device before the restart, or
  /// another tab.
  [[nodiscard]] bool replaying() const;

  /// Who and where: stamped on transactions. `now` is asked once per apply.
  struct Identity {
    Uuid author;
    std::uint64_t device = 0;
    std::function<Instant()> now;
  };
  void identify(Identity identity);
  [[nodiscard]] Identity const& identity() const;
  /// 128 fresh bits by `random` for a new record's id (UUIDv7 with the identity's clock).
  [[nodiscard]] Uuid new_id() const;
  void set_random(std::function<std::uint64_t()> random);

  /// True where search texts lack readings that had not come (see base/pinyin.hpp).
  [[nodiscard]] bool awaits_readings() const;
  /// Now they have: completes those search texts, and everything is to be ordered anew.
  void take_readings();

  // For persistence (store/persistence.*) ------------------------------------------------------------
  [[nodiscard]] Table& mutable_table(Kind kind);
  enum class Replay : std::uint8_t {
    news,     ///< not in the tables: applied, and told
    again,    ///< was applied and told, but something earlier has come in since: applied
    history,  ///< in the tables already: told
  };
  /// Replays an entry of the journal that is already durable, without journaling it again. Blindly: the
  /// order of the journal decides, a change of a record that is not there has no effect.
  void replay(Transaction const& transaction, Replay how);
  [[nodiscard]] std::uint64_t sequence() const;
  /// The next sequence is behind this one.
  void resume_from(std::uint64_t sequence);
  /// Empties the tables, to be loaded again.
  void clear();
  /// To be called when tables were loaded behind the store's back.
  void loaded();

 private:
  std::unique_ptr<StoreData> data_;
};

/// Writes a form's worth of changes: compares with what is there and keeps only what differs.
class Edit {
 public:
  Edit(Store const& store, Cause cause, std::source_location place = std::source_location::current());
  /// A new record of `kind`; set its fields next.
  Edit& create(Kind kind, Uuid id);
  /// Of a record that is there or was created in this edit. A field may be set again: the last one wins.
  Edit& set(Kind kind, Uuid id, FieldIndex field, Value value);
  /// A name that is no field of the kind goes into the record's bag.
  Edit& set(Kind kind, Uuid id, std::string_view field, Value value);
  /// The record with everything that hangs on it: contacts, notes, activities and deals of a customer,
  /// notes and activities of a deal or lead, stages of a pipeline. References from records that stay are
  /// emptied.
  Edit& erase(Kind kind, Uuid id) { return erase(kind, std::span(&id, 1)); }
  /// Several at once, in as many passes over the tables as one.
  Edit& erase(Kind kind, std::span<Uuid const> ids);
  [[nodiscard]] bool empty() const { return transaction_.empty(); }
  void label(std::string text) { transaction_.label = std::move(text); }
  [[nodiscard]] Transaction take() { return std::move(transaction_); }

 private:
  Edit& write(Kind kind, Uuid id, Field const& field, Value value);
  Store const& store_;
  Transaction transaction_;
  std::unordered_map<std::uint64_t, OwnedValue> written_;  // by record and field
};

/// Rows of the records of `kind` whose reference `field` names `target`, ascending. One pass over the table.
std::vector<Row> referring(Store const& store, Kind kind, FieldIndex field, Uuid target);

}  // namespace saddlebag
