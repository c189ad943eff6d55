#include "store/builtin.hpp"

#include <string>

namespace saddlebag {
namespace {

struct BuiltInStage {
  std::string_view name;
  double probability;  // per cent
  std::int64_t standard_days;
  Outcome outcome;
};

constexpr BuiltInStage kStages[] = {
    {"lead", 10, 14, Outcome::open},       {"opportunity", 20, 21, Outcome::open}, {"proposal", 40, 21, Outcome::open},
    {"evaluation", 60, 30, Outcome::open}, {"negotiation", 75, 21, Outcome::open}, {"contract", 90, 14, Outcome::open},
    {"delivery", 95, 60, Outcome::open},   {"won", 100, 0, Outcome::won},          {"lost", 0, 0, Outcome::lost},
};

}  // namespace

Id<Pipeline> standard_pipeline() { return {named_uuid("pipeline.standard")}; }
Id<Stage> built_in_stage(std::string_view name) { return {named_uuid("stage." + std::string(name))}; }

Transaction built_in_records() {
  Transaction seed(Cause::seed);
  Uuid const pipeline = standard_pipeline().uuid;
  seed.create(Kind::pipeline, pipeline);
  seed.set(Kind::pipeline, pipeline, "built_in", {}, Value::text("standard"));
  std::int64_t position = 0;
  for (BuiltInStage const& stage : kStages) {
    Uuid const id = built_in_stage(stage.name).uuid;
    auto const set = [&](std::string_view field, Value value) { seed.set(Kind::stage, id, field, {}, value); };
    seed.create(Kind::stage, id);
    set("built_in", Value::text(stage.name));
    set("pipeline", Value::reference(pipeline));
    set("position", Value::integer(++position));
    set("outcome", Value::choice(static_cast<std::uint8_t>(stage.outcome)));
    set("probability", Value::number(stage.probability));
    set("standard_days", Value::integer(stage.standard_days));
  }
  return seed;
}

}  // namespace saddlebag
