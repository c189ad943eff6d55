#pragma once
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/bytes.hpp"
#include "base/hash.hpp"
#include "sync/fakes/world.hpp"

namespace saddlebag::sync_test {

/// A model of CouchDB's API, as far as the profile uses it: versions, 409 per document, tombstones, a feed of
/// changes by sequence, long polling.
class Couch final : public Server {
 public:
  using Json = nlohmann::json;
  struct Document {
    std::string rev;
    bool deleted = false;
    Json body;
    std::uint64_t seq = 0;
    int writes = 0;
  };

  void handle(port::Http::Request const& request, Answer answer) override {
    std::string path = request.url.substr(request.url.find("/db/x") + 5);
    if (request.method == "PUT") {
      exists = true;
      return answer(reply(201, R"({"ok":true})"));
    }
    if (!exists) return answer(reply(404, R"({"error":"not_found","reason":"no_db_file"})"));
    Json const body = Json::parse(as_text(request.body), nullptr, false);
    if (path.starts_with("/_bulk_docs")) return answer(reply(201, bulk(body).dump()));
    if (path.starts_with("/_all_docs")) return answer(reply(200, rows(body).dump()));
    if (!path.starts_with("/_changes")) return answer(reply(400, R"({"error":"bad_request","reason":"?"})"));
    std::uint64_t const since = number(path, "since=");
    if (path.find("feed=longpoll") != std::string::npos && since >= last_) {
      waiting_.emplace_back(since, std::move(answer));
      return;
    }
    answer(reply(200, changes(since, number(path, "limit=")).dump()));
  }

  /// Writes as another client would. Null: erases.
  void put(std::string const& id, Json body) {
    body["_id"] = id;
    if (docs.contains(id) && !docs[id].deleted) body["_rev"] = docs[id].rev;
    write(body);
  }
  [[nodiscard]] std::size_t living() const {
    std::size_t count = 0;
    for (auto const& [id, doc] : docs) count += !doc.deleted;
    return count;
  }

  std::map<std::string, Document> docs;
  bool exists = true;
  std::size_t conflicts = 0;

 private:
  static std::uint64_t number(std::string const& path, std::string const& name) {
    auto const at = path.find(name);
    return at == std::string::npos ? 0 : std::strtoull(path.c_str() + at + name.size(), nullptr, 10);
  }

  Json write(Json body) {
    std::string const id = body["_id"];
    std::string const rev = body.value("_rev", "");
    auto const found = docs.find(id);
    bool const is_new = found == docs.end() || found->second.deleted;
    bool const fits = (is_new && rev.empty()) || (found != docs.end() && rev == found->second.rev);
    if (!fits) {
      ++conflicts;
      return {{"id", id}, {"error", "conflict"}, {"reason", "Document update conflict"}};
    }
    Document& doc = docs[id];
    doc.deleted = body.value("_deleted", false);
    std::uint64_t const count = std::strtoull(doc.rev.c_str(), nullptr, 10) + 1;
    body.erase("_rev");
    doc.rev = std::to_string(count) + "-" + std::to_string(fnv1a(body.dump(), count));
    doc.body = body;
    doc.body["_rev"] = doc.rev;
    doc.seq = ++last_;
    ++doc.writes;
    auto waiting = std::move(waiting_);
    waiting_.clear();
    for (auto& [since, answer] : waiting) answer(reply(200, changes(since, 1).dump()));
    return {{"ok", true}, {"id", id}, {"rev", doc.rev}};
  }

  Json bulk(Json const& body) {
    Json results = Json::array();
    for (Json const& doc : body["docs"]) results.push_back(write(doc));
    return results;
  }

  Json rows(Json const& body) {
    Json list = Json::array();
    for (Json const& key : body["keys"]) {
      auto const found = docs.find(key.get<std::string>());
      if (found == docs.end()) {
        list.push_back({{"key", key}, {"error", "not_found"}});
        continue;
      }
      Document const& doc = found->second;
      Json value{{"rev", doc.rev}};
      if (doc.deleted) value["deleted"] = true;
      list.push_back({{"id", key}, {"key", key}, {"value", value}, {"doc", doc.deleted ? Json() : doc.body}});
    }
    return {{"rows", list}};
  }

  Json changes(std::uint64_t since, std::uint64_t limit) {
    std::map<std::uint64_t, std::string> order;
    for (auto const& [id, doc] : docs) {
      if (doc.seq > since) order[doc.seq] = id;
    }
    Json results = Json::array();
    for (auto const& [seq, id] : order) {
      if (results.size() >= limit) break;
      Document const& doc = docs[id];
      Json row{{"seq", seq}, {"id", id}, {"changes", Json::array({{{"rev", doc.rev}}})}, {"doc", doc.body}};
      if (doc.deleted) row["deleted"] = true;
      results.push_back(row);
      since = seq;
    }
    return {{"results", results}, {"last_seq", since}};
  }

  std::uint64_t last_ = 0;
  std::vector<std::pair<std::uint64_t, Answer>> waiting_;
};

}  // namespace saddlebag::sync_test
