#pragma once
#include <string>

#include "sync/doc.hpp"
#include "sync/json.hpp"
#include "sync/profile.hpp"

namespace saddlebag::sync {

/// Records as JSON: text as text, money as {"amount": "123.45", "currency": "CNY"}, dates `yyyy-mm-dd`,
/// instants ISO 8601 in UTC, choices by name, references as UUID, tags as a list. What is not filled in is
/// left out. Members that are no field here, and values that do not fit their field (a choice of a newer
/// program), are kept in the record's bag — as they are, or as JSON under `json:<name>` — and sent back.
class Codec {
 public:
  Codec(Store const& store, Profile::Envelope const& envelope) : store_(store), envelope_(envelope) {}
  [[nodiscard]] Json encode(Doc const& doc) const;
  /// The document of an object that names a record; a key of kind `count_` where it does not.
  /// `listed` is the kind of the collection that it came from, `count_` where one collection holds all.
  [[nodiscard]] Doc decode(Json const& object, Kind listed) const;
  /// The id of a record in URLs and documents, by the profile's format.
  [[nodiscard]] std::string id_of(RecordKey key) const;
  /// Kind `count_` where the text is no id of ours.
  [[nodiscard]] RecordKey key_of(std::string_view id, Kind listed) const;

 private:
  [[nodiscard]] Field const* field(Kind kind, std::string_view name) const;
  [[nodiscard]] bool untouched(Kind kind, std::string_view name, Value value) const;
  void decode_member(Doc& doc, std::string const& name, Json const& value) const;
  Store const& store_;
  Profile::Envelope const& envelope_;
};

/// `field` may be null: then the value speaks for itself.
Json encode_value(Field const* field, Value value);
/// False where the JSON does not fit the field.
bool decode_value(Field const* field, Json const& json, OwnedValue& value);

}  // namespace saddlebag::sync
