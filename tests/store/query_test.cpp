#include "store/finder.hpp"
#include "store/pack.hpp"
#include "store/query.hpp"
#include "store/query_groups.hpp"

#include <doctest/doctest.h>

#include <string>

#include "base/random.hpp"
#include "model/kinds.hpp"
#include "store/builtin.hpp"

using namespace saddlebag;

namespace {

struct Deals {
  Deals() {
    REQUIRE(store.apply(built_in_records()));
    customer(1, "云帆", "vip\nkey");
    customer(2, "Äcme", "vip");
    customer(3, "阿里", {});
    deal(1, "b", 1, "won", 300, "CNY");
    deal(2, "A", 2, "lead", 100, "CNY");
    deal(3, "c", 0, "lead", 0, "");
    deal(4, "a", 3, "proposal", 200, "CNY");
    deal(5, "d", 1, "won", 50, "EUR");
  }
  void customer(std::uint64_t id, std::string_view name, std::string_view tags) {
    Edit edit(store, Cause::edit);
    edit.create(Kind::customer, {1, id})
        .set(Kind::customer, {1, id}, "name", Value::text(name))
        .set(Kind::customer, {1, id}, "tags", Value::text(tags));
    REQUIRE(store.apply(edit.take()));
  }
  void deal(std::uint64_t number, std::string_view name, std::uint64_t customer, std::string_view stage,
            std::int64_t minor, std::string_view currency) {
    Uuid const id{2, number};
    Edit edit(store, Cause::edit);
    auto const set = [&](std::string_view field, Value value) { edit.set(Kind::opportunity, id, field, value); };
    edit.create(Kind::opportunity, id);
    set("name", Value::text(name));
    set("customer", Value::reference(customer ? Uuid{1, customer} : Uuid{}));
    set("stage", Value::reference(built_in_stage(stage).uuid));
    set("amount", Value::money({minor, Currency(currency)}));
    REQUIRE(store.apply(edit.take()));
  }
  [[nodiscard]] FieldIndex field(std::string_view name, Kind kind = Kind::opportunity) const {
    return store.field_named(kind, name);
  }
  [[nodiscard]] std::string names(std::vector<Row> const& rows, Kind kind = Kind::opportunity) const {
    std::string out;
    for (Row const row : rows) out.append(store.title(kind, *store.table(kind).at(row))).append(" ");
    return out;
  }
  [[nodiscard]] std::string sorted(std::vector<SortKey> sort) const {
    return names(run(store, {Kind::opportunity, "", {}, std::move(sort)}));
  }
  [[nodiscard]] std::string filtered(Filter filter, Kind kind = Kind::opportunity) const {
    return names(run(store, {kind, "", {std::move(filter)}, {}}), kind);
  }
  Store store;
};

Value yuan(std::int64_t minor) { return Value::money({minor, Currency("CNY")}); }

}  // namespace

TEST_CASE("lists are sorted by several columns, empty values last either way") {
  Deals deals;
  CHECK(deals.sorted({}) == "b A c a d ");
  CHECK(deals.sorted({{deals.field("name"), false}}) == "A a b c d ");
  CHECK(deals.sorted({{deals.field("amount"), false}}) == "d A a b c ");
  CHECK(deals.sorted({{deals.field("amount"), true}}) == "b a A d c ");
  CHECK(deals.sorted({{deals.field("customer"), false}, {deals.field("name"), true}}) == "a A d b c ");
  CHECK(deals.sorted({{deals.field("stage"), false}, {deals.field("name"), false}}) == "A c a b d ");
  CHECK(deals.sorted({{deals.field("stage"), true}, {deals.field("name"), false}}) == "b d a A c ");
}

