#include "platform/native/openssl_crypto.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include <memory>

namespace saddlebag::native {
namespace {

using port::Bytes;
using port::Fault;
using port::Outcome;
using Secret = OpenSslCrypto::Secret;

constexpr std::size_t kNonce = 12, kTag = 16;

struct FreeContext {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_CIPHER_CTX, FreeContext>;

Outcome failure(char const* what) { return {Fault::failed, what}; }
Outcome no_key() { return {Fault::failed, "no such key"}; }

/// Empty where the library refuses.
Bytes seal_one(Secret const& key, std::uint8_t const* bytes, std::size_t size, Bytes const& bound) {
  Bytes out(kNonce + size + kTag);
  std::uint8_t* const body = out.data() + kNonce;
  Context const context(EVP_CIPHER_CTX_new());
  int done = 0;
  bool const good =
      context && RAND_bytes(out.data(), kNonce) == 1 &&
      EVP_EncryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, key.data(), out.data()) == 1 &&
      EVP_EncryptUpdate(context.get(), nullptr, &done, bound.data(), static_cast<int>(bound.size())) == 1 &&
      EVP_EncryptUpdate(context.get(), body, &done, bytes, static_cast<int>(size)) == 1 &&
      EVP_EncryptFinal_ex(context.get(), body + size, &done) == 1 &&
      EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, kTag, body + size) == 1;
  return good ? out : Bytes{};
}

std::optional<Bytes> open_one(Secret const& key, Bytes const& sealed, Bytes const& bound) {
  if (sealed.size() < kNonce + kTag) return std::nullopt;
  std::size_t const size = sealed.size() - kNonce - kTag;
  Bytes out(size + 1);  // never without a place, also for nothing
  Bytes tag(sealed.end() - kTag, sealed.end());
  Context const context(EVP_CIPHER_CTX_new());
  int done = 0;
  bool const good =
      context && EVP_DecryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, key.data(), sealed.data()) == 1 &&
      EVP_DecryptUpdate(context.get(), nullptr, &done, bound.data(), static_cast<int>(bound.size())) == 1 &&
      EVP_DecryptUpdate(context.get(), out.data(), &done, sealed.data() + kNonce, static_cast<int>(size)) == 1 &&
      EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, kTag, tag.data()) == 1 &&
      EVP_DecryptFinal_ex(context.get(), out.data() + size, &done) == 1;
  if (!good) return std::nullopt;
  out.resize(size);
  return out;
}

void wipe(Secret& secret) { OPENSSL_cleanse(secret.data(), secret.size()); }

/// The key in what was sealed; false where it is none.
bool open_secret(Secret const& wrapping, port::Crypto::Piece const& wrapped, Secret& secret) {
  std::optional<Bytes> bytes = open_one(wrapping, wrapped.bytes, wrapped.bound);
  if (!bytes || bytes->size() != secret.size()) return false;
  std::copy(bytes->begin(), bytes->end(), secret.begin());
  OPENSSL_cleanse(bytes->data(), bytes->size());
  return true;
}

}  // namespace

OpenSslCrypto::~OpenSslCrypto() {
  for (auto& entry : keys_) wipe(entry.second);
}

OpenSslCrypto::Key OpenSslCrypto::import_key(Secret const& secret) {
  keys_[++last_] = secret;
  return last_;
}

Secret const* OpenSslCrypto::find(Key key) const {
  auto const found = keys_.find(key);
  return found == keys_.end() ? nullptr : &found->second;
}

void OpenSslCrypto::derive(std::string passphrase, Bytes salt, std::uint32_t rounds,
                           std::function<void(Outcome, Key)> done) {
  Secret secret{};
  bool const good = PKCS5_PBKDF2_HMAC(passphrase.data(), static_cast<int>(passphrase.size()), salt.data(),
                                      static_cast<int>(salt.size()), static_cast<int>(rounds), EVP_sha256(),
                                      static_cast<int>(secret.size()), secret.data()) == 1;
  OPENSSL_cleanse(passphrase.data(), passphrase.size());
  Key const key = good ? import_key(secret) : 0;
  wipe(secret);
  loop_.post([key, done = std::move(done)] { done(key != 0 ? Outcome{} : failure("key derivation"), key); });
}

