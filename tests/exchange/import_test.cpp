#include "exchange/import.hpp"

#include "analytics/pipeline_report.hpp"
#include "exchange/support.hpp"
#include "store/history.hpp"
#include "store/query.hpp"
#include "support/print_store.hpp"

using namespace saddlebag;
using namespace saddlebag::test;

namespace {

/// A look-alike of what other programs export: four files that refer to each other by name.
constexpr std::string_view kTeams =
    "sales_agent,manager,regional_office\nAda Wong,Max Held,North\nBo Lind,Max Held,North\nCy Park,Ines Sol,South\n";
constexpr std::string_view kProducts = "product,series,sales_price\nRX Lite,RX,550\nRX Max,RX,4821\nQuanta 500,Q,26768\n";
constexpr std::string_view kAccounts =
    "account,sector,year_established,revenue,employees,office_location,subsidiary_of\n"
    "Norwind,retail,1996,1100.04,2822,Norway,Zenhold\nZenhold,finance,2001,251.41,495,United States,\n";
constexpr std::string_view kDeals =
    "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n"
    "A1,Ada Wong,RX Lite,Norwind,Won,20-10-16,01-03-17,1054\n"
    "A2,Bo Lind,RXMax,Zenhold,Lost,25-10-16,11-03-17,0\n"
    "A3,Cy Park,RX Lite,,Engaging,03-11-16,,\n"
    "A4,Ada Wong,Quanta 500,Norwind,Prospecting,,,\n"
    "A5,Bo Lind,RXMax,,Won,01-02-17,05-03-17,99.5\n";

void add_all(ImportPlan& plan) {
  plan.add("pipeline.csv", bytes_of(kDeals));
  plan.add("accounts.csv", bytes_of(kAccounts));
  plan.add("products.csv", bytes_of(kProducts));
  plan.add("teams.csv", bytes_of(kTeams));
}

Resolution const* find(std::vector<Resolution> const& list, std::string_view text) {
  for (Resolution const& each : list) {
    if (each.text == text) return &each;
  }
  return nullptr;
}

std::vector<Tr> reasons(ImportReport const& report) {
  std::vector<Tr> out;
  for (RowProblem const& problem : report.problems) out.push_back(problem.reason);
  return out;
}

}  // namespace

TEST_CASE("four files become one transaction, ordered by what they refer to") {
  Fixture f;
  History history(f.store);
  std::string const before = print(f.store, false);
  ImportPlan plan = f.plan();
  add_all(plan);
  ImportReport const report = f.run(plan);
  CHECK(report.problems.empty());
  CHECK(report.kinds.at(Kind::customer).created == 2);
  CHECK(report.kinds.at(Kind::product).created == 3);
  CHECK(report.kinds.at(Kind::user).created == 3);
  CHECK(report.kinds.at(Kind::user).referenced == 2);
  CHECK(report.kinds.at(Kind::opportunity).created == 5);
  PipelineReport const totals = pipeline_report(f.store);
  CHECK(totals.won.count == 2);
  CHECK(totals.won.amount.of(Currency("USD")).minor == 115350);
  CHECK(totals.lost.count == 1);
  CHECK(totals.open.count == 2);

  std::string const imported = print(f.store, false);
  REQUIRE(history.undo());
  CHECK(print(f.store, false) == before);
  CHECK_FALSE(history.can_undo());
  REQUIRE(history.redo());
  CHECK(print(f.store, false) == imported);
}

TEST_CASE("fields of every shape arrive") {
  Fixture f;
  ImportPlan plan = f.plan();
  add_all(plan);
  f.run(plan);
  auto const& customer = f.get<Customer>("Norwind");
  CHECK(customer.industry == Text("retail"));
  CHECK(customer.founded == 1996);
  CHECK(customer.annual_revenue == Money{110004, Currency("USD")});
  CHECK(customer.country == Text("Norway"));
  CHECK(f.store.title(Kind::customer, customer.parent.uuid) == "Zenhold");
  auto const& user = f.get<User>("Ada Wong");
  CHECK(user.region == Text("North"));
  CHECK(f.store.find(user.manager)->role == UserRole::manager);
  auto const& won = f.get<Opportunity>("Norwind · RX Lite");
  CHECK(won.number == Text("A1"));
  CHECK(to_iso(won.opened) == "2016-10-20");
  CHECK(to_iso(won.closed) == "2017-03-01");
  CHECK(won.expected_close.empty());
  CHECK(to_iso(won.stage_since) == "2017-03-01T00:00:00.000Z");
  CHECK(won.stage == stage_won());
  CHECK(won.pipeline == standard_pipeline());
}

