#include "platform/web/ports.hpp"

#include <cstdlib>
#include <cstring>

#include "platform/web/seam.hpp"

namespace saddlebag::web {
namespace {

using port::Bytes;
using port::Outcome;

/// Files come as name, bytes and, where one could not be read, why.
std::vector<port::Files::File> files_of(Completion& completion) {
  std::vector<port::Files::File> files;
  for (std::size_t i = 0; i + 2 < completion.parts.size(); i += 3) {
    std::string why = completion.text(i + 2);
    port::Fault const fault = why.empty() ? port::Fault::none : port::Fault::failed;
    files.push_back({completion.text(i), std::move(completion.parts[i + 1]), {fault, std::move(why)}});
  }
  return files;
}

}  // namespace

void WebStorage::open(std::string const& database, std::function<void(Outcome)> done) {
  std::uint32_t const ticket = requests_.add([done = std::move(done)](Completion& c) { done(c.outcome()); });
  sb_storage_open(ticket, database.data(), database.size());
}

void WebStorage::read(Area area, std::string from, std::string to,
                      std::function<void(Outcome, std::vector<Entry>)> done) {
  auto const entries = std::make_shared<std::vector<Entry>>();  // which come in pieces
  std::uint32_t const ticket = requests_.add([entries, done = std::move(done)](Completion& c) {
    bool const good = c.fault == port::Fault::none;
    for (std::size_t i = 0; good && i + 1 < c.parts.size(); i += 2) entries->push_back({c.text(i), std::move(c.parts[i + 1])});
    if (good && c.number < 0) return;
    done(c.outcome(), good ? std::move(*entries) : std::vector<Entry>{});
  });
  sb_storage_read(ticket, static_cast<int>(area), from.data(), from.size(), to.data(), to.size());
}

void WebStorage::commit(Batch batch, std::function<void(Outcome)> done) {
  std::uint32_t const ticket = requests_.add([done = std::move(done)](Completion& c) { done(c.outcome()); });
  for (Erase const& each : batch.erasures) {
    sb_storage_erase(ticket, static_cast<int>(each.area), each.from.data(), each.from.size(), each.to.data(),
                     each.to.size());
  }
  for (Put const& each : batch.puts) {
    sb_storage_put(ticket, static_cast<int>(each.area), each.key.data(), each.key.size(), each.bytes.data(),
                   each.bytes.size());
  }
  if (batch.expect) {
    Expect const& each = *batch.expect;
    sb_storage_expect(ticket, static_cast<int>(each.area), each.key.data(), each.key.size(), each.bytes.data(),
                      each.bytes.size());
  }
  sb_storage_commit(ticket, batch.strict, batch.scrub, static_cast<double>(batch.mark));
}

void WebStorage::erase_database(std::function<void(Outcome)> done) {
  sb_storage_delete(requests_.add([done = std::move(done)](Completion& c) { done(c.outcome()); }));
}

void WebStorage::mark(std::function<void(Outcome, std::uint64_t)> done) {
  sb_storage_mark(requests_.add([done = std::move(done)](Completion& c) {
    done(c.outcome(), std::strtoull(c.text(0).c_str(), nullptr, 10));
  }));
}

void WebStorage::usage(std::function<void(Outcome, Usage)> done) {
  sb_storage_usage(requests_.add([done = std::move(done)](Completion& c) {
    double told[3] = {};  // used, quota, persisted
    if (c.fault == port::Fault::none && !c.parts.empty() && c.parts[0].size() == sizeof told) {
      std::memcpy(told, c.parts[0].data(), sizeof told);
    }
    done(c.outcome(), {static_cast<std::uint64_t>(told[0]), static_cast<std::uint64_t>(told[1]), told[2] != 0});
  }));
}

void WebStorage::on_foreign_commit(std::function<void(std::vector<std::string>)> tell) {
  sb_storage_watch(requests_.listen([tell = std::move(tell)](Completion& c) {
    std::vector<std::string> keys;
    for (std::size_t i = 0; i < c.parts.size(); ++i) keys.push_back(c.text(i));
    tell(std::move(keys));
  }));
}

std::uint32_t WebHttp::send(Request request, Done done) {
  std::string headers;  // names and values, a line each: neither may hold a line break
  for (Header const& each : request.headers) headers.append(each.name).append("\n").append(each.value).append("\n");
  Signature const& sign = request.signature;
  std::string const signature = sign.secret.empty() ? std::string() : sign.secret + "\n" + sign.header + "\n" + sign.value + "\n" + sign.text;
  std::uint32_t const ticket = requests_.add([done = std::move(done)](Completion& c) {
    Response response;
    if (c.fault == port::Fault::none && c.parts.size() == 2) {
      response.more = c.number < 0;
      response.status = std::abs(c.number);
      std::string const lines = c.text(0);
      for (std::size_t at = 0; at < lines.size();) {
        std::size_t const name_end = lines.find('\n', at);
        std::size_t const value_end = lines.find('\n', name_end + 1);
        if (value_end == std::string::npos) break;
        response.headers.push_back(
            {lines.substr(at, name_end - at), lines.substr(name_end + 1, value_end - name_end - 1)});
        at = value_end + 1;
      }
      response.body = std::move(c.parts[1]);
    }
    done(c.outcome(), std::move(response));
  });
  sb_http_send(ticket, request.method.data(), request.method.size(), request.url.data(), request.url.size(),
               headers.data(), headers.size(), signature.data(), signature.size(), request.body.data(), request.body.size(), request.timeout_ms,
               request.stream ? 0 : request.max_bytes);
  return ticket;
}

void WebHttp::cancel(std::uint32_t request) { sb_http_cancel(request); }
bool WebHttp::online() const { return sb_online() != 0; }

std::int64_t WebClock::unix_ms() const { return static_cast<std::int64_t>(sb_unix_ms()); }
double WebClock::monotonic_ms() const { return sb_monotonic_ms(); }
int WebClock::utc_offset_minutes(std::int64_t unix_ms) const { return sb_utc_offset(static_cast<double>(unix_ms)); }

std::uint32_t WebClock::after(double ms, std::function<void()> then) {
  std::uint32_t const ticket = requests_.add([then = std::move(then)](Completion&) { then(); });
  sb_timer(ticket, ms);
  return ticket;
}

void WebClock::cancel(std::uint32_t timer) {
  sb_timer_cancel(timer);
  requests_.forget(timer);  // it may have rung already, and wait to be delivered
}

std::uint64_t WebRandom::bits() {
  if (used_ == kPage) {
    sb_random(reinterpret_cast<std::uint8_t*>(page_), sizeof page_);
    used_ = 0;
  }
  return std::exchange(page_[used_++], 0);
}

void WebCrypto::run(What what, Key key, std::uint32_t other, std::vector<Piece> const& pieces, Requests::Handler handler) {
  std::uint32_t const ticket = requests_.add(std::move(handler));
  for (Piece const& piece : pieces) {
    sb_crypto_piece(ticket, piece.bytes.data(), piece.bytes.size(), piece.bound.data(), piece.bound.size());
  }
  sb_crypto_run(ticket, static_cast<int>(what), key, other);
}

void WebCrypto::derive(std::string passphrase, Bytes salt, std::uint32_t rounds, std::function<void(Outcome, Key)> done) {
  Bytes const secret(passphrase.begin(), passphrase.end());
  run(What::derive, 0, rounds, {{secret, std::move(salt)}},
      [done = std::move(done)](Completion& c) { done(c.outcome(), static_cast<Key>(c.number)); });
}

void WebCrypto::create(Key wrapping, Bytes bound, std::function<void(Outcome, Key, Bytes)> done) {
  run(What::create, wrapping, 0, {{{}, std::move(bound)}}, [done = std::move(done)](Completion& c) {
    done(c.outcome(), static_cast<Key>(c.number), c.parts.empty() ? Bytes{} : std::move(c.parts[0]));
  });
}

void WebCrypto::unwrap(Key wrapping, Piece wrapped, std::function<void(Outcome, Key)> done) {
  run(What::unwrap, wrapping, 0, {std::move(wrapped)},
      [done = std::move(done)](Completion& c) { done(c.outcome(), static_cast<Key>(c.number)); });
}

void WebCrypto::rewrap(Key from, Piece wrapped, Key to, Bytes bound, std::function<void(Outcome, Bytes)> done) {
  run(What::rewrap, from, to, {std::move(wrapped), {{}, std::move(bound)}}, [done = std::move(done)](Completion& c) {
    done(c.outcome(), c.parts.empty() ? Bytes{} : std::move(c.parts[0]));
  });
}

void WebCrypto::seal(Key key, std::vector<Piece> pieces, std::function<void(Outcome, std::vector<Bytes>)> done) {
  run(What::seal, key, 0, pieces, [done = std::move(done)](Completion& c) { done(c.outcome(), std::move(c.parts)); });
}

void WebCrypto::open(Key key, std::vector<Piece> pieces,
                     std::function<void(Outcome, std::vector<std::optional<Bytes>>)> done) {
  run(What::open, key, 0, pieces, [done = std::move(done)](Completion& c) {
    std::vector<std::optional<Bytes>> opened;  // the first part tells which of the others are authentic
    for (std::size_t i = 1; c.fault == port::Fault::none && i < c.parts.size(); ++i) {
      opened.push_back(c.parts[0][i - 1] != 0 ? std::optional(std::move(c.parts[i])) : std::nullopt);
    }
    done(c.outcome(), std::move(opened));
  });
}

void WebCrypto::forget(Key key) { sb_crypto_forget(key); }

void WebFiles::pick(std::string accept, bool several, std::function<void(std::vector<File>)> done) {
  std::uint32_t const ticket = requests_.add([done = std::move(done)](Completion& c) { done(files_of(c)); });
  sb_files_pick(ticket, accept.data(), accept.size(), several);
}

void WebFiles::save(std::string name, std::string mime, Bytes bytes) {
  sb_files_save(name.data(), name.size(), mime.data(), mime.size(), bytes.data(), bytes.size());
}

void WebFiles::on_drop(std::function<void(std::vector<File>)> tell) {
  sb_files_watch(requests_.listen([tell = std::move(tell)](Completion& c) { tell(files_of(c)); }));
}

void WebFiles::decode_picture(Bytes bytes, std::uint32_t most, std::function<void(Outcome, Picture)> done) {
  std::uint32_t const ticket = requests_.add([done = std::move(done)](Completion& c) {
    Picture picture;
    std::uint32_t size[2] = {};  // width, height
    if (c.fault == port::Fault::none && c.parts.size() == 2 && c.parts[0].size() == sizeof size) {
      std::memcpy(size, c.parts[0].data(), sizeof size);
      picture = {size[0], size[1], std::move(c.parts[1])};
    }
    done(c.outcome(), std::move(picture));
  });
  sb_picture(ticket, bytes.data(), bytes.size(), most);
}

std::optional<std::string> WebText::decode(std::string_view bytes, Encoding encoding) {
  bool const valid = sb_decode(reinterpret_cast<std::uint8_t const*>(bytes.data()), bytes.size(),
                               static_cast<int>(encoding)) != 0;
  Completion const answer = requests_.take_answer();
  if (!valid) return std::nullopt;
  return answer.text(0);
}

void WebText::set_clipboard(std::string_view text) {
  clipboard_ = text;
  copied_ = true;
  if (!copying_) sb_clipboard_write(clipboard_.data(), clipboard_.size());
}

std::optional<std::string> WebText::end_copy() {
  copying_ = false;
  if (!copied_) return std::nullopt;
  return clipboard_;
}

}  // namespace saddlebag::web
