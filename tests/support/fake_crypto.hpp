#pragma once
#include <map>

#include "base/bytes.hpp"
#include "base/hash.hpp"
#include "base/siphash.hpp"
#include "support/fake_storage.hpp"

namespace saddlebag::fake {

/// A toy: XOR with a stream of SipHash and a tag of SipHash. It tells wrong keys, altered bytes and other bound bytes
/// as the real ones do, in the same layout, and runs everywhere. Answers in line with the storage's requests.
class Crypto : public port::Crypto {
 public:
  explicit Crypto(Storage& line, std::uint64_t seed = 1) : line_(line), numbers_(seed) {}
  std::size_t derivations = 0;
  std::uint32_t fewest_rounds = UINT32_MAX;
  [[nodiscard]] std::size_t keys() const { return keys_.size(); }

  void derive(std::string passphrase, port::Bytes salt, std::uint32_t rounds,
              std::function<void(port::Outcome, Key)> done) override {
    ++derivations;
    fewest_rounds = std::min(fewest_rounds, rounds);
    std::uint64_t const seed = mix(fnv1a(passphrase), fnv1a(as_text(salt)));
    Key const key = add({seed, mix(seed, rounds)});
    line_.later([=] { done({}, key); });
  }
  void create(Key wrapping, port::Bytes bound, std::function<void(port::Outcome, Key, port::Bytes)> done) override {
    SipKey const secret{next(), next()};
    port::Bytes bytes;
    ByteWriter(bytes).raw(&secret, sizeof secret);
    Key const key = add(secret);
    line_.later([=, sealed = seal_one(keys_.at(wrapping), bytes, bound)] { done({}, key, sealed); });
  }
  void unwrap(Key wrapping, Piece wrapped, std::function<void(port::Outcome, Key)> done) override {
    auto const bytes = open_one(keys_.at(wrapping), wrapped);
    SipKey secret;
    if (bytes) std::memcpy(&secret, bytes->data(), sizeof secret);
    Key const key = bytes ? add(secret) : 0;
    line_.later([=] { done({key != 0 ? port::Fault::none : port::Fault::refused, ""}, key); });
  }
  void rewrap(Key from, Piece wrapped, Key to, port::Bytes bound,
              std::function<void(port::Outcome, port::Bytes)> done) override {
    auto const bytes = open_one(keys_.at(from), wrapped);
    port::Bytes const sealed = bytes ? seal_one(keys_.at(to), *bytes, bound) : port::Bytes{};
    line_.later([=] { done({bytes ? port::Fault::none : port::Fault::refused, ""}, sealed); });
  }
  void seal(Key key, std::vector<Piece> pieces,
            std::function<void(port::Outcome, std::vector<port::Bytes>)> done) override {
    std::vector<port::Bytes> sealed;
    for (Piece const& piece : pieces) sealed.push_back(seal_one(keys_.at(key), piece.bytes, piece.bound));
    line_.later([=] { done({}, sealed); });
  }
  void open(Key key, std::vector<Piece> pieces,
            std::function<void(port::Outcome, std::vector<std::optional<port::Bytes>>)> done) override {
    std::vector<std::optional<port::Bytes>> opened;
    for (Piece const& piece : pieces) opened.push_back(open_one(keys_.at(key), piece));
    line_.later([=] { done({}, opened); });
  }
  void forget(Key key) override { keys_.erase(key); }

 private:
  static constexpr std::size_t kNonce = 12, kTag = 16;
  std::uint64_t next() { return numbers_ = mix(numbers_, 0x5add1e); }
  Key add(SipKey secret) {
    keys_[++last_] = secret;
    return last_;
  }
  static void stir(SipKey key, std::string const& nonce, std::uint8_t* bytes, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) bytes[i] ^= static_cast<std::uint8_t>(siphash(key, nonce + std::to_string(i / 8)) >> (i % 8 * 8));
  }
  static std::string tag(SipKey key, port::Bytes const& body, port::Bytes const& bound) {
    std::uint64_t const one = siphash(key, std::to_string(bound.size()) + ":" + std::string(as_text(bound)) + std::string(as_text(body)));
    std::uint64_t const two = mix(one, key.low);
    std::string text(kTag, '\0');
    std::memcpy(text.data(), &one, 8);
    std::memcpy(text.data() + 8, &two, 8);
    return text;
  }
  port::Bytes seal_one(SipKey key, port::Bytes const& bytes, port::Bytes const& bound) {
    std::uint64_t const fresh[] = {next(), next()};
    std::string const nonce(reinterpret_cast<char const*>(fresh), kNonce);
    port::Bytes sealed(nonce.begin(), nonce.end());
    sealed.insert(sealed.end(), bytes.begin(), bytes.end());
    stir(key, nonce, sealed.data() + kNonce, bytes.size());
    std::string const mark = tag(key, sealed, bound);
    sealed.insert(sealed.end(), mark.begin(), mark.end());
    return sealed;
  }
  static std::optional<port::Bytes> open_one(SipKey key, Piece const& piece) {
    if (piece.bytes.size() < kNonce + kTag) return std::nullopt;
    port::Bytes const body(piece.bytes.begin(), piece.bytes.end() - kTag);
    if (as_text(piece.bytes).substr(body.size()) != tag(key, body, piece.bound)) return std::nullopt;
    port::Bytes bytes(body.begin() + kNonce, body.end());
    stir(key, std::string(as_text(body).substr(0, kNonce)), bytes.data(), bytes.size());
    return bytes;
  }

  Storage& line_;
  std::uint64_t numbers_;
  std::map<Key, SipKey> keys_;
  Key last_ = 0;
};

}  // namespace saddlebag::fake
