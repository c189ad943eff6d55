#pragma once
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "simulation/ledger.hpp"
#include "simulation/simulation.hpp"

namespace saddlebag::simulation {

/// A device: what outlives its programs, and up to two of them.
struct Machine {
  Machine(World& world, Backend& backend, unsigned device) : number(device), line(world, backend, device) {}
  Tab* leading() { return tabs[leader].get(); }

  unsigned number;
  sync_test::Disk disk;
  Circumstances around;
  Line line;
  sync::Connection connection;
  std::array<std::unique_ptr<Tab>, 2> tabs;
  std::size_t leader = 0;
  std::uint64_t starts = 0;
  bool offline = false, shared = false;  ///< shared: two tabs led at once, or wrote
  std::set<std::string> typed;           ///< values that its person has written here
  std::string place_backend;
  double place = 0;
};

/// Everything that a script plays in.
class Play {
 public:
  Play(Script const& script, Mutation mutation);
  void step(Step const& step);
  /// The faults stop, people sign in again and retry what was refused; true when everything has come to rest.
  bool come_to_rest();
  /// What does not hold.
  std::optional<Failure> judge(bool rested);
  std::optional<Failure> const& broken() const { return broken_; }
  World& world() { return world_; }
  Machine& machine(std::size_t index) { return *machines_[index % machines_.size()]; }

 private:
  struct Born {
    sync::RecordKey key;
    std::string made;  ///< value that only this creation has written
  };
  // devices (devices.cpp)
  Machine& add_machine(Mutation mutation);
  void start(Machine& machine, std::size_t tab, bool leads);
  void note_saved(Machine& machine);
  void kill(Machine& machine);
  void connect(Machine& machine);
  void saw_place(Machine& machine, std::string const& place);
  void give_lead(Machine& machine, std::size_t tab);
  void freeze(Machine& machine, double ms);
  void two_leaders(Machine& machine, double ms);
  void later(double ms, std::function<void()> then);
  // deeds
  Tab* acting(Machine& machine, std::uint32_t which);
  [[nodiscard]] bool is_behind(Machine& machine, Tab const& tab, sync::RecordKey key) const;
  void deed(Machine& machine, Step const& step);
  void create(Machine& machine, Tab& tab, Step const& step, std::string const& who);
  void resolve(Tab& tab, sync::RecordKey key, bool mine, std::string const& who);
  void do_deed(Tab& tab, Edit edit, std::string what, std::string value, sync::RecordKey key,
               std::set<std::string> const& replaced = {});
  void elsewhere(Step const& step);
  void erase_somewhere();
  [[nodiscard]] std::set<std::string> visible(Store const& store, sync::RecordKey key) const;
  [[nodiscard]] std::set<std::string> all_visible(Store const& store) const;
  std::string fresh() { return "<" + std::to_string(++values_) + ">"; }
  // faults
  void fault(Machine& machine, Step const& step);
  void device_fault(Machine& machine, Step const& step, double ms);
  // the end
  void stop_faults();
  void help(Machine& machine);
  [[nodiscard]] bool at_rest(Machine& machine);
  [[nodiscard]] std::string state_of(Machine& machine);
  [[nodiscard]] std::optional<Failure> compare();

  Script const& script_;
  World world_;
  std::unique_ptr<Backend> backend_;
  std::string connector_, url_;
  std::vector<std::unique_ptr<Machine>> machines_;
  std::map<std::uint32_t, Born> born_;
  Ledger ledger_;
  std::uint64_t values_ = 0, runs_ = 0;
  bool calm_ = false;
  std::optional<Failure> broken_;
};

}  // namespace saddlebag::simulation
