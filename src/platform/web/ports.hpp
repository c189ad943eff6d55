#pragma once
#include <algorithm>
#include <string>

#include "platform/ports.hpp"
#include "platform/web/requests.hpp"

namespace saddlebag::web {

/// IndexedDB, one object store per area.
class WebStorage final : public port::Storage {
 public:
  explicit WebStorage(Requests& requests) : requests_(requests) {}
  void open(std::string const& database, std::function<void(port::Outcome)> done) override;
  void read(Area area, std::string from, std::string to,
            std::function<void(port::Outcome, std::vector<Entry>)> done) override;
  void commit(Batch batch, std::function<void(port::Outcome)> done) override;
  void erase_database(std::function<void(port::Outcome)> done) override;
  void mark(std::function<void(port::Outcome, std::uint64_t)> done) override;
  void usage(std::function<void(port::Outcome, Usage)> done) override;
  void on_foreign_commit(std::function<void(std::vector<std::string>)> tell) override;

 private:
  Requests& requests_;
};

/// fetch.
class WebHttp final : public port::Http {
 public:
  explicit WebHttp(Requests& requests) : requests_(requests) {}
  std::uint32_t send(Request request, Done done) override;
  void cancel(std::uint32_t request) override;
  [[nodiscard]] bool online() const override;

 private:
  Requests& requests_;
};

class WebClock final : public port::Clock {
 public:
  explicit WebClock(Requests& requests) : requests_(requests) {}
  [[nodiscard]] std::int64_t unix_ms() const override;
  [[nodiscard]] double monotonic_ms() const override;
  [[nodiscard]] int utc_offset_minutes(std::int64_t unix_ms) const override;
  std::uint32_t after(double ms, std::function<void()> then) override;
  void cancel(std::uint32_t timer) override;

 private:
  Requests& requests_;
};

/// crypto.getRandomValues, a page of bits at a time.
class WebRandom final : public port::Random {
 public:
  std::uint64_t bits() override;

 private:
  static constexpr std::size_t kPage = 64;
  std::uint64_t page_[kPage];
  std::size_t used_ = kPage;
};

/// WebCrypto. Keys stay on the page's side, where they cannot be read.
class WebCrypto final : public port::Crypto {
 public:
  explicit WebCrypto(Requests& requests) : requests_(requests) {}
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

  /// In the order of web/host/crypto.ts.
  enum class What : std::uint8_t { derive, create, unwrap, rewrap, seal, open };

 private:
  void run(What what, Key key, std::uint32_t other, std::vector<Piece> const& pieces, Requests::Handler handler);
  Requests& requests_;
};

class WebFiles final : public port::Files {
 public:
  explicit WebFiles(Requests& requests) : requests_(requests) {}
  void pick(std::string accept, bool several, std::function<void(std::vector<File>)> done) override;
  void save(std::string name, std::string mime, port::Bytes bytes) override;
  void on_drop(std::function<void(std::vector<File>)> tell) override;
  void decode_picture(port::Bytes bytes, std::uint32_t most, std::function<void(port::Outcome, Picture)> done) override;

 private:
  Requests& requests_;
};

/// The clipboard of the system can only be read inside a paste event; between those we know what was last pasted
/// or copied here.
class WebText final : public port::Text {
 public:
  explicit WebText(Requests& requests) : requests_(requests) {}
  std::optional<std::string> decode(std::string_view bytes, Encoding encoding) override;
  void set_clipboard(std::string_view text) override;
  std::string clipboard() override { return clipboard_; }

  /// What a paste event brought.
  void pasted(std::string text) { clipboard_ = std::move(text); }
  /// While a copy event is answered, copied text goes into the event instead of to the system.
  void begin_copy() { copying_ = true, copied_ = false; }
  /// Nothing if nothing was copied since `begin_copy`.
  std::optional<std::string> end_copy();
  /// What is on it; with blanks for tabs where it goes into a field.
  [[nodiscard]] char const* clipboard_c_str(bool for_field) {
    if (!for_field) return clipboard_.c_str();
    spaced_ = clipboard_;
    std::replace(spaced_.begin(), spaced_.end(), '\t', ' ');
    return spaced_.c_str();
  }

 private:
  Requests& requests_;
  std::string clipboard_, spaced_;
  bool copying_ = false, copied_ = false;
};

}  // namespace saddlebag::web
