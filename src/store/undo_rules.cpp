#include "store/undo_rules.hpp"

#include <bitset>
#include <unordered_map>

#include "model/bag.hpp"
#include "store/field_names.hpp"

namespace saddlebag {
namespace {

constexpr std::size_t kMaxFields = 128;

class Survey {
 public:
  Survey(StoreData& store, Transaction const& undo) : store_(store) {
    undo.for_each([&](Change const& change) {
      if (change.action == Action::erase) erased_.try_emplace(record_hash(change.kind, change.record));
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
  /// What an undo says about a record that it erases.
  struct Erased {
    std::bitset<kMaxFields> mentioned;
    std::unordered_set<std::uint64_t> mentioned_in_bag;  // hashes of names
  };

  /// Only the first change of a field can be compared with what is there; later ones build on it.
  void look_at(Change const& change) {
    Erased* const erased = find_erased(change);
    if (erased == nullptr) return;
    FieldIndex const index = names_.find(change.kind, change.field);
    bool const known = index < kMaxFields;
    if (known ? erased->mentioned.test(index) : !erased->mentioned_in_bag.insert(fnv1a(change.field)).second) return;
    if (known) erased->mentioned.set(index);
    Record const* const found = find(change);
    if (found == nullptr) return;
    Field const* const field = known ? &kind_info(change.kind).fields[index] : nullptr;
    if (field != nullptr && field->has(kSystem)) return;
    Value const now = field != nullptr ? read_field(*found, *field) : bag_value(found->custom, change.field);
    Value const initial = field != nullptr ? field->initial : Value();
    if (now == change.before || (change.before.empty() && now == initial)) return;
    kept_.insert(record_hash(change.kind, change.record));
  }

  void look_for_others(Change const& change) {
    Record const* const found = find(change);
    if (found == nullptr) return;
    Erased const& erased = *find_erased(change);
    std::span<Field const> const fields = kind_info(change.kind).fields;
    bool others = false;
    for (FieldIndex i = 0; i < fields.size() && i < kMaxFields; ++i) {
      if (erased.mentioned.test(i) || fields[i].has(kSystem)) continue;
      others = others || !(read_field(*found, fields[i]) == fields[i].initial);
    }
    for_each_in_bag(found->custom, [&](std::string_view name, Value) {
      others = others || !erased.mentioned_in_bag.contains(fnv1a(name));
    });
    if (others) kept_.insert(record_hash(change.kind, change.record));
  }

  // The changes of one record mostly follow each other: the last answers are asked for again.
  Erased* find_erased(Change const& change) {
    if (change.record == last_erased_id_ && change.kind == last_erased_kind_) return last_erased_;
    auto const found = erased_.find(record_hash(change.kind, change.record));
    last_erased_id_ = change.record;
    last_erased_kind_ = change.kind;
    return last_erased_ = found == erased_.end() ? nullptr : &found->second;
  }
  Record const* find(Change const& change) {
    if (change.record != last_id_ || change.kind != last_kind_) {
      Table const& table = store_.table(change.kind);
      last_ = table.at(table.find(change.record));
      last_id_ = change.record;
      last_kind_ = change.kind;
    }
    return last_;
  }

  StoreData& store_;
  FieldNames names_;
  std::unordered_map<std::uint64_t, Erased> erased_;
  std::unordered_set<std::uint64_t> kept_;
  Kind last_erased_kind_ = Kind::count_, last_kind_ = Kind::count_;
  Uuid last_erased_id_, last_id_;
  Erased* last_erased_ = nullptr;
  Record const* last_ = nullptr;
};

}  // namespace

std::unordered_set<std::uint64_t> worked_on_since(StoreData& store, Transaction const& undo) {
  if (!undo.has_erasures()) return {};
  return Survey(store, undo).take();
}

}  // namespace saddlebag
