#pragma once
#include <string>
#include <string_view>

#include "platform/ports.hpp"
#include "sync/json.hpp"
#include "sync/profile.hpp"

namespace saddlebag::sync {

/// What the placeholders of a template stand for, by name.
using Variables = Json;

/// What is at a place: a JSON Pointer (RFC 6901, without its escapes), or the name of a member; empty is the whole.
/// Null where there is nothing.
Json const* at(Json const& json, std::string_view place);
/// A text as it is, a number as JSON writes it; empty where there is neither.
std::string text_at(Json const& json, std::string_view place);
/// The same of an answer, where `header:name` is also a place.
std::string text_at(port::Http::Response const& response, Json const& body, std::string_view place);
/// Puts a value where a place says, making the objects on the way.
void put(Json& json, std::string_view place, Json value);

/// Replaces `{name}` by the variable; braces around anything else stay. `in_url`: encoded, except the base address, the
/// link of a next page and what a kind's own variables say.
std::string expand_text(std::string_view text, Variables const& variables, bool in_url = false);
/// The same in all texts of a body. A text that is one placeholder becomes what the variable is, a member whose variable
/// has nothing is left out, and what is in the member `*` comes to stand beside it.
Json expand(Json const& body, Variables const& variables);

std::string base64(std::string_view bytes);
std::string encode_url(std::string_view text);
/// 2024-02-29T23:59:59.123Z and the like, with a blank for the T, or with milliseconds since 1970.
std::optional<Instant> read_time(std::string const& text);
std::string write_time(Instant when, Profile::Time format);

}  // namespace saddlebag::sync
