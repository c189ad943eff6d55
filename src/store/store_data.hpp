#pragma once
#include <array>
#include <deque>
#include <string>
#include <vector>

#include "store/store.hpp"

namespace saddlebag {

/// What the store is made of; shared by store.cpp and the gate.
struct StoreData {
  StoreData();

  [[nodiscard]] Table& table(Kind kind) { return tables[static_cast<std::size_t>(kind)]; }
  /// Collects the fields of every kind anew, after custom fields changed.
  void collect_fields();

  std::vector<Table> tables;
  std::array<std::uint64_t, kKindCount> versions{};
  std::uint64_t version = 1;
  std::uint64_t sequence = 0;
  std::array<std::vector<Field>, kKindCount> fields;
  std::deque<std::string> names;  // of custom fields: their records' text moves when blocks are packed
  std::vector<Store::Observer> observers;
  Store::Identity identity;
  std::function<std::uint64_t()> random;
  bool replaying = false;
  std::vector<std::pair<Kind, Uuid>> unread;  ///< whose search text lacks the readings of Han characters
};

}  // namespace saddlebag
