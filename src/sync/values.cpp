#include <charconv>
#include <cmath>

#include "sync/codec.hpp"

namespace saddlebag::sync {
namespace {

std::string decimal(Money money) {
  auto const bits = static_cast<std::uint64_t>(money.minor);
  std::uint64_t const size = money.minor < 0 ? ~bits + 1 : bits;
  int const decimals = money.currency.decimals();
  std::string digits = std::to_string(size);
  if (decimals > 0) {
    if (digits.size() <= static_cast<std::size_t>(decimals)) digits.insert(0, decimals + 1 - digits.size(), '0');
    digits.insert(digits.size() - decimals, 1, '.');
  }
  return money.minor < 0 ? "-" + digits : digits;
}

bool parse_decimal(std::string_view text, int decimals, std::int64_t& minor) {
  std::string digits;
  bool const negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  std::size_t const point = std::min(text.find('.'), text.size());
  digits.append(text.substr(0, point));
  std::string_view fraction = point < text.size() ? text.substr(point + 1) : std::string_view();
  while (fraction.size() > static_cast<std::size_t>(decimals) && fraction.ends_with('0')) fraction.remove_suffix(1);
  if (digits.empty() || fraction.size() > static_cast<std::size_t>(decimals)) return false;
  digits.append(fraction);
  digits.append(decimals - fraction.size(), '0');
  if (digits.find_first_not_of("0123456789") != std::string::npos) return false;
  if (negative) digits.insert(0, 1, '-');
  auto const [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), minor);
  return fault == std::errc() && end == digits.data() + digits.size();
}

bool decode_money(Json const& json, OwnedValue& value) {
  if (!json.is_object() || json.size() != 2) return false;
  Currency const currency(text_member(json, "currency"));
  std::int64_t minor = 0;
  if (currency.empty() || !parse_decimal(text_member(json, "amount"), currency.decimals(), minor)) return false;
  value = Value::money({minor, currency});
  return true;
}

bool decode_integer(Json const& json, OwnedValue& value) {
  if (!json.is_number_integer() || (json.is_number_unsigned() && json.get<std::uint64_t>() > INT64_MAX)) return false;
  value = Value::integer(json.get<std::int64_t>());
  return true;
}

bool decode_number(Json const& json, OwnedValue& value) {
  if (!json.is_number() || !std::isfinite(json.get<double>())) return false;
  value = Value::number(json.get<double>());
  return true;
}

bool decode_tags(Json const& json, OwnedValue& value) {
  std::string joined;
  for (Json const& tag : json) {
    if (!tag.is_string()) return false;
    std::string const& text = tag.get_ref<std::string const&>();
    if (text.find('\n') != std::string::npos) return false;  // joined, it would be two
    if (&tag != &json.front()) joined += '\n';
    joined += text;
  }
  if (joined.empty() && !json.empty()) return false;
  value = Value::text(joined);
  return true;
}

Json encode_tags(std::string_view tags) {
  Json list = Json::array();
  for (std::size_t from = 0; from <= tags.size();) {
    std::size_t const to = std::min(tags.find('\n', from), tags.size());
    list.push_back(std::string(tags.substr(from, to - from)));
    from = to + 1;
  }
  return list;
}

bool decode_choice(Field const& field, std::string const& name, OwnedValue& value) {
  auto const choices = field.choices();
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (choices[i].name == name) {
      value = Value::choice(static_cast<std::uint8_t>(i));
      return true;
    }
  }
  return false;
}

bool decode_unknown(Json const& json, OwnedValue& value) {
  if (json.is_string()) value = Value::text(json.get_ref<std::string const&>());
  else if (json.is_boolean()) value = Value::boolean(json.get<bool>());
  else if (json.is_number_integer()) return decode_integer(json, value);
  else if (json.is_number()) return decode_number(json, value);
  else return decode_money(json, value);
  return true;
}

/// Nothing where it could not be written again: years have four digits.
std::optional<Instant> decode_instant(std::string_view text) {
  constexpr std::int64_t kYear10000 = 253'402'300'800'000;
  auto const parsed = parse_iso_instant(text);
  return parsed && parsed->ms < kYear10000 ? parsed : std::nullopt;
}

template <class Parsed, class Make>
bool keep(Parsed const& parsed, Make make, OwnedValue& value) {
  if (parsed) value = make(*parsed);
  return parsed.has_value();
}

}  // namespace

Json encode_value(Field const* field, Value value) {
  switch (value.shape()) {
    case Shape::none: return nullptr;
    case Shape::text:
      if (field && field->type == FieldType::tags) return encode_tags(value.as_text());
      return std::string(value.as_text());
    case Shape::integer: return value.as_integer();
    case Shape::number: return value.as_number();
    case Shape::boolean: return value.as_boolean();
    case Shape::money: {
      Money const money = value.as_money();
      return Json{{"amount", decimal(money)}, {"currency", money.currency.letters()}};
    }
    case Shape::date: return to_iso(value.as_date());
    case Shape::instant: return to_iso(value.as_instant());
    case Shape::choice: {
      std::size_t const index = value.as_choice();
      if (field && field->choices && index < field->choices().size()) return std::string(field->choices()[index].name);
      return index;
    }
    case Shape::reference: return to_string(value.as_reference());
  }
  return nullptr;
}

bool decode_value(Field const* field, Json const& json, OwnedValue& value) {
  if (json.is_null()) {
    value = Value();
    return true;
  }
  if (!field) return decode_unknown(json, value);
  if (field->type == FieldType::tags && json.is_array()) return decode_tags(json, value);
  std::string const text = json.is_string() ? json.get_ref<std::string const&>() : std::string();
  switch (field->shape()) {
    case Shape::integer: return decode_integer(json, value);
    case Shape::number: return decode_number(json, value);
    case Shape::boolean:
      if (json.is_boolean()) value = Value::boolean(json.get<bool>());
      return json.is_boolean();
    case Shape::money: return decode_money(json, value);
    case Shape::date: return keep(parse_iso_date(text), Value::date, value);
    case Shape::instant: return keep(decode_instant(text), Value::instant, value);
    case Shape::choice: return decode_choice(*field, text, value);
    case Shape::reference: return keep(parse_uuid(text), Value::reference, value);
    default: break;
  }
  if (json.is_string()) value = Value::text(text);
  return json.is_string();
}

}  // namespace saddlebag::sync
