#pragma once
#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "base/random.hpp"
#include "platform/ports.hpp"

namespace saddlebag::sync_test {

/// Time that moves only when a test says so, and all that is to happen in it, in order.
class World {
 public:
  std::uint64_t at(double ms, std::function<void()> then) {
    events_.emplace(std::pair(ms, ++serial_), std::move(then));
    return serial_;
  }
  void cancel(std::uint64_t serial) {
    std::erase_if(events_, [&](auto const& event) { return event.first.second == serial; });
  }
  /// Lets `ms` pass. Answers how many things happened.
  std::size_t run(double ms) {
    double const end = now + ms;
    std::size_t count = 0;
    while (!events_.empty() && events_.begin()->first.first <= end) {
      now = events_.begin()->first.first;
      auto const then = std::move(events_.begin()->second);
      events_.erase(events_.begin());
      then();
      ++count;
    }
    now = end;
    return count;
  }
  double now = 0;

 private:
  std::map<std::pair<double, std::uint64_t>, std::function<void()>> events_;
  std::uint64_t serial_ = 0;
};

class WorldClock final : public port::Clock {
 public:
  WorldClock(World& world, std::int64_t unix_start) : world_(world), start_(unix_start) {}
  ~WorldClock() override { *alive_ = false; }
  std::int64_t unix_ms() const override { return start_ + static_cast<std::int64_t>(world_.now); }
  double monotonic_ms() const override { return world_.now; }
  int utc_offset_minutes(std::int64_t) const override { return 480; }
  std::uint32_t after(double ms, std::function<void()> then) override {
    return static_cast<std::uint32_t>(world_.at(world_.now + ms, [alive = alive_, then] {
      if (*alive) then();
    }));
  }
  void cancel(std::uint32_t timer) override { world_.cancel(timer); }

 private:
  World& world_;
  std::int64_t start_;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

class WorldRandom final : public port::Random {
 public:
  explicit WorldRandom(std::uint64_t seed) : numbers_(seed) {}
  std::uint64_t bits() override { return numbers_.next(); }

 private:
  SeededRandom numbers_;
};

/// A backend that several devices talk to.
class Server {
 public:
  virtual ~Server() = default;
  using Answer = std::function<void(port::Http::Response)>;
  /// Answers now or later; a stream with any number of pieces before its end.
  virtual void handle(port::Http::Request const& request, Answer answer) = 0;
};

/// What goes wrong with a request.
enum class Fault { none, lost, answer_lost, replaced };

/// The network between one device and a server: 5 ms each way, and the faults that a test asks for.
class Network final : public port::Http {
 public:
  Network(World& world, Server& server) : world_(world), server_(server) {}
  ~Network() override { *alive_ = false; }

  std::uint32_t send(Request request, Done done) override {
    std::uint32_t const id = ++last_;
    open_[id] = {std::move(done), request, world_.now + request.timeout_ms};
    ++requests;
    if (observe) observe(request);
    Fault const fault = !up ? Fault::lost : decide ? decide(request) : Fault::none;
    watch(id);
    if (!up) {
      world_.at(world_.now + 1, guarded([this, id] { finish(id, {port::Fault::unreachable, "no network"}, {}); }));
    } else if (fault == Fault::replaced) {
      world_.at(world_.now + 10, guarded([this, id, answer = replacement] { finish(id, {}, answer); }));
    } else if (fault != Fault::lost) {
      world_.at(world_.now + 5, [this, alive = alive_, id, request, fault, &server = server_, &world = world_] {
        server.handle(request, [this, alive, id, fault, &world](Response response) {
          if (fault == Fault::answer_lost) return;
          world.at(world.now + 5, [this, alive, id, response] {
            if (*alive && up) finish(id, {}, response);
          });
        });
      });
    }
    return id;
  }
  void cancel(std::uint32_t request) override { open_.erase(request); }
  bool online() const override { return up; }
  [[nodiscard]] std::size_t streams() const {
    return static_cast<std::size_t>(std::count_if(open_.begin(), open_.end(), [](auto const& each) { return each.second.request.stream; }));
  }

  bool up = true;
  std::function<Fault(Request const&)> decide;
  std::function<void(Request const&)> observe;
  Response replacement;
  std::size_t requests = 0;

 private:
  struct Open {
    Done done;
    Request request;
    double deadline = 0;
  };
  /// Ends it when it has not been answered, or a stream has told nothing, for too long.
  void watch(std::uint32_t id) {
    world_.at(open_[id].deadline, guarded([this, id] {
      auto const found = open_.find(id);
      if (found == open_.end()) return;
      if (found->second.deadline > world_.now) return watch(id);
      finish(id, {port::Fault::timeout, "timeout"}, {});
    }));
  }
  std::function<void()> guarded(std::function<void()> then) {
    return [alive = alive_, then] {
      if (*alive) then();
    };
  }
  void finish(std::uint32_t id, port::Outcome outcome, Response response) {
    auto const found = open_.find(id);
    if (found == open_.end()) return;
    if (response.more) {
      found->second.deadline = world_.now + found->second.request.timeout_ms;
      Done const done = found->second.done;
      return done(outcome, std::move(response));
    }
    Open const open = std::move(found->second);
    open_.erase(found);
    if (!open.request.stream && response.body.size() > open.request.max_bytes) {
      outcome = {port::Fault::too_long, "the answer is longer than that"};
      response = {};
    }
    open.done(outcome, std::move(response));
  }
  World& world_;
  Server& server_;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
  std::map<std::uint32_t, Open> open_;
  std::uint32_t last_ = 0;
};

/// Of a stream.
inline port::Http::Response piece(std::string const& text) {
  return {200, {{"content-type", "text/event-stream;charset=UTF-8"}}, port::Bytes(text.begin(), text.end()), true};
}

inline port::Http::Response reply(int status, std::string const& body) {
  return {status, {{"content-type", "application/json"}}, port::Bytes(body.begin(), body.end()), false};
}

}  // namespace saddlebag::sync_test
