#pragma once
#include <compare>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "model/field.hpp"
#include "store/store.hpp"

namespace saddlebag::sync {

/// A record's name across kinds. Ordered by kind, then id.
struct RecordKey {
  Kind kind = Kind::customer;
  Uuid id;
  auto operator<=>(RecordKey const&) const = default;
};
/// `customer:0190…`: for logs, and the id of a document where one collection holds all kinds.
std::string to_string(RecordKey key);
/// Kind `count_` where the text is not that.
RecordKey parse_key(std::string_view text);

/// A record as it travels: fields by name, detached from the store. What is not filled in is not there.
/// `created`, `updated` and `conflicts` are among the fields; the version is `rev`.
struct Doc {
  RecordKey key;
  std::string rev;
  std::string by;        ///< who wrote it last; may be empty
  bool deleted = false;
  bool missing = false;  ///< the backend has never had it, or has forgotten it
  std::map<std::string, OwnedValue, std::less<>> fields;
  std::set<std::string, std::less<>> changed = {};  ///< of one to be sent upon a version: what the backend has not heard of

  /// Empty where there is no such field. Text is valid as long as the document.
  [[nodiscard]] Value get(std::string_view field) const;
};

/// Equal for merging: an absent value and its type's default (0, no, the first choice) are the same.
bool same(Value a, Value b);
/// Set by the program itself: neither sent for its own sake nor ever in conflict.
bool is_bookkeeping(std::string_view field);
Doc read_doc(Store const& store, Kind kind, Record const& record);
/// Adds the changes that turn `from` into `to` (the version excepted).
void add_difference(Transaction& transaction, Doc const& from, Doc const& to);

}  // namespace saddlebag::sync
