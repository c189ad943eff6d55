#include "ui/screens/timeline_entries.hpp"

#include <algorithm>

#include "ui/format.hpp"

namespace saddlebag::ui {
namespace {

struct Gathered {
  Kind kind = Kind::count_;
  Uuid id;
  TimelineFilter filter = TimelineFilter::count_;
  std::uint64_t version = ~0ull;
  std::vector<TimelineEntry> entries;
};

bool is_wanted(Moment const& moment, TimelineFilter filter) {
  switch (filter) {
    case TimelineFilter::notes: return moment.kind == Kind::note;
    case TimelineFilter::activities: return moment.kind == Kind::activity;
    case TimelineFilter::changes: return false;
    default: return true;
  }
}

bool belongs(Store const& store, Trail::Step const& step, Kind kind, Uuid id) {
  if (step.kind == kind && step.record == id) return true;
  if (kind != Kind::customer || step.kind != Kind::opportunity) return false;
  Opportunity const* const deal = store.find(Id<Opportunity>{step.record});
  return deal != nullptr && deal->customer.uuid == id;
}

/// The field that a step changed; null where it is gone, or nothing that people look at.
Field const* field_of(Store const& store, Trail::Step const& step) {
  FieldIndex const index = store.field_named(step.kind, step.field);
  if (index == kNoField) return nullptr;
  Field const& field = store.fields(step.kind)[index];
  return field.has(kSystem) ? nullptr : &field;
}

void add_steps(Frame const& frame, Kind kind, Uuid id, std::vector<TimelineEntry>& entries) {
  if (frame.trail == nullptr) return;
  std::size_t const moments = entries.size();
  for (Trail::Step const& step : frame.trail->steps())
    if (belongs(frame.store, step, kind, id) && field_of(frame.store, step) != nullptr) entries.push_back({nullptr, &step, step.when});
  auto const newest = [](TimelineEntry const& a, TimelineEntry const& b) { return a.when > b.when; };
  auto const begin = entries.begin(), steps = begin + static_cast<std::ptrdiff_t>(moments);
  std::reverse(steps, entries.end());
  auto const past = std::find_if(begin, steps, [](TimelineEntry const& entry) { return !entry.moment->pinned && !entry.moment->ahead; });
  std::inplace_merge(past, steps, entries.end(), newest);
}

std::string_view shown(Frame const& frame, Field const& field, Value value) {
  std::string_view const text = format_value(frame.store, field, value, frame.utc_offset_minutes);
  return text.empty() ? "–" : text;
}

}  // namespace

std::span<TimelineEntry const> timeline_entries(Frame const& frame, Kind kind, Uuid id, TimelineFilter filter) {
  static Gathered kept;
  if (kept.kind == kind && kept.id == id && kept.filter == filter && kept.version == frame.store.version()) return kept.entries;
  kept.kind = kind;
  kept.id = id;
  kept.filter = filter;
  kept.version = frame.store.version();
  kept.entries.clear();
  for (Moment const& moment : surroundings_of(frame.store, kind, id).moments)
    if (is_wanted(moment, filter)) kept.entries.push_back({&moment, nullptr, moment.when});
  if (filter == TimelineFilter::all || filter == TimelineFilter::changes) add_steps(frame, kind, id, kept.entries);
  return kept.entries;
}

std::string_view step_text(Frame const& frame, Trail::Step const& step, Uuid of) {
  Field const* const field = field_of(frame.store, step);
  if (field == nullptr) return {};
  std::string_view const label = field_label(*field);
  bool const untold = step.before.get().empty() && step.after.get().empty();
  std::string_view const change = untold ? tr(Tr::view_changed, label)
                                         : tr(Tr::view_change, label, shown(frame, *field, step.before), shown(frame, *field, step.after));
  return step.record == of ? change : tr(Tr::record_by, record_title(frame.store, step.kind, step.record), change);
}

}  // namespace saddlebag::ui
