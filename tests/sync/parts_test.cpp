#include <doctest/doctest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "assets.hpp"
#include "base/bytes.hpp"
#include "model/kinds.hpp"
#include "store/builtin.hpp"
#include "sync/codec.hpp"
#include "sync/http_date.hpp"
#include "sync/merge.hpp"
#include "sync/profile.hpp"
#include "sync/schema.hpp"
#include "sync/wire.hpp"

using namespace saddlebag;
using namespace saddlebag::sync;

namespace {

nlohmann::json couchdb() { return nlohmann::json::parse(asset("connectors/couchdb.json"), nullptr, false); }
std::string complaint(nlohmann::json const& profile) {
  std::ifstream in(SADDLEBAG_SOURCE_DIR "/assets/connectors/schema.json", std::ios::binary);
  std::stringstream schema;
  schema << in.rdbuf();
  (void)Profile::parse(profile.dump());  // reads whatever there is
  std::string const flaw = flaw_of_connector(profile.dump(), schema.str());
  return flaw.empty() ? "none" : flaw;
}

RecordKey const kKey{Kind::customer, make_uuid(1'600'000'000'000, 1, 2)};

Doc customer(std::string_view city, std::string_view phone) {
  Doc doc{kKey, "1-a", {}, false, false, {}};
  doc.fields.emplace("name", Value::text("Northwind"));
  if (!city.empty()) doc.fields.emplace("city", Value::text(city));
  if (!phone.empty()) doc.fields.emplace("phone", Value::text(phone));
  return doc;
}
Unsent changed(std::string const& field, std::string_view base) {
  Unsent unsent;
  unsent.fields[field].base = Value::text(base);
  return unsent;
}

}  // namespace

TEST_CASE("a broken connector is refused with the path of what is wrong") {
  CHECK(complaint(couchdb()) == "none");
  auto profile = couchdb();
  profile["operations"]["pull"]["url"] = 7;
  CHECK(complaint(profile) == "/operations/pull/url: expected string");
  profile = couchdb();
  profile["operations"]["bulk"]["method"] = "BREW";
  CHECK(complaint(profile) == "/operations/bulk/method: expected one of GET, POST, PUT, PATCH, DELETE");
  profile = couchdb();
  profile["changes"]["style"] = "telepathy";
  CHECK(complaint(profile) == "/changes/style: expected one of sequence, list, since, delta");
  profile = couchdb();
  profile["errors"]["rules"][0]["means"] = "maybe";
  CHECK(complaint(profile) == "/errors/rules/0/means: expected one of ok, retry, auth, conflict, gone, reject, duplicate");
  profile = couchdb();
  profile["page"]["size"] = 0;
  CHECK(complaint(profile) == "/page/size: expected at least 1");
  profile["page"]["size"] = 1.5;
  CHECK(complaint(profile) == "/page/size: expected integer");
  profile["page"]["size"] = 10;
  profile["envelope"].erase("id");
  CHECK(complaint(profile) == "/envelope/id: is missing");
  CHECK_FALSE(Profile::parse("[]"));
  CHECK_FALSE(Profile::parse("{"));
}

TEST_CASE("every field of every kind survives the way to JSON and back") {
  Store store;
  Profile const profile = *Profile::parse(asset("connectors/couchdb.json"));
  Codec const codec(store, profile);
  for (std::size_t i = 0; i < kKindCount; ++i) {
    Doc doc{{kind_at(i), kKey.id}, "3-abc", "Li Lei", false, false, {}};
    for (Field const& field : store.fields(kind_at(i))) {
      if (field.has(kSystem)) continue;
      Value value;
      switch (field.shape()) {
        case Shape::text:
          value = Value::text(field.type == FieldType::tags ? "重要\n\nhot" : "杭州 \"云帆\"\n\t");
          break;
        case Shape::integer: value = Value::integer(-9007199254740993); break;
        case Shape::number: value = Value::number(0.1); break;
        case Shape::boolean: value = Value::boolean(true); break;
        case Shape::money: value = Value::money({-5, Currency("CNY")}); break;
        case Shape::date: value = Value::date(*make_date(2024, 2, 29)); break;
        case Shape::instant: value = Value::instant({1'700'000'000'123}); break;
        case Shape::choice: value = Value::choice(1); break;
        case Shape::reference: value = Value::reference(kKey.id); break;
        case Shape::none: break;
      }
      doc.fields.emplace(std::string(field.name), value);
    }
    auto const json = parse_json(codec.encode(doc).dump());
    Doc back;
    back.key = codec.key_of(text_member(*json, "_id"), Kind::count_);
    back.rev = text_member(*json, "_rev");
    codec.decode(*json, back);
    CHECK(back.key == doc.key);
    CHECK(back.rev == doc.rev);
    CHECK(back.by == doc.by);
    CHECK(back.fields.size() == doc.fields.size());
    for (auto const& [name, value] : doc.fields) {
      CAPTURE(name);
      CHECK(back.get(name) == value.get());
    }
  }
}

