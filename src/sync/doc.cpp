#include "sync/doc.hpp"

#include <algorithm>

#include "model/bag.hpp"

namespace saddlebag::sync {
namespace {

bool is_default(Value v) {
  switch (v.shape()) {
    case Shape::integer:
    case Shape::boolean:
    case Shape::choice: return v.as_integer() == 0;
    case Shape::number: return v.as_number() == 0;
    default: return v.empty();
  }
}

/// Whether a new record holds something else there than nothing, as a deal does that takes its stage's probability.
bool begins_filled(Kind kind, std::string_view name) {
  for (Field const& field : kind_info(kind).fields) {
    if (field.name == name) return !is_default(field.initial);
  }
  return false;
}

}  // namespace

std::string to_string(RecordKey key) {
  return std::string(kind_info(key.kind).name) + ":" + saddlebag::to_string(key.id);
}

RecordKey parse_key(std::string_view text) {
  std::size_t const colon = std::min(text.find(':'), text.size());
  RecordKey const key{kind_named(text.substr(0, colon)),
                      parse_uuid(text.substr(std::min(colon + 1, text.size()))).value_or(Uuid{})};
  return key.id.empty() ? RecordKey{Kind::count_, {}} : key;
}

Value Doc::get(std::string_view field) const {
  auto const found = fields.find(field);
  return found == fields.end() ? Value() : found->second.get();
}

bool same(Value a, Value b) { return a == b || (is_default(a) && is_default(b)); }

bool is_bookkeeping(std::string_view field) {
  return field == "created" || field == "updated" || field == "rev" || field == "search" || field == "custom";
}

Doc read_doc(Store const& store, Kind kind, Record const& record) {
  Doc doc{{kind, record.id}, std::string(record.rev), {}, false, false, {}};
  for_each_in_bag(record.custom, [&](std::string_view name, Value value) { doc.fields.emplace(name, value); });
  auto const fields = store.fields(kind);
  for (FieldIndex i = 0; i < fields.size(); ++i) {
    std::string_view const name = fields[i].name;
    if (fields[i].custom || name == "rev" || name == "search" || name == "custom") continue;
    Value const value = store.value(kind, record, i);
    if (!value.empty()) doc.fields.insert_or_assign(std::string(name), value);
  }
  return doc;
}

void add_difference(Transaction& transaction, Doc const& from, Doc const& to) {
  for (auto const& [name, before] : from.fields) {
    Value const after = to.get(name);
    if (!same(before, after)) transaction.set(to.key.kind, to.key.id, name, before, after);
  }
  for (auto const& [name, after] : to.fields) {
    if (from.fields.contains(name) || after.get().empty()) continue;
    if (!same({}, after) || begins_filled(to.key.kind, name)) transaction.set(to.key.kind, to.key.id, name, {}, after);
  }
}

}  // namespace saddlebag::sync
