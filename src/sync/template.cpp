#include "sync/template.hpp"

#include <algorithm>
#include <charconv>

namespace saddlebag::sync {
namespace {

std::string text_of(Json const& json) {
  if (json.is_string()) return json.get_ref<std::string const&>();
  return json.is_number() || json.is_boolean() || json.is_object() || json.is_array() ? dump_json(json) : std::string();
}

std::string_view next_name(std::string_view& place) {
  if (place.starts_with('/')) place.remove_prefix(1);
  std::size_t const end = std::min(place.find('/'), place.size());
  std::string_view const name = place.substr(0, end);
  place.remove_prefix(end);
  return name;
}

/// `vars` are the kind's own, which may name the others but not each other; null within them.
std::string expand_text(std::string_view text, Variables const& variables, bool in_url, Json const* vars) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::size_t const end = text[i] == '{' ? text.find('}', i) : std::string_view::npos;
    std::string_view const name = end == std::string_view::npos ? std::string_view() : text.substr(i + 1, end - i - 1);
    Json const* const value = name.empty() ? nullptr : member(variables, name);
    Json const* const own = name.empty() || !vars ? nullptr : member(*vars, name);
    if (!value && !own) {
      out += text[i];
      continue;
    }
    bool const plain = !in_url || own || name == "base" || name == "kind" || name == "plural";
    std::string const words = own ? expand_text(text_of(*own), variables, in_url, nullptr) : text_of(*value);
    out += plain ? words : encode_url(words);
    i = end;
  }
  return out;
}

Json expand(Json const& body, Variables const& variables, Json const* vars) {
  if (body.is_string()) {
    std::string const& text = body.get_ref<std::string const&>();
    if (text.starts_with('{') && text.ends_with('}')) {
      std::string_view const name = std::string_view(text).substr(1, text.size() - 2);
      if (Json const* const value = member(variables, name)) return *value;
      if (Json const* const own = vars ? member(*vars, name) : nullptr) return expand(*own, variables, nullptr);
    }
    return expand_text(text, variables, false, vars);
  }
  Json result = body;
  if (body.is_structured()) {
    for (Json& each : result) each = expand(Json(each), variables, vars);
  }
  if (!result.is_object()) return result;
  for (auto const& [name, before] : body.items()) {
    if (result[name].is_null() && !before.is_null()) result.erase(name);
  }
  if (Json const spread = result.value("*", Json()); spread.is_object()) {
    result.erase("*");
    result.update(spread);
  }
  return result;
}

}  // namespace

Json const* at(Json const& json, std::string_view place) {
  Json const* found = &json;
  while (found && !place.empty()) {
    std::string_view const name = next_name(place);
    if (found->is_array()) {
      std::size_t index = 0;
      bool const number = std::from_chars(name.data(), name.data() + name.size(), index).ec == std::errc();
      found = number && index < found->size() ? &(*found)[index] : nullptr;
    } else {
      found = member(*found, name);
    }
  }
  return found;
}

std::string text_at(Json const& json, std::string_view place) {
  Json const* const found = at(json, place);
  return found && (found->is_string() || found->is_number()) ? text_of(*found) : std::string();
}

std::string text_at(port::Http::Response const& response, Json const& body, std::string_view place) {
  constexpr std::string_view kHeader = "header:";
  if (!place.starts_with(kHeader)) return text_at(body, place);
  for (port::Http::Header const& each : response.headers) {
    if (each.name == place.substr(kHeader.size())) return each.value;
  }
  return {};
}

void put(Json& json, std::string_view place, Json value) {
  Json* into = &json;
  while (!place.empty()) {
    if (!into->is_object()) *into = Json::object();
    into = &(*into)[std::string(next_name(place))];
  }
  *into = std::move(value);
}

std::string expand_text(std::string_view text, Variables const& variables, bool in_url) {
  return expand_text(text, variables, in_url, member(variables, "vars"));
}

Json expand(Json const& body, Variables const& variables) { return expand(body, variables, member(variables, "vars")); }

std::string encode_url(std::string_view text) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (char const c : text) {
    bool const plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("-_.~").find(c) != std::string_view::npos;
    if (plain) {
      out += c;
    } else {
      out += '%';
      out += kHex[static_cast<unsigned char>(c) >> 4];
      out += kHex[static_cast<unsigned char>(c) & 15];
    }
  }
  return out;
}

std::string base64(std::string_view bytes) {
  static constexpr char kAlphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      group = group << 8 | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0u);
    }
    for (std::size_t k = 0; k < 4; ++k) out += i + k <= bytes.size() ? kAlphabet[group >> (18 - 6 * k) & 63] : '=';
  }
  return out;
}

std::optional<Instant> read_time(std::string const& text) {
  std::int64_t ms = 0;
  auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), ms);
  if (fault == std::errc() && end == text.data() + text.size()) return Instant{ms};
  std::string iso = text;
  if (iso.size() > 10 && iso[10] == ' ') iso[10] = 'T';
  std::size_t const point = iso.find('.');
  if (point != std::string::npos) {  // more digits than milliseconds
    std::size_t const rest = std::min(iso.find_first_not_of("0123456789", point + 1), iso.size());
    if (rest > point + 4) iso.erase(point + 4, rest - point - 4);
  }
  // An offset without a colon, or none at all, which then is UTC.
  std::size_t const sign = iso.find_last_of("+-");
  bool const has_offset = sign != std::string::npos && sign > 10;
  if (has_offset && iso.size() == sign + 5) iso.insert(sign + 3, 1, ':');
  if (iso.size() > 10 && !has_offset && !iso.ends_with('Z')) iso += 'Z';
  return parse_iso_instant(iso);
}

std::string write_time(Instant when, Profile::Time format) {
  if (format == Profile::Time::ms) return std::to_string(when.ms);
  std::string text = to_iso(when);
  if (format == Profile::Time::iso || text.size() < 20) return text;
  text[10] = ' ';
  text.pop_back();
  if (format == Profile::Time::sql) text.resize(19);
  return text;
}

}  // namespace saddlebag::sync
