#include "model/contact.hpp"

#include "model/tables.hpp"

namespace saddlebag {

template <>
std::span<Choice const> choices_of<BuyingRole>() {
  static Choice const entries[] = {
      {"unknown", Tr::choice_buying_role_unknown, Tone::neutral},
      {"coach", Tr::choice_buying_role_coach, Tone::info},
      {"user", Tr::choice_buying_role_user, Tone::neutral},
      {"technical", Tr::choice_buying_role_technical, Tone::accent},
      {"economic", Tr::choice_buying_role_economic, Tone::good},
  };
  return entries;
}

template <>
std::span<Choice const> choices_of<Channel>() {
  static Choice const entries[] = {
      {"any", Tr::choice_channel_any, Tone::neutral},
      {"phone", Tr::choice_channel_phone, Tone::neutral},
      {"mail", Tr::choice_channel_mail, Tone::neutral},
      {"wechat", Tr::choice_channel_wechat, Tone::neutral},
      {"visit", Tr::choice_channel_visit, Tone::neutral},
  };
  return entries;
}

KindInfo const& contact_info() {
  static std::vector<Field> const fields = detail::with_system_fields<Contact>({
      field<&Contact::name>("name", Tr::field_person_name,
                            kRequired | kSearchable | kPersonal | kColumn | kTitle | kNatural),
      field<&Contact::customer>("customer", Tr::field_customer, kColumn),
      field<&Contact::title>("title", Tr::field_job_title, kSearchable | kColumn),
      field<&Contact::department>("department", Tr::field_department, kSearchable),
      field<&Contact::buying_role>("buying_role", Tr::field_buying_role, kColumn),
      field<&Contact::preferred_channel>("preferred_channel", Tr::field_preferred_channel),
      field<&Contact::mobile>("mobile", Tr::field_mobile, kSearchable | kPersonal | kColumn, FieldType::phone),
      field<&Contact::phone>("phone", Tr::field_phone, kSearchable | kPersonal, FieldType::phone),
      field<&Contact::email>("email", Tr::field_email, kSearchable | kPersonal | kColumn, FieldType::email),
      field<&Contact::wechat>("wechat", Tr::field_wechat, kSearchable | kPersonal),
      field<&Contact::birthday>("birthday", Tr::field_birthday, kPersonal),
      field<&Contact::owner>("owner", Tr::field_owner),
      field<&Contact::tags>("tags", Tr::field_tags, kSearchable, FieldType::tags),
      field<&Contact::description>("description", Tr::field_description, kSearchable, FieldType::long_text),
  });
  static KindInfo const info =
      detail::make_kind<Contact>("contact", "contacts", Tr::kind_contact, Tr::kind_contacts, fields);
  return info;
}

}  // namespace saddlebag
