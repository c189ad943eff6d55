#pragma once
#include <initializer_list>
#include <new>
#include <vector>

#include "model/field.hpp"

namespace saddlebag::detail {

/// The system fields that every kind's table begins with, in the order of Record's members, then its own. What a new
/// record holds is taken from `fresh`.
std::vector<Field> all_fields(std::initializer_list<Field> own, Record const& fresh);

template <class T>
std::vector<Field> with_system_fields(std::initializer_list<Field> own) {
  return all_fields(own, T());
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
