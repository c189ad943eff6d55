#pragma once
#include "sync/ids.hpp"
#include "sync/json.hpp"

namespace saddlebag::sync {

/// Records as a backend with entities of its own has them, by the `kinds` of its profile. What a profile does not map
/// stays on this device.
class Mapping {
 public:
  Mapping(Store const& store, Profile const& profile, Ids const& ids) : store_(store), profile_(profile), ids_(ids) {}

  /// The members that say what this document says: all of a new one, else those of the changed fields. Empty where
  /// the backend need not hear of it.
  [[nodiscard]] Json encode(Profile::KindMap const& map, Doc const& doc, bool fresh) const;
  /// Adds what is mapped to a document that has the key, upon what the record here says. What the backend leaves out,
  /// or what this program does not understand, stays as it is here.
  void decode(Profile::KindMap const& map, Json const& object, Doc& doc) const;
  /// A record that this one refers to and that the backend has to know first.
  [[nodiscard]] bool waits(Profile::KindMap const& map, Doc const& doc) const;

 private:
  [[nodiscard]] Field const* field(Kind kind, std::string_view name) const;
  [[nodiscard]] bool expressible(Profile::FieldMap const& map, Field const& field, Value value) const;
  [[nodiscard]] Json write(Profile::FieldMap const& map, Field const& field, Value value) const;
  [[nodiscard]] bool read(Profile::FieldMap const& map, Field const& field, Json const& object, Json value,
                          OwnedValue& into) const;
  [[nodiscard]] std::string reference(Kind target, Uuid id) const;
  Store const& store_;
  Profile const& profile_;
  Ids const& ids_;
};

}  // namespace saddlebag::sync