TEST_CASE("a deal without an account is kept and findable") {
  Fixture f;
  ImportPlan plan = f.plan();
  add_all(plan);
  f.run(plan);
  Query query{Kind::opportunity, {}, {}, {}};
  query.filters.push_back({kind_info(Kind::opportunity).find("customer"), Compare::empty, {}, {}, {}});
  CHECK(run(f.store, query).size() == 2);
  CHECK(f.get<Opportunity>("RX Lite · A3").customer.empty());
}

TEST_CASE("a name that differs in blanks is offered as the one that is meant") {
  Fixture f;
  ImportPlan plan = f.plan();
  add_all(plan);
  Resolution const* resolution = find(plan.resolutions(), "RXMax");
  REQUIRE(resolution);
  CHECK(resolution->proposal == "RX Max");
  CHECK(resolution->count == 2);
  CHECK(resolution->action == Resolution::Action::use);
  f.run(plan);
  CHECK(f.store.count(Kind::product) == 3);
  CHECK(f.store.title(Kind::product, f.get<Opportunity>("RX Max · A5").product.uuid) == "RX Max");
}

TEST_CASE("a proposal may be refused, changed, or the field left empty") {
  Fixture f;
  ImportPlan plan = f.plan();
  add_all(plan);
  SUBCASE("create") {
    plan.decide(Kind::product, "RXMax", Resolution::Action::create);
    f.run(plan);
    CHECK(f.store.count(Kind::product) == 4);
    CHECK(f.store.title(Kind::product, f.get<Opportunity>("Zenhold · RXMax").product.uuid) == "RXMax");
  }
  SUBCASE("another") {
    plan.decide(Kind::product, "RXMax", Resolution::Action::use, "RX Lite");
    f.run(plan);
    CHECK(f.store.title(Kind::product, f.get<Opportunity>("Zenhold · RX Lite").product.uuid) == "RX Lite");
  }
  SUBCASE("empty") {
    plan.decide(Kind::product, "RXMax", Resolution::Action::leave_empty);
    ImportReport const report = f.run(plan);
    CHECK(reasons(report) == std::vector<Tr>{Tr::import_problem_no_reference, Tr::import_problem_no_reference});
    CHECK(report.problems[0].line == 3);
    CHECK(f.store.count(Kind::product) == 3);
  }
}

TEST_CASE("a similar name is shown but taken only when a person says so") {
  Fixture f;
  f.import("products.csv", "product\nCentrifuge\nModel 1001\n");
  ImportPlan plan = f.plan();
  plan.add("deals.csv", bytes_of("deal,product\nOne,Centrifugue\nTwo,Model 1002\n"));
  Resolution const* similar = find(plan.resolutions(), "Centrifugue");
  REQUIRE(similar);
  CHECK(similar->match == NameMatch::similar);
  CHECK(similar->proposal == "Centrifuge");
  CHECK(similar->action == Resolution::Action::create);
  CHECK(find(plan.resolutions(), "Model 1002")->match == NameMatch::none);
}

TEST_CASE("unknown stages become open ones of the pipeline, in the order of their chances") {
  Fixture f;
  ImportPlan plan = f.plan();
  add_all(plan);
  f.run(plan);
  auto const& prospecting = f.get<Stage>("Prospecting");
  auto const& engaging = f.get<Stage>("Engaging");
  CHECK(prospecting.outcome == Outcome::open);
  CHECK(prospecting.pipeline == standard_pipeline());
  CHECK(prospecting.probability < engaging.probability);
  CHECK(prospecting.position < engaging.position);
  CHECK(engaging.position < f.store.find(stage_won())->position);
  std::vector<std::int64_t> positions;
  f.store.for_each<Stage>([&](Stage const& stage) { positions.push_back(stage.position); });
  std::sort(positions.begin(), positions.end());
  CHECK(std::adjacent_find(positions.begin(), positions.end()) == positions.end());
}

