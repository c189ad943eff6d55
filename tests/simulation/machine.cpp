#include "simulation/machine.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "base/bytes.hpp"
#include "store/builtin.hpp"

namespace saddlebag::simulation {

namespace {

/// An entry of the journal without the backend's ids, which stand in front of the versions.
port::Bytes without_ids(port::Bytes const& entry) {
  auto const transaction = Transaction::decode(as_text(entry));
  if (!transaction) return entry;
  Transaction stripped(transaction->cause);
  stripped.time = transaction->time;
  stripped.author = transaction->author;
  stripped.device = transaction->device;
  stripped.sequence = transaction->sequence;
  stripped.reverses = transaction->reverses;
  transaction->for_each([&](Change const& change) {
    switch (change.action) {
      case Action::create: stripped.create(change.kind, change.record); break;
      case Action::erase: stripped.erase(change.kind, change.record); break;
      case Action::set: {
        std::string_view const text = change.field == "rev" ? change.after.as_text() : std::string_view();
        Value const after = text.empty() ? change.after : Value::text(text.substr(std::min(text.find('\n'), text.size())));
        stripped.set(change.kind, change.record, change.field, change.before, after);
      }
    }
  });
  return stripped.encode();
}

}  // namespace

void Gate::thaw() {
  frozen = false;
  for (auto const still = alive; *still && !frozen && !waiting.empty();) {
    auto const then = std::move(waiting.front());
    waiting.erase(waiting.begin());
    then();
  }
}

std::uint32_t TabClock::after(double ms, std::function<void()> then) {
  if (around_.mutation == Mutation::retry_on_next_edit && is_retry()) {
    swallowed_.push_back(std::move(then));
    return inner_.after(1e12, [] {});
  }
  return inner_.after(ms, [this, then = std::move(then)] { gate_.pass(then); });
}

void TabClock::ring_swallowed() {
  for (auto const& then : std::exchange(swallowed_, {})) then();
}

std::uint32_t TabHttp::send(Request request, Done done) {
  return inner_.send(std::move(request),
                     [this, done = std::move(done)](port::Outcome const& outcome, Response const& response) {
                       gate_.pass([done, outcome, response] { done(outcome, response); });
                     });
}

void TabStorage::refuse(std::function<void(port::Outcome)> done, port::Outcome why) {
  world_.at(world_.now + 1, [alive = gate_.alive, &gate = gate_, done = std::move(done), why = std::move(why)] {
    if (*alive) gate.pass([done, why] { done(why); });
  });
}

void TabStorage::open(std::string const& database, std::function<void(port::Outcome)> done) {
  around_.storage_lost = false;
  inner_.open(database, [this, done = std::move(done)](port::Outcome const& outcome) {
    gate_.pass([done, outcome] { done(outcome); });
  });
}

void TabStorage::read(Area area, std::string from, std::string to,
                      std::function<void(port::Outcome, std::vector<Entry>)> done) {
  if (around_.storage_lost) {
    return refuse([done](port::Outcome const& why) { done(why, {}); }, {port::Fault::lost, "connection lost"});
  }
  inner_.takes_ms = around_.storage_ms;
  inner_.read(area, std::move(from), std::move(to),
              [this, done = std::move(done)](port::Outcome const& outcome, std::vector<Entry> const& entries) {
                gate_.pass([done, outcome, entries] { done(outcome, entries); });
              });
}

void TabStorage::commit(Batch batch, std::function<void(port::Outcome)> done) {
  if (around_.storage_lost) return refuse(std::move(done), {port::Fault::lost, "connection lost"});
  if (around_.storage_full) return refuse(std::move(done), {port::Fault::full, "quota"});
  inner_.takes_ms = around_.storage_ms;
  if (around_.kill_within == ++around_.asked) {
    world_.at(world_.now + around_.storage_ms / 2, [kill = around_.kill] { kill(); });
  }
  if (around_.mutation == Mutation::checkpoint_before_page) {
    Batch early;
    std::erase_if(batch.puts, [&](Put& put) {
      bool const checkpoint = put.area == Area::meta && put.key == "sync.place";
      if (checkpoint) early.puts.push_back(put);
      return checkpoint;
    });
    if (!early.puts.empty()) {
      inner_.takes_ms = around_.storage_ms / 2;
      inner_.commit(std::move(early), [](port::Outcome const&) {});
      inner_.takes_ms = around_.storage_ms + 300;
    }
  }
  if (around_.mutation == Mutation::id_map_not_durable) {
    for (Put& put : batch.puts) {
      if (put.area == Area::journal) put.bytes = without_ids(put.bytes);
    }
  }
  Batch const copy = batch;
  inner_.commit(std::move(batch), [this, copy, done = std::move(done)](port::Outcome const& outcome) {
    written(copy, done, outcome);
  });
}

void TabStorage::written(Batch const& batch, std::function<void(port::Outcome)> const& done,
                         port::Outcome const& outcome) {
  std::vector<std::string> keys;
  for (Put const& put : batch.puts) {
    if (put.area == Area::journal) {
      keys.push_back(put.key);
      durable_through = std::max<std::uint64_t>(durable_through, std::strtoull(put.key.substr(0, 16).c_str(), nullptr, 16));
    }
    if (put.area == Area::meta && put.key == "sync.place") around_.on_place(std::string(as_text(put.bytes)));
  }
  if (around_.kill_after == ++around_.written) {
    world_.at(world_.now, [kill = around_.kill] { kill(); });
    return;
  }
  if (!keys.empty()) announce(std::move(keys));
  gate_.pass([done, outcome] { done(outcome); });
}

void TabStorage::foreign(std::vector<std::string> const& keys) {
  gate_.pass([this, keys] {
    if (tell_) tell_(keys);
  });
}

Tab::Tab(World& world, Line& line, sync_test::Disk& disk, Circumstances& around, std::uint64_t device,
         std::uint64_t seed, bool leads)
    : clock(world, gate, around), random(seed), network(world, line), http(network, gate),
      storage(world, disk, gate, around), persistence(store, storage), run(seed) {
  store.identify({{}, device, [this] { return Instant{clock.unix_ms()}; }});
  store.set_random([this] { return random.bits(); });
  clock.is_retry = [this] {
    SyncState const state = engine.status().state;
    return !editing && (state == SyncState::offline || state == SyncState::failing);
  };
  if (!leads) lead(false);
  persistence.open("test", [this](Status const& status) {
    opened = static_cast<bool>(status);
    if (store.count(Kind::pipeline) == 0) (void)store.apply(built_in_records());
    engine.start();
    frame();
  });
}

/// The program flushes in every frame.
void Tab::frame() {
  persistence.flush();
  clock.after(50, [this] { frame(); });
}

std::uint64_t Tab::apply(Transaction transaction) {
  editing = true;
  auto const applied = transaction.empty() ? Result<Store::Applied>(Error{ErrorCode::missing, {}})
                                           : store.apply(std::move(transaction));
  persistence.flush();
  clock.ring_swallowed();
  editing = false;
  return applied ? applied->sequence : 0;
}

void Tab::lead(bool leads) {
  persistence.lead(leads);
  engine.set_leader(leads);
}

}  // namespace saddlebag::simulation
