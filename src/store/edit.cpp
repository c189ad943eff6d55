#include <algorithm>
#include <iterator>
#include <unordered_set>

#include "base/hash.hpp"
#include "model/bag.hpp"
#include "store/store.hpp"
#include "store/undo_rules.hpp"

namespace saddlebag {
namespace {

/// References by which a record is part of its target, and goes with it.
bool owns(Kind target, Kind kind, std::string_view field) {
  struct Part {
    Kind whole, part;
  };
  static constexpr Part kParts[] = {{Kind::customer, Kind::contact},  {Kind::customer, Kind::note},
                                    {Kind::customer, Kind::activity}, {Kind::customer, Kind::opportunity},
                                    {Kind::opportunity, Kind::note},  {Kind::opportunity, Kind::activity},
                                    {Kind::lead, Kind::note},         {Kind::lead, Kind::activity},
                                    {Kind::pipeline, Kind::stage},
                                    {Kind::customer, Kind::attachment}, {Kind::contact, Kind::attachment},
                                    {Kind::opportunity, Kind::attachment}, {Kind::lead, Kind::attachment}};
  return field == kind_info(target).name && std::any_of(std::begin(kParts), std::end(kParts), [&](Part const& part) {
           return part.whole == target && part.part == kind;
         });
}

struct Named {
  Kind kind;
  Uuid id;
};

/// Finds all that an erasure takes along, generation by generation: each is one pass over every table.
class Doom {
 public:
  explicit Doom(Store const& store) : store_(store) {}

  void add(Kind kind, Uuid id) {
    if (store_.find(kind, id) == nullptr || !hashes_.insert(record_hash(kind, id)).second) return;
    all_.push_back({kind, id});
  }
  void spread() {
    for (std::size_t begin = 0, end = all_.size(); begin < end; begin = end, end = all_.size()) {
      fresh_.clear();
      for (std::size_t i = begin; i < end; ++i) fresh_.insert(record_hash(all_[i].kind, all_[i].id));
      for (std::size_t kind = 0; kind < kKindCount; ++kind) spread_to(kind_at(kind));
    }
  }
  void write(Edit& edit, Transaction& transaction) const {
    for (auto const& [record, field] : loose_) {
      if (!hashes_.contains(record_hash(record.kind, record.id))) edit.set(record.kind, record.id, field, Value());
    }
    for (Named const& record : all_) transaction.erase(record.kind, record.id);
  }

 private:
  void spread_to(Kind kind) {
    KindInfo const& info = kind_info(kind);
    Table const& table = store_.table(kind);
    for (FieldIndex i = 0; i < info.fields.size(); ++i) {
      Field const& field = info.fields[i];
      if (field.shape() != Shape::reference) continue;
      bool const part = owns(field.target, kind, field.name);
      for (Row row = 0; row < table.end(); ++row) {
        Record const* const record = table.at(row);
        if (record == nullptr) continue;
        Uuid const target = read_field(*record, field).as_reference();
        if (target.empty() || !fresh_.contains(record_hash(field.target, target))) continue;
        if (part)
          add(kind, record->id);
        else
          loose_.push_back({{kind, record->id}, i});
      }
    }
  }

  Store const& store_;
  std::vector<Named> all_;
  std::unordered_set<std::uint64_t> hashes_, fresh_;
  std::vector<std::pair<Named, FieldIndex>> loose_;  // references into what goes
};

}  // namespace

Edit::Edit(Store const& store, Cause cause, std::source_location place) : store_(store), transaction_(cause, place) {}

Edit& Edit::create(Kind kind, Uuid id) {
  transaction_.create(kind, id);
  written_[record_hash(kind, id)] = Value::boolean(true);
  return *this;
}

Edit& Edit::write(Kind kind, Uuid id, Field const& field, Value value) {
  std::uint64_t const record = record_hash(kind, id);
  std::uint64_t const key = fnv1a(field.name, record);
  Value before = field.initial;
  if (auto const earlier = written_.find(key); earlier != written_.end()) {
    before = earlier->second;
  } else if (!written_.contains(record)) {
    if (Record const* const found = store_.find(kind, id)) before = store_.value(*found, field);
  }
  if (value.shape() == Shape::none) value = field.initial;
  if (before == value) return *this;
  transaction_.set(kind, id, field.name, before, value);
  written_[key] = value;
  return *this;
}

Edit& Edit::set(Kind kind, Uuid id, FieldIndex field, Value value) {
  std::span<Field const> const fields = store_.fields(kind);
  return field < fields.size() ? write(kind, id, fields[field], value) : *this;
}

Edit& Edit::set(Kind kind, Uuid id, std::string_view name, Value value) {
  FieldIndex const known = store_.field_named(kind, name);
  if (known != kNoField) return set(kind, id, known, value);
  Field unknown{name, Tr{}, FieldType::text};
  unknown.custom = true;
  return write(kind, id, unknown, value);
}

Edit& Edit::erase(Kind kind, std::span<Uuid const> ids) {
  Doom doom(store_);
  for (Uuid const id : ids) doom.add(kind, id);
  doom.spread();
  doom.write(*this, transaction_);
  return *this;
}

}  // namespace saddlebag
