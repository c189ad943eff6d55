#pragma once
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "exchange/import.hpp"
#include "exchange/references.hpp"

namespace saddlebag::detail {

/// A column that fills a field.
struct MappedColumn {
  std::size_t column;
  Field field;
  ColumnFormat format;
  bool closing;  ///< kCloseDate: `field` is `closed`, or `expected_close` while the deal is open
};

/// What becomes of a row.
struct RowPlan {
  enum class State : std::uint8_t { create, update, repeat, skip, refuse };
  State state = State::refuse;
  Uuid id;
  std::uint32_t earlier = 0;  ///< of a `repeat`: the row of this file that has the record
};

/// A file on its way into the store.
struct FileRun {
  FileRun(ImportPlan const& plan, ImportFile const& file);
  [[nodiscard]] MappedColumn const* mapped(std::string_view field) const;
  /// The trimmed cell of a row for a field; empty where no column fills it.
  [[nodiscard]] std::string_view cell(std::size_t row, std::string_view field) const;

  ImportFile const& file;
  KindInfo const& info;
  std::vector<MappedColumn> columns;
  std::vector<RowPlan> rows;
};

/// What identifies records to people, folded: the number of a deal, the name of a customer, the name of a
/// contact within its customer. For finding the records that rows speak of.
class RecordKeys {
 public:
  RecordKeys(Store const& store, Kind kind);
  /// Empty where the row has none: it is a new record.
  [[nodiscard]] static std::string key_of(FileRun const& run, std::size_t row);
  [[nodiscard]] std::optional<Uuid> find(std::string const& key) const;

 private:
  std::unordered_map<std::string, Uuid> keys_;
};

/// Two rows of a file with one key are one record. Not so for people, two may well be called 王伟, unless both are taken
/// for one that is there already.
inline bool repeats_mean_same(Kind kind) { return kind != Kind::contact && kind != Kind::lead; }

/// Finds the records that cells name, by the plan's decisions, and creates those that are to be.
class ReferenceResolver {
 public:
  ReferenceResolver(ImportPlan const& plan, Store const& store, Transaction& transaction, ImportReport& report);
  struct Target {
    Uuid id;
    std::string name;
  };
  /// Null where the cell names nothing, or is to be left empty.
  Target const* find(Field const& field, std::string_view text);
  void add(Kind kind, std::string_view name, Uuid id) { references_.add(kind, name, id); }
  /// Of a stage of the store or one made here.
  [[nodiscard]] Outcome outcome(Uuid stage) const;
  [[nodiscard]] Uuid pipeline(Uuid stage) const;
  /// Where deals without a stage begin; empty where there is none.
  [[nodiscard]] Uuid first_stage() const { return first_stage_; }

 private:
  Uuid create(Field const& field, std::string_view name);
  void describe_stage(Uuid id, std::string_view name);

  struct Place {
    Uuid id;
    std::int64_t position;
    double probability;
    bool open;
  };
  Store const& store_;
  Transaction& transaction_;
  ImportReport& report_;
  References references_;
  std::map<std::pair<Kind, std::string>, Resolution const*> decisions_;
  std::unordered_map<std::string, Target> found_[kKindCount];
  std::vector<Place> places_;  ///< of the stages of the pipeline in which new ones are made
  Uuid pipeline_, first_stage_;
};

}  // namespace saddlebag::detail