TEST_CASE("filters compare as the field asks") {
  Deals deals;
  FieldIndex const amount = deals.field("amount"), name = deals.field("name"), customer = deals.field("customer");
  CHECK(deals.filtered({amount, Compare::more, yuan(100), {}, {}}) == "b a ");
  CHECK(deals.filtered({amount, Compare::at_least, Value::money({100, {}}), {}, {}}) == "b A a ");
  CHECK(deals.filtered({amount, Compare::between, yuan(100), yuan(200), {}}) == "A a ");
  CHECK(deals.filtered({amount, Compare::empty, {}, {}, {}}) == "c ");
  CHECK(deals.filtered({name, Compare::is, Value::text("a"), {}, {}}) == "A a ");
  CHECK(deals.filtered({name, Compare::is_not, Value::text("a"), {}, {}}) == "b c d ");
  CHECK(deals.filtered({name, Compare::more, Value::text("b"), {}, {}}) == "c d ");
  CHECK(deals.filtered({customer, Compare::is, Value::reference({1, 1}), {}, {}}) == "b d ");
  CHECK(deals.filtered({customer, Compare::contains, Value::text("acm"), {}, {}}) == "A ");
  CHECK(deals.filtered({customer, Compare::any_of, {}, {}, {Value::reference({1, 2}), Value::reference({1, 3})}}) ==
        "A a ");
  CHECK(deals.filtered({kNoField, Compare::is, Value::text("a"), {}, {}}).empty());
  FieldIndex const tags = deals.field("tags", Kind::customer);
  CHECK(deals.filtered({tags, Compare::is, Value::text("VIP"), {}, {}}, Kind::customer) == "云帆 Äcme ");
  CHECK(deals.filtered({tags, Compare::is, Value::text("key"), {}, {}}, Kind::customer) == "云帆 ");
}

TEST_CASE("groups come in the order of their field, with sums of one currency") {
  Deals deals;
  auto const rows = run(deals.store, {Kind::opportunity, "", {}, {}});
  std::string out;
  for (Group const& group :
       LiveGroups().of(deals.store, Kind::opportunity, rows, deals.field("stage"), {deals.field("amount")})) {
    out.append(deals.store.title(Kind::stage, group.key.get().as_reference()))
        .append(": ")
        .append(deals.names(group.rows));
    out +=
        std::to_string(static_cast<int>(group.sums[0])) + group.currency.letters() + (group.mixed ? " mixed; " : "; ");
  }
  CHECK(out == "lead: A c 100CNY; proposal: a 200CNY; won: b d 300CNY mixed; ");
}

TEST_CASE("a live query sees every change and keeps its order while the search is typed") {
  Deals deals;
  LiveQuery live;
  Query query{Kind::opportunity, "", {}, {{deals.field("name"), true}}};
  CHECK(deals.names(live.rows(deals.store, query)) == "d c b A a ");
  query.search = "a";
  CHECK(deals.names(live.rows(deals.store, query)) == "A a ");
  deals.deal(6, "za", 0, "lead", 0, "");
  CHECK(deals.names(live.rows(deals.store, query)) == "za A a ");
  query.filters = {{deals.field("amount"), Compare::empty, {}, {}, {}}};
  CHECK(deals.names(live.rows(deals.store, query)) == "za ");
  query.sort.clear();
  query.search.clear();
  CHECK(deals.names(live.rows(deals.store, query)) == "c za ");
  query.kind = Kind::stage;
  query.filters.clear();
  CHECK(live.rows(deals.store, query).size() == 9);
}

TEST_CASE("a live query finds piece by piece what it finds at once, and begins anew when something changes") {
  Deals deals;
  for (unsigned i = 0; i < 3 * kBlockRows; ++i) {
    deals.deal(100 + i, i % 3 == 0 ? "Old Zhejiang" : "Other", 1, "lead", i % 50, "CNY");
  }
  LiveQuery live;
  Query query{Kind::opportunity, "", {}, {{deals.field("amount"), true}}};
  std::size_t const all = live.rows(deals.store, query).size();
  query.search = "zhejiang";
  int pieces = 1;
  for (; !live.advance(deals.store, query, 1); ++pieces) {
    if (pieces == 2) deals.deal(90, "New Zhejiang", 1, "lead", 70, "CNY");
    REQUIRE(pieces < 20);
  }
  CHECK(pieces >= 5);
  auto const rows = live.rows(deals.store, query);
  CHECK(rows == run(deals.store, query));
  CHECK(deals.names({rows[0]}) == "New Zhejiang ");
  CHECK(rows.size() < all);
  CHECK(live.advance(deals.store, query, 0));
}

