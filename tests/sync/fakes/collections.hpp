#pragma once
#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "base/bytes.hpp"
#include "sync/fakes/world.hpp"

namespace saddlebag::sync_test {

/// A model of json-server 0.17: one collection per kind, paging, no versions, nothing about deletions.
class Collections final : public Server {
 public:
  using Json = nlohmann::json;

  void handle(port::Http::Request const& request, Answer answer) override {
    std::string const path = request.url.substr(request.url.find("/api/") + 5);
    std::size_t const end = std::min(path.find_first_of("/?"), path.size());
    auto& collection = docs[path.substr(0, end)];
    std::string const id = end < path.size() && path[end] == '/' ? path.substr(end + 1) : std::string();
    Json body = Json::parse(as_text(request.body), nullptr, false);
    if (request.method == "GET" && id.empty()) return answer(reply(200, page(collection, path).dump()));
    if (request.method == "POST") {
      std::string const fresh = body["id"];
      if (collection.contains(fresh)) return answer(reply(500, "Error: Insert failed, duplicate id"));
      ++creates;
      collection[fresh] = body;
      return answer(reply(201, body.dump()));
    }
    if (!collection.contains(id)) return answer(reply(404, "{}"));
    if (request.method == "DELETE") {
      collection.erase(id);
      return answer(reply(200, "{}"));
    }
    if (request.method == "PUT") collection[id] = body;
    answer(reply(200, collection[id].dump()));
  }

  std::map<std::string, std::map<std::string, Json>> docs;
  std::size_t creates = 0;

 private:
  static Json page(std::map<std::string, Json> const& collection, std::string const& path) {
    auto const number = [&](std::string const& name) {
      auto const at = path.find(name);
      return at == std::string::npos ? 0ul : std::strtoul(path.c_str() + at + name.size(), nullptr, 10);
    };
    unsigned long const limit = number("_limit="), from = (number("_page=") - 1) * limit;
    Json list = Json::array();
    unsigned long index = 0;
    for (auto const& [id, doc] : collection) {
      if (index >= from && index < from + limit) list.push_back(doc);
      ++index;
    }
    return list;
  }
};

}  // namespace saddlebag::sync_test
