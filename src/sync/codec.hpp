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
  Codec(Store const& store, Profile const& profile)
      : store_(store), envelope_(profile.envelope), id_format_(profile.id_format) {}
  /// With id, kind and version, where the fields are not in a place of their own.
  [[nodiscard]] Json encode(Doc const& doc) const;
  /// Adds the fields to a document that has the key.
  void decode(Json const& object, Doc& doc) const;
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
  std::string const& id_format_;
};

/// `field` may be null: then the value speaks for itself.
Json encode_value(Field const* field, Value value);
/// False where the JSON does not fit the field.
bool decode_value(Field const* field, Json const& json, OwnedValue& value);

}  // namespace saddlebag::sync