TEST_CASE("the one search box finds every kind, beginnings first") {
  Deals deals;
  deals.customer(4, "Big Acme", {});
  auto const hits = search_everything(deals.store, "acme", 5);
  REQUIRE(hits.size() == 2);
  CHECK(deals.names({hits[0].row}, Kind::customer) == "Äcme ");
  CHECK(search_everything(deals.store, "a", 1).size() == 2);  // a limit for each kind
  CHECK(search_everything(deals.store, "  ", 5).empty());
}

TEST_CASE("the search box finds piece by piece what it finds at once") {
  Deals deals;
  for (unsigned i = 0; i < 3 * kBlockRows; ++i) {
    deals.customer(100 + i, i == 1300 ? "Zhejiang Acme" : i % 7 == 0 ? "Old Zhejiang" : "Other", {});
  }
  Finder finder;
  finder.ask("zhejiang", 5);
  int pieces = 0;
  for (; !finder.done(); ++pieces) finder.advance(deals.store, 1);
  CHECK(pieces >= 3);
  auto const at_once = search_everything(deals.store, "zhejiang", 5);
  REQUIRE(finder.hits().size() == at_once.size());
  REQUIRE(at_once.size() == 5);
  CHECK(deals.names({at_once[0].row}, Kind::customer) == "Zhejiang Acme ");
  for (std::size_t i = 0; i < at_once.size(); ++i) CHECK(finder.hits()[i].row == at_once[i].row);
  finder.ask(" ", 5);
  CHECK(finder.done());
  CHECK(finder.hits().empty());
}

TEST_CASE("rows kept in order are those sorted anew, whatever has changed") {
  Deals deals;
  SeededRandom random(5);
  SortedRows live;
  std::vector<SortKey> const keys{{deals.field("amount"), true}, {deals.field("name"), false}};
  for (std::uint64_t i = 10; i < 3000; ++i)
    deals.deal(i, "d" + std::to_string(random.below(100)), 1, "lead", static_cast<std::int64_t>(random.below(50)),
               "CNY");
  for (int step = 0; step < 40; ++step) {
    Edit edit(deals.store, Cause::bulk);
    for (std::uint64_t i = random.below(4); i > 0; --i) {
      Uuid const id{2, 10 + random.below(2000)};
      if (random.below(4) == 0)
        edit.erase(Kind::opportunity, id);
      else if (deals.store.find(Kind::opportunity, id))
        edit.set(Kind::opportunity, id, "amount", yuan(static_cast<std::int64_t>(random.below(50))));
    }
    (void)deals.store.apply(edit.take());
    if (random.below(5) == 0) deals.deal(5000 + static_cast<std::uint64_t>(step), "new", 1, "lead", 7, "CNY");
    CHECK(live.rows(deals.store, Kind::opportunity, keys) == run(deals.store, {Kind::opportunity, "", {}, keys}));
  }
}