void OpenSslCrypto::create(Key wrapping, Bytes bound, std::function<void(Outcome, Key, Bytes)> done) {
  Secret const* const wrap = find(wrapping);
  Secret secret{};
  Bytes sealed;
  if (wrap && RAND_priv_bytes(secret.data(), static_cast<int>(secret.size())) == 1) {
    sealed = seal_one(*wrap, secret.data(), secret.size(), bound);
  }
  Key const key = sealed.empty() ? 0 : import_key(secret);
  wipe(secret);
  Outcome const outcome = !wrap ? no_key() : key == 0 ? failure("key generation") : Outcome{};
  loop_.post([=, sealed = std::move(sealed), done = std::move(done)]() mutable { done(outcome, key, std::move(sealed)); });
}

void OpenSslCrypto::unwrap(Key wrapping, Piece wrapped, std::function<void(Outcome, Key)> done) {
  Secret const* const wrap = find(wrapping);
  Secret secret{};
  bool const good = wrap && open_secret(*wrap, wrapped, secret);
  Key const key = good ? import_key(secret) : 0;
  wipe(secret);
  Outcome const outcome = !wrap ? no_key() : good ? Outcome{} : Outcome{Fault::refused, "another key"};
  loop_.post([=, done = std::move(done)] { done(outcome, key); });
}

void OpenSslCrypto::rewrap(Key from, Piece wrapped, Key to, Bytes bound, std::function<void(Outcome, Bytes)> done) {
  Secret const* const old_key = find(from);
  Secret const* const new_key = find(to);
  Secret secret{};
  Outcome outcome = old_key && new_key ? Outcome{} : no_key();
  if (outcome && !open_secret(*old_key, wrapped, secret)) outcome = {Fault::refused, "another key"};
  Bytes sealed = outcome ? seal_one(*new_key, secret.data(), secret.size(), bound) : Bytes{};
  wipe(secret);
  if (outcome && sealed.empty()) outcome = failure("sealing");
  loop_.post([=, sealed = std::move(sealed), done = std::move(done)]() mutable { done(outcome, std::move(sealed)); });
}

void OpenSslCrypto::seal(Key key, std::vector<Piece> pieces, std::function<void(Outcome, std::vector<Bytes>)> done) {
  Secret const* const secret = find(key);
  Outcome outcome = secret ? Outcome{} : no_key();
  std::vector<Bytes> sealed;
  for (Piece const& piece : pieces) {
    if (!outcome) break;
    sealed.push_back(seal_one(*secret, piece.bytes.data(), piece.bytes.size(), piece.bound));
    if (sealed.back().empty()) outcome = failure("sealing");
  }
  loop_.post([=, sealed = std::move(sealed), done = std::move(done)]() mutable { done(outcome, std::move(sealed)); });
}

void OpenSslCrypto::open(Key key, std::vector<Piece> pieces,
                         std::function<void(Outcome, std::vector<std::optional<Bytes>>)> done) {
  Secret const* const secret = find(key);
  std::vector<std::optional<Bytes>> opened;
  if (secret) {
    for (Piece const& piece : pieces) opened.push_back(open_one(*secret, piece.bytes, piece.bound));
  }
  Outcome const outcome = secret ? Outcome{} : no_key();
  loop_.post([=, opened = std::move(opened), done = std::move(done)]() mutable { done(outcome, std::move(opened)); });
}

void OpenSslCrypto::forget(Key key) {
  auto const found = keys_.find(key);
  if (found == keys_.end()) return;
  wipe(found->second);
  keys_.erase(found);
}

}  // namespace saddlebag::native
