#pragma once
#include "ui/screens/record_related.hpp"

namespace saddlebag::ui {

/// What of a timeline is shown.
enum class TimelineFilter : std::uint8_t { all, notes, activities, changes, count_ };

/// One line of a timeline: a moment, or a change of a field.
struct TimelineEntry {
  Moment const* moment = nullptr;
  Trail::Step const* step = nullptr;  ///< where there is no moment
  Instant when;
};

/// Moments and changes of a record in one order: what is pinned, what is ahead, then the past newest first. Of a customer
/// also the changes of its deals. Put together once per change of the store; lives until then.
std::span<TimelineEntry const> timeline_entries(Frame const& frame, Kind kind, Uuid id, TimelineFilter filter);

/// "Stage: Proposal → Won"; before it what was changed where that is not `of` itself.
std::string_view step_text(Frame const& frame, Trail::Step const& step, Uuid of);

}  // namespace saddlebag::ui
