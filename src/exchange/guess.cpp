#include "exchange/guess.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "exchange/synonyms.hpp"

namespace saddlebag {
namespace {

bool looks_like_email(std::string_view cell) {
  std::size_t const at = cell.find('@');
  return at != std::string_view::npos && at > 0 && cell.find('.', at) != std::string_view::npos &&
         cell.find(' ') == std::string_view::npos;
}

bool looks_like_url(std::string_view cell) {
  return cell.starts_with("http://") || cell.starts_with("https://") || cell.starts_with("www.");
}

/// Seven digits or more among + - ( ) and blanks, in a way that no number is written.
bool looks_like_phone(std::string_view cell) {
  std::size_t digits = 0;
  std::size_t signs = 0;
  for (char const c : cell) {
    if (is_digit(c)) ++digits;
    else if (std::string_view("+-() ").find(c) != std::string_view::npos) ++signs;
    else return false;
  }
  bool const mobile = signs == 0 && digits == 11 && cell.front() == '1';
  return digits >= 7 && digits <= 15 && (signs > 0 || mobile || cell.front() == '0');
}

}  // namespace

void ColumnGuesser::see(std::string_view cell) {
  cell = trim(cell);
  if (cell.empty()) return;
  ++filled_;
  if (cell.size() > 64) return;  // no date and no number is so long
  bool const has_digit = std::any_of(cell.begin(), cell.end(), is_digit) || (cell[0] & 0x80) != 0;
  if (has_digit && !hopeless(dates_)) see_date(cell);
  if (has_digit && !hopeless(numbers_)) see_number(cell);
  if (!hopeless(booleans_)) booleans_ += read_boolean(cell).has_value();
  emails_ += looks_like_email(cell);
  urls_ += looks_like_url(cell);
  phones_ += looks_like_phone(cell);
}

void ColumnGuesser::see_date(std::string_view cell) {
  auto const ymd = read_date(cell, DateOrder::ymd);
  auto const dmy = read_date(cell, DateOrder::dmy);
  auto const mdy = read_date(cell, DateOrder::mdy);
  if (!ymd && !dmy && !mdy) return;
  ++dates_;
  times_ += cell.find(':') != std::string_view::npos;
  slashes_ += cell.find('/') != std::string_view::npos;
  auto const count = [](Tally& tally, std::optional<Date> const& date) {
    if (!date) return;
    ++tally.fits;
    tally.first = std::min<std::int64_t>(tally.first, date->days);
    tally.last = std::max<std::int64_t>(tally.last, date->days);
  };
  count(ymd_, ymd);
  count(dmy_, dmy);
  count(mdy_, mdy);
  only_dmy_ += dmy && !mdy;
  only_mdy_ += mdy && !dmy;
  dmy_or_mdy_ += dmy && mdy && *dmy != *mdy;
}

void ColumnGuesser::see_number(std::string_view cell) {
  bool either = false;
  char const sign = decimal_sign_of(cell, either);
  auto const number = read_number(cell, sign == ',' ? ',' : '.');
  if (!number) return;
  ++numbers_;
  points_ += sign == '.';
  commas_ += sign == ',';
  bool const comma = cell.find(',') != std::string_view::npos;
  either_commas_ += either && comma;
  either_points_ += either && !comma;
  whole_ += number->whole();
  currencies_ += !number->currency.empty();
  percents_ += number->unit == NumberUnit::percent;
  double const value = number->to_double();
  within_one_ += value >= 0 && value <= 1;
}

void ColumnGuesser::guess_order(ColumnGuess& guess) const {
  // Year first with two digits (17-03-01) also reads as a day first: the order whose years lie closer together wins.
  auto const span = [](Tally const& tally) { return tally.last - tally.first; };
  bool const day_first = only_dmy_ >= only_mdy_;
  Tally const& best = day_first ? dmy_ : mdy_;
  if (ymd_.fits > best.fits || (ymd_.fits == best.fits && span(ymd_) < span(best))) {
    guess.order = DateOrder::ymd;
    return;
  }
  guess.order = day_first ? DateOrder::dmy : DateOrder::mdy;
  if (only_dmy_ > 0 || only_mdy_ > 0) return;
  if (dmy_or_mdy_ == 0) {
    guess.order = DateOrder::ymd;  // all the same in every order
    return;
  }
  guess.order_uncertain = true;
  guess.order = slashes_ * 2 > dates_ ? DateOrder::mdy : DateOrder::dmy;
}

void ColumnGuesser::guess_decimal(ColumnGuess& guess) const {
  if (points_ != commas_) {
    guess.decimal = points_ > commas_ ? '.' : ',';
    return;
  }
  // 1,234 is a thousand and more to most; 1.234 is a fraction, but could be a thousand.
  guess.decimal_uncertain = either_points_ + either_commas_ > 0;
}

Content ColumnGuesser::guess_content() const {
  if (filled_ == 0) return Content::empty;
  if (nearly_all(emails_)) return Content::email;
  if (nearly_all(urls_)) return Content::url;
  bool const numeric = nearly_all(numbers_);
  if (nearly_all(dates_) && !(numeric && dates_ < filled_)) return times_ * 2 > dates_ ? Content::instant : Content::date;
  if (nearly_all(phones_)) return Content::phone;
  if (nearly_all(booleans_) && numbers_ < booleans_) return Content::boolean;
  if (!numeric) return Content::text;
  if (currencies_ * 2 > numbers_) return Content::money;
  if (percents_ * 2 > numbers_) return Content::percent;
  return whole_ == numbers_ ? Content::integer : Content::number;
}

ColumnGuess ColumnGuesser::guess() const {
  ColumnGuess guess;
  guess.filled = filled_;
  guess.content = guess_content();
  if (dates_ > 0) guess_order(guess);
  guess_decimal(guess);
  guess.fractions_of_one = numbers_ > 0 && within_one_ == numbers_ && whole_ < numbers_ && percents_ == 0;
  return guess;
}

void settle_orders(std::span<ColumnGuess> columns) {
  auto const date = [](ColumnGuess const& c) { return c.content == Content::date || c.content == Content::instant; };
  for (ColumnGuess const& certain : columns) {
    if (!date(certain) || certain.order_uncertain || certain.order == DateOrder::ymd) continue;
    for (ColumnGuess& column : columns) {
      if (date(column) && column.order_uncertain) {
        column.order = certain.order;
        column.order_uncertain = false;
      }
    }
    return;
  }
}

Kind guess_kind(std::span<std::string const> headers, std::string_view file_name) {
  Kind const named = kind_for_file(file_name);
  Kind best = named == Kind::count_ ? Kind::customer : named;
  double most = 0;
  for (Kind const kind : {Kind::customer, Kind::contact, Kind::lead, Kind::opportunity, Kind::product, Kind::activity,
                          Kind::note, Kind::user}) {
    KindInfo const& info = kind_info(kind);
    std::vector<std::string_view> found;
    for (std::string const& header : headers) {
      std::string_view const field = field_for_header(kind, info.fields, header);
      if (!field.empty() && std::find(found.begin(), found.end(), field) == found.end()) found.push_back(field);
    }
    bool identified = false;
    for (Field const& field : info.fields) {
      bool const names_it = field.has(kTitle) || field.has(kNatural);
      identified |= names_it && std::find(found.begin(), found.end(), field.name) != found.end();
    }
    double const score = static_cast<double>(found.size()) + (identified ? 1 : 0) + (kind == named ? 1.5 : 0);
    if (score > most && !found.empty()) {
      most = score;
      best = kind;
    }
  }
  return best;
}

bool looks_like_header(std::span<std::string_view const> cells) {
  bool any = false;
  for (std::string_view const raw : cells) {
    std::string_view const cell = trim(raw);
    if (cell.empty()) continue;
    any = true;
    if (read_number(cell, '.') || read_date(cell, DateOrder::dmy) || read_date(cell, DateOrder::mdy)) return false;
    if (looks_like_email(cell)) return false;
  }
  return any;
}

}  // namespace saddlebag
