#include <doctest/doctest.h>

#include <string>

#include "assets.hpp"
#include "base/pinyin.hpp"
#include "model/kinds.hpp"
#include "store/builtin.hpp"
#include "store/finder.hpp"
#include "store/query.hpp"
#include "store/store.hpp"

using namespace saddlebag;

namespace {

constexpr Uuid kYunfan{1, 1};
constexpr Uuid kAcme{1, 2};
constexpr Uuid kLi{2, 1};
constexpr Uuid kDeal{3, 1};

struct Device {
  Device() {
    store.identify({{7, 7}, 42, [this] { return Instant{now += 1000}; }});
    REQUIRE(store.apply(built_in_records()));
  }
  Uuid customer(Uuid id, std::string_view name, std::string_view city = {}) {
    Edit edit(store, Cause::edit);
    edit.create(Kind::customer, id)
        .set(Kind::customer, id, "name", Value::text(name))
        .set(Kind::customer, id, "city", Value::text(city));
    REQUIRE(store.apply(edit.take()));
    return id;
  }
  Status set(Kind kind, Uuid id, std::string_view field, Value value, Cause cause = Cause::edit) {
    Edit edit(store, cause);
    edit.set(kind, id, field, value);
    auto const applied = store.apply(edit.take());
    return applied ? Status() : Status(applied.error());
  }
  std::string_view name(Uuid id) { return store.title(Kind::customer, id); }
  std::int64_t now = 1'700'000'000'000;
  Store store;
};

std::string code(Status const& status) { return status ? "" : status.error().detail; }

}  // namespace

TEST_CASE("the built-in pipeline is there with its stages") {
  Device device;
  CHECK(device.store.count(Kind::stage) == 9);
  CHECK(device.store.title(Kind::stage, stage_won().uuid) == "won");
  CHECK(device.store.find(stage_won())->outcome == Outcome::won);
  CHECK(device.store.find(stage_won())->probability == 100);
}

TEST_CASE("an edit that breaks a rule changes nothing and names the field") {
  Device device;
  device.customer(kYunfan, "云帆");
  std::uint64_t const version = device.store.version();
  CHECK(code(device.set(Kind::customer, kYunfan, "name", {})) == "customer.name");
  CHECK(code(device.set(Kind::customer, kYunfan, "founded", Value::text("x"))) == "customer.founded");
  CHECK(code(device.set(Kind::customer, kYunfan, "tier", Value::choice(9))) == "customer.tier");
  CHECK(code(device.set(Kind::customer, kYunfan, "parent", Value::reference(kAcme))) == "customer.parent");
  CHECK(code(device.set(Kind::customer, kYunfan, "city", Value::text("\xff"))) == "customer.city");
  CHECK(code(device.set(Kind::customer, kAcme, "city", Value::text("x"))) == "customer.city");
  CHECK(device.name(kYunfan) == "云帆");
  CHECK(device.store.sequence() == 2);
  (void)version;
}

TEST_CASE("a transaction of which one change fails is taken back as a whole") {
  Device device;
  device.customer(kYunfan, "云帆", "杭州");
  Transaction t(Cause::edit);
  t.create(Kind::customer, kAcme);
  t.set(Kind::customer, kAcme, "name", {}, Value::text("Acme"));
  t.set(Kind::customer, kYunfan, "city", Value::text("杭州"), Value::text("宁波"));
  t.set(Kind::customer, kYunfan, "name", Value::text("somebody else's"), Value::text("x"));
  auto const applied = device.store.apply(std::move(t));
  REQUIRE_FALSE(applied);
  CHECK(applied.error().code == ErrorCode::conflict);
  CHECK(device.store.find(Kind::customer, kAcme) == nullptr);
  CHECK(device.store.find(Id<Customer>{kYunfan})->city.view() == "杭州");
  CHECK(run(device.store, {Kind::customer, "宁波", {}, {}}).empty());
  CHECK(run(device.store, {Kind::customer, "杭州", {}, {}}).size() == 1);
}

