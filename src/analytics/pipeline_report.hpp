#pragma once
#include <span>
#include <vector>

#include "model/kinds.hpp"
#include "store/store.hpp"

namespace saddlebag {

/// Exact sums of money, one per currency, in alphabetical order of their codes.
class MoneySums {
 public:
  /// An amount without a currency counts for nothing.
  void add(Money amount);
  void add(MoneySums const& other);
  /// Zero where nothing was added in that currency.
  [[nodiscard]] Money of(Currency currency) const;
  [[nodiscard]] std::span<Money const> all() const { return sums_; }
  [[nodiscard]] bool empty() const { return sums_.empty(); }

 private:
  std::vector<Money> sums_;
};

struct DealTotals {
  std::size_t count = 0;
  MoneySums amount;
  MoneySums weighted;  ///< each deal's amount times its effective probability, rounded, then added
};

struct StageTotals {
  Id<Stage> stage;  ///< empty: the deals without a stage
  Outcome outcome = Outcome::open;
  DealTotals totals;
};

/// What a funnel, a board or `saddlebag report pipeline` shows.
struct PipelineReport {
  /// Every stage by the position of its pipeline and its own, also where it holds no deal; then the deals without
  /// a stage, where there are such.
  std::vector<StageTotals> stages;
  DealTotals open, won, lost, all;
  /// Null where the stage is not part of the report.
  [[nodiscard]] StageTotals const* find(Id<Stage> stage) const;
};

/// Over all deals, or those of one pipeline.
PipelineReport pipeline_report(Store const& store, Id<Pipeline> pipeline = {});
/// Over the given rows of the table of deals, as a query answers them.
PipelineReport pipeline_report(Store const& store, std::span<Row const> deals, Id<Pipeline> pipeline = {});

}  // namespace saddlebag
