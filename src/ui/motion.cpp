#include "ui/motion.hpp"

#include <algorithm>
#include <limits>
#include <vector>

#include "ui/theme/theme.hpp"

namespace saddlebag::ui {
namespace {

constexpr double kDuration = 0.15;
constexpr double kNever = std::numeric_limits<double>::infinity();

struct Motion {
  ImGuiID id;
  int last_frame;
  float from, to;
  double start;

  [[nodiscard]] float at(double time) const {
    float const t = static_cast<float>(std::clamp((time - start) / kDuration, 0.0, 1.0));
    float const eased = 1 - (1 - t) * (1 - t) * (1 - t);
    return from + (to - from) * eased;
  }
};

double the_end = 0;
double the_wake = kNever;
std::vector<Motion> motions;  // few: only what is not at rest at 0

void forget_unused(int frame) {
  std::erase_if(motions, [frame](Motion const& motion) { return motion.last_frame + 1 < frame; });
}

}  // namespace

void keep_drawing(double seconds) { the_end = std::max(the_end, ImGui::GetTime() + seconds); }

void wake_after(double seconds) {
  if (the_wake <= ImGui::GetTime()) the_wake = kNever;
  the_wake = std::min(the_wake, ImGui::GetTime() + seconds);
}

double drawing_until() { return the_end; }

double next_wake() { return the_wake <= ImGui::GetTime() ? kNever : the_wake; }

float animate(ImGuiID id, float target) {
  int const frame = ImGui::GetFrameCount();
  double const now = ImGui::GetTime();
  auto found = std::find_if(motions.begin(), motions.end(), [id](Motion const& motion) { return motion.id == id; });
  if (found == motions.end()) {
    if (target == 0) return 0;
    forget_unused(frame);
    motions.push_back({id, frame, 0, target, now});
    found = motions.end() - 1;
  } else if (found->last_frame + 1 < frame) {  // it was gone in between: begins anew
    *found = {id, frame, 0, target, now};
  } else if (found->to != target) {
    *found = {id, frame, found->at(now), target, now};
  }
  found->last_frame = frame;
  if (appearance().reduced_motion) return target;
  float const value = found->at(now);
  if (now < found->start + kDuration) keep_drawing(found->start + kDuration - now);
  else if (target == 0) motions.erase(found);
  return value;
}

}  // namespace saddlebag::ui
