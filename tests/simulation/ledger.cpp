#include "simulation/ledger.hpp"

#include <algorithm>
#include <utility>

namespace saddlebag::simulation {

void Ledger::add(std::string what, std::string value, std::set<std::string> const& covered, std::uint64_t run,
                 std::uint64_t sequence) {
  std::size_t const index = deeds_.size();
  for (std::string const& seen : covered) {
    if (auto const found = by_value_.find(seen); found != by_value_.end()) deeds_[found->second].covered_by.push_back(index);
  }
  if (!value.empty()) by_value_[value] = index;
  deeds_.push_back({std::move(what), std::move(value), run, sequence, run == 0, {}, covered});
}

void Ledger::acknowledge(std::uint64_t run, std::uint64_t sequence) {
  for (Deed& deed : deeds_) {
    if (deed.run == run && deed.sequence <= sequence) deed.acknowledged = true;
  }
}

void Ledger::ended(std::uint64_t run, std::set<std::string> const& sent, std::set<std::string> const& at_server) {
  auto const in = [](std::set<std::string> const& all) { return [&all](std::string const& value) { return all.contains(value); }; };
  for (Deed& deed : deeds_) {
    if (deed.run != run || deed.acknowledged || !deed.value.empty()) continue;
    auto const& covers = deed.covers;
    deed.acknowledged = std::any_of(covers.begin(), covers.end(), in(sent)) &&
                        std::none_of(covers.begin(), covers.end(), in(at_server));
  }
}

/// Its value is there, or something durable has taken its place.
bool Ledger::stands(std::size_t index, std::set<std::string> const& live, std::map<std::size_t, bool>& known) const {
  if (auto const found = known.find(index); found != known.end()) return found->second;
  Deed const& deed = deeds_[index];
  bool fine = live.contains(deed.value) || excused_.contains(deed.value);
  for (std::size_t const next : deed.covered_by) {
    if (fine) break;
    fine = deeds_[next].acknowledged || stands(next, live, known);
  }
  return known[index] = fine;
}

std::vector<std::string> Ledger::lost(std::set<std::string> const& live) const {
  std::vector<std::string> lines;
  std::map<std::size_t, bool> known;
  for (std::size_t i = 0; i < deeds_.size(); ++i) {
    Deed const& deed = deeds_[i];
    if (deed.acknowledged && !deed.value.empty() && !stands(i, live, known)) lines.push_back(deed.what);
  }
  return lines;
}

std::set<std::string> values_in(std::string const& text) {
  std::set<std::string> values;
  for (std::size_t at = text.find('<'); at != std::string::npos; at = text.find('<', at + 1)) {
    std::size_t const end = text.find_first_not_of("0123456789", at + 1);
    if (end != std::string::npos && end > at + 1 && text[end] == '>') values.insert(text.substr(at, end - at + 1));
  }
  return values;
}

}  // namespace saddlebag::simulation
