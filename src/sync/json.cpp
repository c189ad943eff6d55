#include "sync/json.hpp"

namespace saddlebag::sync {
namespace {

constexpr int kMaximumDepth = 64;
constexpr std::string_view kNotACharacter = "\xEF\xB7\x90";  // U+FDD0, which no text has

/// The code unit of an escape `\uXXXX` that begins at `at`; -1 where there is none.
int escaped_unit(std::string_view text, std::size_t at) {
  if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u') return -1;
  int unit = 0;
  for (char const c : text.substr(at + 2, 4)) {
    int const digit = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : -1;
    if (digit < 0) return -1;
    unit = unit * 16 + digit;
  }
  return unit;
}

/// JSON allows to write half of a surrogate pair, the parser does not: what it stands in is found by this mark.
std::string mark_lone_surrogates(std::string_view text) {
  std::string marked(text);
  auto const is_high = [](int unit) { return unit >= 0xD800 && unit < 0xDC00; };
  auto const is_low = [](int unit) { return unit >= 0xDC00 && unit < 0xE000; };
  for (std::size_t i = marked.find('\\'); i < marked.size(); i = marked.find('\\', i)) {
    int const unit = escaped_unit(marked, i);
    if (is_high(unit) && is_low(escaped_unit(marked, i + 6))) {
      i += 12;
    } else if (is_high(unit) || is_low(unit)) {
      marked.replace(i, 6, "\\uFDD0");
      i += 6;
    } else {
      i += 2;
    }
  }
  return marked;
}

std::string_view flaw_of(Json const& json, int depth) {
  if (depth > kMaximumDepth) return "it is nested deeper than anything honest would be";
  auto const of_text = [](std::string const& text) -> std::string_view {
    if (text.find(kNotACharacter) == std::string::npos) return {};
    return "a text in it has half of a character (a lone surrogate)";
  };
  if (json.is_string()) return of_text(json.get_ref<std::string const&>());
  if (json.is_object()) {
    for (auto const& [name, value] : json.items()) {
      std::string_view flaw = of_text(name);
      if (flaw.empty()) flaw = flaw_of(value, depth + 1);
      if (!flaw.empty()) return flaw;
    }
  } else if (json.is_array()) {
    for (Json const& value : json) {
      if (std::string_view const flaw = flaw_of(value, depth + 1); !flaw.empty()) return flaw;
    }
  }
  return {};
}

}  // namespace

std::optional<Json> parse_json(std::string_view text) {
  Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded()) json = Json::parse(mark_lone_surrogates(text), nullptr, false);
  if (json.is_discarded()) return std::nullopt;
  return json;
}

std::string_view flaw_of(Json const& json) { return flaw_of(json, 0); }

std::string dump_json(Json const& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json const* member(Json const& object, std::string_view name) {
  if (!object.is_object()) return nullptr;
  auto const found = object.find(std::string(name));
  return found == object.end() ? nullptr : &*found;
}

std::string text_member(Json const& object, std::string_view name) {
  Json const* const found = member(object, name);
  return found && found->is_string() ? found->get_ref<std::string const&>() : std::string();
}

}  // namespace saddlebag::sync
