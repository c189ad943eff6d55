#pragma once
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/random.hpp"

namespace saddlebag::demo {

/// The lists of one file of assets/demo, by name. Views point into the program.
class Recipes {
 public:
  explicit Recipes(std::string_view file);
  /// Never empty: a list that is not there holds one empty item.
  [[nodiscard]] std::span<std::string_view const> list(std::string_view name) const;
  [[nodiscard]] std::string_view first(std::string_view name) const { return list(name).front(); }
  std::string_view pick(std::string_view name, SeededRandom& random) const;

 private:
  std::vector<std::pair<std::string_view, std::vector<std::string_view>>> lists_;
};

/// The nth part of an item, between slashes; empty where there is none.
std::string_view part(std::string_view item, std::size_t number);

using Words = std::initializer_list<std::pair<std::string_view, std::string_view>>;
/// The pattern with every {name} replaced by its word; a name without a word disappears.
std::string fill(std::string_view pattern, Words words);

}  // namespace saddlebag::demo
