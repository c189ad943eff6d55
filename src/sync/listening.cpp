// A backend's stream of events: it tells that something has changed, and a pull finds out what. Where there is none, or
// it ends, polling goes on as if there had never been one.
#include <algorithm>
#include <cmath>
#include <utility>

#include "sync/engine_impl.hpp"

namespace saddlebag::sync {
namespace {

constexpr double kGatherEventsMs = 300;
constexpr double kFirstReopenMs = 5000;
constexpr double kLongestReopenMs = 3'600'000;
constexpr double kLastedMs = 30'000;  ///< a stream that was open for so long has ended in the usual way

bool is_stream(port::Http::Response const& response) {
  auto const& headers = response.headers;
  return response.status == 200 && std::any_of(headers.begin(), headers.end(), [](port::Http::Header const& each) {
    return each.name == "content-type" && each.value.starts_with("text/event-stream");
  });
}

}  // namespace

/// Unless it is open, or was tried a moment ago.
void Engine::Impl::open_stream() {
  if (stream.state != Stream::State::closed || clock.monotonic_ms() < stream.not_before) return;
  stream.state = Stream::State::opening;
  stream.events = {};
  stream.request = http.send(wire->listen(cursor), [this, mine = stream.generation](port::Outcome outcome,
                                                                                    port::Http::Response response) {
    if (mine != stream.generation) return;
    heard(outcome, response);
    tell();
  });
}

void Engine::Impl::heard(port::Outcome const& outcome, port::Http::Response const& response) {
  if (!outcome) return stream_ended(outcome.detail);
  if (!is_stream(response)) {
    return stream_ended("not a stream, " + wire->reason(response), wire->retry_after_ms(response, now()));
  }
  std::vector<std::string> told;
  if (!stream.events.take(as_text(response.body), told)) return stream_ended("one without end");
  if (!response.more) return stream_ended("closed by the server");
  bool const subscribes = wire->profile().operations.subscribe.exists();
  if (stream.state == Stream::State::open && !told.empty()) return news();
  if (stream.state != Stream::State::opening || (subscribes && told.empty())) return;
  if (subscribes) {
    auto json = parse_json(told[0]);
    stream.greeting = json && flaw_of(*json).empty() ? std::move(*json) : Json();
    stream.state = Stream::State::subscribing;  // which `step` does
  } else {
    stream_opened();
  }
  if (trouble == SyncState::idle) hurry();
}

/// What changed while it was not open is not told.
void Engine::Impl::stream_opened() {
  if (stream.state == Stream::State::closed) return;  // meanwhile
  stream.state = Stream::State::open;
  stream.opened_at = clock.monotonic_ms();
  want_pull = true;
  log("events: told from now on");
}

/// Soon, with those that follow it closely.
void Engine::Impl::news() {
  if (stream.gather) return;
  stream.gather = clock.after(kGatherEventsMs, [this] {
    stream.gather.reset();
    stream.news = true;
    if (trouble == SyncState::idle) hurry();
    tell();
  });
}

/// On with polling; the stream is tried again, later and later where it never lasts.
void Engine::Impl::stream_ended(std::string const& why, double at_least_ms) {
  bool const was_open = stream.state == Stream::State::open;
  bool const lasted = was_open && clock.monotonic_ms() - stream.opened_at > kLastedMs;
  hang_up();
  log("events: " + why);
  stream.failures = lasted ? 0 : std::min(stream.failures + 1, 16);
  double const full = std::min(kFirstReopenMs * std::pow(2, stream.failures), kLongestReopenMs);
  stream.not_before = clock.monotonic_ms() + std::max(jittered(full), at_least_ms);
  if (!was_open) return;
  poll_ms = 0;
  if (timer && trouble == SyncState::idle) wait(jittered(wire->profile().changes.poll_seconds * 1000));
}

void Engine::Impl::hang_up() {
  ++stream.generation;
  if (stream.state != Stream::State::closed) http.cancel(stream.request);
  stream.state = Stream::State::closed;
  stream.news = false;
  if (stream.gather) clock.cancel(*stream.gather);
  stream.gather.reset();
}

/// With all that is under way.
void Engine::Impl::halt() {
  stop();
  hang_up();
}

}  // namespace saddlebag::sync
