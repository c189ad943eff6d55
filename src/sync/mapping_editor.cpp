#include "sync/mapping_editor.hpp"

#include "sync/codec.hpp"
#include "sync/ids.hpp"
#include "sync/mapping.hpp"
#include "sync/template.hpp"

namespace saddlebag::sync {
namespace {

constexpr std::size_t kLongestPreview = 60;  ///< bytes

/// Places of what is in a record, two levels deep.
void collect(Json const& record, std::string const& path, std::vector<std::string>& members) {
  for (auto const& [name, value] : record.items()) {
    if (value.is_object() && path.empty()) collect(value, "/" + name + "/", members);
    else if (!value.is_structured()) members.push_back(path + name);
  }
}

std::string words(Json const& json) {
  std::string text = json.is_string() ? json.get<std::string>() : json.is_object() ? text_member(json, "amount") + " " + text_member(json, "currency") : dump_json(json);
  if (text.size() <= kLongestPreview) return text;
  std::size_t end = kLongestPreview;
  while ((static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + "…";
}

}  // namespace

MappingEditor::MappingEditor(Store const& store, std::string_view connector, std::string backend)
    : store_(store), connector_(parse_json(connector).value_or(Json())), backend_(std::move(backend)) {}

void MappingEditor::map(Kind kind, std::string const& field, std::string member) {
  edits_[{kind, field}] = std::move(member);
}

Json MappingEditor::edited() const {
  Json whole = connector_;
  for (auto const& [key, member] : edits_) {
    Json& fields = whole["kinds"][std::string(kind_info(key.first).name)]["fields"];
    if (!fields.is_object()) continue;
    Json& field = fields[key.second];
    if (member.empty() && fields.size() > 1) {  // without any fields a kind would have them all
      fields.erase(key.second);
    } else if (field.is_object()) {
      field["path"] = member;
      field.erase("write");
    } else {
      field = member;
    }
  }
  return whole;
}

std::string MappingEditor::connector() const { return dump_json(edited()); }

std::vector<ConnectionTest::Mapping> MappingEditor::preview() const {
  std::vector<ConnectionTest::Mapping> all;
  auto const profile = Profile::parse(connector());
  if (!profile) return all;
  Ids const ids(store_, *profile, backend_);
  for (Profile::KindMap const& map : profile->kinds) {
    if (map.fields.empty()) continue;
    ConnectionTest::Mapping mapping{map.kind, {}, {}};
    Json const& sample = samples_[static_cast<std::size_t>(map.kind)];
    Doc doc{{map.kind, {}}, {}, {}, false, false, {}};
    if (sample.is_object()) {
      collect(sample, "", mapping.members);
      Mapping(store_, *profile, ids).decode(map, sample, doc);
    }
    for (Field const& field : store_.fields(map.kind)) {
      if (field.has(kSystem)) continue;
      ConnectionTest::Mapping::Line line{std::string(field.name), {}, {}};
      for (Profile::FieldMap const& each : map.fields) {
        if (each.ours == field.name) line.member = each.path;
      }
      Value const value = doc.get(field.name);
      if (!value.empty()) line.value = words(encode_value(&field, value));
      mapping.lines.push_back(std::move(line));
    }
    all.push_back(std::move(mapping));
  }
  return all;
}

}  // namespace saddlebag::sync
