#pragma once
#include <initializer_list>
#include <new>
#include <vector>

#include "model/field.hpp"

namespace saddlebag::detail {

/// The system fields that every kind's table begins with, in the order of Record's members.
template <class T>
std::vector<Field> with_system_fields(std::initializer_list<Field> own) {
  std::vector<Field> fields{
      field<&Record::created>("created", Tr::field_created, kSystem),
      field<&Record::updated>("updated", Tr::field_updated, kSystem),
      field<&Record::rev>("rev", Tr::field_rev, kSystem),
      field<&Record::custom>("custom", Tr::field_custom, kSystem),
      field<&Record::conflicts>("conflicts", Tr::field_conflicts, kSystem),
      field<&Record::search>("search", Tr::field_search, kSystem),
  };
  fields.insert(fields.end(), own);
  T const fresh;
  for (Field& field : fields) field.initial = read_field(fresh, field);
  return fields;
}

/// Puts a table together; the title is the field flagged so.
template <class T>
KindInfo make_kind(std::string_view name, std::string_view plural, Tr label, Tr label_plural,
                   std::vector<Field> const& fields) {
  KindInfo info{KindOf<T>::value, name, plural, label, label_plural, fields, sizeof(T), kNoField,
                [](void* at) { new (at) T(); }};
  for (FieldIndex i = 0; i < fields.size(); ++i) {
    if (fields[i].has(kTitle)) info.title = i;
  }
  return info;
}

}  // namespace saddlebag::detail
