#include "domain/demo.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>

#include "base/hash.hpp"
#include "base/utf8.hpp"
#include "domain/sales.hpp"
#include "model/conflict.hpp"
#include "store/query.hpp"

using namespace saddlebag;

namespace {

Date const kDemoDay = *make_date(2026, 11, 20);
constexpr std::int64_t kDayMs = 86'400'000;

DemoOptions options(std::size_t customers, std::uint64_t seed = 7) {
  DemoOptions given;
  given.customers = customers;
  given.seed = seed;
  given.today = kDemoDay;
  given.utc_offset_minutes = 480;
  return given;
}

struct Filled {
  explicit Filled(DemoOptions const& given) {
    store.identify({{}, 1, [] { return Instant{kDemoDay.days * kDayMs}; }});
    DemoSeeder seeder(store, given);
    std::size_t before = 0;
    double progress = 0;
    while (seeder.step()) {
      std::size_t now = 0;
      for (std::size_t kind = 0; kind < kKindCount; ++kind) now += store.count(kind_at(kind));
      largest_slice = std::max(largest_slice, now - before);
      before = now;
      CHECK(seeder.progress() >= progress);
      progress = seeder.progress();
    }
    CHECK(seeder.status().error().detail == "");
    CHECK(seeder.progress() == 1.0);
    protagonist = seeder.protagonist();
  }

  /// Every value of every record, as one number.
  [[nodiscard]] std::uint64_t print() const {
    std::uint64_t hash = 0;
    for (std::size_t k = 0; k < kKindCount; ++k) {
      Table const& table = store.table(kind_at(k));
      for (Row row = 0; row < table.end(); ++row) {
        Record const& record = *table.at(row);
        hash = mix(hash, record.id.hi ^ record.id.lo);
        for (Field const& field : store.fields(kind_at(k))) {
          Value const value = store.value(record, field);
          auto const number = static_cast<std::uint64_t>(value.as_integer() + value.as_money().minor);
          hash = fnv1a(value.as_text(), mix(hash, number));
        }
      }
    }
    return hash;
  }

  Store store;
  Id<User> protagonist;
  std::size_t largest_slice = 0;
};

}  // namespace

TEST_CASE("the demonstration data has the size and the mix of a working company") {
  Filled const demo(options(400));
  Store const& store = demo.store;
  CHECK(store.count(Kind::customer) == 400);
  CHECK(store.count(Kind::user) == 12);
  CHECK(store.count(Kind::product) == 10);
  CHECK(store.count(Kind::lead) == 80);
  CHECK(store.count(Kind::contact) > 600);
  CHECK(store.count(Kind::contact) < 1000);
  CHECK(store.count(Kind::opportunity) > 1200);
  CHECK(store.count(Kind::opportunity) < 1800);
  CHECK(store.count(Kind::activity) > 1200);
  CHECK(store.count(Kind::note) > 200);
  std::size_t chinese = 0;
  store.for_each<Customer>([&](Customer const& customer) { chinese += customer.country.view() == "中国"; });
  CHECK(chinese > 200);
  CHECK(chinese < 280);
  CHECK(demo.largest_slice <= 2100);
}

TEST_CASE("the well-known customer is there, with people and deals, and found by initials") {
  Filled const demo(options(30));
  Query query;
  query.search = "hzyf";
  std::vector<Row> const rows = run(demo.store, query);
  REQUIRE(rows.size() == 1);
  auto const& customer = static_cast<Customer const&>(*demo.store.table(Kind::customer).at(rows[0]));
  CHECK(customer.name.view() == "杭州云帆科技有限公司");
  std::size_t people = 0, deals = 0;
  demo.store.for_each<Contact>([&](Contact const& contact) { people += contact.customer.uuid == customer.id; });
  demo.store.for_each<Opportunity>([&](Opportunity const& deal) { deals += deal.customer.uuid == customer.id; });
  CHECK(people == 3);
  CHECK(deals >= 9);
}

TEST_CASE("deals tell a plausible story") {
  Filled const demo(options(400));
  Store const& store = demo.store;
  Instant const now{kDemoDay.days * kDayMs + kDayMs / 2};
  std::size_t open = 0, won = 0, lost = 0, late = 0, stuck = 0;
  std::set<Uuid> stages;
  store.for_each<Opportunity>([&](Opportunity const& deal) {
    Outcome const outcome = outcome_of(store, deal);
    open += outcome == Outcome::open;
    won += outcome == Outcome::won;
    lost += outcome == Outcome::lost;
    late += overdue(store, deal, kDemoDay);
    stuck += stalled(store, deal, now);
    if (outcome == Outcome::open) stages.insert(deal.stage.uuid);
    CHECK(deal.closed.empty() == (outcome == Outcome::open));
    CHECK(deal.loss_reason.empty() == (outcome != Outcome::lost));
    CHECK(deal.opened <= kDemoDay);
    CHECK(deal.opened.days > kDemoDay.days - 740);
    if (!deal.closed.empty()) {
      CHECK(deal.closed <= kDemoDay);
      CHECK(deal.closed >= deal.opened);
    }
    CHECK(deal.amount.minor > 0);
    CHECK(store.find(deal.customer) != nullptr);
    CHECK(store.find(deal.contact)->customer == deal.customer);
  });
  CHECK(open > 150);
  CHECK(won > lost / 2);
  CHECK(lost > won / 2);
  CHECK(stages.size() == 7);
  CHECK((late > 5 && late < open / 2));
  CHECK((stuck > 5 && stuck < open / 2));
}

