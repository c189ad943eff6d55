#include "analytics/pipeline_report.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <string>

#include "store/builtin.hpp"

using namespace saddlebag;

namespace {

Currency const kCny("CNY");
Currency const kUsd("USD");

struct PipelineDesk {
  PipelineDesk() {
    store.identify({{}, 1, [] { return Instant{1'700'000'000'000}; }});
    REQUIRE(store.apply(built_in_records()));
  }
  void deal(Id<Stage> stage, Money amount, double probability = -1) {
    Uuid const id = named_uuid("deal." + std::to_string(++deals));
    Edit edit(store, Cause::edit);
    edit.create(Kind::opportunity, id)
        .set(Kind::opportunity, id, "name", Value::text("Deal"))
        .set(Kind::opportunity, id, "pipeline", stage.empty() ? Value() : Value::reference(standard_pipeline().uuid))
        .set(Kind::opportunity, id, "stage", Value::reference(stage.uuid))
        .set(Kind::opportunity, id, "amount", Value::money(amount))
        .set(Kind::opportunity, id, "probability", Value::number(probability));
    REQUIRE(store.apply(edit.take()));
  }

  Store store;
  int deals = 0;
};

}  // namespace

TEST_CASE("an empty pipeline still shows all of its stages, in order") {
  PipelineDesk const desk;
  PipelineReport const report = pipeline_report(desk.store);
  REQUIRE(report.stages.size() == 9);
  CHECK(report.stages.front().stage == built_in_stage("lead"));
  CHECK(report.find(stage_won())->outcome == Outcome::won);
  CHECK(report.all.count == 0);
  CHECK(report.all.amount.empty());
}

TEST_CASE("sums are exact, per currency, and each deal is weighted on its own") {
  PipelineDesk desk;
  Id<Stage> const stage = built_in_stage("lead");  // 10 per cent
  desk.deal(stage, {5, kCny});
  desk.deal(stage, {5, kCny});
  desk.deal(stage, {1'000'00, kUsd}, 33.3);
  desk.deal(stage, {});
  PipelineReport const report = pipeline_report(desk.store);
  DealTotals const& totals = report.find(stage)->totals;
  CHECK(totals.count == 4);
  CHECK(totals.amount.all().size() == 2);
  CHECK(totals.amount.of(kCny).minor == 10);
  CHECK(totals.weighted.of(kCny).minor == 2);  // 0.5 fen is rounded up twice
  CHECK(totals.weighted.of(kUsd).minor == 333'00);
  CHECK(totals.amount.of(Currency("EUR")).minor == 0);
  CHECK(report.open.count == 4);
}

TEST_CASE("the outcome of the stage alone says won, lost or open") {
  PipelineDesk desk;
  desk.deal(stage_won(), {700, kCny}, 10);
  desk.deal(stage_lost(), {300, kCny}, 90);
  desk.deal(built_in_stage("contract"), {100, kCny});
  PipelineReport const report = pipeline_report(desk.store);
  CHECK(report.won.count == 1);
  CHECK(report.won.weighted.of(kCny).minor == 700);
  CHECK(report.lost.count == 1);
  CHECK(report.lost.amount.of(kCny).minor == 300);
  CHECK(report.lost.weighted.of(kCny).minor == 0);
  CHECK(report.open.weighted.of(kCny).minor == 90);
  CHECK(report.all.count == 3);
  CHECK(report.all.amount.of(kCny).minor == 1100);
}

TEST_CASE("deals without a stage are counted as open, after all stages") {
  PipelineDesk desk;
  desk.deal({}, {42, kCny});
  PipelineReport const report = pipeline_report(desk.store);
  REQUIRE(report.stages.size() == 10);
  CHECK(report.stages.back().stage.empty());
  CHECK(report.stages.back().totals.count == 1);
  CHECK(report.open.count == 1);
  CHECK(report.open.weighted.of(kCny).minor == 0);
  CHECK(pipeline_report(desk.store, standard_pipeline()).all.count == 0);
}

TEST_CASE("a report over chosen rows counts those alone") {
  PipelineDesk desk;
  for (int i = 1; i <= 5; ++i) desk.deal(built_in_stage("proposal"), {i * 100, kCny});
  std::vector<Row> const rows{0, 4, 999};
  PipelineReport const report = pipeline_report(desk.store, rows);
  CHECK(report.all.count == 2);
  CHECK(report.all.amount.of(kCny).minor == 600);
}

TEST_CASE("sums beyond 64 bits stop at the largest amount instead of turning negative") {
  MoneySums sums;
  sums.add({std::numeric_limits<std::int64_t>::max() - 1, kCny});
  sums.add({5, kCny});
  CHECK(sums.of(kCny).minor == std::numeric_limits<std::int64_t>::max());
}
