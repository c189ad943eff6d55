#include "model/tables.hpp"

namespace saddlebag::detail {

[[gnu::noinline]] Field make_field(std::string_view name, Tr label, FieldType type, unsigned flags,
                                   std::uint16_t offset, Kind target, std::span<Choice const> (*choices)()) {
  return {name, label, type, static_cast<std::uint16_t>(flags), offset, target, choices};
}

std::vector<Field> all_fields(std::initializer_list<Field> own, Record const& fresh) {
  std::vector<Field> fields{
      field<&Record::created>("created", Tr::field_created, kSystem),
      field<&Record::updated>("updated", Tr::field_updated, kSystem),
      field<&Record::rev>("rev", Tr::field_rev, kSystem),
      field<&Record::custom>("custom", Tr::field_custom, kSystem),
      field<&Record::conflicts>("conflicts", Tr::field_conflicts, kSystem),
  };
  fields.insert(fields.end(), own);
  for (Field& field : fields) field.initial = read_field(fresh, field);
  return fields;
}

}  // namespace saddlebag::detail
