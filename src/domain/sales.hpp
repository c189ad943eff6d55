#pragma once
#include <string_view>

#include "model/kinds.hpp"
#include "store/store.hpp"

namespace saddlebag {

/// The rules of selling (销售): pure functions that read the store and answer, or say what to change.
/// Whatever they return is applied, journaled and undone like any edit.

/// Won, lost or open, as its stage says; a deal without a stage is open.
Outcome outcome_of(Store const& store, Opportunity const& deal);
/// Per cent: 100 when won, 0 when lost, else the deal's own, or its stage's where it has none.
double effective_probability(Store const& store, Opportunity const& deal);
/// The amount times the effective probability, rounded to the minor unit.
Money weighted(Store const& store, Opportunity const& deal);
/// Open, and in its stage for longer than the stage's standard.
bool stalled(Store const& store, Opportunity const& deal, Instant now);
/// Open, and expected to be closed before today.
bool overdue(Store const& store, Opportunity const& deal, Date today);

/// Puts a deal into a stage: its pipeline, `stage_since`, and `closed`, which is today when the stage ends
/// the deal and nothing when it opens it again. `reason` is kept where the deal is lost.
/// Empty where the deal or the stage is not there, or the deal is in it already.
Transaction move_to_stage(Store const& store, Id<Opportunity> deal, Id<Stage> stage, Instant now, Date today,
                          std::string_view reason = {});

/// The records that a lead becomes. Ids are given, so that the caller knows where to go afterwards.
struct LeadConversion {
  Id<Customer> customer;  ///< taken as it is where it exists, else created from the lead
  Id<Contact> contact;
  Id<Opportunity> opportunity;  ///< empty: no deal yet
};
/// Makes customer, contact and deal of a lead (deals begin in the first open stage of the first pipeline) and
/// marks it converted. Empty where there is no such lead or it is converted already.
Transaction convert_lead(Store const& store, Id<Lead> lead, LeadConversion const& into, Instant now, Date today);

/// Something that has just been done, or is to be done.
struct ActivityDraft {
  ActivityType type = ActivityType::task;
  std::string_view subject;
  std::string_view minutes;  ///< what was said and agreed
  Id<Customer> customer;
  Id<Contact> contact;
  Id<Opportunity> opportunity;
  Id<Lead> lead;
  Id<User> owner;
  Instant due;
};
/// A finished activity, done now; `due` is now where the draft has none.
Transaction log_activity(Store const& store, Id<Activity> id, ActivityDraft const& draft, Instant now);
/// An activity to do.
Transaction plan_activity(Store const& store, Id<Activity> id, ActivityDraft const& draft);
/// Ticks an activity off, or makes it open again.
Transaction complete_activity(Store const& store, Id<Activity> id, bool done, Instant now);

/// Puts off an activity to another day, at the same time of it; what had no time is due at nine.
Transaction postpone_activity(Store const& store, Id<Activity> id, Date to, int utc_offset_minutes);
/// Puts off the day on which a deal is expected to be closed; empty where the deal is not there.
Transaction expect_close(Store const& store, Id<Opportunity> deal, Date day);

/// The open stage that follows the deal's own in its pipeline; empty where there is none.
Id<Stage> next_stage(Store const& store, Opportunity const& deal);
/// The first open stage of the first pipeline; empty where there is none.
Id<Stage> first_stage(Store const& store);

}  // namespace saddlebag
