#pragma once
#include <memory>
#include <vector>

#include "store/store.hpp"

namespace saddlebag {

/// What was changed in customers, contacts, deals and leads, by whom and when, as far back as the journal is kept: rebuilt
/// by observing it as it is replayed, so make one before opening the persistence. What comes with a new record, or with an
/// import, is no change.
class Trail {
 public:
  struct Step {
    Kind kind;
    Uuid record;
    std::string field;         ///< by name, as in the journal
    OwnedValue before, after;  ///< both empty where the text is too long to be told
    Instant when;
    Uuid author;               ///< a User, or empty
  };
  /// So many are kept, the oldest are forgotten.
  static constexpr std::size_t kMost = 2'000;

  explicit Trail(Store& store);
  ~Trail();
  /// The oldest first.
  [[nodiscard]] std::vector<Step> const& steps() const;

 private:
  struct Kept;
  std::shared_ptr<Kept> kept_;  // shared with the observer, which the store keeps
};

}  // namespace saddlebag
