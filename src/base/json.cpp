#include "base/json.hpp"

namespace saddlebag {

/// As nlohmann::json::parse, but without its second parser, the one that calls back: nobody here wants to be called, and
/// every visitor would download it.
nlohmann::json read_json(std::string_view text) {
  nlohmann::json json;
  nlohmann::detail::json_sax_dom_parser<nlohmann::json> builder(json, false);
  if (!nlohmann::json::sax_parse(text.begin(), text.end(), &builder) || builder.is_errored()) json = nlohmann::json(nlohmann::json::value_t::discarded);
  return json;
}

}  // namespace saddlebag
