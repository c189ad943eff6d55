#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace saddlebag {

/// Reads one code point at `at` and moves `at` past it; malformed bytes give U+FFFD and move by one.
char32_t next_code_point(std::string_view text, std::size_t& at);
void append_utf8(std::string& out, char32_t code_point);
bool valid_utf8(std::string_view text);
/// Replaces every malformed sequence by U+FFFD; valid text comes back unchanged.
std::string repair_utf8(std::string_view text);
/// Number of code points.
std::size_t count_code_points(std::string_view text);
bool is_cjk(char32_t code_point);
/// '0' to '9'.
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The form in which text is compared and searched: lower case, full-width forms to ASCII, accents of
/// Latin letters removed, runs of white space to one blank.
std::string fold(std::string_view text);
void append_folded(std::string& out, std::string_view text);
std::string_view trim(std::string_view text);

}  // namespace saddlebag
