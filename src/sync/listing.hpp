#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "model/field.hpp"

namespace saddlebag::sync {

/// The order in which kinds depend on each other: what is referred to before what refers to it. The places are kept in
/// cursors: new kinds come last.
inline constexpr std::array kDependencyOrder{Kind::custom_field, Kind::user,     Kind::pipeline, Kind::stage,
                                             Kind::product,      Kind::customer, Kind::contact,  Kind::lead,
                                             Kind::opportunity,  Kind::activity, Kind::note,
                                             Kind::saved_view,   Kind::attachment};
static_assert(kDependencyOrder.size() == kKindCount);

inline std::size_t dependency_rank(Kind kind) {
  return static_cast<std::size_t>(std::find(kDependencyOrder.begin(), kDependencyOrder.end(), kind) -
                                  kDependencyOrder.begin());
}

/// A place in what the backend lists, collection after collection and page after page; the cursor of every backend
/// that has no feed of changes. Times are the server's, in milliseconds since 1970.
struct Listing {
  /// What is kept of one collection from round to round.
  struct Mark {
    std::int64_t seen = 0;  ///< of the latest record seen
    std::string link;       ///< a delta link
    std::int64_t fed = 0;   ///< of the latest deletion that the feed of them told
  };
  std::size_t rank = 0;        ///< of the collection
  std::uint32_t page = 0;      ///< from 0, of this question
  std::string next;            ///< cursor or link of the next page
  std::int64_t since = 0;      ///< of this question
  std::int64_t high = 0;       ///< latest record of this collection in this round
  bool feed = false;           ///< asks for deletions; after the records of each collection
  bool full = true;            ///< a round through everything, not only what changed
  bool begun = false;          ///< the round has had its first page
  std::int64_t swept = 0;      ///< when the last full round ended, by this device's clock
  std::map<std::size_t, Mark> marks;

  static Listing parse(std::string_view text);
  [[nodiscard]] std::string to_string() const;
  /// A sweep through everything has its first page next.
  [[nodiscard]] bool at_start() const { return full && !begun; }
};

}  // namespace saddlebag::sync
