#pragma once
#include <array>

#include "store/sync_status.hpp"
#include "sync/profile.hpp"

namespace saddlebag::sync {

/// Changes which member of the backend a field stands for, in a connector that maps kinds, and shows with a record of the
/// backend what comes of it.
class MappingEditor {
 public:
  MappingEditor(Store const& store, std::string_view connector, std::string backend);
  [[nodiscard]] bool wants(Kind kind) const { return kind != Kind::count_ && samples_[static_cast<std::size_t>(kind)].is_null(); }
  /// The fields of a record as the backend has it.
  void show(Kind kind, Json record) { samples_[static_cast<std::size_t>(kind)] = std::move(record); }
  /// `member` is a place in a record of the backend; empty: the field stays on this device.
  void map(Kind kind, std::string const& field, std::string member);
  [[nodiscard]] bool changed() const { return !edits_.empty(); }
  /// The connector with what was changed.
  [[nodiscard]] std::string connector() const;
  /// Of each kind that the connector maps field by field.
  [[nodiscard]] std::vector<ConnectionTest::Mapping> preview() const;

 private:
  [[nodiscard]] Json edited() const;
  Store const& store_;
  Json connector_;
  std::string backend_;
  std::map<std::pair<Kind, std::string>, std::string> edits_;
  std::array<Json, kKindCount> samples_;
};

}  // namespace saddlebag::sync
