#include "sync/http_date.hpp"

#include <charconv>
#include <vector>

namespace saddlebag::sync {
namespace {

constexpr std::string_view kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";
constexpr std::int64_t kDayMs = 86'400'000;

/// What stands between spaces, commas, colons and hyphens.
std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t from = 0; (from = text.find_first_not_of(" ,:-", from)) != std::string_view::npos;) {
    std::size_t const to = std::min(text.find_first_of(" ,:-", from), text.size());
    words.push_back(text.substr(from, to - from));
    from = to;
  }
  return words;
}

/// -1 where it is not a number from 0 to `most`.
int number_of(std::string_view word, int most) {
  int number = -1;
  auto const [end, fault] = std::from_chars(word.data(), word.data() + word.size(), number);
  bool const whole = fault == std::errc() && end == word.data() + word.size();
  return whole && number <= most ? number : -1;
}

int month_of(std::string_view word) {
  std::size_t const at = word.size() == 3 ? kMonths.find(word) : std::string_view::npos;
  return at == std::string_view::npos || at % 3 != 0 ? 0 : static_cast<int>(at / 3) + 1;
}

}  // namespace

std::optional<Instant> parse_http_date(std::string_view text) {
  std::vector<std::string_view> const words = words_of(text);
  if (words.size() < 7) return std::nullopt;
  bool const year_last = month_of(words[1]) != 0;  // as C's asctime writes it: month, day, time, year
  int const month = month_of(words[year_last ? 1 : 2]);
  int const day = number_of(words[year_last ? 2 : 1], 31);
  std::size_t const time = year_last ? 3 : 4;
  std::string_view const year_word = words[year_last ? 6 : 3];
  int year = number_of(year_word, 9999);
  if (year >= 0 && year_word.size() == 2) year += year < 70 ? 2000 : 1900;
  int const hours = number_of(words[time], 23);
  int const minutes = number_of(words[time + 1], 59);
  int const seconds = number_of(words[time + 2], 60);
  auto const date = make_date(year, month, day);
  if (!date || hours < 0 || minutes < 0 || seconds < 0) return std::nullopt;
  return Instant{date->days * kDayMs + ((hours * 60 + minutes) * 60 + seconds) * std::int64_t{1000}};
}

std::string to_http_date(Instant when) {
  std::string const iso = to_iso(Instant{(when.ms + 999) / 1000 * 1000});
  if (iso.size() < 20) return {};
  Date const date = date_at(Instant{(when.ms + 999) / 1000 * 1000}, 0);
  std::size_t const weekday = static_cast<std::size_t>((date.days % 7 + 7 + 3) % 7);  // 1970-01-01 was a Thursday
  std::size_t const month = static_cast<std::size_t>(civil(date).month - 1);
  return std::string(std::string_view("MonTueWedThuFriSatSun").substr(weekday * 3, 3)) + ", " + iso.substr(8, 2) + " " +
         std::string(kMonths.substr(month * 3, 3)) + " " + iso.substr(0, 4) + " " + iso.substr(11, 8) + " GMT";
}

}  // namespace saddlebag::sync
