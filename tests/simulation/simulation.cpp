#include "simulation/simulation.hpp"

#include <algorithm>

#include "simulation/world.hpp"

namespace saddlebag::simulation {
namespace {

constexpr double kYearMs = 366.0 * 86'400'000;
constexpr int kMostRounds = 80;
constexpr double kRoundMs = 20'000;
constexpr int kRestRounds = 8;  // longer than an idle device waits before it looks at a backend that cannot tell of changes

}  // namespace

Play::Play(Script const& script, Mutation mutation)
    : script_(script), backend_(make_backend(script.family)), connector_(connector_of(script.family)),
      url_(url_of(script.family)) {
  backend_->now_ms = [this] { return world_.now; };
  backend_->raced = [this](Backend::Json const& before, Backend::Json const& after) {
    auto lost = values_in(before.dump());
    for (std::string const& value : values_in(after.dump())) lost.erase(value);
    ledger_.excuse(lost);
  };
  for (std::uint32_t i = 0; i < script.devices; ++i) add_machine(mutation);
}

void Play::step(Step const& step) {
  Machine& machine = *machines_[step.device % machines_.size()];
  Tab* const tab = machine.leading();
  switch (step.act) {
    case Act::compact:
      if (tab && tab->opened && !tab->gate.frozen) tab->persistence.compact([](Status const&) {});
      break;
    case Act::restart:
      if (tab && tab->persistence.state() == Persistence::State::saved) kill(machine);
      break;
    case Act::open_tab: {
      std::size_t const other = 1 - machine.leader;
      note_saved(machine);
      if (machine.tabs[other]) machine.tabs[other].reset();
      else if (tab && !tab->gate.frozen) start(machine, other, false);
      break;
    }
    case Act::hand_over:
      if (machine.tabs[1 - machine.leader] && tab && !tab->gate.frozen) give_lead(machine, 1 - machine.leader);
      break;
    case Act::other_edit:
    case Act::other_erase:
    case Act::schema: elsewhere(step); break;
    default:
      if (step.act >= kFirstFault) fault(machine, step);
      else deed(machine, step);
  }
  world_.run(step.wait_ms);
}

void Play::fault(Machine& machine, Step const& step) {
  double const ms = step.b * 100.0;
  switch (step.act) {
    case Act::offline:
      machine.offline = true;
      for (auto const& tab : machine.tabs) {
        if (tab) tab->network.up = false;
      }
      later(ms, [&machine] {
        machine.offline = false;
        for (auto const& tab : machine.tabs) {
          if (tab) tab->network.up = true;
        }
      });
      break;
    case Act::forbidden:
      machine.line.forbidden = true;
      later(ms, [&machine] { machine.line.forbidden = false; });
      break;
    case Act::poisoned:
      for (auto const& each : machines_) {
        if (auto const born = born_.find(step.a); born != born_.end()) each->line.poison.insert(born->second.made);
      }
      break;
    case Act::expired:
      machine.line.expired = true;
      later(ms + 1000, [this, &machine] {
        machine.line.expired = false;
        connect(machine);
      });
      break;
    case Act::late_commits:
      backend_->commit_late(true);
      later(std::min(ms, 10'000.0), [this] { backend_->commit_late(false); });
      break;
    case Act::same_moment:
      backend_->stop_clock(true);
      later(ms, [this] { backend_->stop_clock(false); });
      break;
    case Act::clock_back: backend_->step_clock_back(); break;
    default:
      if (step.act < Act::offline) machine.line.arm(step);
      else device_fault(machine, step, ms);
  }
}

void Play::device_fault(Machine& machine, Step const& step, double ms) {
  Circumstances& around = machine.around;
  switch (step.act) {
    case Act::kill: kill(machine); break;
    case Act::kill_in_write: around.kill_within = around.asked + 1 + step.b % 4; break;
    case Act::kill_after_write: around.kill_after = around.written + 1 + step.b % 4; break;
    case Act::slow_storage: around.storage_ms = 1 + step.b * 4.0; break;
    case Act::storage_full:
      around.storage_full = true;
      later(ms, [&around] { around.storage_full = false; });
      break;
    case Act::storage_lost: around.storage_lost = true; break;
    case Act::frozen: freeze(machine, ms); break;
    case Act::two_leaders: two_leaders(machine, ms); break;
    case Act::device_clock:
      around.clock_skew_ms = static_cast<std::int64_t>(kYearMs) * (static_cast<int>(step.b % 3) - 1);
      break;
    case Act::time_zone: around.zone_minutes = static_cast<int>(step.b % 27) * 60 - 720; break;
    case Act::account:
      machine.connection.user = "user" + std::to_string(step.b % 3);
      connect(machine);
      break;
    default: break;
  }
}

// The end -------------------------------------------------------------------------------------------

void Play::stop_faults() {
  calm_ = true;
  backend_->commit_late(false);
  backend_->stop_clock(false);
  for (auto const& machine : machines_) {
    machine->line.clear();
    machine->line.expired = machine->offline = false;
    Circumstances& around = machine->around;
    around.storage_full = false;
    around.kill_within.reset();
    around.kill_after.reset();
    around.storage_ms = 1;
    for (std::size_t i = 0; i < 2; ++i) {
      if (!machine->tabs[i]) continue;
      machine->tabs[i]->network.up = true;
      machine->tabs[i]->gate.thaw();
      if (i != machine->leader) machine->tabs[i]->lead(false);
    }
  }
}

/// What a person does where the program asks for it.
void Play::help(Machine& machine) {
  Tab* const tab = machine.leading();
  if (!tab) return start(machine, machine.leader, true);
  if (!tab->opened) {  // it works without storage, and says so
    note_saved(machine);
    machine.tabs[machine.leader].reset();
    return start(machine, machine.leader, true);
  }
  if (auto& other = machine.tabs[1 - machine.leader]; other && !other->opened) {  // as does that one
    note_saved(machine);
    other.reset();
  }
  SyncStatus const status = tab->engine.status();
  if (status.state == SyncState::off || status.state == SyncState::unauthorized) return connect(machine);
  if (!status.dead.empty()) tab->engine.sync_now();
}

bool Play::at_rest(Machine& machine) {
  Tab* const tab = machine.leading();
  if (!tab || tab->persistence.state() != Persistence::State::saved) return false;
  for (auto const& each : machine.tabs) {
    if (each && each->persistence.state() != Persistence::State::saved) return false;
  }
  SyncStatus const status = tab->engine.status();
  return status.state == SyncState::idle && status.queued == 0 && status.dead.empty();
}

bool Play::come_to_rest() {
  stop_faults();
  int resting = 0;
  for (int round = 0; round < kMostRounds; ++round) {
    for (auto const& machine : machines_) help(*machine);
    world_.run(kRoundMs);
    bool const calm = std::all_of(machines_.begin(), machines_.end(), [&](auto const& each) { return at_rest(*each); });
    if (!calm) {
      resting = 0;
      continue;
    }
    std::string const first = sync_test::everything(machines_[0]->leading()->store);
    bool const equal = std::all_of(machines_.begin(), machines_.end(), [&](auto const& each) {
      return sync_test::everything(each->leading()->store) == first;
    });
    resting = equal ? resting + 1 : 0;
    if (resting >= kRestRounds) return true;
  }
  return std::all_of(machines_.begin(), machines_.end(), [&](auto const& each) { return at_rest(*each); });
}

std::string Play::state_of(Machine& machine) {
  Tab* const tab = machine.leading();
  std::string text = "device " + std::to_string(machine.number) + ": ";
  if (!tab) return text + "off";
  SyncStatus const status = tab->engine.status();
  text += "state " + std::to_string(static_cast<int>(status.state)) + ", queued " + std::to_string(status.queued) +
          ", storage " + std::to_string(static_cast<int>(tab->persistence.state())) + " " +
          tab->persistence.failure().detail + ", " + status.error.detail + "\n";
  for (DeadLetter const& letter : status.dead) text += "  dead: " + to_string(letter.record) + " " + letter.reason + "\n";
  std::size_t const from = status.log.size() > 12 ? status.log.size() - 12 : 0;
  for (std::size_t i = from; i < status.log.size(); ++i) text += "  " + status.log[i].text + "\n";
  return text;
}

/// A device that joins now gets what the server has.
std::optional<Failure> Play::compare() {
  Machine& fresh = add_machine(Mutation::none);
  for (int round = 0; round < kMostRounds && !at_rest(fresh); ++round) world_.run(kRoundMs);
  std::string const wanted = sync_test::everything(fresh.leading()->store);
  for (auto const& machine : machines_) {
    for (auto const& tab : machine->tabs) {
      if (!tab) continue;
      std::string const have = sync_test::everything(tab->store);
      if (have == wanted) continue;
      return Failure{kEqual, state_of(*machine) + "device " + std::to_string(machine->number) + " has\n" + have +
                                 "\nthe server has\n" + wanted};
    }
  }
  return std::nullopt;
}

std::optional<Failure> Play::judge(bool rested) {
  if (broken_) return broken_;
  if (!rested) {
    std::string all;
    for (auto const& machine : machines_) all += state_of(*machine);
    return Failure{kDrains, all};
  }
  for (auto const& machine : machines_) note_saved(*machine);
  std::map<std::string, int> made;
  for (auto const& [key, doc] : backend_->living()) {
    for (std::string const& value : values_in(doc.value(key.kind == Kind::customer ? "address" : "department", ""))) {
      if (++made[value] > 1) return Failure{kDuplicate, sync::to_string(key) + " " + value};
    }
  }
  auto const lost = ledger_.lost(all_visible(machines_[0]->leading()->store));
  if (!lost.empty()) {
    std::string all;
    for (std::string const& line : lost) all += line + "\n";
    return Failure{kLost, all};
  }
  return compare();
}

std::optional<Failure> play(Script const& script, Mutation mutation) {
  Play world(script, mutation);
  for (Step const& step : script.steps) world.step(step);
  return world.judge(world.come_to_rest());
}

}  // namespace saddlebag::simulation
