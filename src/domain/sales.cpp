#include "domain/sales.hpp"

namespace saddlebag {
namespace {

constexpr std::int64_t kDayMs = 86'400'000;

/// Sets fields of one record, by name; empty values of a new record are left out.
class Fields {
 public:
  Fields(Edit& edit, Kind kind, Uuid id) : edit_(edit), kind_(kind), id_(id) {}
  Fields& set(std::string_view field, Value value) {
    edit_.set(kind_, id_, field, value);
    return *this;
  }
  Fields& fill(std::string_view field, Value value) { return value.empty() ? *this : set(field, value); }
  template <class T>
  Fields& refer(std::string_view field, Id<T> to) { return fill(field, Value::reference(to.uuid)); }

 private:
  Edit& edit_;
  Kind kind_;
  Uuid id_;
};

template <class T>
Fields create(Edit& edit, Id<T> id) {
  edit.create(KindOf<T>::value, id.uuid);
  return Fields(edit, KindOf<T>::value, id.uuid);
}

template <class T>
Fields change(Edit& edit, Id<T> id) { return Fields(edit, KindOf<T>::value, id.uuid); }

template <class Enum>
Value choice(Enum value) { return Value::choice(static_cast<std::uint8_t>(value)); }

void create_customer(Edit& edit, Id<Customer> id, Lead const& lead) {
  bool const company = !lead.company.empty();
  create(edit, id)
      .set("name", Value::text(company ? lead.company : lead.name))
      .set("type", choice(company ? CustomerType::company : CustomerType::person))
      .set("lifecycle", choice(Lifecycle::intent))
      .set("source", choice(lead.source))
      .refer("owner", lead.owner)
      .fill("phone", Value::text(company ? Text() : lead.mobile))
      .fill("email", Value::text(company ? Text() : lead.email))
      .fill("city", Value::text(lead.city))
      .fill("tags", Value::text(lead.tags))
      .fill("description", Value::text(lead.description));
}

void create_contact(Edit& edit, LeadConversion const& into, Lead const& lead) {
  create(edit, into.contact)
      .set("name", Value::text(lead.name))
      .refer("customer", into.customer)
      .refer("owner", lead.owner)
      .fill("title", Value::text(lead.title))
      .fill("mobile", Value::text(lead.mobile))
      .fill("email", Value::text(lead.email));
}

void create_deal(Store const& store, Edit& edit, LeadConversion const& into, Lead const& lead, Instant now,
                 Date today) {
  Id<Stage> const stage = first_stage(store);
  Stage const* const found = store.find(stage);
  create(edit, into.opportunity)
      .set("name", Value::text(lead.company.empty() ? lead.name : lead.company))
      .refer("customer", into.customer)
      .refer("contact", into.contact)
      .refer("owner", lead.owner)
      .refer("pipeline", found ? found->pipeline : Id<Pipeline>{})
      .refer("stage", stage)
      .set("stage_since", Value::instant(now))
      .set("opened", Value::date(today))
      .set("source", choice(lead.source));
}

Fields create_activity(Edit& edit, Id<Activity> id, ActivityDraft const& draft) {
  Fields fields = create(edit, id);
  fields.set("subject", Value::text(draft.subject))
      .set("type", choice(draft.type))
      .refer("customer", draft.customer)
      .refer("contact", draft.contact)
      .refer("opportunity", draft.opportunity)
      .refer("lead", draft.lead)
      .refer("owner", draft.owner)
      .fill("minutes", Value::text(draft.minutes))
      .fill("due", Value::instant(draft.due));
  return fields;
}

}  // namespace

Outcome outcome_of(Store const& store, Opportunity const& deal) {
  Stage const* const stage = store.find(deal.stage);
  return stage ? stage->outcome : Outcome::open;
}

double effective_probability(Store const& store, Opportunity const& deal) {
  return effective_probability(deal, store.find(deal.stage));
}

Money weighted(Store const& store, Opportunity const& deal) {
  return percent_of(deal.amount, effective_probability(store, deal));
}

bool stalled(Store const& store, Opportunity const& deal, Instant now) {
  Stage const* const stage = store.find(deal.stage);
  if (!stage || stage->outcome != Outcome::open || stage->standard_days <= 0 || deal.stage_since.empty()) return false;
  return (now.ms - deal.stage_since.ms) / kDayMs > stage->standard_days;
}

bool overdue(Store const& store, Opportunity const& deal, Date today) {
  return !deal.expected_close.empty() && deal.expected_close < today && outcome_of(store, deal) == Outcome::open;
}

Transaction move_to_stage(Store const& store, Id<Opportunity> deal, Id<Stage> stage, Instant now, Date today,
                          std::string_view reason) {
  Edit edit(store, Cause::edit);
  Opportunity const* const current = store.find(deal);
  Stage const* const target = store.find(stage);
  if (!current || !target || current->stage == stage) return edit.take();
  Fields fields = change(edit, deal);
  fields.set("stage", Value::reference(stage.uuid))
      .set("pipeline", Value::reference(target->pipeline.uuid))
      .set("stage_since", Value::instant(now));
  bool const was_open = outcome_of(store, *current) == Outcome::open;
  if (target->outcome == Outcome::open) fields.set("closed", Value());
  else if (was_open || current->closed.empty()) fields.set("closed", Value::date(today));
  if (target->outcome != Outcome::lost) fields.set("loss_reason", Value());
  else if (!reason.empty()) fields.set("loss_reason", Value::text(reason));
  return edit.take();
}

Transaction convert_lead(Store const& store, Id<Lead> id, LeadConversion const& into, Instant now, Date today) {
  Edit edit(store, Cause::edit);
  Lead const* const lead = store.find(id);
  if (!lead || lead->status == LeadStatus::converted) return edit.take();
  if (!store.find(into.customer)) create_customer(edit, into.customer, *lead);
  create_contact(edit, into, *lead);
  if (!into.opportunity.empty()) create_deal(store, edit, into, *lead, now, today);
  change(edit, id).set("status", choice(LeadStatus::converted)).refer("customer", into.customer);
  return edit.take();
}

Transaction log_activity(Store const& store, Id<Activity> id, ActivityDraft const& draft, Instant now) {
  Edit edit(store, Cause::edit);
  ActivityDraft finished = draft;
  if (finished.due.empty()) finished.due = now;
  create_activity(edit, id, finished).set("done", Value::boolean(true)).set("done_at", Value::instant(now));
  return edit.take();
}

Transaction plan_activity(Store const& store, Id<Activity> id, ActivityDraft const& draft) {
  Edit edit(store, Cause::edit);
  create_activity(edit, id, draft);
  return edit.take();
}

Transaction complete_activity(Store const& store, Id<Activity> id, bool done, Instant now) {
  Edit edit(store, Cause::edit);
  if (store.find(id)) {
    change(edit, id).set("done", Value::boolean(done)).set("done_at", done ? Value::instant(now) : Value());
  }
  return edit.take();
}

Transaction postpone_activity(Store const& store, Id<Activity> id, Date to, int utc_offset_minutes) {
  constexpr std::int64_t kMorning = 9 * 3'600'000;
  Edit edit(store, Cause::edit);
  Activity const* const activity = store.find(id);
  if (!activity) return edit.take();
  std::int64_t const zone = utc_offset_minutes * 60'000LL;
  std::int64_t const of_day = activity->due.empty() ? kMorning : activity->due.ms + zone - date_at(activity->due, utc_offset_minutes).days * kDayMs;
  change(edit, id).set("due", Value::instant({to.days * kDayMs + of_day - zone}));
  return edit.take();
}

Transaction expect_close(Store const& store, Id<Opportunity> deal, Date day) {
  Edit edit(store, Cause::edit);
  if (store.find(deal)) change(edit, deal).set("expected_close", Value::date(day));
  return edit.take();
}

Id<Stage> next_stage(Store const& store, Opportunity const& deal) {
  Stage const* const current = store.find(deal.stage);
  Stage const* next = nullptr;
  store.for_each<Stage>([&](Stage const& each) {
    bool const after = current && each.pipeline == current->pipeline && each.outcome == Outcome::open && each.position > current->position;
    if (after && (!next || each.position < next->position)) next = &each;
  });
  return next ? Id<Stage>{next->id} : Id<Stage>{};
}

Id<Stage> first_stage(Store const& store) {
  Pipeline const* pipeline = nullptr;
  store.for_each<Pipeline>([&](Pipeline const& each) {
    if (!pipeline || each.position < pipeline->position) pipeline = &each;
  });
  Stage const* first = nullptr;
  store.for_each<Stage>([&](Stage const& each) {
    bool const fits = pipeline && each.pipeline.uuid == pipeline->id && each.outcome == Outcome::open;
    if (fits && (!first || each.position < first->position)) first = &each;
  });
  return first ? Id<Stage>{first->id} : Id<Stage>{};
}

}  // namespace saddlebag
