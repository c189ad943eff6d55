#pragma once
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace saddlebag::simulation {

/// What people have done, and what each of them could see when they did it. Every value is written once in a run, so
/// that it names the edit. An edit is lost where it was acknowledged, its value is nowhere to be seen, and nobody who
/// saw it has put something else in its place.
class Ledger {
 public:
  /// `value` is empty for an erasure or a choice; `covered` are the values that this put out of sight where it was
  /// done. `run` and `sequence` tell when it is acknowledged; run 0: at once.
  void add(std::string what, std::string value, std::set<std::string> const& covered, std::uint64_t run,
           std::uint64_t sequence);
  /// All up to `sequence` of a run have been shown as saved.
  void acknowledge(std::uint64_t run, std::uint64_t sequence);
  /// A run ends here. An erasure or a choice that was not saved yet took place all the same where the server, which was
  /// sent the values that it covers, has none of them any more.
  void ended(std::uint64_t run, std::set<std::string> const& sent, std::set<std::string> const& at_server);
  /// The protocol itself admits that these may be overwritten unseen.
  void excuse(std::set<std::string> const& values) { excused_.insert(values.begin(), values.end()); }
  /// One line for each lost edit, where `live` is all that can be seen in the end.
  [[nodiscard]] std::vector<std::string> lost(std::set<std::string> const& live) const;

 private:
  struct Deed {
    std::string what, value;
    std::uint64_t run, sequence;
    bool acknowledged;
    std::vector<std::size_t> covered_by;
    std::set<std::string> covers;
  };
  [[nodiscard]] bool stands(std::size_t index, std::set<std::string> const& live, std::map<std::size_t, bool>& known) const;
  std::vector<Deed> deeds_;
  std::map<std::string, std::size_t> by_value_;
  std::set<std::string> excused_;
};

/// All values of the form `<12>` in a text.
std::set<std::string> values_in(std::string const& text);

}  // namespace saddlebag::simulation