TEST_CASE("the protagonist has something to do today, and nothing done lies ahead") {
  Filled const demo(options(400));
  std::size_t today = 0, ahead = 0;
  demo.store.for_each<Activity>([&](Activity const& activity) {
    Date const due = date_at(activity.due, 480);
    if (activity.done) CHECK(due < kDemoDay);
    if (due > kDemoDay) ++ahead;
    today += due == kDemoDay && activity.owner == demo.protagonist && !activity.done;
  });
  CHECK(today >= 6);
  CHECK(ahead > 40);
}

TEST_CASE("equal options make equal data, other seeds other data") {
  CHECK(Filled(options(40)).print() == Filled(options(40)).print());
  CHECK(Filled(options(40)).print() != Filled(options(40, 8)).print());
}

TEST_CASE("company names hardly repeat, and every text is whole") {
  Filled const demo(options(3000));
  std::set<std::string> names;
  demo.store.for_each<Customer>([&](Customer const& customer) {
    names.insert(std::string(customer.name.view()));
    CHECK(valid_utf8(customer.name));
    CHECK(customer.name.view().find('{') == std::string_view::npos);
  });
  CHECK(names.size() >= 2990);
  demo.store.for_each<Activity>([&](Activity const& activity) {
    CHECK_FALSE(activity.subject.empty());
    CHECK(activity.minutes.view().find('{') == std::string_view::npos);
  });
}

TEST_CASE("the demonstration tells a story in the visitor's language: a big deal is lost, one is rescued, one stands still") {
  for (bool const english : {false, true}) {
    CAPTURE(english);
    DemoOptions told = options(400);
    told.story = true;
    told.english = english;
    Filled const demo(told);
    Store const& store = demo.store;
    CHECK(store.count(Kind::customer) == 400);
    REQUIRE(store.find(demo.protagonist));
    CHECK(store.find(demo.protagonist)->name.view() == (english ? "Maya Bennett" : "林悦"));
    Instant const now{kDemoDay.days * kDayMs + kDayMs / 2};
    std::size_t lost = 0, won = 0, still = 0, late = 0;
    store.for_each<Opportunity>([&](Opportunity const& deal) {
      bool const ours = deal.name.view().find(english ? " – " : " · ") != std::string_view::npos && deal.created.ms < now.ms;
      if (!ours || !store.find(deal.customer) || !store.find(deal.contact)) return;
      std::string_view const name = deal.name;
      bool const harbor = name == (english ? "Harborline – forty guided vehicles" : "东海物流 · 自动导引车四十台");
      bool const rescued = name == (english ? "Brightwell – Warehouse Suite, phase two" : "明川电子 · 云仓管理系统二期");
      bool const stuck = name == (english ? "Ironvale – picking terminals, upgrade" : "恒通机械 · 智能拣选终端升级");
      bool const pilot = name == (english ? "Copper Kettle – cold store pilot" : "蜀味食品 · 冷链仓试点");
      lost += harbor && outcome_of(store, deal) == Outcome::lost && !deal.loss_reason.empty();
      won += rescued && outcome_of(store, deal) == Outcome::won;
      still += stuck && stalled(store, deal, now);
      late += pilot && overdue(store, deal, kDemoDay);
    });
    CHECK(lost == 1);
    CHECK(won == 1);
    CHECK(still == 1);
    CHECK(late == 1);
  }
}

TEST_CASE("two conflicts wait in the story, each with what both wrote, as this device found them") {
  DemoOptions told = options(400);
  told.story = true;
  Filled const demo(told);
  std::vector<Conflict> all;
  for (Kind const kind : {Kind::customer, Kind::opportunity}) {
    Table const& table = demo.store.table(kind);
    for (Row row = 0; row < table.end(); ++row) {
      Record const* const record = table.at(row);
      if (record == nullptr || record->conflicts.empty()) continue;
      for (Conflict const& each : read_conflicts(record->conflicts)) {
        FieldIndex const field = demo.store.field_named(kind, each.field);
        REQUIRE(field != kNoField);
        CHECK(demo.store.value(*record, demo.store.fields(kind)[field]) == each.theirs.get());
        CHECK_FALSE(each.base.get() == each.mine.get());
        CHECK_FALSE(each.theirs.get() == each.mine.get());
        CHECK(each.mine_by == "林悦");
        CHECK_FALSE(each.theirs_by.empty());
        CHECK(each.device == 1);
        all.push_back(each);
      }
    }
  }
  CHECK(all.size() == 2);
}

TEST_CASE("the story's heroine has a full day, something to catch up on, and nothing is done ahead of time") {
  DemoOptions told = options(400);
  told.story = true;
  Filled const demo(told);
  std::size_t today = 0, late = 0;
  demo.store.for_each<Activity>([&](Activity const& activity) {
    Date const due = date_at(activity.due, 480);
    CHECK_FALSE((activity.done && due >= kDemoDay));
    if (activity.done || activity.owner != demo.protagonist) return;
    today += due == kDemoDay;
    late += due < kDemoDay;
  });
  CHECK(today >= 4);
  CHECK(late >= 1);
}
