#pragma once
#include <string>
#include <string_view>

namespace saddlebag {

/// Full-width forms to ASCII, blanks of any kind to ' ', letters to lower case, trimmed: the formats of dates and
/// numbers need to look at ASCII only. Unlike fold() it leaves signs such as ¥ and runs of blanks alone.
std::string plain_text(std::string_view text);

}  // namespace saddlebag