TEST_CASE("a pulled record may come before the one it refers to") {
  Device device;
  Transaction t(Cause::pull);
  t.create(Kind::contact, kLi);
  t.set(Kind::contact, kLi, "customer", {}, Value::reference(kYunfan));
  REQUIRE(device.store.apply(std::move(t)));
  CHECK(device.store.title(Kind::customer, device.store.find(Id<Contact>{kLi})->customer.uuid).empty());
  device.customer(kYunfan, "云帆");
  CHECK(device.store.title(Kind::customer, device.store.find(Id<Contact>{kLi})->customer.uuid) == "云帆");
}

TEST_CASE("what was written before the readings of Han characters came is found by them afterwards") {
  Device device;
  std::string_view const readings = asset("pinyin.txt");
  set_readings({});
  CHECK_FALSE(have_readings());
  device.customer(kYunfan, "杭州云帆");
  auto const found = [&] { return run(device.store, {Kind::customer, "hzyf", {}, {}}).size(); };
  CHECK(found() == 0);
  CHECK(readings_missed());
  CHECK(device.store.awaits_readings());
  std::uint64_t const version = device.store.version(Kind::customer);
  set_readings(readings);
  device.store.take_readings();
  CHECK_FALSE(readings_missed());
  CHECK_FALSE(device.store.awaits_readings());
  CHECK(found() == 1);
  CHECK(device.store.version(Kind::customer) > version);
}

TEST_CASE("search finds any part of any text, by pinyin and by initials") {
  Device device;
  device.customer(kYunfan, "杭州云帆", "Hangzhou");
  device.customer(kAcme, "Acme Straße", "Köln");
  auto const found = [&](std::string_view text) {
    return run(device.store, {Kind::customer, std::string(text), {}, {}}).size();
  };
  for (auto const* text : {"云帆", "hzyf", "yunfan", "hangzhouyun", "ＡＣＭＥ", "me st", "koln", "hang fan"})
    CHECK_MESSAGE(found(text) == 1, text);
  for (auto const* text : {"帆云", "hzyfx", "acme hang"}) CHECK_MESSAGE(found(text) == 0, text);
  CHECK(found("") == 2);
  CHECK(search_everything(device.store, "yunfan", 5).size() == 1);
}

TEST_CASE("erasing a customer takes its parts along and frees its references, and one undo restores all") {
  Device device;
  device.customer(kYunfan, "云帆");
  device.customer(kAcme, "Acme");
  REQUIRE(device.set(Kind::customer, kAcme, "parent", Value::reference(kYunfan)));
  Edit edit(device.store, Cause::edit);
  edit.create(Kind::contact, kLi)
      .set(Kind::contact, kLi, "name", Value::text("Li"))
      .set(Kind::contact, kLi, "customer", Value::reference(kYunfan));
  edit.create(Kind::opportunity, kDeal)
      .set(Kind::opportunity, kDeal, "name", Value::text("Deal"))
      .set(Kind::opportunity, kDeal, "customer", Value::reference(kYunfan))
      .set(Kind::opportunity, kDeal, "shoe_size", Value::text("42"));
  edit.create(Kind::note, {4, 1})
      .set(Kind::note, {4, 1}, "body", Value::text("hm"))
      .set(Kind::note, {4, 1}, "opportunity", Value::reference(kDeal));
  REQUIRE(device.store.apply(edit.take()));
  Instant const created = device.store.find(Kind::opportunity, kDeal)->created;

  Transaction erased(Cause::edit);
  device.store.observe([&](Transaction const& t) { erased = t; });
  Edit erase(device.store, Cause::edit);
  erase.erase(Kind::customer, kYunfan);
  REQUIRE(device.store.apply(erase.take()));
  CHECK(device.store.count(Kind::customer) == 1);
  CHECK(device.store.count(Kind::contact) + device.store.count(Kind::opportunity) + device.store.count(Kind::note) ==
        0);
  CHECK(device.store.find(Id<Customer>{kAcme})->parent.empty());

  auto const undone = device.store.apply(erased.inverse(Cause::undo));
  REQUIRE(undone);
  CHECK(undone->skipped == 0);
  auto const* deal = device.store.find(Id<Opportunity>{kDeal});
  REQUIRE(deal != nullptr);
  CHECK(deal->customer.uuid == kYunfan);
  CHECK(deal->probability == -1);
  CHECK(deal->created == created);
  CHECK(device.store.find(Id<Customer>{kAcme})->parent.uuid == kYunfan);
  CHECK(run(device.store, {Kind::opportunity, "42", {}, {}}).size() == 1);
  CHECK(referring(device.store, Kind::note, device.store.field_named(Kind::note, "opportunity"), kDeal).size() == 1);
}

