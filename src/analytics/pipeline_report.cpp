#include "analytics/pipeline_report.hpp"

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

#include "base/sort.hpp"

namespace saddlebag {
namespace {

void add_deal(DealTotals& totals, Money amount, Money weighted) {
  ++totals.count;
  totals.amount.add(amount);
  totals.weighted.add(weighted);
}

/// Adds deals up, with each stage looked up but once.
class Builder {
 public:
  Builder(Store const& store, Id<Pipeline> pipeline) : pipeline_(pipeline) {
    std::vector<Place> places;
    store.for_each<Stage>([&](Stage const& stage) {
      if (!pipeline.empty() && stage.pipeline != pipeline) return;
      Pipeline const* const of = store.find(stage.pipeline);
      places.push_back({of ? of->position : 0, stage.pipeline.uuid, stage.position, &stage});
    });
    sort_items(places, [](Place const& a, Place const& b) {
      return std::tie(a.pipeline_position, a.pipeline, a.position, a.stage->id) <
             std::tie(b.pipeline_position, b.pipeline, b.position, b.stage->id);
    });
    for (Place const& place : places) {
      by_id_.push_back({place.stage->id, report_.stages.size()});
      report_.stages.push_back({{place.stage->id}, place.stage->outcome, {}});
      records_.push_back(place.stage);
    }
    sort_items(by_id_);
  }

  void add(Opportunity const& deal) {
    if (!pipeline_.empty() && deal.pipeline != pipeline_) return;
    std::size_t const at = index_of(deal.stage.uuid);
    StageTotals& stage = report_.stages[at];
    Money const weighted = percent_of(deal.amount, effective_probability(deal, records_[at]));
    add_deal(stage.totals, deal.amount, weighted);
    add_deal(totals_of(stage.outcome), deal.amount, weighted);
    add_deal(report_.all, deal.amount, weighted);
  }

  PipelineReport take() { return std::move(report_); }

 private:
  struct Place {
    std::int64_t pipeline_position;
    Uuid pipeline;
    std::int64_t position;
    Stage const* stage;
  };

  std::size_t index_of(Uuid stage) {
    auto const found = std::lower_bound(by_id_.begin(), by_id_.end(), std::pair(stage, std::size_t{0}));
    if (found != by_id_.end() && found->first == stage) return found->second;
    if (stageless_ == kNone) {
      stageless_ = report_.stages.size();
      report_.stages.push_back({});
      records_.push_back(nullptr);
    }
    return stageless_;
  }

  DealTotals& totals_of(Outcome outcome) {
    switch (outcome) {
      case Outcome::won: return report_.won;
      case Outcome::lost: return report_.lost;
      default: return report_.open;
    }
  }

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  Id<Pipeline> pipeline_;
  PipelineReport report_;
  std::vector<Stage const*> records_;                ///< of report_.stages
  std::vector<std::pair<Uuid, std::size_t>> by_id_;  ///< places in report_.stages
  std::size_t stageless_ = kNone;
};

}  // namespace

void MoneySums::add(Money amount) {
  if (amount.empty()) return;
  auto at = std::lower_bound(sums_.begin(), sums_.end(), amount.currency,
                             [](Money const& sum, Currency wanted) { return sum.currency < wanted; });
  if (at == sums_.end() || at->currency != amount.currency) at = sums_.insert(at, {0, amount.currency});
  // Broken data may hold any number; the largest there is says more than a wrapped one.
  if (__builtin_add_overflow(at->minor, amount.minor, &at->minor)) {
    at->minor = amount.minor > 0 ? std::numeric_limits<std::int64_t>::max() : std::numeric_limits<std::int64_t>::min();
  }
}

void MoneySums::add(MoneySums const& other) {
  for (Money const& sum : other.sums_) add(sum);
}

Money MoneySums::of(Currency currency) const {
  for (Money const& sum : sums_) {
    if (sum.currency == currency) return sum;
  }
  return {0, currency};
}

StageTotals const* PipelineReport::find(Id<Stage> stage) const {
  auto const found =
      std::find_if(stages.begin(), stages.end(), [&](StageTotals const& each) { return each.stage == stage; });
  return found == stages.end() ? nullptr : &*found;
}

PipelineReport pipeline_report(Store const& store, Id<Pipeline> pipeline) {
  Builder builder(store, pipeline);
  store.for_each<Opportunity>([&](Opportunity const& deal) { builder.add(deal); });
  return builder.take();
}

PipelineReport pipeline_report(Store const& store, std::span<Row const> deals, Id<Pipeline> pipeline) {
  Builder builder(store, pipeline);
  Table const& table = store.table(Kind::opportunity);
  for (Row const row : deals) {
    if (Record const* const record = table.at(row)) builder.add(*static_cast<Opportunity const*>(record));
  }
  return builder.take();
}

}  // namespace saddlebag