TEST_CASE("stages are known in both languages and by other programs' names") {
  Fixture f;
  f.import("商机.csv", "商机名称,阶段\n甲,赢单\n乙,Closed Lost\n丙,商务谈判\n丁,Negotiation\n戊,\n", Language::zh_cn);
  CHECK(f.get<Opportunity>("甲").stage == stage_won());
  CHECK(f.get<Opportunity>("乙").stage == stage_lost());
  CHECK(f.get<Opportunity>("丙").stage == built_in_stage("negotiation"));
  CHECK(f.get<Opportunity>("丁").stage == built_in_stage("negotiation"));
  CHECK(f.get<Opportunity>("戊").stage == built_in_stage("lead"));
}

TEST_CASE("one closing date is the expected one while a deal is open") {
  Fixture f;
  f.import("deals.csv", "deal,stage,close date\nOpen,Proposal,2030-05-06\nDone,Won,2020-05-06\n");
  CHECK(to_iso(f.get<Opportunity>("Open").expected_close) == "2030-05-06");
  CHECK(f.get<Opportunity>("Open").closed.empty());
  CHECK(to_iso(f.get<Opportunity>("Done").closed) == "2020-05-06");
}

TEST_CASE("importing a file again changes nothing") {
  Fixture f;
  ImportPlan first = f.plan();
  add_all(first);
  f.run(first);
  std::string const before = print(f.store, false);
  ImportPlan second = f.plan();
  add_all(second);
  ImportReport const report = f.run(second);
  CHECK(report.sequence == 0);
  CHECK(report.kinds.at(Kind::opportunity).unchanged == 5);
  CHECK(print(f.store, false) == before);
}

TEST_CASE("records that are there are filled in, overwritten, left alone or doubled, as one chooses") {
  Fixture f;
  f.import("accounts.csv", "account,city,country\nNorwind,,Norway\n");
  ImportPlan plan = f.plan();
  plan.add("accounts.csv", bytes_of("account,city,country\nNORWIND,Oslo,Sweden\n"));
  SUBCASE("fill") {
    f.run(plan);
    CHECK(f.get<Customer>("Norwind").city == Text("Oslo"));
    CHECK(f.get<Customer>("Norwind").country == Text("Norway"));
  }
  SUBCASE("overwrite") {
    plan.set_existing(0, ExistingPolicy::overwrite);
    f.run(plan);
    CHECK(f.get<Customer>("NORWIND").country == Text("Sweden"));
    CHECK(f.store.count(Kind::customer) == 1);
  }
  SUBCASE("skip") {
    plan.set_existing(0, ExistingPolicy::skip);
    CHECK(f.run(plan).kinds.at(Kind::customer).skipped == 1);
    CHECK(f.get<Customer>("Norwind").city.empty());
  }
  SUBCASE("create") {
    plan.set_existing(0, ExistingPolicy::create);
    f.run(plan);
    CHECK(f.store.count(Kind::customer) == 2);
  }
}

TEST_CASE("a customer that stands twice in a file is one, told, and completed") {
  Fixture f;
  ImportReport const report = f.import("accounts.csv", "account,city,country\nNorwind,Oslo,\nnorwind,Bergen,Norway\n");
  CHECK(f.store.count(Kind::customer) == 1);
  CHECK(f.get<Customer>("Norwind").city == Text("Oslo"));
  CHECK(f.get<Customer>("Norwind").country == Text("Norway"));
  CHECK(reasons(report) == std::vector<Tr>{Tr::import_problem_repeated});
}

TEST_CASE("two people of one name are two people, unless they are at one customer already") {
  Fixture f;
  f.import("联系人.csv", "姓名,客户,手机\n王伟,甲公司,13800001111\n王伟,乙公司,13900002222\n", Language::zh_cn);
  CHECK(f.store.count(Kind::contact) == 2);
  CHECK(f.store.count(Kind::customer) == 2);
  f.import("联系人.csv", "姓名,客户,职务\n王伟,甲公司,经理\n", Language::zh_cn);
  CHECK(f.store.count(Kind::contact) == 2);
}