TEST_CASE("an undo leaves alone what somebody else has changed since") {
  Device device;
  Transaction created(Cause::edit);
  device.store.observe([&](Transaction const& t) {
    if (t.cause == Cause::edit) created = t;
  });
  device.customer(kYunfan, "云帆", "杭州");
  Transaction pull(Cause::pull);
  pull.set(Kind::customer, kYunfan, "city", Value::text("杭州"), Value::text("宁波"));
  REQUIRE(device.store.apply(std::move(pull)));
  auto const undone = device.store.apply(created.inverse(Cause::undo));
  REQUIRE(undone);
  CHECK(undone->changed == 0);
  CHECK(undone->skipped == 3);
  CHECK(device.store.find(Id<Customer>{kYunfan})->city.view() == "宁波");
}

TEST_CASE("a custom field is a field like any other") {
  Device device;
  Edit edit(device.store, Cause::edit);
  Uuid const field{9, 9};
  auto const set = [&](std::string_view name, std::string_view value) {
    edit.set(Kind::custom_field, field, name, Value::text(value));
  };
  edit.create(Kind::custom_field, field);
  set("label", "合同编号");
  set("name", "contract_no");
  set("target_kind", "customer");
  set("type", "integer");
  REQUIRE(device.store.apply(edit.take()));
  FieldIndex const index = device.store.field_named(Kind::customer, "contract_no");
  REQUIRE(index == kind_info(Kind::customer).fields.size());
  CHECK(device.store.fields(Kind::customer)[index].custom_label == "合同编号");
  device.customer(kYunfan, "云帆");
  REQUIRE(device.set(Kind::customer, kYunfan, "contract_no", Value::integer(17)));
  CHECK(device.store.value(Kind::customer, *device.store.find(Kind::customer, kYunfan), index).as_integer() == 17);
  CHECK(code(device.set(Kind::customer, kYunfan, "contract_no", Value::text("x"))) == "customer.contract_no");
}

TEST_CASE("undoing a creation keeps a record that somebody has added to since") {
  Device device;
  Transaction created(Cause::edit);
  device.store.observe([&](Transaction const& t) {
    if (t.cause == Cause::edit) created = t;
  });
  device.customer(kYunfan, "云帆");
  Transaction pull(Cause::pull);
  SUBCASE("in a field") { pull.set(Kind::customer, kYunfan, "country", {}, Value::text("CN")); }
  SUBCASE("in a custom field") { pull.set(Kind::customer, kYunfan, "shoe_size", {}, Value::integer(42)); }
  REQUIRE(device.store.apply(std::move(pull)));
  auto const undone = device.store.apply(created.inverse(Cause::undo));
  REQUIRE(undone);
  CHECK(undone->changed == 0);
  CHECK(device.name(kYunfan) == "云帆");
}

TEST_CASE("an accepted version alone does not keep a record from being undone") {
  Device device;
  Transaction created(Cause::edit);
  device.store.observe([&](Transaction const& t) {
    if (t.cause == Cause::edit) created = t;
  });
  device.customer(kYunfan, "云帆");
  Transaction acknowledge(Cause::acknowledge);
  acknowledge.set(Kind::customer, kYunfan, "rev", {}, Value::text("1-abc"));
  REQUIRE(device.store.apply(std::move(acknowledge)));
  REQUIRE(device.store.apply(created.inverse(Cause::undo)));
  CHECK(device.store.find(Kind::customer, kYunfan) == nullptr);
}
