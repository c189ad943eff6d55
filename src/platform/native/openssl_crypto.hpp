#pragma once
#include <array>
#include <map>

#include "platform/native/event_loop.hpp"
#include "platform/ports.hpp"

namespace saddlebag::native {

/// port::Crypto by OpenSSL's libcrypto. Keys are wiped when they are forgotten.
class OpenSslCrypto final : public port::Crypto {
 public:
  explicit OpenSslCrypto(EventLoop& loop) : loop_(loop) {}
  ~OpenSslCrypto() override;
  OpenSslCrypto(OpenSslCrypto const&) = delete;
  OpenSslCrypto& operator=(OpenSslCrypto const&) = delete;

  void derive(std::string passphrase, port::Bytes salt, std::uint32_t rounds,
              std::function<void(port::Outcome, Key)> done) override;
  void create(Key wrapping, port::Bytes bound, std::function<void(port::Outcome, Key, port::Bytes)> done) override;
  void unwrap(Key wrapping, Piece wrapped, std::function<void(port::Outcome, Key)> done) override;
  void rewrap(Key from, Piece wrapped, Key to, port::Bytes bound,
              std::function<void(port::Outcome, port::Bytes)> done) override;
  void seal(Key key, std::vector<Piece> pieces,
            std::function<void(port::Outcome, std::vector<port::Bytes>)> done) override;
  void open(Key key, std::vector<Piece> pieces,
            std::function<void(port::Outcome, std::vector<std::optional<port::Bytes>>)> done) override;
  void forget(Key key) override;

  static constexpr std::size_t kKeyBytes = 32;
  using Secret = std::array<std::uint8_t, kKeyBytes>;
  /// A key whose bytes are known, for published test vectors.
  Key import_key(Secret const& secret);

 private:
  Secret const* find(Key key) const;
  EventLoop& loop_;
  std::map<Key, Secret> keys_;
  Key last_ = 0;
};

}  // namespace saddlebag::native
