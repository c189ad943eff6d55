#include "store/chunk.hpp"

#include <doctest/doctest.h>

#include <string>

#include "model/bag.hpp"
#include "model/kinds.hpp"
#include "store/checksum.hpp"
#include "store/pack.hpp"
#include "store/table.hpp"

using namespace saddlebag;

namespace {

Table sample() {
  Table table(kind_info(Kind::opportunity));
  for (std::uint64_t i = 1; i <= 5; ++i) {
    Row const row = table.insert({1, i});
    auto& deal = static_cast<Opportunity&>(table.edit(row));
    deal.name = table.own(row, "商机 " + std::to_string(i));
    deal.amount = {static_cast<std::int64_t>(i * 100), Currency("CNY")};
    deal.probability = i == 3 ? 55.5 : -1;
    deal.opened = {20'000 + static_cast<std::int32_t>(i)};
    deal.stage_since = {1'700'000'000'000};
    deal.source = Source::fair;
    deal.customer = {{2, i}};
    deal.custom = table.own(row, bag_with({}, "shoe_size", Value::integer(42)));
    table.set_search(row, "deal " + std::to_string(i));
  }
  table.erase(table.find({1, 4}));
  return table;
}

std::string print(Table const& table) {
  std::string out;
  for (Row row = 0; row < table.end(); ++row) {
    Record const* const record = table.at(row);
    out += std::to_string(row) + ":";
    for (Field const& field : table.info().fields) {
      if (record == nullptr) continue;
      Value const value = read_field(*record, field);
      if (value == field.initial) continue;
      Bytes bytes;
      ByteWriter writer(bytes);
      write_value(writer, value);
      out.append(" ").append(field.name).append("=").append(as_text(bytes));
    }
    out += "\n";
  }
  return out;
}

/// A chunk of one row as another program would write it: id, name, and one column of its own.
Bytes foreign_chunk(std::string_view column, Shape shape, std::string_view content, std::string_view kind = "product") {
  Bytes bytes;
  begin_envelope(bytes, 0x4843'4253, 1);
  ByteWriter out(bytes);
  out.text(kind);
  out.u32(1);
  out.u32(3);
  std::string const name_column("\x03\0\0\0Pen", 7);
  struct Part {
    std::string_view name;
    Shape shape;
    std::string bytes;
  } const parts[] = {{"id", Shape::reference, std::string(15, '\0') + "\x07"},
                     {"name", Shape::text, name_column},
                     {column, shape, std::string(content)}};
  std::size_t offset = bytes.size();
  for (Part const& part : parts) offset += 1 + part.name.size() + 1 + 8;
  for (Part const& part : parts) {
    out.text(part.name);
    out.u8(static_cast<std::uint8_t>(part.shape));
    out.u32(static_cast<std::uint32_t>(offset));
    out.u32(static_cast<std::uint32_t>(part.bytes.size()));
    offset += part.bytes.size();
  }
  for (Part const& part : parts) out.raw(part.bytes.data(), part.bytes.size());
  end_envelope(bytes);
  return bytes;
}

}  // namespace

TEST_CASE("the checksum is XXH64") {
  CHECK(checksum("") == 0xef46db3751d8e999ull);
  CHECK(checksum("a") == 0xd24ec4f1a98c6e5bull);
  CHECK(checksum("abc") == 0x44bc2cf5ad770999ull);
  CHECK(checksum("Nobody inspects the spammish repetition") == 0xfbcea83c8a378bf1ull);
}

TEST_CASE("a block reads back as it was, free rows included") {
  Table const table = sample();
  Bytes const chunk = table.encode_block(0);
  Table back(kind_info(Kind::opportunity));
  REQUIRE(back.load_block(0, chunk));
  CHECK(print(back) == print(table));
  CHECK(back.size() == 4);
  CHECK(back.find({1, 4}) == kNoRow);
  CHECK(back.find({1, 5}) == 4);
  CHECK(back.encode_block(0) == chunk);
  CHECK(back.matching("deal 5") == std::vector<Row>{4});
  CHECK(back.insert({1, 9}) == 3);  // the free row is used again
}

TEST_CASE("packing a block frees what was overwritten and changes nothing") {
  Table table = sample();
  std::string const before = print(table);
  table.pack_block(0);
  CHECK(print(table) == before);
  Row const row = table.find({1, 1});
  std::size_t most = 0;
  for (int i = 0; i < 20'000; ++i) {
    static_cast<Opportunity&>(table.edit(row)).description =
        table.own(row, std::string(100, static_cast<char>('a' + i % 26)), 100);
    table.trim();
    most = std::max(most, table.heap_bytes());
  }
  CHECK(most < 1'000'000);
  CHECK(static_cast<Opportunity const*>(table.at(row))->description.view() == std::string(100, 'a' + 19'999 % 26));
  CHECK(static_cast<Opportunity const*>(table.at(row))->name.view() == "商机 1");
}

TEST_CASE("a chunk with any byte changed is refused, and the table stays as it was") {
  Bytes const good = sample().encode_block(0);
  Table table(kind_info(Kind::opportunity));
  for (std::size_t i = 0; i < good.size(); ++i) {
    Bytes bad = good;
    bad[i] ^= 0x10;
    CHECK_FALSE(table.load_block(0, bad));
    bad.resize(i);
    CHECK_FALSE(table.load_block(0, bad));
  }
  CHECK(table.size() == 0);
  CHECK(table.load_block(0, good));
}

TEST_CASE("a chunk that lies about itself under a right checksum is refused or read, never a crash") {
  Bytes const good = sample().encode_block(0);
  for (std::size_t i = kEnvelopeBytes; i < good.size(); ++i) {
    for (std::uint8_t const flip : {0x01, 0x80, 0xff}) {
      Bytes bad = good;
      bad[i] ^= flip;
      end_envelope(bad);
      Table table(kind_info(Kind::opportunity));
      if (table.load_block(0, std::move(bad))) (void)table.matching("deal");
    }
  }
}

TEST_CASE("fields that a newer program wrote survive") {
  Table table(kind_info(Kind::product));
  REQUIRE(table.load_block(0, foreign_chunk("colour", Shape::integer, std::string("\x05\0\0\0\0\0\0\0", 8))));
  Record const* record = table.at(0);
  REQUIRE(record);
  CHECK(static_cast<Product const*>(record)->name.view() == "Pen");
  CHECK(bag_value(record->custom, "colour").as_integer() == 5);
  Table again(kind_info(Kind::product));
  REQUIRE(again.load_block(0, table.encode_block(0)));
  CHECK(bag_value(again.at(0)->custom, "colour").as_integer() == 5);
}

TEST_CASE("a field that an older program kept in the bag comes back to its place") {
  Table table(kind_info(Kind::product));
  std::string const bag = bag_with(bag_with({}, "code", Value::text("P-1")), "other", Value::boolean(true));
  std::string column("\0\0\0\0", 4);
  column[0] = static_cast<char>(bag.size());
  REQUIRE(table.load_block(0, foreign_chunk("custom", Shape::text, column + bag)));
  auto const* product = static_cast<Product const*>(table.at(0));
  REQUIRE(product);
  CHECK(product->code.view() == "P-1");
  CHECK(bag_value(product->custom, "code").empty());
  CHECK(bag_value(product->custom, "other").as_boolean());
}

TEST_CASE("a choice that does not exist here is kept, not shown") {
  Table table(kind_info(Kind::opportunity));
  REQUIRE(table.load_block(0, foreign_chunk("source", Shape::choice, "\x63", "opportunity")));
  CHECK(static_cast<Opportunity const*>(table.at(0))->source == Source::unknown);
  CHECK(bag_value(table.at(0)->custom, "source").as_choice() == 0x63);
}

TEST_CASE("a find does not run from one record into the next") {
  Table table(kind_info(Kind::note));
  for (std::uint64_t i = 1; i <= 3; ++i) table.set_search(table.insert({1, i}), i == 2 ? "" : "abc");
  table.pack_block(0);
  CHECK(table.matching("abc") == std::vector<Row>{0, 2});
  CHECK(table.matching("ca").empty());
  CHECK(table.matching("").size() == 3);
  table.set_search(0, "xyz");  // edited since it was packed
  CHECK(table.matching("abc") == std::vector<Row>{2});
  CHECK(table.matching("xyz") == std::vector<Row>{0});
  table.erase(2);
  CHECK(table.matching("abc").empty());
  CHECK(table.matching("") == std::vector<Row>{0, 1});
}
