#include "domain/demo/recipes.hpp"

#include <algorithm>

namespace saddlebag::demo {
namespace {

std::string_view take_until(std::string_view& rest, std::string_view end) {
  std::size_t const size = std::min(rest.find(end), rest.size());
  std::string_view const taken = rest.substr(0, size);
  rest.remove_prefix(std::min(size + end.size(), rest.size()));
  return taken;
}

}  // namespace

Recipes::Recipes(std::string_view file) {
  while (!file.empty()) {
    std::string_view line = take_until(file, "\n");
    if (line.empty() || line.front() == '#') continue;
    std::string_view const name = take_until(line, ": ");
    std::vector<std::string_view> items;
    while (!line.empty()) items.push_back(take_until(line, "|"));
    if (!items.empty()) lists_.emplace_back(name, std::move(items));
  }
}

std::span<std::string_view const> Recipes::list(std::string_view name) const {
  for (auto const& [key, items] : lists_) {
    if (key == name) return items;
  }
  static constexpr std::string_view kNothing[] = {{}};
  return kNothing;
}

std::string_view Recipes::pick(std::string_view name, SeededRandom& random) const {
  std::span<std::string_view const> const items = list(name);
  return items[random.below(items.size())];
}

std::string_view part(std::string_view item, std::size_t number) {
  std::string_view taken;
  for (std::size_t i = 0; i <= number; ++i) taken = take_until(item, "/");
  return taken;
}

std::string fill(std::string_view pattern, Words words) {
  std::string out;
  while (!pattern.empty()) {
    out += take_until(pattern, "{");
    std::string_view const name = take_until(pattern, "}");
    for (auto const& [key, word] : words) {
      if (key == name) out += word;
    }
  }
  return out;
}

}  // namespace saddlebag::demo
