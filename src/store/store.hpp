#pragma once
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "base/result.hpp"
#include "model/kinds.hpp"
#include "store/table.hpp"
#include "store/transaction.hpp"

namespace saddlebag {

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
  void for_each(Visit visit) const;
  /// Built-in fields of a kind, then its custom fields by position. A FieldIndex counts in here.
  [[nodiscard]] std::span<Field const> fields(Kind kind) const;
  [[nodiscard]] FieldIndex field_named(Kind kind, std::string_view name) const;
  /// The value of any field, custom ones included. Text is valid until the next `apply`.
  [[nodiscard]] Value value(Kind kind, Record const& record, FieldIndex field) const;
  [[nodiscard]] Value value(Record const& record, Field const& field) const;
  /// What the record is called; for a reference shown as a name. Empty when there is none.
  [[nodiscard]] std::string_view title(Kind kind, Uuid id) const;
  /// Grows with every change of that kind (of any kind): what was computed from it is stale.
  [[nodiscard]] std::uint64_t version(Kind kind) const;
  [[nodiscard]] std::uint64_t version() const;
  [[nodiscard]] std::size_t count(Kind kind) const;

  // Writing -----------------------------------------------------------------------------------------
  /// The one write gate. Checks every change (shapes, required fields, that references name a record of
  /// the right kind or one created in the same transaction, that `before` is what is there — for
  /// undo/redo a mismatch skips that change and is counted), applies all of it or nothing, gives it the
  /// next sequence, time, author and device, then tells the observers (journal, outbox, history) in the
  /// order of their registration. Transactions decoded from the journal keep what they carry.
  struct Applied {
    std::uint64_t sequence;
    std::size_t changed;  ///< changes that took effect
    std::size_t skipped;  ///< of an undo: fields that somebody has changed since
  };
  Result<Applied> apply(Transaction transaction);

  using Observer = std::function<void(Transaction const&)>;
  void observe(Observer observer);

  /// Who and where: stamped on transactions. `now` is asked once per apply.
  struct Identity {
    Uuid author;
    std::uint64_t device = 0;
    std::function<Instant()> now;
  };
  void identify(Identity identity);
  [[nodiscard]] Identity const& identity() const;
  /// 128 fresh bits by `random` for a new record's id (UUIDv7 with the identity's clock).
  [[nodiscard]] Uuid new_id();
  void set_random(std::function<std::uint64_t()> random);

  // For persistence (store/persistence.*) ------------------------------------------------------------
  [[nodiscard]] Table& mutable_table(Kind kind);
  /// Replays an entry of the journal that is already durable: applied without journaling it again.
  Status replay(Transaction const& transaction);
  [[nodiscard]] std::uint64_t sequence() const;
  void resume_from(std::uint64_t sequence);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Writes a form's worth of changes: compares with what is there and keeps only what differs.
class Edit {
 public:
  Edit(Store const& store, Cause cause, std::source_location place = std::source_location::current());
  /// A new record of `kind`; set its fields next.
  Edit& create(Kind kind, Uuid id);
  Edit& set(Kind kind, Uuid id, FieldIndex field, Value value);
  Edit& set(Kind kind, Uuid id, std::string_view field, Value value);
  /// The record with everything that hangs on it (contacts, notes, activities, deals of a customer …);
  /// references from records that stay are emptied.
  Edit& erase(Kind kind, Uuid id);
  [[nodiscard]] bool empty() const { return transaction_.empty(); }
  [[nodiscard]] Transaction take() { return std::move(transaction_); }

 private:
  Store const& store_;
  Transaction transaction_;
};

}  // namespace saddlebag
