#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "model/field.hpp"

namespace saddlebag {

/// The day a deal ended or is expected to end, as most programs have it in one column: `closed` where the
/// stage says won or lost, `expected_close` otherwise. Stands beside the fields of Opportunity in mappings.
inline constexpr std::string_view kCloseDate = "close_date";

/// A header without what people vary: case, blanks, punctuation, remarks in parentheses.
std::string header_key(std::string_view header);

/// The field of a kind that a header means: one of `fields` by its name or its label in any language, or by
/// the synonyms of assets/exchange/synonyms.json. Empty where none does. May be kCloseDate.
std::string_view field_for_header(Kind kind, std::span<Field const> fields, std::string_view header);
/// The kind that a file is called after ("accounts 2017.csv"); Kind::count_ where its name says nothing.
Kind kind_for_file(std::string_view file_name);
/// The built-in stage that a name means in either language ("Closed Won", 成交 -> "won"); empty for none.
std::string_view stage_for_name(std::string_view name);
/// A sensible probability, per cent, for an open stage of that name which another program used.
double probability_for_stage(std::string_view name);

}  // namespace saddlebag
