#pragma once
#include <string>

#include "model/field.hpp"

namespace saddlebag {

/// Separates the fields within a search text, so that no find runs from one into the next.
inline constexpr char kFieldSeparator = '\x1f';

/// Makes `out` the text in which a record is searched: its searchable fields and the texts of its bag,
/// folded; then, of those that hold Han characters, pinyin and initials. False where those are not known yet.
bool make_search_text(std::string& out, KindInfo const& info, Record const& record);

}  // namespace saddlebag
