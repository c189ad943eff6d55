#include "exchange/convert.hpp"

#include "base/utf8.hpp"
#include "exchange/formats.hpp"
#include "exchange/plain_text.hpp"
#include "locale/keys.hpp"

namespace saddlebag {
namespace {

/// Entries by their name or by their label in any language.
std::optional<Value> choose(std::string_view cell, std::span<Choice const> choices) {
  std::string const wanted = fold(cell);
  for (std::size_t i = 0; i < choices.size(); ++i) {
    Choice const& choice = choices[i];
    bool const fits = fold(choice.name) == wanted || fold(tr(choice.label, Language::zh_cn)) == wanted ||
                      fold(tr(choice.label, Language::en)) == wanted;
    if (fits) return Value::choice(static_cast<std::uint8_t>(i));
  }
  return std::nullopt;
}

/// Tags are separated by what people separate them with.
Value tags(std::string_view cell, std::string& room) {
  constexpr std::string_view kSeparators[] = {",", ";", "|", "\n", "\r", "，", "；", "、"};
  room.clear();
  std::size_t begin = 0;
  auto const take = [&](std::size_t end) {
    std::string_view const tag = trim(cell.substr(begin, end - begin));
    if (!tag.empty()) room.append(room.empty() ? "" : "\n").append(tag);
  };
  for (std::size_t at = 0; at < cell.size();) {
    std::size_t length = 0;
    for (std::string_view const separator : kSeparators) {
      if (cell.substr(at).starts_with(separator)) length = separator.size();
    }
    if (length > 0) {
      take(at);
      begin = at + length;
    }
    at += length > 0 ? length : 1;
  }
  take(cell.size());
  return Value::text(room);
}

std::optional<Value> number(std::string_view cell, Field const& field, ColumnFormat const& format) {
  auto decimal = read_number(cell, format.decimal);
  if (!decimal) return std::nullopt;
  if (field.type == FieldType::percent) {
    double value = decimal->to_double();
    if (format.fractions_of_one && decimal->unit != NumberUnit::percent) value *= 100;
    if (value < 0 || value > 100) return std::nullopt;
    return Value::number(value);
  }
  decimal = decimal->shifted(format.zeros);
  if (!decimal) return std::nullopt;
  if (field.type == FieldType::number) return Value::number(decimal->to_double());
  if (field.type == FieldType::integer) {
    if (!decimal->whole()) return std::nullopt;
    return Value::integer(decimal->rounded());
  }
  Currency const currency = decimal->currency.empty() ? format.currency : decimal->currency;
  auto const minor = decimal->to_minor(currency);
  if (!minor || currency.empty()) return std::nullopt;
  return Value::money({*minor, currency});
}

}  // namespace

void read_header_units(std::string_view header, ColumnFormat& format) {
  std::string const flat = plain_text(header);
  if (flat.find("万元") != std::string::npos || flat.find("(万") != std::string::npos) format.zeros = 4;
  if (flat.find("亿元") != std::string::npos || flat.find("(亿") != std::string::npos) format.zeros = 8;
  std::size_t const open = flat.rfind('(');
  std::size_t const close = flat.rfind(')');
  if (open == std::string::npos || close == std::string::npos || close < open) return;
  // Read "(USD)" or "(€)" as an amount of that currency.
  auto const amount = read_number("1" + flat.substr(open + 1, close - open - 1), '.');
  if (amount && !amount->currency.empty()) format.currency = amount->currency;
}

std::optional<Value> convert(std::string_view cell, Field const& field, ColumnFormat const& format, std::string& room) {
  std::string_view const trimmed = trim(cell);
  if (trimmed.empty()) return Value();
  switch (field.type) {
    case FieldType::tags: return tags(trimmed, room);
    case FieldType::integer:
    case FieldType::number:
    case FieldType::percent:
    case FieldType::money: return number(trimmed, field, format);
    case FieldType::boolean:
      if (auto const yes = read_boolean(trimmed)) return Value::boolean(*yes);
      return std::nullopt;
    case FieldType::date:
      if (auto const date = read_date(trimmed, format.order)) return Value::date(*date);
      return std::nullopt;
    case FieldType::instant:
      if (auto const instant = read_instant(trimmed, format.order, format.offset_minutes)) return Value::instant(*instant);
      return std::nullopt;
    case FieldType::choice: return choose(trimmed, field.choices());
    case FieldType::reference: return std::nullopt;
    default: return Value::text(trimmed);
  }
}

FieldType type_for(Content content) {
  switch (content) {
    case Content::integer: return FieldType::integer;
    case Content::number:
    case Content::percent: return FieldType::number;
    case Content::money: return FieldType::money;
    case Content::date: return FieldType::date;
    case Content::boolean: return FieldType::boolean;
    default: return FieldType::text;
  }
}

std::string_view custom_type_name(FieldType type) {
  switch (type) {
    case FieldType::long_text: return "long_text";
    case FieldType::number: return "number";
    case FieldType::integer: return "integer";
    case FieldType::money: return "money";
    case FieldType::date: return "date";
    case FieldType::boolean: return "boolean";
    default: return "text";
  }
}

}  // namespace saddlebag
