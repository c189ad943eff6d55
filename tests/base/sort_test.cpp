#include "base/sort.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <utility>

using namespace saddlebag;

TEST_CASE("items are sorted by an order, and equal ones keep theirs") {
  std::vector<std::pair<int, std::string>> items;
  for (int i = 0; i < 1000; ++i) items.push_back({i * 7919 % 10, std::to_string(i)});
  sort_items(items, [](auto const& a, auto const& b) { return a.first > b.first; });
  REQUIRE(items.size() == 1000);
  for (std::size_t i = 1; i < items.size(); ++i) {
    CHECK(items[i - 1].first >= items[i].first);
    if (items[i - 1].first == items[i].first) CHECK(std::stoi(items[i - 1].second) < std::stoi(items[i].second));
  }
}

TEST_CASE("items that can only be moved are sorted") {
  std::vector<std::unique_ptr<int>> items;
  for (int const value : {3, 1, 2}) items.push_back(std::make_unique<int>(value));
  sort_items(items, [](auto const& a, auto const& b) { return *a < *b; });
  CHECK(*items[0] == 1);
  CHECK(*items[1] == 2);
  CHECK(*items[2] == 3);
}

TEST_CASE("nothing and one item stay as they are") {
  std::vector<std::string> items;
  sort_items(items);
  CHECK(items.empty());
  items = {"one"};
  sort_items(items);
  CHECK(items == std::vector<std::string>{"one"});
}
