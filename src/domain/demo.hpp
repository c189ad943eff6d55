#pragma once
#include <memory>

#include "model/kinds.hpp"
#include "store/store.hpp"

namespace saddlebag {

struct DemoOptions {
  std::size_t customers = 400;
  std::uint64_t seed = 1;    ///< equal options make equal data, ids included
  int chinese_percent = 60;  ///< of the customers; the others are English
  /// Among them are some whose story can be followed: a big deal that is lost, one that is rescued, one that stands still,
  /// and two conflicts to resolve. Their colleagues have names that stay.
  bool story = false;
  bool english = false;      ///< the story, and the one whose day is prepared
  Date today;
  int utc_offset_minutes = 0;
};

/// Fills a store with invented but believable data: two companies' worth of colleagues and products, customers
/// with contacts, deals of the last two years, what was done and is to be done, notes and leads. Made from
/// the recipes in assets/demo. Up to a few thousand customers each has several deals; beyond, the numbers
/// of deals (10,000), activities (20,000) and notes (5,000) grow no further, or slowly.
///
/// Applied with Cause::seed: not undone, not sent, not journaled; persist by compacting afterwards.
class DemoSeeder {
 public:
  DemoSeeder(Store& store, DemoOptions const& options);
  ~DemoSeeder();

  /// Makes one slice of about 2,000 records at most; false when there is nothing left to make, or on an error.
  bool step();
  /// 0..1
  [[nodiscard]] double progress() const;
  [[nodiscard]] Status const& status() const;
  /// The colleague whose day is prepared: visits and tasks of today are theirs.
  [[nodiscard]] Id<User> protagonist() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace saddlebag