namespace {

/// What every comparison, order and grouping of customers answers.
std::string all_answers(Store const& store) {
  std::string out;
  auto const add = [&](std::vector<Row> const& rows) {
    for (Row const row : rows) out.append(std::to_string(row)).append(" ");
    out.append("\n");
  };
  auto const field = [&](std::string_view name) { return store.field_named(Kind::customer, name); };
  struct Bounds {
    std::string_view field;
    Value low, high;
  };
  Bounds const all[] = {
      {"lifecycle", Value::choice(2), Value::choice(5)},
      {"employees", Value::integer(-3), Value::integer(40)},
      {"employees", Value::integer(INT64_MIN), Value::integer(INT64_MAX)},
      {"created", Value::instant({50}), Value::instant({800})},
      {"annual_revenue", yuan(20), yuan(70)},
  };
  for (Bounds const& bounds : all) {
    for (int compare = 0; compare <= static_cast<int>(Compare::any_of); ++compare) {
      Filter const filter{field(bounds.field), static_cast<Compare>(compare), bounds.low, bounds.high, {bounds.high}};
      add(run(store, {Kind::customer, "", {filter}, {}}));
    }
    Filter const more{field(bounds.field), Compare::more, bounds.high, {}, {}};
    Filter const small{field("employees"), Compare::less, Value::integer(60), {}, {}};
    add(run(store, {Kind::customer, "", {more, small}, {{field("city"), true}}}));
  }
  for (std::string_view const name : {"lifecycle", "employees", "created", "annual_revenue", "city", "owner"}) {
    for (bool const descending : {false, true}) add(run(store, {Kind::customer, "", {}, {{field(name), descending}}}));
    std::vector<FieldIndex> const summed{field("employees"), field("annual_revenue")};
    for (Group const& group : LiveGroups().of(store, Kind::customer, run(store, {}), field(name), summed)) {
      add(group.rows);
      for (double const sum : group.sums) out.append(std::to_string(sum)).append(group.mixed ? " mixed\n" : "\n");
    }
  }
  add(run(store, {Kind::customer, "rk", {}, {}}));
  return out;
}

std::string groups_by(LiveGroups& live, Store const& store, std::string_view name) {
  auto const field = [&](std::string_view each) { return store.field_named(Kind::customer, each); };
  std::string out;
  for (Group const& group : live.of(store, Kind::customer, run(store, {}), field(name), {field("employees")})) {
    for (Row const row : group.rows) out.append(std::to_string(row)).append(" ");
    out.append("= ").append(std::to_string(group.sums[0])).append("\n");
  }
  return out;
}

void pack(Store& store) {
  Table& table = store.mutable_table(Kind::customer);
  for (std::size_t block = 0; block < table.block_count(); ++block) (void)table.pack_block(block);
}

}  // namespace

TEST_CASE("a query answers from packed columns what it answers from the records") {
  Store store;
  SeededRandom random(7);
  static constexpr std::string_view kCities[] = {"", "York", "new york", "北京", "A city with a name of some length"};
  Edit made(store, Cause::seed);
  for (std::uint64_t i = 1; i <= 1100; ++i) {
    auto const set = [&](std::string_view field, Value value) { made.set(Kind::customer, {1, i}, field, value); };
    made.create(Kind::customer, {1, i});
    set("name", Value::text("Customer"));
    set("city", Value::text(kCities[random.below(5)]));
    set("lifecycle", Value::choice(static_cast<std::uint8_t>(random.below(9))));
    set("employees", Value::integer(static_cast<std::int64_t>(random.below(100)) - 10));
    if (random.below(4) > 0) set("created", Value::instant({static_cast<std::int64_t>(random.below(1000))}));
    Currency const currency(random.below(9) > 0 ? "CNY" : "EUR");
    auto const minor = static_cast<std::int64_t>(random.below(100));
    if (random.below(4) > 0) set("annual_revenue", Value::money({minor, currency}));
  }
  REQUIRE(store.apply(made.take()));
  LiveGroups by_city, by_size;
  for (int round = 0; round < 3; ++round) {
    std::string const from_records = all_answers(store);
    LiveGroups fresh, other;
    CHECK(groups_by(by_city, store, "city") == groups_by(fresh, store, "city"));
    CHECK(groups_by(by_size, store, "employees") == groups_by(other, store, "employees"));
    pack(store);
    CHECK(all_answers(store) == from_records);
    Edit edit(store, Cause::edit);
    for (std::uint64_t i = 1; i < 20; ++i) {
      Uuid const id{1, i * 25 + static_cast<std::uint64_t>(round)};
      if (i % 3 == 0) edit.erase(Kind::customer, id);
      else edit.set(Kind::customer, id, "employees", Value::integer(static_cast<std::int64_t>(random.below(100))));
      if (i % 3 == 1) edit.set(Kind::customer, id, "city", Value::text("Town " + std::to_string(round)));
    }
    REQUIRE(store.apply(edit.take()));
  }
}
