#pragma once
#include "platform/native/event_loop.hpp"
#include "platform/native/file_storage.hpp"
#include "platform/native/openssl_crypto.hpp"
#include "platform/ports.hpp"

namespace saddlebag::native {

class SystemClock final : public port::Clock {
 public:
  explicit SystemClock(EventLoop& loop) : loop_(loop) {}
  [[nodiscard]] std::int64_t unix_ms() const override;
  [[nodiscard]] double monotonic_ms() const override;
  [[nodiscard]] int utc_offset_minutes(std::int64_t unix_ms) const override;
  std::uint32_t after(double ms, std::function<void()> then) override;
  void cancel(std::uint32_t timer) override { loop_.cancel(timer); }

 private:
  EventLoop& loop_;
};

/// Bits of the kernel's generator.
class SystemRandom final : public port::Random {
 public:
  std::uint64_t bits() override;
};

/// The command line works on the device alone: every request ends as unreachable.
class NoHttp final : public port::Http {
 public:
  explicit NoHttp(EventLoop& loop) : loop_(loop) {}
  std::uint32_t send(Request request, Done done) override;
  void cancel(std::uint32_t) override {}
  [[nodiscard]] bool online() const override { return false; }

 private:
  EventLoop& loop_;
};

/// Saves into the working folder; nobody is there to be asked for files.
class WorkingFolder final : public port::Files {
 public:
  explicit WorkingFolder(EventLoop& loop) : loop_(loop) {}
  void pick(std::string accept, bool several, std::function<void(std::vector<File>)> done) override;
  void save(std::string name, std::string mime, port::Bytes bytes) override;
  void on_drop(std::function<void(std::vector<File>)>) override {}
  void decode_picture(port::Bytes bytes, std::uint32_t most, std::function<void(port::Outcome, Picture)> done) override;

 private:
  EventLoop& loop_;
};

/// Encodings by iconv; the clipboard is the program's own.
class SystemText final : public port::Text {
 public:
  std::optional<std::string> decode(std::string_view bytes, Encoding encoding) override;
  void set_clipboard(std::string_view text) override { clipboard_ = text; }
  std::string clipboard() override { return clipboard_; }

 private:
  std::string clipboard_;
};

/// Reads a file wholly. The outcome tells why it could not.
port::Files::File read_file(std::string const& path);

/// The native machine: all ports, and their completions.
class Machine {
 public:
  [[nodiscard]] port::Platform platform() { return {storage, http, clock, random, files, text, crypto}; }
  /// Delivers completions until there are none left.
  void settle() {
    while (loop.deliver(clock.monotonic_ms())) {}
  }

  EventLoop loop;
  FileStorage storage{loop};
  NoHttp http{loop};
  SystemClock clock{loop};
  SystemRandom random;
  WorkingFolder files{loop};
  SystemText text;
  OpenSslCrypto crypto{loop};
};

}  // namespace saddlebag::native
