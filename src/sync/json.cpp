#include "sync/json.hpp"

namespace saddlebag::sync {
namespace {

constexpr int kMaximumDepth = 64;

/// Brackets outside of strings; the parser itself does not limit depth, but what walks its result does.
bool too_deep(std::string_view text) {
  int depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char const c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      else if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      if (++depth > kMaximumDepth) return true;
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return false;
}

}  // namespace

std::optional<Json> parse_json(std::string_view text) {
  if (too_deep(text)) return std::nullopt;
  Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded()) return std::nullopt;
  return json;
}

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
