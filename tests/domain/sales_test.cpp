#include "domain/sales.hpp"

#include <doctest/doctest.h>

#include "store/builtin.hpp"

using namespace saddlebag;

namespace {

Date const kToday = *make_date(2026, 11, 20);
Instant const kNow{kToday.days * 86'400'000LL + 10 * 3'600'000};
Id<Opportunity> const kDeal{named_uuid("test.deal")};
Id<Lead> const kLead{named_uuid("test.lead")};

/// A store with the standard pipeline, one deal in its second stage and one lead.
struct SalesDesk {
  SalesDesk() {
    store.identify({{}, 1, [] { return kNow; }});
    apply(built_in_records());
    Edit edit(store, Cause::edit);
    edit.create(Kind::opportunity, kDeal.uuid)
        .set(Kind::opportunity, kDeal.uuid, "name", Value::text("Scanners"))
        .set(Kind::opportunity, kDeal.uuid, "pipeline", Value::reference(standard_pipeline().uuid))
        .set(Kind::opportunity, kDeal.uuid, "stage", Value::reference(built_in_stage("opportunity").uuid))
        .set(Kind::opportunity, kDeal.uuid, "stage_since", Value::instant(kNow))
        .set(Kind::opportunity, kDeal.uuid, "amount", Value::money({1'000'05, Currency("CNY")}))
        .set(Kind::opportunity, kDeal.uuid, "expected_close", Value::date(kToday));
    edit.create(Kind::lead, kLead.uuid)
        .set(Kind::lead, kLead.uuid, "name", Value::text("单小芳"))
        .set(Kind::lead, kLead.uuid, "company", Value::text("宁波恒达物流有限公司"))
        .set(Kind::lead, kLead.uuid, "mobile", Value::text("199 0000 0001"))
        .set(Kind::lead, kLead.uuid, "source", Value::choice(static_cast<std::uint8_t>(Source::fair)));
    apply(edit.take());
  }
  void apply(Transaction transaction) {
    Result<Store::Applied> const applied = store.apply(std::move(transaction));
    CHECK_MESSAGE(applied, (applied ? std::string() : applied.error().detail));
  }
  void move(std::string_view stage, Date on, std::string_view reason = {}) {
    apply(move_to_stage(store, kDeal, built_in_stage(stage), kNow, on, reason));
  }
  [[nodiscard]] Opportunity const& deal() const { return *store.find(kDeal); }

  Store store;
};

}  // namespace

