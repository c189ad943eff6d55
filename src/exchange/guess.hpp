#pragma once
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/formats.hpp"
#include "model/field.hpp"

namespace saddlebag {

/// What the cells of a column hold, as far as can be told from all of them.
enum class Content : std::uint8_t { empty, text, integer, number, percent, money, date, instant, boolean, email, phone, url };

struct ColumnGuess {
  Content content = Content::empty;
  DateOrder order = DateOrder::ymd;
  bool order_uncertain = false;    ///< every day is 12 or less: day and month cannot be told apart
  char decimal = '.';              ///< the sign before the fraction
  bool decimal_uncertain = false;  ///< only values like 1,234, and none that proves what the sign means
  bool fractions_of_one = false;   ///< every value lies in 0..1 and some are not whole: 0.25 means 25 %
  std::size_t filled = 0;
};

/// Looks at the cells of one column, every one of them, and gives up quickly on what they are not.
class ColumnGuesser {
 public:
  void see(std::string_view cell);
  [[nodiscard]] ColumnGuess guess() const;

 private:
  struct Tally {
    std::size_t fits = 0;
    std::int64_t first = std::numeric_limits<std::int64_t>::max();
    std::int64_t last = std::numeric_limits<std::int64_t>::min();
  };
  [[nodiscard]] bool hopeless(std::size_t fits) const { return filled_ > 30 && fits * 2 < filled_; }
  [[nodiscard]] bool nearly_all(std::size_t fits) const { return fits > 0 && fits * 10 >= filled_ * 9; }
  void see_date(std::string_view cell);
  void see_number(std::string_view cell);
  void guess_order(ColumnGuess& guess) const;
  void guess_decimal(ColumnGuess& guess) const;
  [[nodiscard]] Content guess_content() const;

  std::size_t filled_ = 0;
  Tally ymd_, dmy_, mdy_;
  std::size_t dates_ = 0, only_dmy_ = 0, only_mdy_ = 0, dmy_or_mdy_ = 0, slashes_ = 0, times_ = 0;
  std::size_t numbers_ = 0, whole_ = 0, currencies_ = 0, percents_ = 0, within_one_ = 0;
  std::size_t points_ = 0, commas_ = 0, either_points_ = 0, either_commas_ = 0;
  std::size_t booleans_ = 0, emails_ = 0, urls_ = 0, phones_ = 0;
};

/// Settles the uncertain date orders of a file by its certain ones: one program wrote them all.
void settle_orders(std::span<ColumnGuess> columns);

/// The kind of records that headers and file name speak of: the one that knows most of the headers.
Kind guess_kind(std::span<std::string const> headers, std::string_view file_name);

/// Nothing but names in the first record, as far as can be told: no number, no date, not all empty.
bool looks_like_header(std::span<std::string_view const> cells);

}  // namespace saddlebag
