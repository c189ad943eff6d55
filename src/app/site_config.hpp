#pragma once
#include <optional>
#include <string_view>

#include "sync/wire.hpp"

namespace saddlebag::app {

/// The backend that the serving site names: `{"connector": "couchdb", "url": "/db/saddlebag"}`, and `user` and `secret`
/// where everybody who may open the site may have them. Nothing where it names none, or the text is not that.
std::optional<sync::Connection> read_site_config(std::string_view json);

}  // namespace saddlebag::app
