#include "ui/screens/view_definition.hpp"

#include <algorithm>

#include "ui/layout_json.hpp"

namespace saddlebag::ui {
namespace {

using Json = nlohmann::json;

/// In the order of Compare.
constexpr std::string_view kCompare[] = {"is",       "is_not",  "contains", "less",      "at_most", "more",
                                         "at_least", "between", "empty",    "not_empty", "any_of"};

Json value_to_json(Field const& field, Value value) {
  switch (value.shape()) {
    case Shape::none: return nullptr;
    case Shape::text: return std::string(value.as_text());
    case Shape::integer: return value.as_integer();
    case Shape::number: return value.as_number();
    case Shape::boolean: return value.as_boolean();
    case Shape::money: return {{"minor", value.as_money().minor}, {"currency", value.as_money().currency.letters()}};
    case Shape::date: return to_iso(value.as_date());
    case Shape::instant: return to_iso(value.as_instant());
    case Shape::reference: return to_string(value.as_reference());
    case Shape::choice: break;
  }
  std::span<Choice const> const choices = field.choices != nullptr ? field.choices() : std::span<Choice const>();
  return value.as_choice() < choices.size() ? Json(choices[value.as_choice()].name) : Json(nullptr);
}

OwnedValue text_value(Field const& field, std::string const& text) {
  switch (field.shape()) {
    case Shape::date: return Value::date(parse_iso_date(text).value_or(Date{}));
    case Shape::instant: return Value::instant(parse_iso_instant(text).value_or(Instant{}));
    case Shape::reference:
      // A part of a name is asked for as text.
      if (auto const id = parse_uuid(text)) return Value::reference(*id);
      return Value::text(text);
    case Shape::choice: {
      std::span<Choice const> const choices = field.choices != nullptr ? field.choices() : std::span<Choice const>();
      for (std::size_t i = 0; i < choices.size(); ++i) {
        if (choices[i].name == text) return Value::choice(static_cast<std::uint8_t>(i));
      }
      return {};
    }
    default: return Value::text(text);
  }
}

OwnedValue value_from_json(Field const& field, Json const& json) {
  if (json.is_string()) return text_value(field, json.get_ref<std::string const&>());
  if (json.is_boolean()) return Value::boolean(json.get<bool>());
  if (json.is_number())
    return field.shape() == Shape::integer && json.is_number_integer() ? Value::integer(json.get<std::int64_t>())
                                                                       : Value::number(json.get<double>());
  if (!json.is_object() || !json.contains("minor") || !json["minor"].is_number_integer()) return {};
  std::string currency;
  read_text(json, "currency", currency);
  return Value::money({json["minor"].get<std::int64_t>(), Currency(std::string_view(currency))});
}

Json filter_to_json(Field const& field, Filter const& filter) {
  Json json = {{"field", field.name}, {"compare", kCompare[static_cast<std::size_t>(filter.compare)]}};
  if (!filter.value.get().empty()) json["value"] = value_to_json(field, filter.value);
  if (!filter.other.get().empty()) json["other"] = value_to_json(field, filter.other);
  for (OwnedValue const& each : filter.any) json["any"].push_back(value_to_json(field, each));
  return json;
}

bool read_filter(Store const& store, Kind kind, Json const& json, Filter& filter) {
  if (!json.is_object()) return false;
  std::string field, compare;
  read_text(json, "field", field);
  read_text(json, "compare", compare);
  filter.field = store.field_named(kind, field);
  auto const* const known = std::find(std::begin(kCompare), std::end(kCompare), compare);
  if (filter.field == kNoField || known == std::end(kCompare)) return false;
  filter.compare = static_cast<Compare>(known - std::begin(kCompare));
  Field const& about = store.fields(kind)[filter.field];
  if (auto const value = json.find("value"); value != json.end()) filter.value = value_from_json(about, *value);
  if (auto const other = json.find("other"); other != json.end()) filter.other = value_from_json(about, *other);
  if (auto const any = json.find("any"); any != json.end() && any->is_array()) {
    for (Json const& each : *any) filter.any.push_back(value_from_json(about, each));
  }
  return true;
}

bool same_value(OwnedValue const& a, OwnedValue const& b) { return a.get() == b.get(); }

bool same_filter(Filter const& a, Filter const& b) {
  return a.field == b.field && a.compare == b.compare && same_value(a.value, b.value) && same_value(a.other, b.other) &&
         std::equal(a.any.begin(), a.any.end(), b.any.begin(), b.any.end(), same_value);
}

}  // namespace

std::string to_text(Store const& store, Kind kind, ViewDefinition const& view) {
  Json json = {{"layout", layout_to_json(view.layout)}};
  for (Filter const& filter : view.filters) {
    if (filter.field < store.fields(kind).size())
      json["filters"].push_back(filter_to_json(store.fields(kind)[filter.field], filter));
  }
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

ViewDefinition read_view(Store const& store, Kind kind, std::string_view text) {
  ViewDefinition view;
  Json const json = read_json(text);
  if (!json.is_object()) return view;
  if (auto const layout = json.find("layout"); layout != json.end() && layout->is_object())
    view.layout = layout_from_json(*layout);
  auto const filters = json.find("filters");
  if (filters == json.end() || !filters->is_array()) return view;
  for (Json const& each : *filters) {
    if (Filter filter; read_filter(store, kind, each, filter)) view.filters.push_back(std::move(filter));
  }
  return view;
}

bool same_view(std::vector<Filter> const& filters, ListLayout const& layout, ViewDefinition const& view) {
  ListLayout const& saved = view.layout;
  return layout.columns == saved.columns && layout.sort == saved.sort && layout.group == saved.group &&
         layout.frozen == saved.frozen &&
         std::equal(filters.begin(), filters.end(), view.filters.begin(), view.filters.end(), same_filter);
}

}  // namespace saddlebag::ui
