#include "model/customer.hpp"

#include "model/tables.hpp"

namespace saddlebag {

template <>
std::span<Choice const> choices_of<CustomerType>() {
  static Choice const entries[] = {
      {"company", Tr::choice_customer_type_company, Tone::neutral},
      {"person", Tr::choice_customer_type_person, Tone::neutral},
  };
  return entries;
}

template <>
std::span<Choice const> choices_of<CustomerTier>() {
  static Choice const entries[] = {
      {"none", Tr::choice_tier_none, Tone::neutral},
      {"white", Tr::choice_tier_white, Tone::neutral},
      {"silver", Tr::choice_tier_silver, Tone::info},
      {"gold", Tr::choice_tier_gold, Tone::warning},
  };
  return entries;
}

template <>
std::span<Choice const> choices_of<Lifecycle>() {
  static Choice const entries[] = {
      {"prospect", Tr::choice_lifecycle_prospect, Tone::neutral},
      {"intent", Tr::choice_lifecycle_intent, Tone::info},
      {"new", Tr::choice_lifecycle_new, Tone::accent},
      {"growing", Tr::choice_lifecycle_growing, Tone::good},
      {"mature", Tr::choice_lifecycle_mature, Tone::good},
      {"declining", Tr::choice_lifecycle_declining, Tone::warning},
      {"dormant", Tr::choice_lifecycle_dormant, Tone::warning},
      {"lost", Tr::choice_lifecycle_lost, Tone::bad},
      {"won_back", Tr::choice_lifecycle_won_back, Tone::accent},
  };
  return entries;
}

template <>
std::span<Choice const> choices_of<Source>() {
  static Choice const entries[] = {
      {"unknown", Tr::choice_source_unknown, Tone::neutral},
      {"web", Tr::choice_source_web, Tone::neutral},
      {"referral", Tr::choice_source_referral, Tone::neutral},
      {"fair", Tr::choice_source_fair, Tone::neutral},
      {"phone", Tr::choice_source_phone, Tone::neutral},
      {"mail", Tr::choice_source_mail, Tone::neutral},
      {"social", Tr::choice_source_social, Tone::neutral},
      {"partner", Tr::choice_source_partner, Tone::neutral},
      {"advertising", Tr::choice_source_advertising, Tone::neutral},
      {"other", Tr::choice_source_other, Tone::neutral},
  };
  return entries;
}

KindInfo const& customer_info() {
  static std::vector<Field> const fields = detail::with_system_fields<Customer>({
      field<&Customer::name>("name", Tr::field_name, kRequired | kSearchable | kColumn | kTitle | kNatural),
      field<&Customer::type>("type", Tr::field_customer_type),
      field<&Customer::tier>("tier", Tr::field_tier, kColumn),
      field<&Customer::lifecycle>("lifecycle", Tr::field_lifecycle, kColumn),
      field<&Customer::source>("source", Tr::field_source),
      field<&Customer::owner>("owner", Tr::field_owner, kColumn),
      field<&Customer::parent>("parent", Tr::field_parent),
      field<&Customer::industry>("industry", Tr::field_industry, kSearchable | kColumn),
      field<&Customer::phone>("phone", Tr::field_phone, kSearchable | kPersonal | kColumn, FieldType::phone),
      field<&Customer::email>("email", Tr::field_email, kSearchable | kPersonal, FieldType::email),
      field<&Customer::website>("website", Tr::field_website, kSearchable, FieldType::url),
      field<&Customer::country>("country", Tr::field_country, kSearchable),
      field<&Customer::region>("region", Tr::field_region, kSearchable),
      field<&Customer::city>("city", Tr::field_city, kSearchable | kColumn),
      field<&Customer::address>("address", Tr::field_address, kSearchable),
      field<&Customer::annual_revenue>("annual_revenue", Tr::field_annual_revenue, kSummed),
      field<&Customer::employees>("employees", Tr::field_employees, kSummed),
      field<&Customer::founded>("founded", Tr::field_founded),
      field<&Customer::tags>("tags", Tr::field_tags, kSearchable, FieldType::tags),
      field<&Customer::tax_id>("tax_id", Tr::field_tax_id, kSearchable | kPersonal),
      field<&Customer::bank_account>("bank_account", Tr::field_bank_account, kSearchable | kPersonal),
      field<&Customer::description>("description", Tr::field_description, kSearchable, FieldType::long_text),
  });
  static KindInfo const info =
      detail::make_kind<Customer>("customer", "customers", Tr::kind_customer, Tr::kind_customers, fields);
  return info;
}

}  // namespace saddlebag
