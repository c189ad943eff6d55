#include "model/opportunity.hpp"

#include "model/tables.hpp"

namespace saddlebag {

KindInfo const& opportunity_info() {
  static std::vector<Field> const fields = detail::with_system_fields<Opportunity>({
      field<&Opportunity::name>("name", Tr::field_name, kRequired | kSearchable | kColumn | kTitle),
      field<&Opportunity::number>("number", Tr::field_deal_number, kSearchable | kNatural),
      field<&Opportunity::customer>("customer", Tr::field_customer, kColumn),
      field<&Opportunity::contact>("contact", Tr::field_contact),
      field<&Opportunity::product>("product", Tr::field_product, kColumn),
      field<&Opportunity::owner>("owner", Tr::field_owner, kColumn),
      field<&Opportunity::pipeline>("pipeline", Tr::field_pipeline),
      field<&Opportunity::stage>("stage", Tr::field_stage, kColumn),
      field<&Opportunity::stage_since>("stage_since", Tr::field_stage_since),
      field<&Opportunity::amount>("amount", Tr::field_amount, kColumn | kSummed),
      field<&Opportunity::probability>("probability", Tr::field_probability, 0, FieldType::percent),
      field<&Opportunity::opened>("opened", Tr::field_opened),
      field<&Opportunity::expected_close>("expected_close", Tr::field_expected_close, kColumn),
      field<&Opportunity::closed>("closed", Tr::field_closed),
      field<&Opportunity::source>("source", Tr::field_source),
      field<&Opportunity::competitors>("competitors", Tr::field_competitors, kSearchable),
      field<&Opportunity::next_step>("next_step", Tr::field_next_step, kSearchable),
      field<&Opportunity::loss_reason>("loss_reason", Tr::field_loss_reason, kSearchable),
      field<&Opportunity::tags>("tags", Tr::field_tags, kSearchable, FieldType::tags),
      field<&Opportunity::description>("description", Tr::field_description, kSearchable, FieldType::long_text),
  });
  static KindInfo const info = detail::make_kind<Opportunity>("opportunity", "opportunities", Tr::kind_opportunity,
                                                              Tr::kind_opportunities, fields);
  return info;
}

double effective_probability(Opportunity const& deal, Stage const* stage) {
  if (stage && stage->outcome != Outcome::open) return stage->outcome == Outcome::won ? 100 : 0;
  if (deal.probability >= 0) return deal.probability;
  return stage ? stage->probability : 0;
}

}  // namespace saddlebag
