#include "store/trail.hpp"

#include <algorithm>

namespace saddlebag {
namespace {

constexpr std::size_t kLongest = 120;  ///< bytes of a text that is told
constexpr std::size_t kSlack = Trail::kMost / 16;

bool is_told(Cause cause) {
  return cause == Cause::edit || cause == Cause::bulk || cause == Cause::undo || cause == Cause::redo || cause == Cause::pull ||
         cause == Cause::resolve || cause == Cause::merge;
}

bool is_told(Kind kind) {
  return kind == Kind::customer || kind == Kind::contact || kind == Kind::opportunity || kind == Kind::lead;
}

bool is_long(Value value) { return value.shape() == Shape::text && value.as_text().size() > kLongest; }

}  // namespace

struct Trail::Kept {
  std::vector<Step> steps;

  void saw(Transaction const& transaction);
};

void Trail::Kept::saw(Transaction const& transaction) {
  if (!is_told(transaction.cause)) return;
  std::vector<Uuid> whole;  // records that begin or end here
  transaction.for_each([&](Change const& change) {
    if (change.action != Action::set && is_told(change.kind)) whole.push_back(change.record);
  });
  std::sort(whole.begin(), whole.end());
  transaction.for_each([&](Change const& change) {
    if (change.action != Action::set || !is_told(change.kind)) return;
    if (std::binary_search(whole.begin(), whole.end(), change.record)) return;
    bool const untold = is_long(change.before) || is_long(change.after);
    steps.push_back({change.kind, change.record, std::string(change.field), untold ? Value() : change.before, untold ? Value() : change.after,
                     transaction.time, transaction.author});
  });
  // Some at once, so that forgetting costs next to nothing per change, and few, so that memory stays flat.
  if (steps.size() > kMost + kSlack) steps.erase(steps.begin(), steps.end() - static_cast<std::ptrdiff_t>(kMost));
}

Trail::Trail(Store& store) : kept_(std::make_shared<Kept>()) {
  store.observe([kept = kept_](Transaction const& transaction) { kept->saw(transaction); });
}
Trail::~Trail() = default;

std::vector<Trail::Step> const& Trail::steps() const { return kept_->steps; }

}  // namespace saddlebag
