#pragma once
#include <string_view>

namespace saddlebag {

/// Where `needle` first occurs in `hay` at or after `from`; npos when it does not. Compares the first and
/// last byte of the needle at sixteen places at a time (W. Muła, http://0x80.pl/articles/simd-strfind.html).
std::size_t find_bytes(std::string_view hay, std::string_view needle, std::size_t from = 0);

}  // namespace saddlebag
