#include "exchange/guess.hpp"

#include "exchange/support.hpp"
#include "exchange/synonyms.hpp"

using namespace saddlebag;
using namespace saddlebag::test;

namespace {

ColumnGuess guess(std::initializer_list<std::string_view> cells) {
  ColumnGuesser guesser;
  for (std::string_view const cell : cells) guesser.see(cell);
  return guesser.guess();
}

Kind kind_of(std::vector<std::string> const& headers, std::string_view file = "export.csv") { return guess_kind(headers, file); }

std::string_view field_of(Kind kind, std::string_view header) { return field_for_header(kind, kind_info(kind).fields, header); }

}  // namespace

TEST_CASE("one day above twelve settles the order of all dates") {
  CHECK(guess({"01-03-17", "20-10-16", "05-06-16"}).order == DateOrder::dmy);
  CHECK_FALSE(guess({"01-03-17", "20-10-16"}).order_uncertain);
  CHECK(guess({"01/03/2017", "10/20/2016"}).order == DateOrder::mdy);
  CHECK(guess({"2017-03-01", "2016-10-20"}).content == Content::date);
  CHECK(guess({"16-12-31", "16-12-30", "17-01-02"}).order == DateOrder::ymd);
}

TEST_CASE("dates that read either way are offered with the choice") {
  ColumnGuess const g = guess({"01/03/2017", "02/04/2017"});
  CHECK(g.content == Content::date);
  CHECK(g.order_uncertain);
  CHECK(g.order == DateOrder::mdy);
  CHECK(guess({"01.03.2017", "02.04.2017"}).order == DateOrder::dmy);
  CHECK_FALSE(guess({"01/01/2017", "02/02/2017"}).order_uncertain);
}

TEST_CASE("a certain date column settles the uncertain ones of its file") {
  ColumnGuess columns[] = {guess({"01-03-17"}), guess({"20-10-16"})};
  CHECK(columns[0].order_uncertain);
  settle_orders(columns);
  CHECK_FALSE(columns[0].order_uncertain);
  CHECK(columns[0].order == DateOrder::dmy);
}

TEST_CASE("the decimal sign follows from the values that prove it") {
  CHECK(guess({"1,234", "1,234.56"}).decimal == '.');
  CHECK(guess({"1.234", "1.234,56"}).decimal == ',');
  CHECK(guess({"1 234,5", "12"}).decimal == ',');
  CHECK(guess({"0.125"}).decimal_uncertain == false);
  CHECK(guess({"1,234", "5,678"}).decimal_uncertain);
  CHECK(guess({"1,234", "5,678"}).decimal == '.');
}

TEST_CASE("contents are told apart") {
  CHECK(guess({"", " "}).content == Content::empty);
  CHECK(guess({"1", "2,000"}).content == Content::integer);
  CHECK(guess({"1.5", "2"}).content == Content::number);
  CHECK(guess({"¥1.5万", "¥200"}).content == Content::money);
  CHECK(guess({"40%", "12.5 %"}).content == Content::percent);
  CHECK(guess({"yes", "no", "yes"}).content == Content::boolean);
  CHECK(guess({"是", "否"}).content == Content::boolean);
  CHECK(guess({"1", "0", "1"}).content == Content::integer);
  CHECK(guess({"a@b.cn", "c@d.com"}).content == Content::email);
  CHECK(guess({"13800001111", "13900002222"}).content == Content::phone);
  CHECK(guess({"2017-03-01 14:30"}).content == Content::instant);
  CHECK(guess({"Q4 2016", "Q1 2017"}).content == Content::text);
  CHECK(guess({"1", "2", "three", "four"}).content == Content::text);
}

TEST_CASE("headers of both languages find their field") {
  CHECK(field_of(Kind::customer, "account") == "name");
  CHECK(field_of(Kind::customer, "客户名称") == "name");
  CHECK(field_of(Kind::customer, "office_location") == "country");
  CHECK(field_of(Kind::customer, "Annual Revenue (USD)") == "annual_revenue");
  CHECK(field_of(Kind::opportunity, "Account Name") == "customer");
  CHECK(field_of(Kind::opportunity, "close_date") == kCloseDate);
  CHECK(field_of(Kind::opportunity, "Close Date") == kCloseDate);
  CHECK(field_of(Kind::opportunity, "阶段") == "stage");
  CHECK(field_of(Kind::opportunity, "商机金额（万元）") == "amount");
  CHECK(field_of(Kind::opportunity, "opportunity_id") == "number");
  CHECK(field_of(Kind::user, "regional_office") == "region");
  CHECK(field_of(Kind::product, "sales_price") == "price");
  CHECK(field_of(Kind::product, "what ever").empty());
}

TEST_CASE("every field is found by its own name and by its labels") {
  for (Kind const kind : {Kind::customer, Kind::contact, Kind::lead, Kind::opportunity, Kind::product, Kind::activity, Kind::user}) {
    for (Field const& field : kind_info(kind).fields) {
      if (field.has(kSystem)) continue;
      CAPTURE(field.name);
      CHECK(field_of(kind, field.name) == field.name);
    }
  }
}

TEST_CASE("the kind of a file follows from its headers") {
  CHECK(kind_of({"account", "sector", "year_established", "revenue"}) == Kind::customer);
  CHECK(kind_of({"opportunity_id", "sales_agent", "product", "account", "deal_stage", "close_value"}) == Kind::opportunity);
  CHECK(kind_of({"product", "series", "sales_price"}) == Kind::product);
  CHECK(kind_of({"sales_agent", "manager", "regional_office"}) == Kind::user);
  CHECK(kind_of({"姓名", "手机", "职务", "所属客户"}) == Kind::contact);
  CHECK(kind_of({"客户名称", "行业", "城市"}) == Kind::customer);
  CHECK(kind_of({"name"}, "leads 2017.csv") == Kind::lead);
  CHECK(kind_of({"名称"}, "产品.csv") == Kind::product);
}

TEST_CASE("names of stages that other programs use are known") {
  CHECK(stage_for_name("Closed Won") == "won");
  CHECK(stage_for_name("丢单") == "lost");
  CHECK(stage_for_name("Engaging").empty());
  CHECK(probability_for_stage("Prospecting") < probability_for_stage("Engaging"));
}
