#include "sync/codec.hpp"

#include <charconv>

#include "base/hash.hpp"
#include "model/conflict.hpp"

namespace saddlebag::sync {
namespace {

constexpr std::string_view kRaw = "json:";  // a bag entry that holds JSON which no Value can

std::uint64_t from_hex(std::string const& text) {
  std::uint64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number, 16);
  return number;
}

}  // namespace

Field const* Codec::field(Kind kind, std::string_view name) const {
  FieldIndex const index = store_.field_named(kind, name);
  return index == kNoField ? nullptr : &store_.fields(kind)[index];
}

std::string Codec::id_of(RecordKey key) const {
  std::string id = id_format_;
  auto const replace = [&](std::string_view what, std::string const& with) {
    if (auto const at = id.find(what); at != std::string::npos) id.replace(at, what.size(), with);
  };
  replace("{kind}", std::string(kind_info(key.kind).name));
  replace("{id}", saddlebag::to_string(key.id));
  return id;
}

RecordKey Codec::key_of(std::string_view id, Kind listed) const {
  if (listed == Kind::count_) return parse_key(id);
  auto const uuid = parse_uuid(id);
  return uuid && !uuid->empty() ? RecordKey{listed, *uuid} : RecordKey{Kind::count_, {}};
}

/// Whether a field holds what a new record has: then what the backend wrote there, and no field can hold, still stands.
bool Codec::untouched(Kind kind, std::string_view name, Value value) const {
  Field const* const known = field(kind, name);
  return same(value, {}) || (known && value == known->initial);
}

Json Codec::encode(Doc const& doc) const {
  Json object = Json::object();
  if (envelope_.record.empty()) {
    object[envelope_.id] = id_of(doc.key);
    if (!envelope_.kind.empty()) object[envelope_.kind] = std::string(kind_info(doc.key.kind).name);
    if (!doc.rev.empty()) object[envelope_.rev] = doc.rev;
    if (doc.deleted && !envelope_.deleted.empty()) object[envelope_.deleted] = true;
  }
  if (doc.deleted) return object;
  if (!envelope_.by.empty() && !doc.by.empty()) object[envelope_.by] = doc.by;
  for (auto const& [name, value] : doc.fields) {
    if (name == "conflicts") {
      Json list = Json::array();
      for (Conflict const& c : read_conflicts(value.get().as_text())) {
        Field const* const f = field(doc.key.kind, c.field);
        list.push_back({{"field", c.field}, {"base", encode_value(f, c.base)}, {"mine", encode_value(f, c.mine)},
                        {"theirs", encode_value(f, c.theirs)}, {"mine_by", c.mine_by}, {"theirs_by", c.theirs_by},
                        {"device", to_hex(c.device)}, {"found", to_iso(c.found)}});
      }
      object["conflicts"] = std::move(list);
    } else if (name.starts_with(kRaw)) {
      std::string const bare = name.substr(kRaw.size());
      auto raw = parse_json(value.get().as_text());
      if (raw && untouched(doc.key.kind, bare, doc.get(bare))) object[bare] = std::move(*raw);
    } else if (!object.contains(name) || !untouched(doc.key.kind, name, value)) {
      object[name] = encode_value(field(doc.key.kind, name), value);
    }
  }
  return object;
}

void Codec::decode_member(Doc& doc, std::string const& name, Json const& json) const {
  OwnedValue value;
  if (name == "conflicts" && json.is_array()) {
    std::vector<Conflict> conflicts;
    for (Json const& each : json) {
      Conflict c;
      c.field = text_member(each, "field");
      Field const* const f = field(doc.key.kind, c.field);
      Json const* const values[] = {member(each, "base"), member(each, "mine"), member(each, "theirs")};
      OwnedValue* const into[] = {&c.base, &c.mine, &c.theirs};
      for (int i = 0; i < 3; ++i) {
        if (values[i]) decode_value(f, *values[i], *into[i]);
      }
      c.mine_by = text_member(each, "mine_by");
      c.theirs_by = text_member(each, "theirs_by");
      c.device = from_hex(text_member(each, "device"));
      c.found = parse_iso_instant(text_member(each, "found")).value_or(Instant{});
      if (!c.field.empty()) conflicts.push_back(std::move(c));
    }
    value = OwnedValue(Value::text(write_conflicts(conflicts)));
  } else if (!decode_value(field(doc.key.kind, name), json, value)) {
    std::string const raw = dump_json(json);
    doc.fields.insert_or_assign(std::string(kRaw) + name, OwnedValue(Value::text(raw)));
    return;
  }
  if (!value.get().empty()) doc.fields.insert_or_assign(name, std::move(value));
}

void Codec::decode(Json const& object, Doc& doc) const {
  if (!envelope_.by.empty()) doc.by = text_member(object, envelope_.by);
  for (auto const& [name, value] : object.items()) {
    bool const of_envelope = name == envelope_.id || name == envelope_.rev || name == envelope_.kind ||
                             name == envelope_.deleted || name == envelope_.by;
    bool const of_program = is_bookkeeping(name) && name != "created" && name != "updated";
    bool const of_server = name.starts_with('_') && name != "_attachments";
    if (!of_envelope && !of_program && !of_server && !name.starts_with(kRaw)) decode_member(doc, name, value);
  }
}

}  // namespace saddlebag::sync
