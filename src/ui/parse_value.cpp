#include <algorithm>
#include <cmath>
#include <vector>

#include "base/utf8.hpp"
#include "ui/format.hpp"
#include "ui/parse_date.hpp"
#include "ui/parse_number.hpp"

namespace saddlebag::ui {
namespace {

/// When a day is written without a time, the working day's start is meant.
constexpr int kUsualMinute = 9 * 60;

Error refused(Field const& field) { return {ErrorCode::invalid, std::string(field.name)}; }

template <std::size_t N>
bool one_of(std::string_view text, std::string_view const (&words)[N]) {
  return std::find(std::begin(words), std::end(words), text) != std::end(words);
}

Result<OwnedValue> parse_tags(std::string_view typed) {
  std::vector<std::string_view> tags;
  std::string joined;
  auto const add = [&](std::string_view tag) {
    tag = trim(tag);
    if (tag.empty() || std::find(tags.begin(), tags.end(), tag) != tags.end()) return;
    tags.push_back(tag);
    if (!joined.empty()) joined.push_back('\n');
    joined += tag;
  };
  std::size_t start = 0, at = 0;
  while (at < typed.size()) {
    std::size_t const here = at;
    char32_t const c = next_code_point(typed, at);
    if (c != U',' && c != U'，' && c != U'、' && c != U';' && c != U'；' && c != U'\n') continue;
    add(typed.substr(start, here - start));
    start = at;
  }
  add(typed.substr(start));
  return OwnedValue(Value::text(joined));
}

Result<OwnedValue> parse_number(Field const& field, std::string_view folded) {
  std::optional<WrittenNumber> const written = read_written_number(folded);
  if (!written || !written->currency.empty() || (written->percent && field.type != FieldType::percent))
    return refused(field);
  if (field.type == FieldType::integer) {
    Decimal const number = written->number;
    std::optional<std::int64_t> const whole = number.in_units(0);
    bool const exact = whole && std::abs(number.as_double() - static_cast<double>(*whole)) < 1e-9;
    if (!exact) return refused(field);
    return OwnedValue(Value::integer(*whole));
  }
  double const number = written->number.as_double();
  if (field.type == FieldType::percent && !(number >= 0 && number <= 100)) return refused(field);
  return OwnedValue(Value::number(number));
}

Result<OwnedValue> parse_money(Field const& field, std::string_view folded, Currency usual) {
  std::optional<WrittenNumber> const written = read_written_number(folded);
  if (!written || written->percent) return refused(field);
  Currency currency = written->currency.empty() ? usual : written->currency;
  // Japan writes ¥ too.
  if (currency == Currency("CNY") && usual == Currency("JPY") && folded.find("¥") != std::string_view::npos)
    currency = usual;
  std::optional<std::int64_t> const minor = written->number.in_units(currency.decimals());
  if (!minor || currency.empty()) return refused(field);
  return OwnedValue(Value::money({*minor, currency}));
}

Result<OwnedValue> parse_boolean(Field const& field, std::string_view folded) {
  static constexpr std::string_view kYes[] = {"yes", "y", "true", "1", "on", "是", "对", "有", "真", "√", "✓", "x"};
  static constexpr std::string_view kNo[] = {"no", "n", "false", "0", "off", "否", "不是", "无", "没有", "假", "-"};
  if (one_of(folded, kYes)) return OwnedValue(Value::boolean(true));
  if (one_of(folded, kNo)) return OwnedValue(Value::boolean(false));
  return refused(field);
}

Result<OwnedValue> parse_instant(Field const& field, std::string_view folded, Language language, Date today,
                                 int offset) {
  if (std::optional<int> const time = read_written_time(folded)) {
    return OwnedValue(Value::instant({today.days * 86'400'000LL + (*time - offset) * 60'000LL}));
  }
  // The time is behind the last blank at which both halves make sense.
  for (std::size_t at = folded.size(); at > 0; --at) {
    bool const whole = at == folded.size();
    if (!whole && folded[at] != ' ' && folded[at] != ',' && (static_cast<unsigned char>(folded[at]) & 0xC0) != 0xC0)
      continue;
    std::string_view day = trim(folded.substr(0, at));
    if (day.ends_with(',')) day.remove_suffix(1);
    std::optional<Date> const date = read_written_date(day, today, language);
    std::string_view rest = trim(folded.substr(at));
    if (rest.starts_with(',')) rest = trim(rest.substr(1));
    std::optional<int> const time = rest.empty() ? std::optional<int>(kUsualMinute) : read_written_time(rest);
    if (date && time) return OwnedValue(Value::instant({date->days * 86'400'000LL + (*time - offset) * 60'000LL}));
  }
  return refused(field);
}

Result<OwnedValue> parse_choice(Field const& field, std::string_view folded) {
  if (field.choices == nullptr) return refused(field);
  std::span<Choice const> const choices = field.choices();
  int begins = -1;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    for (std::string_view const name :
         {choices[i].name, std::string_view(saddlebag::tr(choices[i].label, Language::zh_cn)),
          std::string_view(saddlebag::tr(choices[i].label, Language::en))}) {
      std::string const known = fold(name);
      if (known == folded) return OwnedValue(Value::choice(static_cast<std::uint8_t>(i)));
      if (known.starts_with(folded)) begins = begins == -1 || begins == static_cast<int>(i) ? static_cast<int>(i) : -2;
    }
  }
  if (begins < 0) return refused(field);
  return OwnedValue(Value::choice(static_cast<std::uint8_t>(begins)));
}

bool looks_right(FieldType type, std::string_view text) {
  auto const count = [&](auto test) { return std::count_if(text.begin(), text.end(), test); };
  auto const blanks = count([](char c) { return c == ' ' || c == '\n' || c == '\t'; });
  switch (type) {
    case FieldType::email: {
      std::size_t const at = text.find('@');
      return blanks == 0 && at != 0 && at != std::string_view::npos && at + 1 < text.size() &&
             text.find('@', at + 1) == std::string_view::npos;
    }
    case FieldType::phone: return count([](char c) { return c >= '0' && c <= '9'; }) >= 3;
    case FieldType::url: return blanks == 0 && text.find('.') != std::string_view::npos;
    default: return true;
  }
}

/// The shortest plain decimal that reads back as the same number: never 1e+20.
std::string plain_number(double number) {
  for (int const digits : {15, 17}) {
    std::string_view const text = keepf("%.*g", digits, number);
    if (text.find('e') != std::string_view::npos) break;
    std::optional<WrittenNumber> const again = read_written_number(text);
    if (again && again->number.as_double() == number) return std::string(text);
  }
  return std::string(keepf(std::abs(number) < 1 ? "%.15f" : "%.0f", number));
}

std::string plain_money(Money money) {
  std::uint64_t const step = static_cast<std::uint64_t>(minor_per_major(money.currency));
  std::uint64_t const minor =
      money.minor < 0 ? 0 - static_cast<std::uint64_t>(money.minor) : static_cast<std::uint64_t>(money.minor);
  std::string text = (money.minor < 0 ? "-" : "") + std::to_string(minor / step);
  if (minor % step != 0)
    text += keepf(".%0*llu", money.currency.decimals(), static_cast<unsigned long long>(minor % step));
  return text + " " + money.currency.letters();
}

}  // namespace

Result<OwnedValue> parse_value(Field const& field, std::string_view typed, Preferences const& preferences, Date today,
                               int utc_offset_minutes) {
  std::string const repaired = repair_utf8(trim(typed));
  if (repaired.empty()) {
    if (field.has(kRequired)) return refused(field);
    return OwnedValue();
  }
  std::string const folded = fold(repaired);
  switch (field.type) {
    case FieldType::tags: return parse_tags(repaired);
    case FieldType::integer:
    case FieldType::number:
    case FieldType::percent: return parse_number(field, folded);
    case FieldType::money: return parse_money(field, folded, preferences.currency);
    case FieldType::boolean: return parse_boolean(field, folded);
    case FieldType::date: {
      std::optional<Date> const date = read_written_date(folded, today, preferences.language);
      if (!date) return refused(field);
      return OwnedValue(Value::date(*date));
    }
    case FieldType::instant: return parse_instant(field, folded, preferences.language, today, utc_offset_minutes);
    case FieldType::choice: return parse_choice(field, folded);
    case FieldType::reference: {
      std::optional<Uuid> const id = parse_uuid(repaired);
      if (!id) return refused(field);
      return OwnedValue(Value::reference(*id));
    }
    default:
      if (!looks_right(field.type, repaired)) return refused(field);
      return OwnedValue(Value::text(repaired));
  }
}

char const* value_hint(Field const& field, std::string_view typed) {
  if (trim(typed).empty()) return tr(Tr::format_hint_required);
  switch (field.type) {
    case FieldType::email: return tr(Tr::format_hint_email);
    case FieldType::phone: return tr(Tr::format_hint_phone);
    case FieldType::url: return tr(Tr::format_hint_url);
    case FieldType::integer: return tr(Tr::format_hint_integer);
    case FieldType::number: return tr(Tr::format_hint_number);
    case FieldType::percent: return tr(Tr::format_hint_percent);
    case FieldType::boolean: return tr(Tr::format_hint_boolean);
    case FieldType::money: return tr(Tr::format_hint_money);
    case FieldType::date: return tr(Tr::format_hint_date);
    case FieldType::instant: return tr(Tr::format_hint_instant);
    case FieldType::choice: return tr(Tr::format_hint_choice);
    case FieldType::reference: return tr(Tr::format_hint_reference);
    default: return tr(Tr::format_hint_text);
  }
}

std::string editable(Field const& field, Value value, int utc_offset_minutes) {
  if (value.empty()) return {};
  switch (field.type) {
    case FieldType::tags: {
      std::string joined(value.as_text());
      for (std::size_t at = 0; (at = joined.find('\n', at)) != std::string::npos; at += 2) joined.replace(at, 1, ", ");
      return joined;
    }
    case FieldType::integer: return std::to_string(value.as_integer());
    case FieldType::number: return plain_number(value.as_number());
    case FieldType::percent: return value.as_number() < 0 ? std::string() : plain_number(value.as_number());
    case FieldType::boolean: return tr(value.as_boolean() ? Tr::format_yes : Tr::format_no);
    case FieldType::money: return plain_money(value.as_money());
    case FieldType::date: return to_iso(value.as_date());
    case FieldType::instant: {
      std::string text = to_iso(Instant{value.as_instant().ms + utc_offset_minutes * 60'000LL}).substr(0, 16);
      if (text.size() == 16) text[10] = ' ';
      return text;
    }
    case FieldType::choice: {
      if (field.choices == nullptr || value.as_choice() >= field.choices().size()) return {};
      return tr(field.choices()[value.as_choice()].label);
    }
    case FieldType::reference: return to_string(value.as_reference());
    default: return std::string(value.as_text());
  }
}

}  // namespace saddlebag::ui
