#pragma once
#include <nlohmann/json.hpp>
#include <string_view>

namespace saddlebag {

/// What a text says; discarded (`is_discarded`) where it is not JSON (RFC 8259).
nlohmann::json read_json(std::string_view text);

}  // namespace saddlebag
