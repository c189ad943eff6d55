#pragma once
#include "model/field.hpp"

namespace saddlebag {

struct Pipeline;
template <> struct KindOf<Pipeline> { static constexpr Kind value = Kind::pipeline; };
struct Stage;
template <> struct KindOf<Stage> { static constexpr Kind value = Kind::stage; };

/// A way of selling, with stages of its own (销售流程).
struct Pipeline : Record {
  Text name;      ///< empty for the built-in one, which is called by `built_in`
  Text built_in;  ///< name of the pipeline in `pipeline.<built_in>` of the locales; a name given by a person wins
  std::int64_t position = 0;
};

/// What becoming part of a stage means for a deal. The only place that says won or lost.
enum class Outcome : std::uint8_t { open, won, lost };

/// A step of a pipeline (阶段).
struct Stage : Record {
  Text name;      ///< empty for a built-in one, which is called by `built_in`
  Text built_in;  ///< name of the stage in `stage.<built_in>` of the locales
  Id<Pipeline> pipeline;
  std::int64_t position = 0;
  Outcome outcome = Outcome::open;
  double probability = 0;          ///< per cent, 0..100
  std::int64_t standard_days = 0;  ///< a deal older than this in the stage is stalled; 0: never
  Text checklist;                  ///< exit checklist, one item a line
};

KindInfo const& pipeline_info();
KindInfo const& stage_info();

}  // namespace saddlebag
