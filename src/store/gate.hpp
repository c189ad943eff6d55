#pragma once
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "store/field_names.hpp"
#include "store/store_data.hpp"

namespace saddlebag {

/// Carries one transaction into the tables: change by change as far as the rules allow, then the rules
/// that hold only for the whole, then what is derived. On an error everything is taken back.
class Gate {
 public:
  Gate(StoreData& store, Transaction const& transaction);

  /// All or nothing, by the rules of the transaction's cause.
  Status apply();
  /// Without rules, for what is durable already. A later change by another tab, of which the transaction's tab did not
  /// know, stays where the transaction takes the field to the backend's value and back.
  void replay();

  [[nodiscard]] std::size_t changed() const { return changed_; }
  [[nodiscard]] std::size_t skipped() const { return skipped_; }
  /// What took effect, where that is not the transaction as it was given; otherwise null.
  [[nodiscard]] Transaction* rewritten() { return rewrites_ ? &effective_ : nullptr; }

 private:
  enum class Rules : std::uint8_t { strict, lenient, none };
  struct Place {
    Kind kind;
    Row row;
    FieldIndex field;
  };

  // change by change
  Status carry(Change const& change);
  Status create(Change const& change);
  Status set(Change const& change);
  Status erase(Change const& change);
  Status refuse(ErrorCode code, Change const& change);
  void note(Change const& change);
  [[nodiscard]] Row find(Change const& change);
  [[nodiscard]] bool before_holds(Record const& record, Change const& change, FieldIndex field) const;
  [[nodiscard]] bool fits_bag(Change const& change) const;
  void write(Row row, FieldIndex field, Change const& change);
  void clear(Row row, Change const& change);
  void write_bag(Row row, Change const& change);
  void find_restored();
  [[nodiscard]] bool is_passed_over(Change const& change, Record const& record, FieldIndex field) const;
  void touch(Kind kind, Row row, bool search);

  // the whole
  [[nodiscard]] Status check_whole() const;
  void finish();
  void take_back();

  StoreData& store_;
  Transaction const& transaction_;
  Transaction effective_;
  Rules rules_;
  bool rewrites_;
  std::unordered_set<std::uint64_t> kept_;  // hashes of records that an undo must not erase
  std::size_t carried_ = 0;                 // changes of `transaction_` taken so far, skipped ones included
  std::size_t changed_ = 0;
  std::size_t skipped_ = 0;

  struct Touched {
    Kind kind;
    Row row;
    bool search;
    auto operator<=>(Touched const&) const = default;
  };
  std::vector<Touched> touched_;
  std::vector<Place> created_, emptied_, references_;
  std::set<std::pair<Uuid, std::string_view>> restored_;  ///< fields that it takes to the backend's value and back
  Kind last_kind_ = Kind::count_;
  Uuid last_id_;
  Row last_row_ = kNoRow;
  FieldNames names_;
};

}  // namespace saddlebag