TEST_CASE("unknown columns become custom fields with their type, and are found again") {
  Fixture f;
  ImportReport const report = f.import("accounts.csv", "account,Renewal quarter,Seats,Signed\nNorwind,Q4,12,2020-01-02\n");
  CHECK(report.custom_fields == std::vector<std::string>{"customer.renewal_quarter", "customer.seats", "customer.signed"});
  Record const& record = f.called(Kind::customer, "Norwind");
  auto const value = [&](std::string_view name) { return f.store.value(Kind::customer, record, f.store.field_named(Kind::customer, name)); };
  CHECK(value("renewal_quarter").as_text() == "Q4");
  CHECK(value("seats").as_integer() == 12);
  CHECK(to_iso(value("signed").as_date()) == "2020-01-02");
  ImportReport const again = f.import("accounts.csv", "account,Renewal quarter\nZenhold,Q1\n");
  CHECK(again.custom_fields.empty());
  CHECK(f.store.count(Kind::custom_field) == 3);
}

TEST_CASE("a dump of hundreds of unknown columns makes no fields, and says which columns it left out") {
  Fixture f;
  std::string header = "account", row = "Wide";
  for (int i = 0; i < 299; ++i) {
    header += ",column " + std::to_string(i);
    row += "," + std::to_string(i);
  }
  ImportReport const report = f.import("accounts.csv", header + "\n" + row + "\n");
  CHECK(f.store.count(Kind::customer) == 1);
  CHECK(report.custom_fields.empty());
  CHECK(report.skipped_columns.size() == 299);
}

TEST_CASE("what does not fit a field is told with its line and the rest of the row is kept") {
  Fixture f;
  ImportReport const report = f.import("accounts.csv", "account,employees,founded\nA,many,1990\n,5,1991\nB,7,soon\n");
  CHECK(f.store.count(Kind::customer) == 2);
  CHECK(f.get<Customer>("A").founded == 1990);
  CHECK(f.get<Customer>("B").employees == 7);
  REQUIRE(report.problems.size() == 3);
  CHECK(report.kinds.at(Kind::customer).refused == 1);
  for (RowProblem const& problem : report.problems) {
    bool const refused = problem.reason == Tr::import_problem_required_empty;
    CHECK(problem.kept == !refused);
    CHECK(problem.line == (refused ? 3u : problem.source == "A,many,1990" ? 2u : 4u));
  }
  std::string const csv = problems_csv(report.problems, Language::en);
  CHECK(csv.find("employees: “many” is not a whole number") != std::string::npos);
  CHECK(csv.find("\"A,many,1990\"") != std::string::npos);
}

