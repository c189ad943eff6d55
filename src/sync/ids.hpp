#pragma once
#include <map>
#include <string>
#include <unordered_map>

#include "sync/doc.hpp"
#include "sync/profile.hpp"

namespace saddlebag::sync {

/// Which record here is which at a backend that gives ids of its own. A record keeps its id there in front of its
/// version, `<id>\n<version>`, so that both become durable with the record, in one transaction. A record that came from
/// there has an id here that follows from the one there.
class Ids {
 public:
  Ids(Store const& store, Profile const& profile, std::string const& backend);

  /// Empty where the backend has not told it (yet).
  [[nodiscard]] std::string there(RecordKey key) const;
  [[nodiscard]] RecordKey here(Kind kind, std::string const& id) const;
  /// A record has this id there. What was learned outlives the program only in the record's version.
  void learn(RecordKey key, std::string const& id);

  /// Fifteen letters and digits that follow from the id here.
  static std::string shorter(Uuid uuid);
  static std::string join(std::string const& id, std::string const& version) { return id + "\n" + version; }
  static std::string id_in(std::string_view rev) { return std::string(rev.substr(0, rev.find('\n'))); }
  static std::string version_in(std::string_view rev);

 private:
  [[nodiscard]] Uuid derived(Kind kind, std::string const& id) const;
  Store const& store_;
  std::uint64_t seed_;
  std::unordered_map<std::string, Uuid> here_;  ///< only what does not follow from the id
  std::map<RecordKey, std::string> there_;      ///< only what no record says
};

}  // namespace saddlebag::sync
