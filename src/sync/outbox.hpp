#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "store/store.hpp"
#include "store/transaction.hpp"
#include "sync/doc.hpp"

namespace saddlebag::sync {

/// Where an unsent change of a field began.
struct UnsentField {
  OwnedValue base;                    ///< what the backend had when this device first changed it
  std::vector<std::uint64_t> passed;  ///< hashes of values that it has had here since: an earlier attempt
                                      ///< may have left one at the backend, which is then no conflict
  std::uint64_t last = 0;             ///< hash of the value that the backend has to get
};

/// What the backend has not yet heard of one record.
struct Unsent {
  bool created = false;   ///< the backend may not know the record
  bool authored = false;  ///< created here by a person: every field counts as changed from nothing
  bool erased = false;
  std::string rev;        ///< of an erased record: the version that was erased
  std::uint64_t order = 0;
  std::map<std::string, UnsentField, std::less<>> fields;

  /// True where the value is one that this device started from or passed through.
  [[nodiscard]] bool knows(std::string_view field, Value value) const;
};

/// The changes that the backend has not accepted, derived by observing the store's transactions: also when
/// the journal is replayed, so that it needs no storage of its own but a checkpoint now and then.
///
/// One rule carries acknowledgement and merge alike: in a transaction that pulls or acknowledges, the change
/// of a record's `rev` means "here the record is what the backend has", and changes of that record that
/// follow it in the same transaction are this device's, put on top again. What precedes it names every unsent
/// field that the transaction's tab knew of, with the value that it saw: another tab of the device may have changed
/// the field at the same moment, and such a change stays unsent.
class Outbox {
 public:
  /// Until `begin`, what is observed is only kept.
  explicit Outbox(Store& store);
  Outbox(Outbox const&) = delete;

  /// After the store was opened: continues from a checkpoint (may be empty) with the transactions that
  /// came after it. False where the checkpoint is broken: everything observed is then taken.
  bool begin(std::string_view checkpoint);
  /// The checkpoint, to be kept in the same batch as the transactions up to now.
  [[nodiscard]] Bytes pack() const;
  /// Sequence of the last transaction that the latest checkpoint covers.
  [[nodiscard]] std::uint64_t packed_through() const { return packed_through_; }
  /// Transactions observed since `begin` or `pack`.
  [[nodiscard]] std::size_t since_pack() const { return since_pack_; }
  /// Another tab's change came with a sequence that the latest checkpoint counts as seen: it has to be made anew.
  [[nodiscard]] bool pack_is_late() const { return late_; }
  /// Entries in the latest checkpoint.
  [[nodiscard]] std::size_t packed_size() const { return packed_size_; }

  [[nodiscard]] std::size_t size() const { return unsent_.size(); }
  [[nodiscard]] Unsent const* find(RecordKey key) const;
  [[nodiscard]] std::map<RecordKey, Unsent> const& all() const { return unsent_; }
  /// A backend is met: all that it never saw has to be sent, what the program itself made included.
  /// `known_elsewhere` when the versions in the store are of another backend.
  void add_everything(bool known_elsewhere);
  /// The backend has what this entry says (an erased record is gone there).
  void forget(RecordKey key);
  /// Gives up sending what this entry says, until the record is changed here again. What the backend says of it from
  /// now on stands unopposed. Part of the checkpoint.
  void discard(RecordKey key);
  /// Begins anew from a checkpoint that another tab may have made, with all transactions that are kept.
  bool resume(std::string_view checkpoint, std::vector<Transaction> const& kept);
  /// Called after changes of this device were added, from within `Store::apply`.
  void on_change(std::function<void(RecordKey)> tell) { tell_ = std::move(tell); }

 private:
  /// What the transaction being seen says of a record.
  struct Now {
    bool created = false;                               ///< here, or by coming back
    bool based = false;                                 ///< its version was told
    std::set<std::string, std::less<>> settled, missed; ///< fields whose last change here it knew, and did not know
  };
  void saw(Transaction const& transaction, bool own);
  void saw_local(Change const& change, std::uint64_t order);
  void saw_remote(Change const& change, bool own);
  void settle(RecordKey key, Now const& now);
  Now& now_of(RecordKey key);
  bool restore(std::string_view checkpoint);
  Unsent& entry(RecordKey key, std::uint64_t order);
  bool unpack(std::string_view checkpoint);

  Store& store_;
  bool begun_ = false;
  std::uint64_t through_ = 0;  ///< sequence of the last transaction seen
  mutable std::uint64_t packed_through_ = 0;
  mutable std::size_t since_pack_ = 0, packed_size_ = 0;
  mutable bool late_ = false;
  std::vector<Transaction> waiting_;
  std::map<RecordKey, Unsent> unsent_;
  std::map<RecordKey, Unsent> discarded_;  ///< none of them in `unsent_`
  std::map<RecordKey, Now> now_;
  /// Of the record that was changed last: its changes mostly follow each other.
  struct Last {
    RecordKey key{Kind::count_, {}};
    Now* now = nullptr;
  } last_;
  std::function<void(RecordKey)> tell_;
};

}  // namespace saddlebag::sync
