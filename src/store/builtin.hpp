#pragma once
#include "model/pipeline.hpp"
#include "store/transaction.hpp"

namespace saddlebag {

/// The records that every device begins with: the standard pipeline and its stages, under the same ids
/// everywhere. Cause::seed; to be applied to an empty store.
Transaction built_in_records();

Id<Pipeline> standard_pipeline();
/// A stage of the standard pipeline by its `built_in` name: lead, opportunity, proposal, evaluation,
/// negotiation, contract, delivery, won, lost.
Id<Stage> built_in_stage(std::string_view name);
inline Id<Stage> stage_won() { return built_in_stage("won"); }
inline Id<Stage> stage_lost() { return built_in_stage("lost"); }

}  // namespace saddlebag
