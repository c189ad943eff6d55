#include "analytics/sales_report.hpp"

#include <doctest/doctest.h>

#include <string>

#include "store/builtin.hpp"

using namespace saddlebag;

namespace {

Currency const kYuan("CNY");

Date day(char const* iso) { return *parse_iso_date(iso); }

struct ReportDesk {
  ReportDesk() {
    store.identify({{}, 1, [] { return Instant{1'700'000'000'000}; }});
    REQUIRE(store.apply(built_in_records()));
  }
  Id<User> user(std::string_view name) {
    Uuid const id = named_uuid("user." + std::string(name));
    Edit edit(store, Cause::edit);
    edit.create(Kind::user, id).set(Kind::user, id, "name", Value::text(name));
    REQUIRE(store.apply(edit.take()));
    return {id};
  }
  Uuid deal(std::string_view stage, Money amount, char const* closed, char const* expected, Id<User> owner = {}) {
    Uuid const id = named_uuid("deal." + std::to_string(++deals));
    Edit edit(store, Cause::edit);
    edit.create(Kind::opportunity, id)
        .set(Kind::opportunity, id, "name", Value::text("Deal"))
        .set(Kind::opportunity, id, "pipeline", Value::reference(standard_pipeline().uuid))
        .set(Kind::opportunity, id, "stage", Value::reference(built_in_stage(stage).uuid))
        .set(Kind::opportunity, id, "owner", Value::reference(owner.uuid))
        .set(Kind::opportunity, id, "amount", Value::money(amount));
    if (closed) edit.set(Kind::opportunity, id, "closed", Value::date(day(closed)));
    if (expected) edit.set(Kind::opportunity, id, "expected_close", Value::date(day(expected)));
    REQUIRE(store.apply(edit.take()));
    return id;
  }

  Store store;
  int deals = 0;
};

}  // namespace

TEST_CASE("a quarter begins and ends with its months") {
  CHECK(to_iso(quarter_of(day("2026-11-22")).first) == "2026-10-01");
  CHECK(to_iso(quarter_of(day("2026-11-22")).last) == "2026-12-31");
  CHECK(to_iso(quarter_of(day("2024-02-29")).last) == "2024-03-31");
  CHECK(quarter_of(day("2024-02-29")).days() == 91);
  CHECK(to_iso(month_of(day("2026-11-01"))) == "2026-11-01");
}

TEST_CASE("what was won in a period counts by the day it was closed, and sums one currency") {
  ReportDesk desk;
  Period const quarter = quarter_of(day("2026-11-22"));
  desk.deal("won", {100'00, kYuan}, "2026-10-01", nullptr);
  desk.deal("won", {50'00, kYuan}, "2026-12-31", nullptr);
  desk.deal("won", {70'00, kYuan}, "2026-09-30", nullptr);
  desk.deal("won", {9'00, Currency("USD")}, "2026-11-02", nullptr);
  desk.deal("lost", {30'00, kYuan}, "2026-11-02", nullptr);
  desk.deal("contract", {30'00, kYuan}, "2026-11-02", nullptr);
  CHECK(won_in(desk.store, quarter, kYuan).count == 3);
  CHECK(won_in(desk.store, quarter, kYuan).amount.minor == 150'00);
  std::vector<Money> const path = won_by_then(desk.store, quarter, kYuan, 2);
  REQUIRE(path.size() == 2);
  CHECK(path[0].minor == 100'00);
  CHECK(path[1].minor == 150'00);
}

TEST_CASE("owners stand in the order of what they won") {
  ReportDesk desk;
  Id<User> const li = desk.user("Li"), mei = desk.user("Mei");
  desk.deal("won", {10'00, kYuan}, "2026-11-01", nullptr, li);
  desk.deal("won", {15'00, kYuan}, "2026-11-03", nullptr, li);
  desk.deal("won", {90'00, kYuan}, "2026-11-02", nullptr, mei);
  desk.deal("won", {5'00, kYuan}, "2026-11-02", nullptr);
  desk.deal("won", {70'00, Currency("USD")}, "2026-11-05", nullptr, mei);
  std::vector<OwnerSum> const board = won_by_owner(desk.store, quarter_of(day("2026-11-22")), kYuan);
  REQUIRE(board.size() == 3);
  CHECK(board[0].owner == mei);
  CHECK(board[0].won.amount.minor == 90'00);
  CHECK(board[0].others.of(Currency("USD")).minor == 70'00);
  CHECK(board[1].others.empty());
  CHECK(board[1].won.amount.minor == 25'00);
  CHECK(board[1].won.count == 2);
  CHECK(board[2].owner.empty());
}

TEST_CASE("the forecast weighs open deals by month, and what is overdue is expected now") {
  ReportDesk desk;
  desk.deal("lead", {1000'00, kYuan}, nullptr, "2026-08-01");   // 10 per cent
  desk.deal("contract", {1000'00, kYuan}, nullptr, "2026-12-31");  // 90 per cent
  desk.deal("lead", {1000'00, kYuan}, nullptr, "2027-06-01");
  desk.deal("lead", {1000'00, kYuan}, nullptr, nullptr);
  desk.deal("won", {1000'00, kYuan}, "2026-11-01", "2026-11-01");
  std::vector<MonthSum> const months = forecast(desk.store, day("2026-11-22"), 3, kYuan);
  REQUIRE(months.size() == 3);
  CHECK(months[0].weighted.amount.minor == 100'00);
  CHECK(months[0].weighted.count == 1);
  CHECK(to_iso(months[1].month) == "2026-12-01");
  CHECK(months[1].weighted.amount.minor == 900'00);
  CHECK(months[2].weighted.count == 0);
}

TEST_CASE("the won deals are told in the order of their ids") {
  ReportDesk desk;
  Uuid const a = desk.deal("won", {}, "2026-11-01", nullptr);
  Uuid const b = desk.deal("won", {}, nullptr, nullptr);
  desk.deal("lost", {}, "2026-11-01", nullptr);
  std::vector<Uuid> won{Uuid{}};
  won_deals(desk.store, won);
  CHECK(won == std::vector<Uuid>{std::min(a, b), std::max(a, b)});
}
