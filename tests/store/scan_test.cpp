#include "store/scan.hpp"

#include <doctest/doctest.h>

#include <string>

#include "base/random.hpp"
#include "store/id_index.hpp"

using namespace saddlebag;

TEST_CASE("finding bytes agrees with the standard library") {
  SeededRandom random(7);
  for (int round = 0; round < 20'000; ++round) {
    std::string hay(random.below(round % 2 ? 90 : 400), ' ');
    for (char& c : hay) c = static_cast<char>('a' + random.below(3));
    std::string needle(random.below(20), ' ');
    for (char& c : needle) c = static_cast<char>('a' + random.below(3));
    std::size_t const from = random.below(hay.size() + 2);
    if (ByteFinder(needle).in(hay, from) != hay.find(needle, from)) {
      FAIL_CHECK("hay " << hay << " needle " << needle << " from " << from);
    }
  }
}

TEST_CASE("the index of ids agrees with a plain list while ids come and go") {
  SeededRandom random(11);
  std::vector<Uuid> rows;
  auto const id_of = [&](std::uint32_t row) { return rows[row]; };
  IdIndex index;
  for (int step = 0; step < 20'000; ++step) {
    if (rows.empty() || random.below(3) > 0) {
      rows.push_back({random.below(4), random.next()});
      index.insert(rows.back(), static_cast<std::uint32_t>(rows.size() - 1));
    } else {
      std::uint32_t const row = static_cast<std::uint32_t>(random.below(rows.size()));
      if (!rows[row].empty()) {
        index.erase(rows[row], id_of);
        CHECK(index.find(rows[row], id_of) == IdIndex::kNone);
        rows[row] = {};
      }
    }
  }
  for (std::uint32_t row = 0; row < rows.size(); ++row) {
    if (!rows[row].empty() && index.find(rows[row], id_of) != row) FAIL_CHECK("row " << row);
  }
}
