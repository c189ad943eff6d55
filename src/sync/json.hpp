#pragma once
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace saddlebag::sync {

using Json = nlohmann::json;

/// Nothing where the text is not JSON. What it answers may be nested to any depth: nothing may walk it, copy or
/// dump it, before `flaw_of`.
std::optional<Json> parse_json(std::string_view text);
/// Why this cannot be taken as it is: too deep, or a text that is not Unicode. Empty where it can.
std::string_view flaw_of(Json const& json);
/// Compact; bytes that are not UTF-8 are replaced, so that it never fails.
std::string dump_json(Json const& json);
/// The member, or null where `object` is no object or has none.
Json const* member(Json const& object, std::string_view name);
/// The member's text; empty where it is none.
std::string text_member(Json const& object, std::string_view name);

}  // namespace saddlebag::sync