TEST_CASE("amounts are exact decimals of their currency, and anything else is kept as it came") {
  Store store;
  Field const field = store.fields(Kind::opportunity)[store.field_named(Kind::opportunity, "amount")];
  CHECK(encode_value(&field, Value::money({123, Currency("JPY")}))["amount"] == "123");
  CHECK(encode_value(&field, Value::money({123, Currency("KWD")}))["amount"] == "0.123");
  CHECK(encode_value(&field, Value::money({INT64_MIN, Currency("CNY")}))["amount"] == "-92233720368547758.08");
  OwnedValue value;
  auto const reads = [&](char const* amount) {
    return decode_value(&field, {{"amount", amount}, {"currency", "CNY"}}, value);
  };
  CHECK(reads("12.5"));
  CHECK(value.get().as_money().minor == 1250);
  CHECK(reads("-0.010"));
  CHECK(value.get().as_money().minor == -1);
  for (char const* bad : {"", ".", "1.234", "1e3", "99999999999999999999", "--1", "1.-2", "1,5"}) {
    CHECK_FALSE(reads(bad));
  }
}

TEST_CASE("JSON that is nested beyond reason is refused, not walked") {
  CHECK(parse_json(std::string(60, '[') + std::string(60, ']')));
  std::optional<Json> const deep = parse_json(std::string(10'000, '[') + std::string(10'000, ']'));
  REQUIRE(deep);
  CHECK_FALSE(flaw_of(*deep).empty());
  CHECK(parse_json("\"" + std::string(1000, '[') + "\""));
}

TEST_CASE("merge: one side's change stands, equal changes agree, different ones are a conflict") {
  Merger const merger{"Li Lei", 7, {1'700'000'000'000}};
  Merged merged = merge(changed("city", "Bergen"), customer("Oslo", ""), customer("Bergen", "+47"), merger);
  CHECK(merged.conflicts == 0);
  CHECK(merged.mine.size() == 1);
  CHECK(merged.mine[0].first == "city");

  merged = merge(changed("city", "Bergen"), customer("Oslo", ""), customer("Oslo", ""), merger);
  CHECK(merged.mine.empty());

  merged = merge(changed("city", "Bergen"), customer("Oslo", ""), customer("Tromsø", ""), merger);
  CHECK(merged.conflicts == 1);
  CHECK(merged.mine.size() == 1);
  auto const conflicts = read_conflicts(merged.mine[0].second.get().as_text());
  CHECK(conflicts.size() == 1);
  if (conflicts.empty()) return;
  CHECK(conflicts[0].base.get().as_text() == "Bergen");
  CHECK(conflicts[0].mine.get().as_text() == "Oslo");
  CHECK(conflicts[0].theirs.get().as_text() == "Tromsø");
  CHECK(conflicts[0].mine_by == "Li Lei");
}

TEST_CASE("merge: what is written after a conflict was ended is no choice, and is not lost to one") {
  Conflict const ended{"city", Value::text("Bergen"), Value::text("Oslo"), Value::text("Moss"), "", "", 1, {}};
  std::string const open = write_conflicts({ended});
  Unsent unsent = changed("city", "Moss");
  unsent.fields["conflicts"].base = Value::text(open);
  Merger const merger{"Mia", 1, {}};
  CHECK(merge(unsent, customer("Oslo", ""), customer("Moss", ""), merger).conflicts == 0);
  CHECK(merge(unsent, customer("Moss", ""), customer("Oslo", ""), merger).conflicts == 0);
  CHECK(merge(unsent, customer("Voss", ""), customer("Oslo", ""), merger).conflicts == 1);
}

TEST_CASE("merge: changed and changed back is no change") {
  CHECK(merge(changed("city", "Bergen"), customer("Bergen", ""), customer("Oslo", ""), {}).mine.empty());
}

TEST_CASE("the queue's checkpoint is read back as it was, and a broken one is refused") {
  Store store;
  Outbox outbox(store);
  CHECK(outbox.begin({}));
  Edit edit(store, Cause::edit);
  Uuid const id = store.new_id();
  edit.create(Kind::customer, id);
  edit.set(Kind::customer, id, "name", Value::text("Northwind"));
  CHECK(store.apply(edit.take()));
  Edit again(store, Cause::edit);
  again.set(Kind::customer, id, "name", Value::text("Northwind Traders"));
  CHECK(store.apply(again.take()));
  Bytes const packed = outbox.pack();

  Store other;
  Outbox restored(other);
  CHECK(restored.begin(as_text(packed)));
  CHECK(restored.size() == 1);
  Unsent const* const unsent = restored.find({Kind::customer, id});
  CHECK(unsent != nullptr);
  if (!unsent) return;
  CHECK(unsent->authored);
  CHECK(unsent->knows("name", Value::text("Northwind")));
  CHECK_FALSE(unsent->knows("name", Value::text("Southwind")));
  for (std::size_t size = 1; size < packed.size(); ++size) {
    Store third;
    Outbox broken(third);
    CHECK_FALSE(broken.begin(as_text(packed).substr(0, size)));
    CHECK(broken.size() == 0);
  }
}

TEST_CASE("requests carry the sign-in and escape what they name") {
  Store store;
  Profile const profile = *Profile::parse(asset("connectors/couchdb.json"));
  Wire const couch(store, profile, {"couchdb", "https://h/db/x", "li", "s:ecret"});
  auto const request = couch.pull("5-a/b&c");
  CHECK(request.url == "https://h/db/x/_changes?since=5-a%2Fb%26c&limit=500&include_docs=true");
  bool found = false;
  for (auto const& header : request.headers) {
    found |= header.name == "authorization" && header.value == "Basic bGk6czplY3JldA==";
  }
  CHECK(found);
}

TEST_CASE("dates of HTTP are read in their three forms, and nothing else is") {
  for (char const* text : {"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"}) {
    CAPTURE(text);
    CHECK(parse_http_date(text) == Instant{784'111'777'000});
  }
  CHECK(parse_http_date("Thu, 29 Feb 2024 00:00:00 GMT"));
  for (char const* text : {"", "120", "Sun, 30 Feb 2024 00:00:00 GMT", "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 Nov",
                           "a b c d e f g", "Sun, 06 Nuv 1994 08:49:37 GMT", "-- :: ,,"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_http_date(text));
  }
}

TEST_CASE("Retry-After is a number of seconds, or a moment on the server's clock") {
  Store store;
  Wire const couch(store, *Profile::parse(asset("connectors/couchdb.json")), {"couchdb", "https://h/db/x", "", ""});
  Instant const now{784'111'777'000 + 366 * 86'400'000ll};  // this device is a year ahead
  auto const pause = [&](std::vector<port::Http::Header> headers) {
    return couch.retry_after_ms({503, std::move(headers), {}}, now);
  };
  CHECK(pause({}) == 0);
  CHECK(pause({{"retry-after", "120"}}) == 120'000);
  CHECK(pause({{"retry-after", "soon"}}) == 0);
  CHECK(pause({{"retry-after", "-5"}}) == 0);
  CHECK(pause({{"retry-after", "99999"}}) == 3'600'000);
  CHECK(pause({{"date", "Sun, 06 Nov 1994 08:49:37 GMT"}, {"retry-after", "Sun, 06 Nov 1994 08:51:37 GMT"}}) == 120'000);
  CHECK(pause({{"retry-after", "Sun, 06 Nov 1994 08:51:37 GMT"}}) == 0);  // long past, as far as is known here
}
