#pragma once
#include <deque>
#include <functional>
#include <set>
#include <string>

#include "simulation/backend.hpp"
#include "simulation/script.hpp"

namespace saddlebag::simulation {

/// The way from one device to the backend, with all that goes wrong on it.
class Line final : public sync_test::Server {
 public:
  using Http = port::Http;
  Line(sync_test::World& world, Backend& backend, unsigned device)
      : world_(world), backend_(backend), device_(device) {}

  void handle(Http::Request const& request, Answer answer) override;
  /// The next request that `step.a` aims at suffers `step.act`.
  void arm(Step const& step) { armed_.push_back(step); }
  /// Nothing goes wrong any more.
  void clear();

  bool forbidden = false, expired = false;
  std::set<std::string> poison;                       ///< texts that the backend refuses
  std::set<std::string> sent;                         ///< values in what has reached the backend, and in what it erased
  std::function<void()> after_page = [] {};           ///< another client works between two pages

 private:
  void suffer(Step const& step, Http::Request const& request, Answer answer);
  void pass(Http::Request const& request, Answer answer, bool stale = false);
  [[nodiscard]] bool is_poisoned(Http::Request const& request) const;
  sync_test::World& world_;
  Backend& backend_;
  unsigned device_;
  std::deque<Step> armed_;
};

/// One of the refusals that are worth trying again, and 403; Retry-After comes as seconds and as a date.
port::Http::Response refusal(std::uint32_t which, double now_ms);

}  // namespace saddlebag::simulation
