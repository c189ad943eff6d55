#include <doctest/doctest.h>

#include <string>

#include "store/transaction.hpp"

using namespace saddlebag;

namespace {

constexpr Uuid kOne{1, 2};
constexpr Uuid kTwo{3, 4};

/// A transaction as text, one change a line.
std::string print(Transaction const& transaction) {
  std::string out;
  transaction.for_each([&](Change const& change) {
    out += change.action == Action::create ? "create " : change.action == Action::set ? "set " : "erase ";
    out += kind_info(change.kind).name;
    out += " " + std::to_string(change.record.hi);
    if (change.action == Action::set) {
      out += " ";
      out += change.field;
      out += " '" + std::string(change.before.as_text()) + "' -> '" + std::string(change.after.as_text()) + "'";
    }
    out += "\n";
  });
  return out;
}

Transaction sample_changes() {
  Transaction t(Cause::edit);
  t.create(Kind::customer, kOne);
  t.set(Kind::customer, kOne, "name", {}, Value::text("云帆"));
  t.set(Kind::customer, kOne, "city", {}, Value::text("杭州"));
  t.create(Kind::contact, kTwo);
  t.set(Kind::contact, kTwo, "name", {}, Value::text("Li"));
  t.set(Kind::customer, kOne, "name", Value::text("云帆"), Value::text("云帆科技"));
  return t;
}

}  // namespace

TEST_CASE("a transaction reads back as it was written") {
  CHECK(print(sample_changes()) ==
        "create customer 1\n"
        "set customer 1 name '' -> '云帆'\n"
        "set customer 1 city '' -> '杭州'\n"
        "create contact 3\n"
        "set contact 3 name '' -> 'Li'\n"
        "set customer 1 name '云帆' -> '云帆科技'\n");
}

TEST_CASE("the inverse is every change taken back in reverse order") {
  CHECK(print(sample_changes().inverse(Cause::undo)) ==
        "set customer 1 name '云帆科技' -> '云帆'\n"
        "set contact 3 name 'Li' -> ''\n"
        "erase contact 3\n"
        "set customer 1 city '杭州' -> ''\n"
        "set customer 1 name '云帆' -> ''\n"
        "erase customer 1\n");
  CHECK(print(sample_changes().inverse(Cause::undo).inverse(Cause::redo)) == print(sample_changes()));
  CHECK(print(sample_changes().inverse(Cause::undo, 2)) == "set customer 1 name '云帆' -> ''\nerase customer 1\n");
}

TEST_CASE("a journal entry keeps header and changes") {
  Transaction t = sample_changes();
  t.time = {1234567890123};
  t.author = {9, 8};
  t.device = 77;
  t.sequence = 5;
  t.reverses = 3;
  t.label = "accounts.csv";
  Bytes const bytes = t.encode();
  auto const back = Transaction::decode(as_text(bytes));
  REQUIRE(back);
  CHECK(back->cause == Cause::edit);
  CHECK(back->time == t.time);
  CHECK(back->author == t.author);
  CHECK(back->device == 77);
  CHECK(back->sequence == 5);
  CHECK(back->reverses == 3);
  CHECK(back->label == "accounts.csv");
  CHECK(back->place.find("transaction_test.cpp:") != std::string::npos);
  CHECK(print(*back) == print(t));
  Transaction longer = *back;  // a decoded transaction can be added to
  longer.set(Kind::customer, kOne, "city", Value::text("杭州"), Value::text("宁波"));
  CHECK(print(longer) == print(t) + "set customer 1 city '杭州' -> '宁波'\n");
}

TEST_CASE("a journal entry with any byte changed or missing is refused") {
  Bytes const good = sample_changes().encode();
  for (std::size_t i = 0; i < good.size(); ++i) {
    Bytes bad = good;
    bad[i] ^= 0x41;
    auto const result = Transaction::decode(as_text(bad));
    CHECK_FALSE(result);
    CHECK(result.error().code == ErrorCode::corrupt);
    CHECK_FALSE(Transaction::decode(as_text(good).substr(0, i)));
  }
}
