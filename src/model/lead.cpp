#include "model/lead.hpp"

#include "model/tables.hpp"

namespace saddlebag {

template <>
std::span<Choice const> choices_of<LeadStatus>() {
  static Choice const entries[] = {
      {"new", Tr::choice_lead_status_new, Tone::accent},
      {"contacted", Tr::choice_lead_status_contacted, Tone::info},
      {"qualified", Tr::choice_lead_status_qualified, Tone::good},
      {"converted", Tr::choice_lead_status_converted, Tone::good},
      {"disqualified", Tr::choice_lead_status_disqualified, Tone::bad},
  };
  return entries;
}

KindInfo const& lead_info() {
  static std::vector<Field> const fields = detail::with_system_fields<Lead>({
      field<&Lead::name>("name", Tr::field_person_name,
                         kRequired | kSearchable | kPersonal | kColumn | kTitle | kNatural),
      field<&Lead::company>("company", Tr::field_company, kSearchable | kColumn),
      field<&Lead::title>("title", Tr::field_job_title, kSearchable),
      field<&Lead::status>("status", Tr::field_status, kColumn),
      field<&Lead::source>("source", Tr::field_source, kColumn),
      field<&Lead::score>("score", Tr::field_score, kColumn),
      field<&Lead::mobile>("mobile", Tr::field_mobile, kSearchable | kPersonal | kColumn, FieldType::phone),
      field<&Lead::email>("email", Tr::field_email, kSearchable | kPersonal, FieldType::email),
      field<&Lead::city>("city", Tr::field_city, kSearchable),
      field<&Lead::owner>("owner", Tr::field_owner, kColumn),
      field<&Lead::customer>("customer", Tr::field_converted_to),
      field<&Lead::reason>("reason", Tr::field_reason, kSearchable),
      field<&Lead::tags>("tags", Tr::field_tags, kSearchable, FieldType::tags),
      field<&Lead::description>("description", Tr::field_description, kSearchable, FieldType::long_text),
  });
  static KindInfo const info = detail::make_kind<Lead>("lead", "leads", Tr::kind_lead, Tr::kind_leads, fields);
  return info;
}

}  // namespace saddlebag
