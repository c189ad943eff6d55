#include "model/custom_field.hpp"

#include "model/tables.hpp"

namespace saddlebag {

KindInfo const& custom_field_info() {
  static std::vector<Field> const fields = detail::with_system_fields<CustomField>({
      field<&CustomField::label>("label", Tr::field_label, kRequired | kColumn | kTitle),
      field<&CustomField::name>("name", Tr::field_name, kRequired),
      field<&CustomField::target_kind>("target_kind", Tr::field_target_kind, kRequired),
      field<&CustomField::type>("type", Tr::field_field_type, kRequired),
      field<&CustomField::position>("position", Tr::field_position),
  });
  static KindInfo const info = detail::make_kind<CustomField>("custom_field", "custom_fields", Tr::kind_custom_field,
                                                              Tr::kind_custom_fields, fields);
  return info;
}

}  // namespace saddlebag
