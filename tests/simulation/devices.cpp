// Devices: starting, killing and freezing programs, and who of them leads.
#include "simulation/world.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace saddlebag::simulation {

Machine& Play::add_machine(Mutation mutation) {
  machines_.push_back(std::make_unique<Machine>(world_, *backend_, static_cast<unsigned>(machines_.size() + 1)));
  Machine& machine = *machines_.back();
  machine.connection = {connector_, url_, "", ""};
  machine.around.mutation = mutation;
  machine.around.kill = [this, &machine] { kill(machine); };
  machine.around.on_place = [this, &machine](std::string const& place) { saw_place(machine, place); };
  machine.line.after_page = [this] { erase_somewhere(); };
  start(machine, 0, true);
  world_.run(20);
  connect(machine);
  world_.run(3000);
  return machine;
}

void Play::start(Machine& machine, std::size_t tab, bool leads) {
  if (machine.tabs[tab]) return;
  std::uint64_t const seed = script_.seed * 1'000'003 + ++runs_;
  machine.tabs[tab] =
      std::make_unique<Tab>(world_, machine.line, machine.disk, machine.around, machine.number, seed, leads);
  machine.tabs[tab]->network.up = !machine.offline;
  machine.tabs[tab]->storage.announce = [&machine, tab](std::vector<std::string> const& keys) {
    if (Tab* const other = machine.tabs[1 - tab].get()) other->storage.foreign(keys);
  };
  if (leads) machine.leader = tab;
}

/// What the person was shown as saved, and what was durable when the program ended before it could tell.
void Play::note_saved(Machine& machine) {
  for (auto const& tab : machine.tabs) {
    if (tab) ledger_.acknowledge(tab->run, std::max(tab->persistence.saved_through(), tab->storage.durable_through));
  }
}

void Play::kill(Machine& machine) {
  note_saved(machine);
  std::set<std::string> at_server;
  for (auto const& [key, doc] : backend_->living()) at_server.merge(values_in(doc.dump()));
  for (auto& tab : machine.tabs) {
    if (tab) ledger_.ended(tab->run, machine.line.sent, at_server);
    tab.reset();
  }
  machine.around.kill_within.reset();
  machine.around.kill_after.reset();
  later(30, [this, &machine] {
    if (!machine.leading()) start(machine, machine.leader, true);
  });
}

void Play::connect(Machine& machine) {
  Tab* const tab = machine.leading();
  if (tab && tab->opened) (void)tab->engine.configure(machine.connection);
}

/// A checkpoint has become durable.
void Play::saw_place(Machine& machine, std::string const& place) {
  auto const json = nlohmann::json::parse(place, nullptr, false);
  if (!json.is_object()) return;
  std::string const backend = json.value("backend", ""), cursor = json.value("cursor", "");
  auto const at = backend_->watermark(cursor);
  if (!at) return;
  bool const back = backend == machine.place_backend && *at < machine.place && !machine.shared;
  if (back && !broken_) {
    broken_ = Failure{kWatermark, "device " + std::to_string(machine.number) + ": from " +
                                      std::to_string(machine.place) + " to " + std::to_string(*at)};
  }
  machine.place_backend = backend;
  machine.place = *at;
}

void Play::give_lead(Machine& machine, std::size_t tab) {
  if (!machine.tabs[tab]) return;
  if (machine.tabs[1 - tab]) machine.tabs[1 - tab]->lead(false);
  machine.leader = tab;
  machine.tabs[tab]->lead(true);
}

/// The tab stands still; the other one takes the lead, and for a moment after thawing both believe that they lead.
void Play::freeze(Machine& machine, double ms) {
  Tab* const tab = machine.leading();
  if (!tab || tab->gate.frozen) return;
  tab->gate.frozen = true;
  std::size_t const old = machine.leader;
  later(ms / 2, [&machine, old] {
    if (!machine.tabs[1 - old] || machine.leader != old) return;
    machine.shared = true;
    machine.leader = 1 - old;
    machine.tabs[machine.leader]->lead(true);
  });
  later(ms, [this, &machine, old, run = tab->run] {
    Tab* const thawed = machine.tabs[old].get();
    if (!thawed || thawed->run != run) return;
    thawed->gate.thaw();
    later(200, [&machine, old] {
      if (machine.tabs[old] && machine.leader != old) machine.tabs[old]->lead(false);
    });
  });
}

void Play::two_leaders(Machine& machine, double ms) {
  machine.shared = true;
  std::size_t const other = 1 - machine.leader;
  if (!machine.leading()) return;
  if (!machine.tabs[other]) start(machine, other, false);
  world_.run(10);
  if (machine.tabs[other]) machine.tabs[other]->lead(true);
  later(ms, [&machine] {
    if (machine.tabs[1 - machine.leader]) machine.tabs[1 - machine.leader]->lead(false);
  });
}

/// Unless the faults have stopped by then.
void Play::later(double ms, std::function<void()> then) {
  world_.at(world_.now + ms, [this, then = std::move(then)] {
    if (!calm_) then();
  });
}

}  // namespace saddlebag::simulation
