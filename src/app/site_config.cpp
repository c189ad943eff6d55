#include "app/site_config.hpp"

#include "base/json.hpp"

namespace saddlebag::app {

std::optional<sync::Connection> read_site_config(std::string_view json) {
  nlohmann::json const config = read_json(json);
  if (!config.is_object()) return std::nullopt;
  auto const text = [&](char const* name) {
    auto const found = config.find(name);
    return found != config.end() && found->is_string() ? found->get<std::string>() : std::string();
  };
  sync::Connection connection;
  connection.profile = text("connector");
  connection.url = text("url");
  connection.user = text("user");
  connection.secret = text("secret");
  if (connection.profile.empty() || connection.url.empty()) return std::nullopt;
  return connection;
}

}  // namespace saddlebag::app
