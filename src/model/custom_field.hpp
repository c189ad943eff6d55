#pragma once
#include "model/field.hpp"

namespace saddlebag {

struct CustomField;
template <> struct KindOf<CustomField> { static constexpr Kind value = Kind::custom_field; };

/// A field that people added to a kind. A record like any other, so it is journaled, undone and synced;
/// `Store::fields` puts it behind the built-in fields of its kind.
struct CustomField : Record {
  Text label;
  Text name;         ///< in files and bags; made from the label, never changed
  Text target_kind;  ///< KindInfo::name
  Text type;         ///< text | long_text | number | integer | money | date | boolean
  std::int64_t position = 0;
};

KindInfo const& custom_field_info();

}  // namespace saddlebag
