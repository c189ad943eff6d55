#pragma once
#include <map>
#include <string>
#include <utility>

#include "model/bag.hpp"
#include "store/store.hpp"

namespace saddlebag {

inline std::string print(Value value) {
  switch (value.shape()) {
    case Shape::none: return "-";
    case Shape::text: return "'" + std::string(value.as_text()) + "'";
    case Shape::number: return std::to_string(value.as_number());
    case Shape::money: return std::to_string(value.as_money().minor) + value.as_money().currency.letters();
    case Shape::reference: return to_string(value.as_reference());
    default: return std::to_string(value.as_integer());
  }
}

/// Every record with every field that is not as in a new one, in the order of kinds and ids, so that two
/// stores hold the same exactly when they print the same. `updated` only where asked: an undo moves it.
inline std::string print(Store const& store, bool with_updated = true) {
  std::string out;
  for (std::size_t i = 0; i < kKindCount; ++i) {
    Table const& table = store.table(kind_at(i));
    std::map<Uuid, Row> rows;
    for (Row row = 0; row < table.end(); ++row) {
      if (Record const* const record = table.at(row)) rows[record->id] = row;
    }
    for (auto const& [id, row] : rows) {
      Record const* const record = table.at(row);
      out += std::string(table.info().name) + " " + to_string(id);
      bool searched = table.search_text(row).empty();
      for (Field const& field : table.info().fields) {
        if (!field.has(kSystem) && !std::exchange(searched, true)) out.append(" search='").append(table.search_text(row)).append("'");
        Value const value = read_field(*record, field);
        if (field.name == "custom" || (field.name == "updated" && !with_updated) || value == field.initial) continue;
        out.append(" ").append(field.name).append("=").append(print(value));
      }
      for_each_in_bag(record->custom, [&](std::string_view name, Value value) {
        out.append(" +").append(name).append("=").append(print(value));
      });
      out += "\n";
    }
  }
  return out;
}

}  // namespace saddlebag
