#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "exchange/names.hpp"
#include "locale/keys.hpp"
#include "store/store.hpp"

namespace saddlebag {

/// Finds records by what people call them: those of the store, and those that an import adds. Built-in stages
/// and pipelines have their names in every language, and the names that other programs give them.
class References {
 public:
  /// `language`: of built-in names that are proposed.
  References(Store const& store, Language language) : store_(store), language_(language) {}
  [[nodiscard]] NameIndex::Found find(Kind kind, std::string_view text) { return look_up(kind, text, false); }
  /// Looks for similar names too.
  [[nodiscard]] NameIndex::Found find_similar(Kind kind, std::string_view text) { return look_up(kind, text, true); }
  void add(Kind kind, std::string_view name, Uuid id) { of(kind).add(name, id); }

 private:
  NameIndex& of(Kind kind);
  NameIndex::Found look_up(Kind kind, std::string_view text, bool similar);
  void add_built_in(NameIndex& names, std::string_view key, Uuid id) const;
  void add_stages(NameIndex& names) const;

  Store const& store_;
  Language language_;
  std::unique_ptr<NameIndex> kinds_[kKindCount];
};

/// The pipeline that comes first; null where there is none.
Pipeline const* first_pipeline(Store const& store);

}  // namespace saddlebag
