#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"

namespace saddlebag::sync {

/// Reads a date of HTTP's headers in any of the three forms of RFC 9110: `Sun, 06 Nov 1994 08:49:37 GMT`,
/// `Sunday, 06-Nov-94 08:49:37 GMT`, `Sun Nov  6 08:49:37 1994`. Always UTC; the name of the day is not checked.
std::optional<Instant> parse_http_date(std::string_view text);
/// In the first of these forms, to the second that has passed wholly: never before the instant.
std::string to_http_date(Instant when);

}  // namespace saddlebag::sync
