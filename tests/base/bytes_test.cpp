#include "base/bytes.hpp"

#include <doctest/doctest.h>

#include <limits>

#include "base/random.hpp"

using namespace saddlebag;

TEST_CASE("numbers and texts of any size read back as they were written") {
  std::uint64_t const seed = 128;
  CAPTURE(seed);
  SeededRandom random(seed);
  for (int round = 0; round < 2000; ++round) {
    std::uint64_t const number = random.next() >> random.below(64);
    auto const difference = static_cast<std::int64_t>(random.next()) >> random.below(64);
    std::string const text(random.below(300), 'x');
    Bytes bytes;
    ByteWriter out(bytes);
    out.varint(number);
    out.signed_varint(difference);
    out.text(text);
    out.f64(random.unit());
    out.u32(static_cast<std::uint32_t>(number));
    ByteReader in(bytes);
    REQUIRE(in.varint() == number);
    REQUIRE(in.signed_varint() == difference);
    REQUIRE(in.text() == text);
    REQUIRE(in.f64() < 1.0);
    REQUIRE(in.u32() == static_cast<std::uint32_t>(number));
    REQUIRE(in.ok());
    REQUIRE(in.done());
  }
}

TEST_CASE("the extremes of 64 bits fit a varint") {
  Bytes bytes;
  ByteWriter out(bytes);
  out.varint(std::numeric_limits<std::uint64_t>::max());
  out.signed_varint(std::numeric_limits<std::int64_t>::min());
  ByteReader in(bytes);
  CHECK(in.varint() == std::numeric_limits<std::uint64_t>::max());
  CHECK(in.signed_varint() == std::numeric_limits<std::int64_t>::min());
  CHECK(in.ok());
}

TEST_CASE("past the end everything is zero, and the reader says so") {
  Bytes const bytes{1, 2, 3};
  ByteReader in(bytes);
  CHECK(in.u32() == 0);
  CHECK_FALSE(in.ok());
  CHECK(in.u8() == 0);
  CHECK(in.text().empty());
  CHECK(in.left() == 0);
}

TEST_CASE("a varint that is too long, or a text longer than the bytes, fails the reader") {
  Bytes const endless(11, 0xff);
  ByteReader varint(endless);
  CHECK(varint.varint() == 0);
  CHECK_FALSE(varint.ok());
  Bytes const hungry{0xff, 0xff, 0xff, 0xff, 0xff, 0x0f, 'a'};
  ByteReader text(hungry);
  CHECK(text.text().empty());
  CHECK_FALSE(text.ok());
}

TEST_CASE("seeded numbers are the same everywhere and stay below their bound") {
  SeededRandom a(1), b(1), c(2);
  CHECK(a.next() == b.next());
  CHECK(a.next() != c.next());
  CHECK(SeededRandom(42).next() == 0x15780b2e0c2ec716ull);
  std::size_t counts[7] = {};
  for (int i = 0; i < 7000; ++i) ++counts[a.below(7)];
  for (std::size_t const count : counts) CHECK((count > 800 && count < 1200));
}
