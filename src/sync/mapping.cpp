#include "sync/mapping.hpp"

#include <cmath>

#include "sync/codec.hpp"
#include "sync/template.hpp"

namespace saddlebag::sync {
namespace {

using Map = Profile::FieldMap;
using As = Profile::FieldMap::As;

constexpr int kMicroDecimals = 6;

Profile::Time format_of(Map const& map, Profile const& profile) {
  if (!map.timed) return profile.envelope.instants;
  return static_cast<Profile::Time>(static_cast<int>(map.as) - static_cast<int>(As::iso));
}

/// "1234567" with six decimals is "1.234567".
std::string with_point(std::string digits, std::size_t decimals) {
  bool const negative = digits.starts_with('-');
  if (negative) digits.erase(0, 1);
  if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
  digits.insert(digits.size() - decimals, 1, '.');
  return (negative ? "-" : "") + digits;
}

bool is_empty(Json const& json, Field const& field) {
  return json.is_null() || (json.is_string() && json.get_ref<std::string const&>().empty()) ||
         (json == false && field.type != FieldType::boolean);
}

/// A person's name in two parts: what follows the last blank is the family name.
void split_name(Map const& map, std::string const& name, Json& object) {
  std::size_t const blank = name.rfind(' ');
  bool const one = blank == std::string::npos;
  put(object, map.path, one ? name : name.substr(blank + 1));
  put(object, map.first, one ? std::string() : name.substr(0, blank));
}

std::string join_name(Map const& map, Json const& object) {
  std::string const first = text_at(object, map.first), last = text_at(object, map.path);
  return first.empty() || last.empty() ? first + last : first + " " + last;
}

}  // namespace

Field const* Mapping::field(Kind kind, std::string_view name) const {
  FieldIndex const index = store_.field_named(kind, name);
  return index == kNoField ? nullptr : &store_.fields(kind)[index];
}

std::string Mapping::reference(Kind target, Uuid id) const {
  return profile_.ids != Profile::Ids::server ? to_string(id) : ids_.there({target, id});
}

Json Mapping::write(Map const& map, Field const& field, Value value) const {
  if (value.empty()) return profile_.envelope.text_only ? Json("") : Json();
  if (field.type == FieldType::reference) {
    if (map.as == As::title) {
      std::string const title(store_.title(field.target, value.as_reference()));
      Json const* const theirs = member(map.choices, title);
      return theirs ? *theirs : Json(title);
    }
    std::string const id = reference(field.target, value.as_reference());
    if (!map.reference.empty()) return expand_text(map.reference, Variables{{"id", id}, {"vars", Json::object()}});
    auto const number = profile_.numeric_ids ? parse_json(id) : std::nullopt;
    return number ? *number : Json(id);
  }
  if (field.type == FieldType::instant) {
    if (map.as == As::date) return to_iso(date_at(value.as_instant(), 0));
    std::string const text = write_time(value.as_instant(), format_of(map, profile_));
    auto const number = map.as == As::ms && !profile_.envelope.text_only ? parse_json(text) : std::nullopt;
    return number ? *number : Json(text);
  }
  Json json = encode_value(&field, value);
  if (field.type == FieldType::money && map.as != As::plain) {
    std::int64_t minor = value.as_money().minor;
    json = *parse_json(text_member(json, "amount"));
    if (map.as == As::micros) {
      for (int i = value.as_money().currency.decimals(); i < kMicroDecimals; ++i) minor *= 10;
      json = minor;
    }
  }
  if (map.as == As::inverted) json = !value.as_boolean();
  std::string const word = json.is_string() ? json.get<std::string>() : json.is_boolean() ? dump_json(json) : std::string();
  if (Json const* const theirs = member(map.choices, word)) json = *theirs;
  if (profile_.envelope.text_only && !json.is_string() && !json.is_structured()) json = dump_json(json);
  return json;
}

/// What the backend has no words for: an amount in another currency, a record that it does not have.
bool Mapping::expressible(Map const& map, Field const& field, Value value) const {
  if (value.empty() || map.as == As::title) return true;
  if (field.type == FieldType::reference) return !reference(field.target, value.as_reference()).empty();
  bool const fixed = field.type == FieldType::money && map.as != As::plain && !map.currency.starts_with('/');
  return !fixed || value.as_money().currency == Currency(map.currency);
}

Json Mapping::encode(Profile::KindMap const& map, Doc const& doc, bool fresh) const {
  Json object = Json::object();
  for (Map const& each : map.fields) {
    Field const* const known = field(map.kind, each.ours);
    if (!known || each.read_only || (!fresh && !doc.changed.contains(each.ours))) continue;
    Value const value = doc.get(each.ours);
    if (value.empty() && fresh) {
      if (!each.otherwise.empty()) put(object, each.write, each.otherwise);
      continue;
    }
    if (!expressible(each, *known, value)) continue;
    if (each.as == As::person) {
      split_name(each, std::string(value.as_text()), object);
      continue;
    }
    put(object, each.write, write(each, *known, value));
    if (!value.empty() && known->type == FieldType::money && each.currency.starts_with('/')) {
      put(object, each.currency, value.as_money().currency.letters());
    }
  }
  return object;
}

bool Mapping::read(Map const& map, Field const& field, Json const& object, Json json, OwnedValue& into) const {
  if (is_empty(json, field)) {
    into = Value();
    return true;
  }
  for (auto const& [ours, theirs] : map.choices.items()) {
    if (json == theirs) {
      json = ours;
      break;
    }
  }
  bool const numeric = field.shape() == Shape::integer || field.shape() == Shape::number || field.shape() == Shape::boolean;
  if (numeric && json.is_string()) json = parse_json(json.get<std::string>()).value_or(json);
  std::string const text = json.is_string() ? json.get<std::string>() : json.is_number() ? dump_json(json) : std::string();
  switch (field.type) {
    case FieldType::reference: {
      if (text.empty()) return false;
      if (map.as != As::title) {
        into = Value::reference(ids_.here(field.target, text).id);
        return true;
      }
      Table const& table = store_.table(field.target);
      for (Row row = 0; row < table.end(); ++row) {
        Record const* const record = table.at(row);
        if (!record || store_.title(field.target, record->id) != text) continue;
        into = Value::reference(record->id);
        return true;
      }
      return false;
    }
    case FieldType::instant: {
      auto const when = read_time(text);
      if (when) into = Value::instant(*when);
      return when.has_value();
    }
    case FieldType::date: return decode_value(&field, text.substr(0, 10), into);
    case FieldType::money: {
      if (map.as == As::plain) return decode_value(&field, json, into);
      std::string const currency = map.currency.starts_with('/') ? text_at(object, map.currency) : map.currency;
      std::string const amount = map.as == As::micros ? with_point(text, kMicroDecimals) : text;
      return decode_value(&field, {{"amount", amount}, {"currency", currency}}, into);
    }
    case FieldType::boolean:
      if (json.is_number()) json = json != 0;
      if (map.as == As::inverted && json.is_boolean()) json = !json.get<bool>();
      return decode_value(&field, json, into);
    case FieldType::integer:
      if (json.is_number_float() && std::abs(json.get<double>()) < 9e15) json = static_cast<std::int64_t>(json.get<double>());
      return decode_value(&field, json, into);
    default: return decode_value(&field, json.is_number() && field.shape() == Shape::text ? Json(text) : json, into);
  }
}

void Mapping::decode(Profile::KindMap const& map, Json const& object, Doc& doc) const {
  if (Record const* const record = store_.find(doc.key.kind, doc.key.id)) {
    doc.fields = read_doc(store_, doc.key.kind, *record).fields;
  }
  for (Map const& each : map.fields) {
    Field const* const known = field(map.kind, each.ours);
    Json const* const found = at(object, each.path);
    if (!known || !found || each.write_only) continue;
    OwnedValue value;
    if (each.as == As::person) value = OwnedValue(Value::text(join_name(each, object)));
    else if (!read(each, *known, object, *found, value)) continue;
    if (value.get().empty()) doc.fields.erase(each.ours);
    else doc.fields.insert_or_assign(each.ours, std::move(value));
  }
}

bool Mapping::waits(Profile::KindMap const& map, Doc const& doc) const {
  if (profile_.ids != Profile::Ids::server) return false;
  for (Map const& each : map.fields) {
    Field const* const known = field(map.kind, each.ours);
    if (!known || known->type != FieldType::reference || each.as == As::title || each.read_only) continue;
    Value const value = doc.get(each.ours);
    if (value.empty() || !profile_.carries(known->target)) continue;
    Uuid const target = value.as_reference();
    if (target != doc.key.id && store_.find(known->target, target) && ids_.there({known->target, target}).empty()) return true;
  }
  return false;
}

}  // namespace saddlebag::sync
