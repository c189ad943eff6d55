#include "store/query_groups.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <string>

#include "base/hash.hpp"
#include "base/sort.hpp"
#include "store/field_reader.hpp"
#include "store/order.hpp"

namespace saddlebag {
namespace {

std::uint64_t hash_of(Value value) {
  switch (value.shape()) {
    case Shape::text: {
      std::string_view const text = value.as_text();
      std::uint64_t hash = text.size();
      std::size_t at = 0;
      for (std::uint64_t word; at + sizeof word <= text.size(); at += sizeof word) {
        std::memcpy(&word, text.data() + at, sizeof word);
        hash = mix(hash, word);
      }
      std::uint64_t rest = 0;
      for (; at < text.size(); ++at) rest = rest << 8 | static_cast<unsigned char>(text[at]);
      return mix(hash, rest);
    }
    case Shape::number: return mix(0, std::bit_cast<std::uint64_t>(value.as_number()));
    case Shape::money: return mix(value.as_money().currency.code, static_cast<std::uint64_t>(value.as_money().minor));
    case Shape::reference: return mix(value.as_reference().hi, value.as_reference().lo);
    default: return mix(0, static_cast<std::uint64_t>(value.as_integer()));
  }
}

constexpr std::uint32_t kNone = UINT32_MAX;

/// Where the rows of each value go: number of the value → index of its group.
std::vector<Group> distribute(std::vector<Row> const& rows, std::vector<std::uint32_t> const& numbers,
                              std::vector<OwnedValue> const& values, std::vector<std::uint32_t>& group_of) {
  std::vector<std::uint32_t> sizes(values.size());
  for (Row const row : rows) ++sizes[numbers[row]];
  std::vector<Group> groups;
  group_of.assign(values.size(), kNone);
  for (Row const row : rows) {
    std::uint32_t const number = numbers[row];
    if (group_of[number] == kNone) {
      group_of[number] = static_cast<std::uint32_t>(groups.size());
      Group& group = groups.emplace_back();
      group.key = values[number];
      group.rows.reserve(sizes[number]);
    }
    groups[group_of[number]].rows.push_back(row);
  }
  return groups;
}

void add(Group& group, double& sum, Value value) {
  if (value.empty()) return;
  if (value.shape() == Shape::money) {
    Currency const currency = value.as_money().currency;
    if (group.currency.empty()) group.currency = currency;
    if (group.currency != currency) {
      group.mixed = true;
      return;
    }
  }
  sum += value.as_number();
}

/// In the order of the rows, which lie together; those of one group need not.
void sum_up(std::vector<Group>& groups, std::vector<Row> const& rows, std::vector<std::uint32_t> const& numbers,
            std::vector<std::uint32_t> const& group_of, FieldReader& reader, std::size_t which) {
  std::vector<double> sums(groups.size());
  if (reader.shape() == Shape::integer) {
    for (Row const row : rows) sums[group_of[numbers[row]]] += static_cast<double>(reader.integer_at(row));
  } else {
    for (Row const row : rows) {
      std::uint32_t const group = group_of[numbers[row]];
      add(groups[group], sums[group], reader.at(row));
    }
  }
  for (std::size_t i = 0; i < groups.size(); ++i) groups[i].sums[which] = sums[i];
}

}  // namespace

std::uint32_t ValueNumbers::number_of(Value value) {
  std::uint64_t const hash = hash_of(value);
  for (std::size_t at = hash & mask();; at = (at + 1) & mask()) {
    Slot& slot = slots_[at];
    if (slot.number == 0) {
      slot = {static_cast<std::uint32_t>(hash), static_cast<std::uint32_t>(values_.size() + 1)};
      values_.emplace_back(value);
      if (values_.size() * 2 > slots_.size()) grow();
      return static_cast<std::uint32_t>(values_.size() - 1);
    }
    if (slot.hash == static_cast<std::uint32_t>(hash) && values_[slot.number - 1].get() == value) return slot.number - 1;
  }
}

void ValueNumbers::grow() {
  std::vector<Slot> old(slots_.size() * 4);
  old.swap(slots_);
  for (Slot const slot : old) {
    if (slot.number == 0) continue;
    std::size_t at = slot.hash & mask();
    while (slots_[at].number != 0) at = (at + 1) & mask();
    slots_[at] = slot;
  }
}

void LiveGroups::keep_up(Store const& store, Kind kind, FieldIndex field) {
  Table const& table = store.table(kind);
  bool const full = values_.values().size() > 2 * table.size() + 1000;  // of values that no record has any more
  if (kind != kind_ || field != field_ || fields_version_ != store.version(Kind::custom_field) || full) {
    *this = LiveGroups();
    kind_ = kind;
    field_ = field;
    fields_version_ = store.version(Kind::custom_field);
  }
  numbers_.resize(table.end());
  blocks_.resize(table.block_count(), UINT64_MAX);
  FieldReader reader(store, kind, field);
  for (std::size_t block = 0; block < blocks_.size(); ++block) {
    if (blocks_[block] == table.block_changed(block)) continue;
    blocks_[block] = table.block_changed(block);
    Row const begin = static_cast<Row>(block * kBlockRows), end = std::min<Row>(begin + kBlockRows, table.end());
    for (Row row = begin; row < end; ++row) {
      Value const value = table.at(row) ? reader.at(row) : Value();
      numbers_[row] = values_.number_of(value.empty() ? Value() : value);
    }
  }
}

std::vector<Group> LiveGroups::of(Store const& store, Kind kind, std::vector<Row> const& rows, FieldIndex field,
                                  std::vector<FieldIndex> const& summed) {
  keep_up(store, kind, field);
  std::vector<std::uint32_t> group_of;
  std::vector<Group> groups = distribute(rows, numbers_, values_.values(), group_of);
  for (Group& group : groups) group.sums.resize(summed.size());
  for (std::size_t i = 0; i < summed.size(); ++i) {
    FieldReader reader(store, kind, summed[i]);
    sum_up(groups, rows, numbers_, group_of, reader, i);
  }
  Table const& table = store.table(kind);
  OrderKeys order(store, kind, {{field, false}});
  std::vector<std::pair<std::string, std::size_t>> keys(groups.size());
  for (std::size_t i = 0; i < groups.size(); ++i) {
    order.append(keys[i].first, *table.at(groups[i].rows.front()));
    keys[i].second = i;
  }
  sort_items(keys);
  std::vector<Group> ordered;
  ordered.reserve(groups.size());
  for (auto const& key : keys) ordered.push_back(std::move(groups[key.second]));
  return ordered;
}

}  // namespace saddlebag
