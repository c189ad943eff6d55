#include "sync/json.hpp"

#include <cmath>
#include <cstdlib>

namespace saddlebag::sync {
namespace {

constexpr int kMaximumDepth = 64;
/// Parsed, a value takes up to 100 bytes: 300 MB. A page of 500 records with 6,000 values each has as many.
constexpr std::size_t kMostValues = 3'000'000;
// U+FDD0 and U+FDD1 are no characters, and in no text.
constexpr std::string_view kHalfACharacter = "\xEF\xB7\x90", kNotANumber = "\xEF\xB7\x91";

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

constexpr bool is_high(int unit) { return unit >= 0xD800 && unit < 0xDC00; }
constexpr bool is_low(int unit) { return unit >= 0xDC00 && unit < 0xE000; }

/// Copies an escape that begins at `at`; answers where to go on.
std::size_t mark_escape(std::string_view text, std::size_t at, std::string& marked) {
  int const unit = escaped_unit(text, at);
  bool const pair = is_high(unit) && is_low(escaped_unit(text, at + 6));
  std::size_t const size = std::min<std::size_t>(pair ? 12 : unit >= 0 ? 6 : 2, text.size() - at);
  if (!pair && (is_high(unit) || is_low(unit))) marked += kHalfACharacter;
  else marked += text.substr(at, size);
  return at + size;
}

/// Copies a bare word that begins at `at`: a number, true, false, null; answers where to go on.
std::size_t mark_word(std::string_view text, std::size_t at, std::string& marked) {
  std::size_t end = at;
  auto const part = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '+' || c == '.';
  };
  while (end < text.size() && part(text[end])) ++end;
  std::string const word(text.substr(at, end - at));
  bool const named = word == "NaN" || word == "Infinity" || word == "-Infinity";
  char* rest = nullptr;
  bool const digit = word.back() >= '0' && word.back() <= '9';
  bool const beyond = digit && std::isinf(std::strtod(word.c_str(), &rest)) && *rest == 0;
  if (named || beyond) marked.append("\"").append(kNotANumber).append("\"");
  else marked += word;
  return end;
}

/// JSON allows to write half of a surrogate pair and numbers beyond all bounds, some servers write NaN, and the parser
/// refuses all of it: what it stands in is found by marks, and the rest of the answer can be read.
std::string mark_flaws(std::string_view text) {
  std::string marked;
  marked.reserve(text.size());
  bool quoted = false;
  for (std::size_t i = 0; i < text.size();) {
    char const c = text[i];
    bool const word = (c >= '0' && c <= '9') || c == '-' || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    if (quoted && c == '\\') {
      i = mark_escape(text, i, marked);
    } else if (!quoted && word) {
      i = mark_word(text, i, marked);
    } else {
      quoted ^= c == '"';
      marked += c;
      ++i;
    }
  }
  return marked;
}

std::string_view flaw_of(Json const& json, int depth) {
  if (depth > kMaximumDepth) return "it is nested deeper than anything honest would be";
  auto const of_text = [](std::string const& text) -> std::string_view {
    if (text.find(kHalfACharacter) != std::string::npos) return "a text in it has half of a character (a lone surrogate)";
    if (text.find(kNotANumber) != std::string::npos) return "a number in it is none (NaN), or beyond all bounds";
    return {};
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

bool has_too_many_values(std::string_view text) {
  if (text.size() < kMostValues) return false;
  std::size_t values = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char const c = text[i];
    if (c == '"') quoted = !quoted;
    else if (quoted) i += c == '\\';
    else values += c == ',' || c == '[' || c == '{';
  }
  return values > kMostValues;
}

std::optional<Json> parse_json(std::string_view text) {
  Json json = read_json(text);
  if (json.is_discarded()) json = read_json(mark_flaws(text));
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
