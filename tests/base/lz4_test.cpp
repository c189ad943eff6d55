#include "base/lz4.hpp"

#include <doctest/doctest.h>

#include "support/fake_random.hpp"

using namespace saddlebag;

namespace {

Bytes packed(Bytes const& raw) {
  Bytes out;
  lz4::pack(as_text(raw), out);
  return out;
}

bool comes_back(Bytes const& raw) {
  Bytes const small = packed(raw);
  Bytes again(raw.size());
  return small.size() <= lz4::most_packed(raw.size()) && lz4::unpack(as_text(small), again.data(), again.size()) && again == raw;
}

/// Anything from noise to one byte again and again.
Bytes some_bytes(fake::Random& random) {
  Bytes bytes(random.bits() % 3000);
  std::uint64_t const letters = 1 + random.bits() % (random.bits() % 2 ? 4 : 256);
  std::size_t at = 0;
  while (at < bytes.size()) {
    std::size_t const repeat = at > 0 && random.bits() % 3 == 0 ? random.bits() % 300 : 0, from = at > 0 ? random.bits() % at : 0;
    for (std::size_t i = 0; i < repeat && at < bytes.size(); ++i) bytes[at++] = bytes[from + i];
    if (at < bytes.size()) bytes[at++] = static_cast<std::uint8_t>(random.bits() % letters);
  }
  return bytes;
}

}  // namespace

TEST_CASE("a block that another program packed is unpacked") {
  // One literal, a match of 12 that repeats it, and five literals: as the reference implementation packs "aaaaaaaaaaaaaaaaaa".
  Bytes const block{0x18, 'a', 0x01, 0x00, 0x50, 'a', 'a', 'a', 'a', 'a'};
  Bytes raw(18);
  REQUIRE(lz4::unpack(as_text(block), raw.data(), raw.size()));
  CHECK(raw == Bytes(18, 'a'));
  CHECK_FALSE(lz4::unpack(as_text(block), raw.data(), 17));
  raw.resize(19);
  CHECK_FALSE(lz4::unpack(as_text(block), raw.data(), 19));
}

TEST_CASE("nothing, little and much comes back as it was, and what repeats takes less room") {
  CHECK(comes_back({}));
  CHECK(comes_back({1}));
  CHECK(comes_back(Bytes(12, 3)));
  CHECK(comes_back(Bytes(13, 3)));
  CHECK(comes_back(Bytes(1'000'000, 3)));
  CHECK(packed(Bytes(1'000'000, 3)).size() < 5'000);
  Bytes far(70'000);  // whose second half lies beyond the window of its first
  for (std::size_t i = 0; i < far.size(); ++i) far[i] = static_cast<std::uint8_t>(i * i >> 7);
  Bytes twice = far;
  twice.insert(twice.end(), far.begin(), far.end());
  CHECK(comes_back(twice));
}

TEST_CASE("what repeats itself comes back to its very end, at whatever distance") {
  for (std::size_t distance = 1; distance <= 70; ++distance) {
    for (std::size_t tail = 0; tail <= 40; ++tail) {
      Bytes raw(300);
      for (std::size_t i = 0; i < raw.size(); ++i) raw[i] = static_cast<std::uint8_t>(i % distance);
      for (std::size_t i = 0; i < tail; ++i) raw.push_back(static_cast<std::uint8_t>(200 + i));
      CAPTURE(distance);
      CAPTURE(tail);
      REQUIRE(comes_back(raw));
    }
  }
}

TEST_CASE("whatever is packed comes back, and packed bytes that were mutilated harm nothing") {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    CAPTURE(seed);
    fake::Random random(seed);
    Bytes const raw = some_bytes(random);
    REQUIRE(comes_back(raw));
    Bytes broken = packed(raw);
    for (int i = 0; i < 20; ++i) {
      broken[random.bits() % broken.size()] = static_cast<std::uint8_t>(random.bits());
      Bytes into(raw.size());
      (void)lz4::unpack(as_text(broken), into.data(), into.size());
      Bytes const cut(broken.begin(), broken.begin() + static_cast<std::ptrdiff_t>(random.bits() % broken.size()));
      (void)lz4::unpack(as_text(cut), into.data(), into.size());
    }
  }
}