TEST_CASE("amounts take their currency from the cell, the header, or the settings") {
  Fixture f;
  f.import("deals.csv", "deal,amount\nOne,¥12万\nTwo,99\n");
  CHECK(f.get<Opportunity>("One").amount == Money{12'000'000, Currency("CNY")});
  CHECK(f.get<Opportunity>("Two").amount == Money{9'900, Currency("USD")});
  f.import("deals.csv", "deal,amount (EUR)\nThree,5\n");
  CHECK(f.get<Opportunity>("Three").amount == Money{500, Currency("EUR")});
  f.import("商机.csv", "商机名称,金额（万元）\n四,1.5\n");
  CHECK(f.get<Opportunity>("四").amount.minor == 1'500'000);
}

TEST_CASE("every choice of the wizard changes what is imported") {
  Fixture f;
  ImportPlan plan = f.plan();
  plan.add("x.csv", bytes_of("a;b;c\nNorwind;02/03/2017;1,5\n"));
  plan.set_kind(0, Kind::opportunity);
  plan.set_target(0, 0, {ColumnTarget::Use::field, "name"});
  plan.set_target(0, 1, {ColumnTarget::Use::field, "opened"});
  plan.set_target(0, 2, {ColumnTarget::Use::field, "amount"});
  CHECK(plan.file(0).columns[1].guess.order_uncertain);
  ColumnFormat format = plan.file(0).columns[1].format;
  format.order = DateOrder::dmy;
  plan.set_format(0, 1, format);
  plan.set_currency(Currency("EUR"));
  auto const cells = plan.preview(0, 0);
  REQUIRE(cells.size() == 3);
  CHECK(to_iso(cells[1].value.get().as_date()) == "2017-03-02");
  CHECK(cells[2].value.get().as_money() == Money{150, Currency("EUR")});
  plan.set_dialect(0, {',', '"'});
  CHECK(plan.file(0).columns.size() == 1);
}

TEST_CASE("taking a field for one column frees the column that had it, and loses nothing") {
  Fixture f;
  ImportPlan plan = f.plan();
  plan.add("accounts.csv", bytes_of("account,city,place\nA,Oslo,Bergen\n"));
  plan.set_target(0, 2, {ColumnTarget::Use::field, "city"});
  CHECK(plan.file(0).columns[1].target.use == ColumnTarget::Use::new_custom);
  f.run(plan);
  CHECK(f.get<Customer>("A").city == Text("Bergen"));
}

TEST_CASE("an import runs in slices and tells its progress") {
  Fixture f;
  std::string text = "account\n";
  for (int i = 0; i < 1000; ++i) text += "Customer " + std::to_string(i) + "\n";
  ImportPlan plan = f.plan();
  plan.add("accounts.csv", bytes_of(text));
  ImportRun run(plan, f.store);
  double last = 0;
  int slices = 0;
  while (run.step(100)) {
    CHECK(run.progress() >= last);
    last = run.progress();
    CHECK(f.store.count(Kind::customer) == 0);
    ++slices;
  }
  CHECK(slices >= 20);
  CHECK(run.progress() == 1);
  REQUIRE(run.finish(f.store));
  CHECK(f.store.count(Kind::customer) == 1000);
}

TEST_CASE("what somebody changes during an import is not overwritten") {
  Fixture f;
  ImportPlan plan = f.plan();
  plan.add("accounts.csv", bytes_of("account\nNorwind\n"));
  ImportRun run(plan, f.store);
  run.step(1);
  Edit edit(f.store, Cause::edit);
  edit.create(Kind::customer, f.store.new_id());
  f.import("other.csv", "account\nElse\n");
  auto const finished = run.finish(f.store);
  REQUIRE_FALSE(finished);
  CHECK(finished.error().code == ErrorCode::conflict);
}

TEST_CASE("a file without headers can be mapped by position") {
  Fixture f;
  ImportPlan plan = f.plan();
  plan.add("x.csv", bytes_of("Norwind,2017-01-02\nZenhold,2018-01-02\n"));
  CHECK_FALSE(plan.file(0).first_row_is_header);
  CHECK(plan.file(0).columns[0].header == "#1");
  plan.set_target(0, 0, {ColumnTarget::Use::field, "name"});
  f.run(plan);
  CHECK(f.store.count(Kind::customer) == 2);
}

TEST_CASE("broken files are imported as far as they can be, and never crash") {
  std::uint64_t const seed = fresh_seed();
  CAPTURE(seed);
  SeededRandom random(seed);
  std::string const files[] = {std::string(kDeals), std::string(kAccounts), std::string(kTeams)};
  for (int round = 0; round < 60; ++round) {
    Fixture f;
    History history(f.store);
    std::string const before = print(f.store, false);
    ImportPlan plan = f.plan();
    for (std::size_t i = 0; i < std::size(files); ++i) {
      std::string text = files[i].substr(0, random.below(files[i].size() + 1));
      for (std::uint64_t n = random.below(6); n > 0 && !text.empty(); --n) {
        text[random.below(text.size())] = "\",\n\r\0=;\xff-9"[random.below(10)];
      }
      plan.add(std::to_string(i) + ".csv", bytes_of(text));
    }
    ImportReport const report = f.run(plan);
    if (report.sequence > 0) REQUIRE(history.undo());
    CHECK(print(f.store, false) == before);
  }
}

TEST_CASE("two rows that are taken for one contact fill it one after the other, whatever is to be done with what is there") {
  for (ExistingPolicy const policy : {ExistingPolicy::fill, ExistingPolicy::overwrite, ExistingPolicy::skip, ExistingPolicy::create}) {
    Fixture f;
    f.import("contacts.csv", "name,company\n王伟,Norwind\n");
    ImportPlan plan = f.plan();
    plan.add("contacts.csv", bytes_of("name,company,phone,email\n王伟,Norwind,1,\n王伟,Norwind,2,w@x.example\n"));
    plan.set_existing(0, policy);
    ImportReport const report = f.run(plan);
    bool const joined = policy == ExistingPolicy::fill || policy == ExistingPolicy::overwrite;
    CHECK(report.kinds.at(Kind::contact).created == (policy == ExistingPolicy::create ? 2u : 0u));
    CHECK(f.store.count(Kind::contact) == (policy == ExistingPolicy::create ? 3u : 1u));
    if (joined) CHECK(f.get<Contact>("王伟").phone.view() == "1");
    if (joined) CHECK(f.get<Contact>("王伟").email.view() == "w@x.example");
  }
}
