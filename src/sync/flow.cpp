#include <algorithm>
#include <cmath>
#include <utility>

#include "sync/engine_impl.hpp"
#include "sync/wire_parts.hpp"

namespace saddlebag::sync {
namespace {

constexpr double kFirstRetryMs = 500;
constexpr double kLongestRetryMs = 60'000;

}  // namespace

void Engine::Impl::step() {
  if (active() && task == Task::none && !timer) go_on();
}

void Engine::Impl::go_on() {
  if (wire->wants_sign_in()) return ask(Task::sign_in, wire->sign_in());
  if (stream.state == Stream::State::subscribing) return ask(Task::subscribe, wire->subscribe(stream.greeting));
  if (std::exchange(stream.news, false)) want_pull = true;
  if (want_pull) return ask(Task::pull, wire->pull(cursor));
  fetching = next_questions();
  if (!fetching.empty()) return ask(Task::fetch, wire->fetch(fetching));
  sent = next_docs();
  if (!sent.empty()) return push();
  fetching = next_questions();  // which sending has raised
  if (!fetching.empty()) return ask(Task::fetch, wire->fetch(fetching));
  rest();
}

void Engine::Impl::ask(Task what, port::Http::Request asked) {
  task = what;
  asked_at = clock.monotonic_ms();
  std::string const line = asked.method + " " + path_of(asked.url);
  request = http.send(std::move(asked), [this, what, line, mine = generation](port::Outcome outcome,
                                                                              port::Http::Response response) {
    if (mine != generation) return;
    task = Task::none;
    long const ms = std::lround(clock.monotonic_ms() - asked_at);
    log(line + " → " + (outcome ? std::to_string(response.status) : "no answer: " + outcome.detail) + ", " +
        std::to_string(ms) + " ms");
    answered(what, outcome, response);
    step();
    tell();
  });
}

void Engine::Impl::answered(Task what, port::Outcome const& outcome, port::Http::Response const& response) {
  if (what == Task::listen && outcome.fault == port::Fault::timeout) return;  // nothing new, no more than that
  if (what == Task::subscribe && !outcome) return stream_ended(outcome.detail);
  if (!outcome) return fail(outcome, response);
  if (has_too_many_values(as_text(response.body))) {
    return fail(SyncState::failing, {ErrorCode::too_long, "more values at once than any page of records has"});
  }
  bool const behind = response.status == kBehindTheLast && what != Task::pull;  // which only a question for a page can be
  Meaning const meaning = behind ? Meaning::reject : wire->judge(response);
  if (meaning == Meaning::auth || (what == Task::sign_in && meaning == Meaning::reject)) return signed_out(wire->reason(response));
  if (what == Task::subscribe) {
    return meaning == Meaning::ok ? stream_opened() : stream_ended(wire->reason(response), wire->retry_after_ms(response, now()));
  }
  if (what == Task::push) return meaning == Meaning::ok ? push_answered(response) : push_refused(meaning, response);
  if (what == Task::fetch && meaning == Meaning::gone && wire->fetch_limit() == 1) return fetched(response);
  if (what == Task::pull && Wire::dispensable(cursor, meaning)) return page_arrived(response);
  if (what == Task::pull && meaning == Meaning::gone && wire->profile().operations.prepare.exists() && !prepared) {
    prepared = true;
    return ask(Task::prepare, wire->prepare());
  }
  if (meaning != Meaning::ok) return fail(outcome, response);
  switch (what) {
    case Task::sign_in:
      if (Status const status = wire->read_signed_in(response); !status) fail(SyncState::failing, status.error());
      else if (wire->connection().secret != connection.secret) remember_connection(wire->connection());
      return;
    case Task::pull: return page_arrived(response);
    case Task::fetch: return fetched(response);
    case Task::listen: {
      auto const news = wire->read_listen(response);
      if (!news) return fail(SyncState::failing, news.error());
      want_pull = *news;
      // A server that answers at once, though nothing is new, must not be asked without pause.
      quiet = !listened_here || clock.monotonic_ms() - asked_at > 1000 ? 0 : quiet + 1;
      if (quiet > 0) wait(std::min(250.0 * std::pow(2, quiet), 10'000.0));
      return;
    }
    default: return;
  }
}

void Engine::Impl::signed_out(std::string why) {
  if (wire->session_over()) return;  // begins another one
  unauthorized = true;
  hang_up();
  error = {ErrorCode::unauthorized, std::move(why)};
}

void Engine::Impl::wait(double ms) {
  if (timer) clock.cancel(*timer);
  timer = clock.after(ms, [this] {
    timer.reset();
    want_pull = true;
    step();
    tell();
  });
}

/// Nothing to do: listen where the backend can tell of changes, otherwise look again later, and less and less
/// often while nothing happens.
void Engine::Impl::rest() {
  bool const streams = wire->streams();
  if (streams) open_stream();
  if (!streams && wire->profile().operations.listen.exists()) {
    listened_here = std::exchange(listened_at, cursor) == cursor;
    return ask(Task::listen, wire->listen(cursor));
  }
  Profile const& profile = wire->profile();
  double const least = profile.changes.poll_seconds * 1000;
  poll_ms = arrived_lately > 0 ? least : std::max(least, std::min(poll_ms * 1.3, profile.changes.poll_seconds_idle * 1000));
  arrived_lately = 0;
  wait(stream.state == Stream::State::open ? std::max(least, profile.changes.poll_seconds_idle * 1000) : poll_ms);
}

void Engine::Impl::succeeded() {
  failures = 0;
  trouble = SyncState::idle;
  error = {};
  last_success = now();
}

/// Tries again by itself, later and later, and never all devices at the same moment.
void Engine::Impl::fail(SyncState state, Error why, double at_least_ms) {
  trouble = state;
  error = std::move(why);
  log(error.detail);
  if (state == SyncState::offline) hang_up();  // nobody may hear it any more
  wait(std::max(jittered(std::min(kFirstRetryMs * std::pow(2, std::min(failures++, 16)), kLongestRetryMs)), at_least_ms));
}

/// Between half of it and all.
double Engine::Impl::jittered(double full) {
  double const unit = static_cast<double>(random.bits() >> 11) * 0x1.0p-53;
  return full * (0.5 + 0.5 * unit);
}

void Engine::Impl::fail(port::Outcome const& outcome, port::Http::Response const& response) {
  using port::Fault;
  if (!outcome) {
    bool const unreachable = outcome.fault == Fault::unreachable || outcome.fault == Fault::timeout;
    if (outcome.fault == Fault::timeout) batch = (batch + 1) / 2;  // perhaps it takes long because it is much
    std::string const detail = outcome.fault == Fault::timeout ? "no answer in time" : outcome.detail;
    ErrorCode const code = outcome.fault == Fault::too_long ? ErrorCode::too_long
                           : outcome.fault == Fault::failed ? ErrorCode::corrupt
                                                            : ErrorCode::offline;
    return fail(unreachable ? SyncState::offline : SyncState::failing, {code, detail});
  }
  ErrorCode const code = response.status == 403                              ? ErrorCode::refused
                         : wire->judge(response) == Meaning::gone            ? ErrorCode::missing
                         : wire->judge(response) == Meaning::retry           ? ErrorCode::offline
                                                                             : ErrorCode::invalid;
  bool const nobody_there = response.status == 502 || response.status == 504;  // says a gateway in between
  fail(nobody_there ? SyncState::offline : SyncState::failing, {code, wire->reason(response)}, wire->retry_after_ms(response, now()));
}

}  // namespace saddlebag::sync
