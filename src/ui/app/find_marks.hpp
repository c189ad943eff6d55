#pragma once
#include <string>
#include <vector>

#include "store/store.hpp"
#include "ui/widgets/field.hpp"

namespace saddlebag::ui {

/// Where the words of a search stand in a text, by themselves or by the pinyin of its characters, as bytes of the text.
/// Adds to `marks`; true when every word was found.
bool find_marks(std::string_view text, std::vector<std::string> const& words, TextMarks& marks);

/// Of a record that was found by something else than its title: the field where a word stands that the title lacks.
/// Null where it cannot be told.
Field const* find_field_of(Store const& store, Kind kind, Record const& record, std::vector<std::string> const& words);

}  // namespace saddlebag::ui
