#include "model/activity.hpp"

#include "model/tables.hpp"

namespace saddlebag {

template <>
std::span<Choice const> choices_of<ActivityType>() {
  static Choice const entries[] = {
      {"task", Tr::choice_activity_type_task, Tone::neutral},
      {"visit", Tr::choice_activity_type_visit, Tone::accent},
      {"call", Tr::choice_activity_type_call, Tone::info},
      {"meeting", Tr::choice_activity_type_meeting, Tone::good},
      {"mail", Tr::choice_activity_type_mail, Tone::neutral},
  };
  return entries;
}

KindInfo const& activity_info() {
  static std::vector<Field> const fields = detail::with_system_fields<Activity>({
      field<&Activity::subject>("subject", Tr::field_subject, kRequired | kSearchable | kColumn | kTitle),
      field<&Activity::type>("type", Tr::field_activity_type, kColumn),
      field<&Activity::customer>("customer", Tr::field_customer, kColumn),
      field<&Activity::contact>("contact", Tr::field_contact),
      field<&Activity::opportunity>("opportunity", Tr::field_opportunity),
      field<&Activity::lead>("lead", Tr::field_lead),
      field<&Activity::owner>("owner", Tr::field_owner, kColumn),
      field<&Activity::due>("due", Tr::field_due, kColumn),
      field<&Activity::done>("done", Tr::field_done, kColumn),
      field<&Activity::done_at>("done_at", Tr::field_done_at),
      field<&Activity::location>("location", Tr::field_location, kSearchable),
      field<&Activity::minutes>("minutes", Tr::field_minutes, kSearchable, FieldType::long_text),
  });
  static KindInfo const info =
      detail::make_kind<Activity>("activity", "activities", Tr::kind_activity, Tr::kind_activities, fields);
  return info;
}

}  // namespace saddlebag
