#include "ui/format.hpp"

#include <array>
#include <cmath>
#include <cstdlib>

#include "base/utf8.hpp"
#include "model/kinds.hpp"

namespace saddlebag::ui {
namespace {

/// Writes `magnitude` with its last `decimals` digits behind the point, grouped by three.
std::string_view grouped(bool negative, std::uint64_t magnitude, int decimals, std::string_view before = {},
                         std::string_view after = {}) {
  char digits[64];
  int at = sizeof digits;
  int written = 0;
  do {
    if (decimals > 0 && written == decimals) digits[--at] = '.';
    if (written > decimals && (written - decimals) % 3 == 0) digits[--at] = ',';
    digits[--at] = static_cast<char>('0' + magnitude % 10);
    magnitude /= 10;
    ++written;
  } while (magnitude > 0 || written <= decimals);
  return keepf("%s%.*s%.*s%.*s", negative ? "-" : "", static_cast<int>(before.size()), before.data(),
               static_cast<int>(sizeof digits) - at, digits + at, static_cast<int>(after.size()), after.data());
}

std::uint64_t magnitude_of(std::int64_t number) {
  return number < 0 ? 0 - static_cast<std::uint64_t>(number) : static_cast<std::uint64_t>(number);
}

std::uint64_t power_of_ten(int exponent) {
  std::uint64_t power = 1;
  while (exponent-- > 0) power *= 10;
  return power;
}

/// 10^exponent of a currency's major unit, as people of a language call it.
struct Unit {
  int exponent;
  std::string_view name;
};
constexpr std::array<Unit, 2> kChineseUnits{{{8, "亿"}, {4, "万"}}};
constexpr std::array<Unit, 3> kEnglishUnits{{{9, "B"}, {6, "M"}, {3, "K"}}};
constexpr std::uint64_t kBriefFrom = 10'000;

/// Two decimals, cut to what is not zero: 1.5万, 12.34亿, 300K. Empty where the amount is too small for the unit.
std::string_view in_unit(bool negative, std::uint64_t minor, int minor_digits, Unit unit, std::string_view sign) {
  std::uint64_t const step = power_of_ten(unit.exponent + minor_digits - 2);  // minor units in a hundredth of the unit
  std::uint64_t hundredths = minor / step + (minor % step >= step - step / 2 ? 1 : 0);
  if (hundredths < 100) return {};
  int decimals = 2;
  for (; decimals > 0 && hundredths % 10 == 0; --decimals) hundredths /= 10;
  return grouped(negative, hundredths, decimals, sign, unit.name);
}

std::string_view format_tags(std::string_view tags) {
  std::string out;
  for (std::size_t at = 0; at < tags.size();) {
    std::size_t const end = std::min(tags.find('\n', at), tags.size());
    if (!out.empty()) out += tr(Tr::format_list_separator);
    out += tags.substr(at, end - at);
    at = end + 1;
  }
  return keep(out);
}

std::string_view format_choice(Field const& field, std::uint8_t chosen) {
  if (field.choices == nullptr) return {};
  std::span<Choice const> const choices = field.choices();
  return chosen < choices.size() ? std::string_view(tr(choices[chosen].label)) : std::string_view();
}

/// Title of a stage or pipeline that came with the program: `stage.won`.
std::string_view built_in_title(std::string_view prefix, std::string_view name) {
  Tr const key = key_named(
      keepf("%.*s.%.*s", static_cast<int>(prefix.size()), prefix.data(), static_cast<int>(name.size()), name.data()));
  return key == Tr::count_ ? name : std::string_view(tr(key));
}

char const* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

}  // namespace

std::string_view format_integer(std::int64_t number) { return grouped(number < 0, magnitude_of(number), 0); }

std::string_view format_number(double number, int decimals) {
  if (!std::isfinite(number)) return "–";
  double const scaled = std::round(std::abs(number) * static_cast<double>(power_of_ten(decimals)));
  if (scaled >= 9e18) return keepf("%.3g", number);
  auto const magnitude = static_cast<std::uint64_t>(scaled);
  return grouped(number < 0 && magnitude != 0, magnitude, decimals);
}

std::string_view format_money(Money amount, bool brief) {
  if (amount.empty()) return {};
  bool const negative = amount.minor < 0;
  std::uint64_t minor = magnitude_of(amount.minor);
  int decimals = amount.currency.decimals();
  std::string_view const sign = currency_sign(amount.currency);
  if (brief && minor / power_of_ten(decimals) >= kBriefFrom) {
    bool const chinese = language() == Language::zh_cn;
    Unit const* const units = chinese ? kChineseUnits.data() : kEnglishUnits.data();
    std::size_t const count = chinese ? kChineseUnits.size() : kEnglishUnits.size();
    for (std::size_t i = 0; i < count; ++i) {
      if (std::string_view const text = in_unit(negative, minor, decimals, units[i], sign); !text.empty()) return text;
    }
  }
  if (brief && minor % power_of_ten(decimals) == 0) {
    minor /= power_of_ten(decimals);
    decimals = 0;
  }
  return grouped(negative, minor, decimals, sign);
}

std::string_view format_date(Date date) {
  if (date.empty()) return {};
  CivilDay const day = civil(date);
  if (language() == Language::zh_cn) return keepf("%04d-%02d-%02d", day.year, day.month, day.day);
  return keepf("%d %s %d", day.day, kMonths[day.month - 1], day.year);
}

std::string_view format_date_relative(Date date, Date today) {
  if (date.empty() || today.empty()) return format_date(date);
  std::int64_t const days = static_cast<std::int64_t>(date.days) - today.days;
  switch (days) {
    case -2: return tr(Tr::format_day_before_yesterday);
    case -1: return tr(Tr::format_yesterday);
    case 0: return tr(Tr::format_today);
    case 1: return tr(Tr::format_tomorrow);
    case 2: return tr(Tr::format_day_after_tomorrow);
    default: break;
  }
  if (days < -7 || days > 7) return format_date(date);
  return days < 0 ? tr(Tr::format_days_ago, format_integer(-days)) : tr(Tr::format_days_ahead, format_integer(days));
}

std::string_view format_instant(Instant instant, int utc_offset_minutes) {
  if (instant.empty()) return {};
  Date const date = date_at(instant, utc_offset_minutes);
  std::string_view const day = format_date(date), time = format_time(instant, utc_offset_minutes);
  return keepf("%.*s%s%.*s", static_cast<int>(day.size()), day.data(), language() == Language::zh_cn ? " " : ", ",
               static_cast<int>(time.size()), time.data());
}

std::string_view format_time(Instant instant, int utc_offset_minutes) {
  if (instant.empty()) return {};
  std::int64_t const minutes = instant.ms / 60'000 - (instant.ms % 60'000 < 0 ? 1 : 0) + utc_offset_minutes;
  int const of_day = static_cast<int>(((minutes % 1440) + 1440) % 1440);
  return keepf("%02d:%02d", of_day / 60, of_day % 60);
}

