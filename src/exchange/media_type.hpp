#pragma once
#include <string_view>

namespace saddlebag {

/// What a file holds, by its first bytes where those tell, else by the extension of its name: the media type as in RFC 6838.
/// What it cannot tell is `application/octet-stream`.
std::string_view media_type_of(std::string_view bytes, std::string_view name);
/// Whether browsers draw it as a picture, all of its pixels being its own: no drawing program such as SVG.
bool is_picture(std::string_view media_type);

}  // namespace saddlebag
