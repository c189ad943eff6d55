#pragma once
#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <string_view>

#include "model/field.hpp"

namespace saddlebag::sync {

/// The order in which kinds depend on each other: what is referred to before what refers to it.
inline constexpr std::array kDependencyOrder{Kind::custom_field, Kind::user,     Kind::pipeline, Kind::stage,
                                             Kind::product,      Kind::customer, Kind::contact,  Kind::lead,
                                             Kind::opportunity,  Kind::activity, Kind::note};
static_assert(kDependencyOrder.size() == kKindCount);

inline std::size_t dependency_rank(Kind kind) {
  return static_cast<std::size_t>(std::find(kDependencyOrder.begin(), kDependencyOrder.end(), kind) -
                                  kDependencyOrder.begin());
}

/// A place in a listing of everything, kind after kind, page after page: the cursor of a backend that has no
/// feed of changes. Written `<rank>.<page>`, pages from 1.
struct Listing {
  std::size_t rank = 0;
  std::size_t page = 1;

  static Listing parse(std::string_view text) {
    Listing at;
    std::size_t const point = std::min(text.find('.'), text.size());
    std::from_chars(text.data(), text.data() + point, at.rank);
    if (point < text.size()) std::from_chars(text.data() + point + 1, text.data() + text.size(), at.page);
    if (at.rank >= kKindCount) return {};
    return at;
  }
  [[nodiscard]] std::string to_string() const { return std::to_string(rank) + "." + std::to_string(page); }
  [[nodiscard]] Kind kind() const { return kDependencyOrder[rank]; }
  [[nodiscard]] bool at_start() const { return rank == 0 && page == 1; }
  void advance(bool last_page) {
    if (!last_page) {
      ++page;
    } else {
      rank = (rank + 1) % kKindCount;
      page = 1;
    }
  }
};

}  // namespace saddlebag::sync
