#include "base/sort.hpp"

#include <algorithm>
#include <numeric>

namespace saddlebag::detail {

std::vector<std::uint32_t> places_in_order(std::size_t count, PlaceBefore before, void const* items) {
  std::vector<std::uint32_t> places(count);
  std::iota(places.begin(), places.end(), std::uint32_t{0});
  std::stable_sort(places.begin(), places.end(),
                   [=](std::uint32_t a, std::uint32_t b) { return before(items, a, b); });
  return places;
}

}  // namespace saddlebag::detail