std::string_view format_ago(Instant instant, Instant now, int utc_offset_minutes) {
  if (instant.empty()) return {};
  std::int64_t const minutes = (now.ms - instant.ms) / 60'000;
  if (minutes < 0 || minutes >= 24 * 60)
    return format_date_relative(date_at(instant, utc_offset_minutes), date_at(now, utc_offset_minutes));
  if (minutes == 0) return tr(Tr::format_ago_now);
  if (minutes < 60) return tr(Tr::format_ago_minutes, format_integer(minutes));
  return tr(Tr::format_ago_hours, format_integer(minutes / 60));
}

std::string_view format_value(Store const& store, Field const& field, Value value, int utc_offset_minutes) {
  if (value.empty()) return {};
  switch (field.type) {
    case FieldType::tags: return format_tags(value.as_text());
    case FieldType::integer: return format_integer(value.as_integer());
    case FieldType::number:
      return format_number(value.as_number(), std::floor(value.as_number()) == value.as_number() ? 0 : 2);
    case FieldType::percent: return value.as_number() < 0 ? std::string_view() : keepf("%g%%", value.as_number());
    case FieldType::boolean: return tr(value.as_boolean() ? Tr::format_yes : Tr::format_no);
    case FieldType::money: return format_money(value.as_money());
    case FieldType::date: return format_date(value.as_date());
    case FieldType::instant: return format_instant(value.as_instant(), utc_offset_minutes);
    case FieldType::choice: return format_choice(field, value.as_choice());
    case FieldType::reference: return record_title(store, field.target, value.as_reference());
    default: return keep(value.as_text());
  }
}

std::string_view record_title(Store const& store, Kind kind, Uuid id) {
  Record const* const record = store.find(kind, id);
  if (record == nullptr) return {};
  if (kind == Kind::stage || kind == Kind::pipeline) {
    bool const stage = kind == Kind::stage;
    Text const name = stage ? static_cast<Stage const*>(record)->name : static_cast<Pipeline const*>(record)->name;
    Text const built_in =
        stage ? static_cast<Stage const*>(record)->built_in : static_cast<Pipeline const*>(record)->built_in;
    if (name.empty() && !built_in.empty()) return built_in_title(stage ? "stage" : "pipeline", built_in);
  }
  std::string_view const title = store.title(kind, id);
  // Notes are called by their first line.
  return title.empty() ? std::string_view(tr(Tr::format_untitled)) : keep(title.substr(0, title.find('\n')));
}

std::string_view field_label(Field const& field) {
  return field.custom ? field.custom_label : std::string_view(tr(field.label));
}

}  // namespace saddlebag::ui
