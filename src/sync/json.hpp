#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/json.hpp"

namespace saddlebag::sync {

using Json = nlohmann::json;

/// More values than an honest answer has: parsed, they would take more memory than a page gets. To be asked before
/// `parse_json`. Short texts cost nothing, long ones one look at each byte.
bool has_too_many_values(std::string_view text);
/// Nothing where the text is not JSON; numbers that none can hold (NaN, 1e999) and halves of characters are let
/// pass, as flaws of what they stand in. What it answers may be nested to any depth: nothing may walk it, copy or
/// dump it, before `flaw_of`.
std::optional<Json> parse_json(std::string_view text);
/// Why this cannot be taken as it is: too deep, a text that is not Unicode, no number. Empty where it can.
std::string_view flaw_of(Json const& json);
/// Compact; bytes that are not UTF-8 are replaced, so that it never fails.
std::string dump_json(Json const& json);
/// The member, or null where `object` is no object or has none.
Json const* member(Json const& object, std::string_view name);
/// The member's text; empty where it is none.
std::string text_member(Json const& object, std::string_view name);

}  // namespace saddlebag::sync
