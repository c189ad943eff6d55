#pragma once
#include <string>

#include "sync/json.hpp"

namespace saddlebag::sync {

/// The first thing in `json` that does not satisfy `schema`, as `/path/to/it: expected …`; empty where all does.
/// Knows the part of JSON Schema (draft 2020-12) that assets/connectors/schema.json uses: type, enum, required,
/// properties, additionalProperties, items, minimum, maximum, minLength, if/then/else, and $ref into $defs.
std::string violation(Json const& json, Json const& schema);
/// The same of two texts, the second being that of assets/connectors/schema.json.
std::string flaw_of_connector(std::string_view text, std::string_view schema);

}  // namespace saddlebag::sync
