#include "exchange/export.hpp"

#include <nlohmann/json.hpp>

#include "exchange/delimited.hpp"
#include "exchange/support.hpp"

using namespace saddlebag;
using namespace saddlebag::test;

namespace {

std::string csv(Store const& store, Kind kind, ExportOptions const& options = {}) {
  return export_csv(store, kind, all_rows(store, kind), exported_fields(store, kind), options);
}

std::string csv_of(Store const& store, Kind kind, std::initializer_list<std::string_view> fields) {
  std::vector<FieldIndex> columns;
  for (std::string_view const field : fields) columns.push_back(store.field_named(kind, field));
  return export_csv(store, kind, all_rows(store, kind), columns, {});
}

}  // namespace

TEST_CASE("a list is exported for spreadsheets: byte order mark, CRLF, names for references, no formulas") {
  Fixture f;
  f.import("users.csv", "姓名\n李娜\n");
  f.import("accounts.csv", "account,owner,revenue,tags\n=cmd|' /C calc'!A0,李娜,12.5,\"a,b\"\n\"Say \"\"hi\"\"\",,-3,\n");
  CHECK(csv_of(f.store, Kind::customer, {"name", "owner", "annual_revenue", "tags"}) ==
        "\xEF\xBB\xBFname,owner,annual_revenue (USD),tags\r\n\"'=cmd|' /C calc'!A0\",李娜,12.50,a; b\r\n\"Say \"\"hi\"\"\",,-3.00,\r\n");
}

TEST_CASE("amounts of several currencies name their own") {
  Fixture f;
  f.import("deals.csv", "deal,amount\nOne,¥12\nTwo,$9\n");
  CHECK(csv_of(f.store, Kind::opportunity, {"name", "amount"}) == "\xEF\xBB\xBFname,amount\r\nOne,12.00 CNY\r\nTwo,9.00 USD\r\n");
}

TEST_CASE("exact amounts are written exactly") {
  CHECK(decimal_text({-5, Currency("USD")}) == "-0.05");
  CHECK(decimal_text({123456, Currency("CNY")}) == "1234.56");
  CHECK(decimal_text({1200, Currency("JPY")}) == "1200");
  CHECK(decimal_text({1, Currency("KWD")}) == "0.001");
  CHECK(decimal_text({std::numeric_limits<std::int64_t>::min(), Currency("USD")}) == "-92233720368547758.08");
}

TEST_CASE("a list in a person's language has labels, and is read back all the same") {
  for (Language const language : {Language::zh_cn, Language::en}) {
    Fixture f;
    f.import("deals.csv",
             "deal,number,account,product,stage,amount,probability,opened,expected close,source,tags,Extra note\n"
             "One,N1,Norwind,RX,Won,12.34,40,2020-01-02,,web,\"x,y\",=1+1\nTwo,N2,Zen,RX,Proposal,5,,2020-02-03,2030-04-05,,,\n");
    std::string const written = csv(f.store, Kind::opportunity, {true, language, true});
    Fixture g;
    g.import("商机.csv", written, language);
    CHECK(csv(g.store, Kind::opportunity) == csv(f.store, Kind::opportunity));
  }
}

TEST_CASE("random customers written as CSV are read back equal") {
  std::uint64_t const seed = fresh_seed();
  CAPTURE(seed);
  SeededRandom random(seed);
  constexpr std::string_view kPieces[] = {"a", "\"", ",", "\n", "'", "=", "@", "客户", "é", "B", "-x", ";", "\t."};
  auto const text = [&] {
    std::string out = "n";
    for (std::uint64_t n = random.below(6); n > 0; --n) out += kPieces[random.below(std::size(kPieces))];
    return std::string(trim(random.below(2) ? out.substr(1) + "z" : out));
  };
  for (int round = 0; round < 30; ++round) {
    Fixture f;
    Edit edit(f.store, Cause::edit);
    for (std::uint64_t n = 1 + random.below(10); n > 0; --n) {
      Uuid const id = f.store.new_id();
      edit.create(Kind::customer, id);
      edit.set(Kind::customer, id, "name", Value::text(std::to_string(n) + text()));
      edit.set(Kind::customer, id, "description", Value::text(text()));
      edit.set(Kind::customer, id, "employees", Value::integer(static_cast<std::int64_t>(random.below(1'000'000)) - 1000));
      edit.set(Kind::customer, id, "annual_revenue", Value::money({static_cast<std::int64_t>(random.next() >> 20), Currency(random.below(2) ? "USD" : "KWD")}));
      edit.set(Kind::customer, id, "tier", Value::choice(static_cast<std::uint8_t>(random.below(4))));
    }
    REQUIRE(f.store.apply(edit.take()));
    std::string const written = csv(f.store, Kind::customer);
    Fixture g;
    g.import("customers.csv", written);
    CHECK(csv(g.store, Kind::customer) == written);
  }
}

TEST_CASE("JSON holds names for references, and the whole store is in one document") {
  Fixture f;
  f.import("accounts.csv", "account,revenue,parent\nNorwind,12.5,Zenhold\nZenhold,,\n");
  auto const list = nlohmann::json::parse(
      export_json(f.store, Kind::customer, all_rows(f.store, Kind::customer), exported_fields(f.store, Kind::customer)), nullptr, false);
  REQUIRE(list.is_array());
  REQUIRE(list.size() == 2);
  CHECK(list[0].value("name", "") == "Norwind");
  CHECK(list[0].value("parent", "") == "Zenhold");
  CHECK(list[0]["annual_revenue"].value("amount", "") == "12.50");
  CHECK(list[1]["annual_revenue"].is_null());
  auto const everything = nlohmann::json::parse(export_everything(f.store), nullptr, false);
  REQUIRE(everything.is_object());
  CHECK(everything["records"]["customers"].size() == 2);
  CHECK(everything["records"]["stages"].size() == 9);
  CHECK(everything["records"]["customers"][0].value("parent", "") == list[1].value("id", ""));
}
