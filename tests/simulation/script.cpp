#include "simulation/script.hpp"

#include <algorithm>
#include <array>
#include <sstream>

#include "base/random.hpp"

namespace saddlebag::simulation {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(Act::count_)> kNames{
    "create",          "edit",          "erase",         "resolve",      "compact",          "restart",
    "open_tab",        "hand_over",     "other_edit",    "other_erase",  "request_lost",     "answer_lost",
    "request_late",    "answer_late",   "request_doubled", "refused",    "refused_after",    "web_page",
    "error_body",      "truncated",     "hostile",       "part_of_batch", "rows_deleted",    "offline",
    "forbidden",       "poisoned",      "expired",       "late_commits", "same_moment",      "clock_back",
    "schema",          "kill",          "kill_in_write", "kill_after_write", "slow_storage", "storage_full",
    "storage_lost",    "frozen",        "two_leaders",   "device_clock", "time_zone",        "account"};
static_assert(kNames.back() == "account");

/// How often people do what, out of their total.
constexpr std::uint32_t kWeights[] = {6, 16, 2, 4, 1, 1, 1, 1, 2, 1};
static_assert(std::size(kWeights) == static_cast<std::size_t>(kFirstFault));

Act draw_deed(SeededRandom& random) {
  std::uint32_t total = 0;
  for (std::uint32_t const weight : kWeights) total += weight;
  std::uint64_t left = random.below(total);
  std::size_t index = 0;
  while (left >= kWeights[index]) left -= kWeights[index++];
  return static_cast<Act>(index);
}

/// Mostly the few milliseconds in which things are under way, sometimes long enough for them to end.
std::uint32_t draw_wait(SeededRandom& random) {
  switch (random.below(8)) {
    case 0: return static_cast<std::uint32_t>(random.below(6000));
    case 1:
    case 2: return static_cast<std::uint32_t>(random.below(700));
    case 3:
    case 4: return 0;
    default: return static_cast<std::uint32_t>(random.below(40));
  }
}

}  // namespace

std::string_view name_of(Act act) { return kNames[static_cast<std::size_t>(act)]; }

Script make_script(std::string family, std::uint64_t seed, std::size_t steps, std::vector<Act> faults) {
  SeededRandom random(seed * 0x9e3779b97f4a7c15 + 1);
  Script script{std::move(family), seed, static_cast<std::uint32_t>(1 + random.below(3)), {}};
  bool const chosen = !faults.empty();
  std::uint64_t const rarity = 1 + random.below(6);
  for (std::size_t i = static_cast<std::size_t>(kFirstFault); i < static_cast<std::size_t>(Act::count_); ++i) {
    if (random.below(rarity) == 0 && !chosen) faults.push_back(static_cast<Act>(i));
  }
  std::uint32_t records = 0;
  while (script.steps.size() < steps) {
    Step step;
    bool const fault = !faults.empty() && random.below(10) < 3;
    step.act = fault ? faults[random.below(faults.size())] : draw_deed(random);
    step.device = static_cast<std::uint32_t>(random.below(script.devices));
    step.b = static_cast<std::uint32_t>(random.below(256));
    step.wait_ms = draw_wait(random);
    if (step.act == Act::create) {
      step.a = records++;
      step.b = random.below(3) == 0 ? static_cast<std::uint32_t>(random.below(records)) : 0;
    } else {
      // The last ones are worked on most.
      std::uint64_t const back = random.below(2) ? random.below(4) : random.below(records + 1);
      step.a = records > back ? records - 1 - static_cast<std::uint32_t>(back) : 0;
    }
    script.steps.push_back(step);
  }
  return script;
}

std::string to_text(Script const& script) {
  std::ostringstream out;
  out << script.family << ' ' << script.seed << ' ' << script.devices;
  for (Step const& step : script.steps) {
    out << "; " << name_of(step.act) << ' ' << step.device << ' ' << step.a << ' ' << step.b << ' ' << step.wait_ms;
  }
  return out.str();
}

std::optional<Script> parse_script(std::string_view text) {
  std::string spaced(text);
  std::replace(spaced.begin(), spaced.end(), ';', ' ');
  std::istringstream in(spaced);
  Script script;
  if (!(in >> script.family >> script.seed >> script.devices) || script.devices == 0) return std::nullopt;
  for (std::string word; in >> word;) {
    auto const found = std::find(kNames.begin(), kNames.end(), word);
    Step step;
    if (found == kNames.end() || !(in >> step.device >> step.a >> step.b >> step.wait_ms)) return std::nullopt;
    step.act = static_cast<Act>(found - kNames.begin());
    script.steps.push_back(step);
  }
  return script;
}

}  // namespace saddlebag::simulation
