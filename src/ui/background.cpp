#include "ui/background.hpp"

#include <algorithm>
#include <chrono>
#include <vector>

namespace saddlebag::ui {
namespace {

struct Job {
  void const* owner;
  std::function<bool()> step;
};
std::vector<Job> jobs;  // few: a list, the search box

}  // namespace

void between_frames(void const* owner, std::function<bool()> step) {
  std::erase_if(jobs, [owner](Job const& job) { return job.owner == owner; });
  jobs.push_back({owner, std::move(step)});
}

bool background_waits() { return !jobs.empty(); }

bool go_on_in_background(double ms) {
  using Clock = std::chrono::steady_clock;
  auto const end = Clock::now() + std::chrono::duration<double, std::milli>(ms);
  bool finished = false;
  while (!jobs.empty()) {
    if (jobs.front().step()) {
      jobs.erase(jobs.begin());
      finished = true;
    }
    if (Clock::now() >= end) break;
  }
  return finished;
}

}  // namespace saddlebag::ui
