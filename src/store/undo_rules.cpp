#include "store/undo_rules.hpp"

#include "model/bag.hpp"

namespace saddlebag {
namespace {

/// What an undo says about one field of one record.
std::uint64_t field_hash(std::uint64_t record, std::string_view field) { return fnv1a(field, record); }

class Survey {
 public:
  Survey(StoreData& store, Transaction const& undo) : store_(store) {
    undo.for_each([&](Change const& change) {
      if (change.action == Action::erase) erased_.insert(record_hash(change.kind, change.record));
    });
    undo.for_each([&](Change const& change) {
      if (change.action == Action::set) look_at(change);
    });
    undo.for_each([&](Change const& change) {
      if (change.action == Action::erase) look_for_others(change);
    });
  }
  std::unordered_set<std::uint64_t> take() { return std::move(kept_); }

 private:
  /// Only the first change of a field can be compared with what is there; later ones build on it.
  void look_at(Change const& change) {
    std::uint64_t const record = record_hash(change.kind, change.record);
    if (!erased_.contains(record) || !mentioned_.insert(field_hash(record, change.field)).second) return;
    Record const* const found = find(change);
    if (found == nullptr) return;
    FieldIndex const index = kind_info(change.kind).find(change.field);
    bool const system = index != kNoField && kind_info(change.kind).fields[index].has(kSystem);
    if (system) return;
    Value const now = index == kNoField ? bag_value(found->custom, change.field)
                                        : read_field(*found, kind_info(change.kind).fields[index]);
    Value const initial = index == kNoField ? Value() : kind_info(change.kind).fields[index].initial;
    if (now == change.before || (change.before.empty() && now == initial)) return;
    kept_.insert(record);
  }

  void look_for_others(Change const& change) {
    Record const* const found = find(change);
    if (found == nullptr) return;
    std::uint64_t const record = record_hash(change.kind, change.record);
    for (Field const& field : kind_info(change.kind).fields) {
      if (field.has(kSystem) || read_field(*found, field) == field.initial) continue;
      if (!mentioned_.contains(field_hash(record, field.name))) kept_.insert(record);
    }
    for_each_in_bag(found->custom, [&](std::string_view name, Value) {
      if (!mentioned_.contains(field_hash(record, name))) kept_.insert(record);
    });
  }

  Record const* find(Change const& change) {
    Table const& table = store_.table(change.kind);
    return table.at(table.find(change.record));
  }

  StoreData& store_;
  std::unordered_set<std::uint64_t> erased_, mentioned_, kept_;
};

}  // namespace

std::unordered_set<std::uint64_t> worked_on_since(StoreData& store, Transaction const& undo) {
  if (!undo.has_erasures()) return {};
  return Survey(store, undo).take();
}

}  // namespace saddlebag
