#pragma once
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace saddlebag {
namespace detail {
/// Whether the item at one place comes before the item at another.
using PlaceBefore = bool (*)(void const* items, std::uint32_t a, std::uint32_t b);

/// The places 0 to count - 1 in the order of their items; places of equal items keep theirs.
std::vector<std::uint32_t> places_in_order(std::size_t count, PlaceBefore before, void const* items);
}  // namespace detail

/// Sorts; equal items keep their order. One algorithm serves all types: std::sort would bring its two thousand bytes to
/// the web page again for every type and order. It has its place where hundreds of thousands are sorted while somebody
/// waits.
template <class Item, class Before = std::less<>>
void sort_items(std::vector<Item>& items, Before const& before = {}) {
  struct Context {
    std::vector<Item> const& items;
    Before const& before;
  } const context{items, before};
  auto const compare = [](void const* all, std::uint32_t a, std::uint32_t b) -> bool {
    auto const& [items, before] = *static_cast<Context const*>(all);
    return before(items[a], items[b]);
  };
  std::vector<Item> sorted;
  sorted.reserve(items.size());
  for (std::uint32_t const place : detail::places_in_order(items.size(), compare, &context)) {
    sorted.push_back(std::move(items[place]));
  }
  items.swap(sorted);
}

}  // namespace saddlebag
