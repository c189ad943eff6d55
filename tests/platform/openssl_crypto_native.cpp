#include "platform/native/openssl_crypto.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "base/bytes.hpp"
#include "platform/native/machine.hpp"

using namespace saddlebag;
using port::Bytes;
using Crypto = native::OpenSslCrypto;

namespace {

Bytes hex(std::string_view text) {
  Bytes bytes;
  for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
    bytes.push_back(static_cast<std::uint8_t>(std::stoi(std::string(text.substr(i, 2)), nullptr, 16)));
  }
  return bytes;
}

Crypto::Secret secret(std::string_view text) {
  Crypto::Secret secret{};
  Bytes const bytes = hex(text);
  REQUIRE(bytes.size() == secret.size());
  std::copy(bytes.begin(), bytes.end(), secret.begin());
  return secret;
}

struct Bench {
  native::EventLoop loop;
  Crypto crypto{loop};
  void settle() {
    while (loop.deliver(0)) {
    }
  }
  Crypto::Key derive(std::string const& passphrase, Bytes salt, std::uint32_t rounds) {
    Crypto::Key key = 0;
    crypto.derive(passphrase, std::move(salt), rounds, [&](port::Outcome const&, Crypto::Key made) { key = made; });
    settle();
    return key;
  }
  Bytes seal(Crypto::Key key, Bytes bytes, Bytes bound) {
    Bytes sealed;
    crypto.seal(key, {{std::move(bytes), std::move(bound)}}, [&](port::Outcome const&, std::vector<Bytes> all) { sealed = all.at(0); });
    settle();
    return sealed;
  }
  std::optional<Bytes> open(Crypto::Key key, Bytes sealed, Bytes bound) {
    std::optional<Bytes> opened;
    crypto.open(key, {{std::move(sealed), std::move(bound)}},
                [&](port::Outcome const&, std::vector<std::optional<Bytes>> all) { opened = all.at(0); });
    settle();
    return opened;
  }
};

}  // namespace

TEST_CASE("AES-256-GCM opens test case 16 of its specification, and nothing that differs by a bit") {
  // McGrew and Viega, The Galois/Counter Mode of Operation, appendix B
  Bench bench;
  Crypto::Key const key = bench.crypto.import_key(secret("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"));
  Bytes const sealed = hex(
      "cafebabefacedbaddecaf888"
      "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
      "76fc6ece0f4e1768cddf8853bb2d551b");
  Bytes const bound = hex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
  Bytes const plain = hex(
      "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39");
  auto const opened = bench.open(key, sealed, bound);
  REQUIRE(opened);
  CHECK(*opened == plain);
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    Bytes other = sealed;
    other[i] ^= 0x80;
    CHECK_FALSE(bench.open(key, other, bound));
  }
  CHECK_FALSE(bench.open(key, sealed, {}));
  CHECK_FALSE(bench.open(key, {}, bound));
}

TEST_CASE("PBKDF2 with SHA-256 derives the key of RFC 7914, section 11") {
  Bench bench;
  Crypto::Key const known = bench.crypto.import_key(secret("55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"));
  Crypto::Key const derived = bench.derive("passwd", {'s', 'a', 'l', 't'}, 1);
  Bytes const text{'a', 'b', 'c'};
  auto const opened = bench.open(known, bench.seal(derived, text, {}), {});
  REQUIRE(opened);
  CHECK(*opened == text);
}

TEST_CASE("Every sealing has a nonce of its own, and nothing is a text too") {
  Bench bench;
  Crypto::Key const key = bench.derive("p", {1, 2, 3}, 1);
  CHECK(bench.seal(key, {1}, {}) != bench.seal(key, {1}, {}));
  auto const opened = bench.open(key, bench.seal(key, {}, {7}), {7});
  REQUIRE(opened);
  CHECK(opened->empty());
}

TEST_CASE("A key is wrapped, unwrapped by the right key only, and wrapped anew") {
  Bench bench;
  Crypto::Key const one = bench.derive("one", {1}, 1), two = bench.derive("two", {1}, 1);
  Crypto::Key made = 0, found = 0;
  Bytes wrapped, again;
  port::Outcome wrong;
  bench.crypto.create(one, {9}, [&](port::Outcome const&, Crypto::Key key, Bytes bytes) { made = key, wrapped = std::move(bytes); });
  bench.settle();
  bench.crypto.unwrap(two, {wrapped, {9}}, [&](port::Outcome const& outcome, Crypto::Key) { wrong = outcome; });
  bench.crypto.rewrap(one, {wrapped, {9}}, two, {8}, [&](port::Outcome const&, Bytes bytes) { again = std::move(bytes); });
  bench.settle();
  CHECK(wrong.fault == port::Fault::refused);
  bench.crypto.unwrap(two, {again, {8}}, [&](port::Outcome const&, Crypto::Key key) { found = key; });
  bench.settle();
  REQUIRE(found != 0);
  CHECK(bench.open(found, bench.seal(made, {5}, {}), {}) == Bytes{5});
  bench.crypto.forget(made);
  CHECK(bench.seal(found, {5}, {}).size() == 1 + 28);
}

TEST_CASE("What this program sealed once, it opens: the vector that the page's keys are tested with") {
  std::ifstream file(SADDLEBAG_SOURCE_DIR "/tests/host/sealed_vector.json");
  std::stringstream text;
  text << file.rdbuf();
  auto const vector = nlohmann::json::parse(text.str(), nullptr, false);
  REQUIRE(vector.is_object());
  auto const bytes = [&](char const* name) { return hex(vector[name].get<std::string>()); };
  Bench bench;
  Crypto::Key const wrapping = bench.derive(vector["passphrase"].get<std::string>(), bytes("salt"), vector["rounds"].get<std::uint32_t>());
  Crypto::Key data = 0;
  bench.crypto.unwrap(wrapping, {bytes("wrapped"), bytes("wrappedBound")}, [&](port::Outcome const&, Crypto::Key key) { data = key; });
  bench.settle();
  REQUIRE(data != 0);
  auto const opened = bench.open(data, bytes("sealed"), bytes("bound"));
  REQUIRE(opened);
  CHECK(as_text(*opened) == vector["text"].get<std::string>());
}
