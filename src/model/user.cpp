#include "model/user.hpp"

#include "model/tables.hpp"

namespace saddlebag {

template <>
std::span<Choice const> choices_of<UserRole>() {
  static Choice const entries[] = {
      {"representative", Tr::choice_role_representative, Tone::neutral},
      {"manager", Tr::choice_role_manager, Tone::neutral},
      {"service", Tr::choice_role_service, Tone::neutral},
      {"marketing", Tr::choice_role_marketing, Tone::neutral},
      {"administrator", Tr::choice_role_administrator, Tone::neutral},
      {"kiosk", Tr::choice_role_kiosk, Tone::neutral},
      {"auditor", Tr::choice_role_auditor, Tone::neutral},
  };
  return entries;
}

KindInfo const& user_info() {
  static std::vector<Field> const fields = detail::with_system_fields<User>({
      field<&User::name>("name", Tr::field_person_name,
                         kRequired | kSearchable | kPersonal | kColumn | kTitle | kNatural),
      field<&User::role>("role", Tr::field_role, kColumn),
      field<&User::team>("team", Tr::field_team, kSearchable | kColumn),
      field<&User::region>("region", Tr::field_region, kSearchable | kColumn),
      field<&User::manager>("manager", Tr::field_manager, kColumn),
      field<&User::phone>("phone", Tr::field_phone, kSearchable | kPersonal, FieldType::phone),
      field<&User::email>("email", Tr::field_email, kSearchable | kPersonal, FieldType::email),
      field<&User::inactive>("inactive", Tr::field_inactive),
  });
  static KindInfo const info = detail::make_kind<User>("user", "users", Tr::kind_user, Tr::kind_users, fields);
  return info;
}

}  // namespace saddlebag
