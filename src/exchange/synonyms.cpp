#include "exchange/synonyms.hpp"

#include <map>
#include <vector>

#include "assets.hpp"
#include "base/json.hpp"
#include "base/utf8.hpp"
#include "locale/keys.hpp"

namespace saddlebag {
namespace {

using Json = nlohmann::json;

/// What synonyms.json says, by header_key.
struct Synonyms {
  struct OfKind {
    std::vector<std::string> words;                  ///< for the kind itself: "account", "客户"
    std::map<std::string, std::string, std::less<>> fields;  ///< key -> field name
  };
  OfKind kinds[kKindCount];
  std::map<std::string, std::string, std::less<>> stages;
  std::map<std::string, double, std::less<>> probabilities;
};

template <class Visit>
void for_each_text(Json const& list, Visit visit) {
  if (!list.is_array()) return;
  for (Json const& entry : list) {
    if (auto const* text = entry.get_ptr<std::string const*>()) visit(*text);
  }
}

void read_kind(Json const& json, Synonyms::OfKind& kind) {
  if (auto const words = json.find("words"); words != json.end()) {
    for_each_text(*words, [&](std::string const& word) { kind.words.push_back(header_key(word)); });
  }
  auto const fields = json.find("fields");
  if (fields == json.end()) return;
  for (auto const& [name, list] : fields->items()) {
    for_each_text(list, [&](std::string const& word) { kind.fields.emplace(header_key(word), name); });
  }
}

Synonyms read_synonyms() {
  Synonyms out;
  Json const json = read_json(asset("exchange/synonyms.json"));
  if (!json.is_object()) return out;
  if (auto const kinds = json.find("kinds"); kinds != json.end()) {
    for (auto const& [name, content] : kinds->items()) {
      Kind const kind = kind_named(name);
      if (kind != Kind::count_) read_kind(content, out.kinds[static_cast<std::size_t>(kind)]);
    }
  }
  if (auto const stages = json.find("stages"); stages != json.end()) {
    for (auto const& [stage, list] : stages->items()) {
      for_each_text(list, [&](std::string const& word) { out.stages.emplace(header_key(word), stage); });
    }
  }
  if (auto const found = json.find("probabilities"); found != json.end()) {
    for (auto const& [word, value] : found->items()) {
      if (value.is_number()) out.probabilities.emplace(header_key(word), value.get<double>());
    }
  }
  return out;
}

Synonyms const& synonyms() {
  static Synonyms const all = read_synonyms();
  return all;
}

Language const kLanguages[] = {Language::zh_cn, Language::en};

std::string_view by_name_or_label(std::span<Field const> fields, std::string_view key) {
  for (Field const& field : fields) {
    if (!field.has(kSystem) && header_key(field.name) == key) return field.name;
  }
  for (Field const& field : fields) {
    if (field.has(kSystem)) continue;
    if (field.custom && header_key(field.custom_label) == key) return field.name;
    for (Language const language : kLanguages) {
      if (!field.custom && header_key(tr(field.label, language)) == key) return field.name;
    }
  }
  return {};
}

/// Takes text in parentheses, ASCII or full-width (folded by now), out of a header.
std::string without_remarks(std::string_view text) {
  std::string out;
  int depth = 0;
  for (char const c : text) {
    if (c == '(' || c == '[') ++depth;
    if (depth == 0) out += c;
    if ((c == ')' || c == ']') && depth > 0) --depth;
  }
  return out;
}

}  // namespace

std::string header_key(std::string_view header) {
  std::string const folded = fold(header);
  std::string kept = without_remarks(folded);
  if (trim(kept).empty()) kept = folded;
  std::string key;
  for (char const c : kept) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80) != 0) key += c;
  }
  return key.empty() ? kept : key;
}

std::string_view field_for_header(Kind kind, std::span<Field const> fields, std::string_view header) {
  Synonyms::OfKind const& known = synonyms().kinds[static_cast<std::size_t>(kind)];
  auto const look_up = [&](std::string_view key) -> std::string_view {
    if (auto const found = known.fields.find(key); found != known.fields.end()) return found->second;
    return by_name_or_label(fields, key);
  };
  std::string const key = header_key(header);
  if (std::string_view const found = look_up(key); !found.empty()) return found;
  for (std::string const& word : known.words) {  // "Deal Stage", 客户名称: the kind's own word before a field
    if (key.size() <= word.size() || !key.starts_with(word)) continue;
    if (std::string_view const found = look_up(std::string_view(key).substr(word.size())); !found.empty()) return found;
  }
  return {};
}

Kind kind_for_file(std::string_view file_name) {
  std::string const key = header_key(file_name.substr(0, file_name.rfind('.')));
  Kind best = Kind::count_;
  std::size_t longest = 0;
  for (std::size_t i = 0; i < kKindCount; ++i) {
    for (std::string const& word : synonyms().kinds[i].words) {
      if (word.size() <= longest || key.find(word) == std::string::npos) continue;
      longest = word.size();
      best = kind_at(i);
    }
  }
  return best;
}

std::string_view stage_for_name(std::string_view name) {
  auto const found = synonyms().stages.find(header_key(name));
  return found == synonyms().stages.end() ? std::string_view() : std::string_view(found->second);
}

double probability_for_stage(std::string_view name) {
  constexpr double kUnknown = 30;
  auto const found = synonyms().probabilities.find(header_key(name));
  return found == synonyms().probabilities.end() ? kUnknown : found->second;
}

}  // namespace saddlebag
