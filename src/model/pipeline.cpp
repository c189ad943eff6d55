#include "model/pipeline.hpp"

#include "model/tables.hpp"

namespace saddlebag {

template <>
std::span<Choice const> choices_of<Outcome>() {
  static Choice const entries[] = {
      {"open", Tr::choice_outcome_open, Tone::neutral},
      {"won", Tr::choice_outcome_won, Tone::good},
      {"lost", Tr::choice_outcome_lost, Tone::bad},
  };
  return entries;
}

KindInfo const& pipeline_info() {
  static std::vector<Field> const fields = detail::with_system_fields<Pipeline>({
      field<&Pipeline::name>("name", Tr::field_name, kSearchable | kColumn | kTitle | kNatural),
      field<&Pipeline::built_in>("built_in", Tr::field_built_in),
      field<&Pipeline::position>("position", Tr::field_position),
  });
  static KindInfo const info =
      detail::make_kind<Pipeline>("pipeline", "pipelines", Tr::kind_pipeline, Tr::kind_pipelines, fields);
  return info;
}

KindInfo const& stage_info() {
  static std::vector<Field> const fields = detail::with_system_fields<Stage>({
      field<&Stage::name>("name", Tr::field_name, kSearchable | kColumn | kTitle | kNatural),
      field<&Stage::built_in>("built_in", Tr::field_built_in),
      field<&Stage::pipeline>("pipeline", Tr::field_pipeline, kColumn),
      field<&Stage::position>("position", Tr::field_position),
      field<&Stage::outcome>("outcome", Tr::field_outcome),
      field<&Stage::probability>("probability", Tr::field_probability, 0, FieldType::percent),
      field<&Stage::standard_days>("standard_days", Tr::field_standard_days),
      field<&Stage::checklist>("checklist", Tr::field_checklist, 0, FieldType::long_text),
  });
  static KindInfo const info = detail::make_kind<Stage>("stage", "stages", Tr::kind_stage, Tr::kind_stages, fields);
  return info;
}

}  // namespace saddlebag