TEST_CASE("a deal is weighted by its own probability, or else by that of its stage") {
  SalesDesk desk;
  CHECK(effective_probability(desk.store, desk.deal()) == 20);
  CHECK(weighted(desk.store, desk.deal()).minor == 200'01);
  Edit edit(desk.store, Cause::edit);
  edit.set(Kind::opportunity, kDeal.uuid, "probability", Value::number(50));
  desk.apply(edit.take());
  CHECK(weighted(desk.store, desk.deal()).minor == 500'03);
  desk.move("won", kToday);
  CHECK(weighted(desk.store, desk.deal()).minor == 1'000'05);
  desk.move("lost", kToday);
  CHECK(weighted(desk.store, desk.deal()).minor == 0);
}

TEST_CASE("winning a deal closes it today, opening it again forgets that") {
  SalesDesk desk;
  desk.move("won", kToday);
  CHECK(outcome_of(desk.store, desk.deal()) == Outcome::won);
  CHECK(desk.deal().closed == kToday);
  CHECK(desk.deal().stage_since == kNow);
  desk.move("negotiation", kToday);
  CHECK(outcome_of(desk.store, desk.deal()) == Outcome::open);
  CHECK(desk.deal().closed.empty());
}

TEST_CASE("a lost deal keeps its reason until it is no longer lost") {
  SalesDesk desk;
  desk.move("lost", kToday, "Price too high");
  CHECK(desk.deal().loss_reason.view() == "Price too high");
  desk.move("won", Date{kToday.days + 3});
  CHECK(desk.deal().loss_reason.empty());
  CHECK(desk.deal().closed == kToday);
}

TEST_CASE("moving a deal to where it is, or nowhere, changes nothing") {
  SalesDesk desk;
  CHECK(move_to_stage(desk.store, kDeal, desk.deal().stage, kNow, kToday).empty());
  CHECK(move_to_stage(desk.store, kDeal, {}, kNow, kToday).empty());
  CHECK(move_to_stage(desk.store, {}, stage_won(), kNow, kToday).empty());
}

TEST_CASE("a deal is stalled once it outlives the standard of its stage") {
  SalesDesk desk;
  std::int64_t const standard = desk.store.find(desk.deal().stage)->standard_days;
  REQUIRE(standard > 0);
  auto const after = [&](std::int64_t days) { return Instant{kNow.ms + days * 86'400'000}; };
  CHECK_FALSE(stalled(desk.store, desk.deal(), after(standard)));
  CHECK(stalled(desk.store, desk.deal(), after(standard + 1)));
  desk.move("won", kToday);
  CHECK_FALSE(stalled(desk.store, desk.deal(), after(1000)));
}

TEST_CASE("a deal is overdue from the day after it was expected to close") {
  SalesDesk desk;
  CHECK_FALSE(overdue(desk.store, desk.deal(), kToday));
  CHECK(overdue(desk.store, desk.deal(), Date{kToday.days + 1}));
  desk.move("lost", kToday);
  CHECK_FALSE(overdue(desk.store, desk.deal(), Date{kToday.days + 1}));
}

TEST_CASE("a lead becomes customer, contact and deal, once") {
  SalesDesk desk;
  LeadConversion const into{{named_uuid("c")}, {named_uuid("p")}, {named_uuid("d")}};
  desk.apply(convert_lead(desk.store, kLead, into, kNow, kToday));
  Customer const* const customer = desk.store.find(into.customer);
  Contact const* const contact = desk.store.find(into.contact);
  Opportunity const* const deal = desk.store.find(into.opportunity);
  REQUIRE((customer && contact && deal));
  CHECK(customer->name.view() == "宁波恒达物流有限公司");
  CHECK(customer->type == CustomerType::company);
  CHECK(customer->source == Source::fair);
  CHECK(contact->name.view() == "单小芳");
  CHECK(contact->mobile.view() == "199 0000 0001");
  CHECK(contact->customer == into.customer);
  CHECK(deal->customer == into.customer);
  CHECK(deal->stage == built_in_stage("lead"));
  CHECK(deal->probability < 0);
  CHECK(desk.store.find(kLead)->status == LeadStatus::converted);
  CHECK(desk.store.find(kLead)->customer == into.customer);
  CHECK(convert_lead(desk.store, kLead, into, kNow, kToday).empty());
}

TEST_CASE("a lead joins a customer that is there already, without a deal where none is asked for") {
  SalesDesk desk;
  Id<Customer> const existing{named_uuid("existing")};
  Edit edit(desk.store, Cause::edit);
  edit.create(Kind::customer, existing.uuid).set(Kind::customer, existing.uuid, "name", Value::text("Hengda"));
  desk.apply(edit.take());
  desk.apply(convert_lead(desk.store, kLead, {existing, {named_uuid("p")}, {}}, kNow, kToday));
  CHECK(desk.store.find(existing)->name.view() == "Hengda");
  CHECK(desk.store.count(Kind::customer) == 1);
  CHECK(desk.store.count(Kind::opportunity) == 1);
}

TEST_CASE("an activity is planned, ticked off and opened again") {
  SalesDesk desk;
  Id<Activity> const id{named_uuid("visit")};
  ActivityDraft draft;
  draft.type = ActivityType::visit;
  draft.subject = "拜访云帆";
  draft.opportunity = kDeal;
  desk.apply(plan_activity(desk.store, id, draft));
  CHECK_FALSE(desk.store.find(id)->done);
  desk.apply(complete_activity(desk.store, id, true, kNow));
  CHECK(desk.store.find(id)->done);
  CHECK(desk.store.find(id)->done_at == kNow);
  desk.apply(complete_activity(desk.store, id, false, kNow));
  CHECK_FALSE(desk.store.find(id)->done);
  CHECK(desk.store.find(id)->done_at.empty());
}

TEST_CASE("a logged activity is done now") {
  SalesDesk desk;
  Id<Activity> const id{named_uuid("call")};
  ActivityDraft draft;
  draft.type = ActivityType::call;
  draft.subject = "Call";
  draft.minutes = "Budget approved";
  desk.apply(log_activity(desk.store, id, draft, kNow));
  CHECK(desk.store.find(id)->done);
  CHECK(desk.store.find(id)->due == kNow);
  CHECK(desk.store.find(id)->minutes.view() == "Budget approved");
}

TEST_CASE("an activity is put off to another day and keeps its time of day in the person's zone") {
  SalesDesk desk;
  Id<Activity> const call{named_uuid("test.call")}, some_day{named_uuid("test.some_day")};
  ActivityDraft draft;
  draft.subject = "Call";
  draft.due = {kToday.days * 86'400'000LL + 23 * 3'600'000LL};  // 07:00 of the next day in Shanghai
  desk.apply(plan_activity(desk.store, call, draft));
  draft.due = {};
  desk.apply(plan_activity(desk.store, some_day, draft));
  Date const later{kToday.days + 5};
  desk.apply(postpone_activity(desk.store, call, later, 480));
  desk.apply(postpone_activity(desk.store, some_day, later, 480));
  CHECK(to_iso(desk.store.find(call)->due) == to_iso(Instant{(later.days - 1) * 86'400'000LL + 23 * 3'600'000LL}));
  CHECK(date_at(desk.store.find(some_day)->due, 480) == later);
  CHECK(postpone_activity(desk.store, {named_uuid("nobody")}, later, 480).empty());
}

TEST_CASE("after a stage comes the next open one of its pipeline, and after the last none") {
  SalesDesk desk;
  CHECK(next_stage(desk.store, desk.deal()) == built_in_stage("proposal"));
  desk.move("delivery", kToday);
  CHECK(next_stage(desk.store, desk.deal()).empty());
  desk.move("won", kToday);
  CHECK(next_stage(desk.store, desk.deal()).empty());
}

TEST_CASE("the day on which a deal is expected to be closed can be put off") {
  SalesDesk desk;
  desk.apply(expect_close(desk.store, kDeal, {kToday.days + 7}));
  CHECK(desk.deal().expected_close.days == kToday.days + 7);
  CHECK(expect_close(desk.store, {named_uuid("nobody")}, kToday).empty());
}
