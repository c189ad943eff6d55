#include "simulation/backend.hpp"

#include <cstdlib>
#include <map>

#include "assets.hpp"
#include "base/bytes.hpp"
#include "sync/fakes/collections.hpp"
#include "sync/fakes/couch.hpp"
#include "sync/fakes/stamped.hpp"
#include "sync/listing.hpp"

namespace saddlebag::simulation {
namespace {

using Json = Backend::Json;
using port::Http;

class CouchBackend final : public Backend {
 public:
  void serve(Client, Http::Request const& request, sync_test::Server::Answer answer) override {
    couch_.handle(request, std::move(answer));
  }
  Aim aim_of(Http::Request const& request) const override {
    return request.url.find("_bulk_docs") != std::string::npos ? Aim::push : Aim::pull;
  }
  std::optional<Http::Request> half_of(Http::Request const& push) const override {
    Json body = Json::parse(as_text(push.body), nullptr, false);
    if (!body.is_object() || !body.contains("docs") || body["docs"].size() < 2) return std::nullopt;
    Json kept = Json::array();
    for (std::size_t i = 0; i < body["docs"].size(); i += 2) kept.push_back(body["docs"][i]);
    body["docs"] = kept;
    Http::Request half = push;
    std::string const text = body.dump();
    half.body.assign(text.begin(), text.end());
    return half;
  }
  std::vector<std::pair<sync::RecordKey, Json>> living() const override {
    std::vector<std::pair<sync::RecordKey, Json>> all;
    for (auto const& [id, doc] : couch_.docs) {
      if (!doc.deleted) all.emplace_back(sync::parse_key(id), doc.body);
    }
    return all;
  }
  void write(sync::RecordKey key, Json const& members) override {
    std::string const id = sync::to_string(key);
    auto const found = couch_.docs.find(id);
    if (found == couch_.docs.end() || found->second.deleted) return;
    Json body = found->second.body;
    body.update(members);
    couch_.put(id, body);
  }
  void erase(sync::RecordKey key) override {
    std::string const id = sync::to_string(key);
    auto const found = couch_.docs.find(id);
    if (found == couch_.docs.end() || found->second.deleted) return;
    couch_.put(id, {{"_deleted", true}});
  }
  std::optional<double> watermark(std::string const& cursor) const override {
    return std::strtod(cursor.c_str(), nullptr);
  }

 private:
  sync_test::Couch couch_;
};

class CollectionsBackend final : public Backend {
 public:
  void serve(Client client, Http::Request const& request, sync_test::Server::Answer answer) override {
    std::size_t const path = request.url.find("/api/") + 5, slash = request.url.find('/', path);
    std::string const collection = request.url.substr(path, request.url.find_first_of("/?", path) - path);
    auto& docs = server_.docs[collection];
    if (slash == std::string::npos) {
      for (auto const& [id, doc] : docs) known_[client.device][id] = versions_[id];
    } else {
      std::string const id = request.url.substr(slash + 1);
      unsigned& known = known_[client.device][id];
      if (request.method != "GET" && docs.contains(id)) {
        if (client.stale || known != versions_[id]) {
          raced(docs[id], request.method == "PUT" ? Json::parse(as_text(request.body), nullptr, false) : Json());
        }
        ++versions_[id];
      }
      known = versions_[id];
    }
    server_.handle(request, std::move(answer));
  }
  Aim aim_of(Http::Request const& request) const override {
    return request.method == "GET" ? Aim::pull : Aim::push;
  }
  std::optional<Http::Request> half_of(Http::Request const&) const override { return std::nullopt; }
  std::vector<std::pair<sync::RecordKey, Json>> living() const override {
    std::vector<std::pair<sync::RecordKey, Json>> all;
    for (std::size_t i = 0; i < kKindCount; ++i) {
      auto const found = server_.docs.find(std::string(kind_info(kind_at(i)).plural));
      if (found == server_.docs.end()) continue;
      for (auto const& [id, doc] : found->second) {
        all.emplace_back(sync::RecordKey{kind_at(i), parse_uuid(id).value_or(Uuid{})}, doc);
      }
    }
    return all;
  }
  void write(sync::RecordKey key, Json const& members) override {
    if (Json* const doc = find(key)) {
      doc->update(members);
      (*doc)["rev"] = "other-" + std::to_string(++others_);
      ++versions_[to_string(key.id)];
    }
  }
  void erase(sync::RecordKey key) override {
    if (!find(key)) return;
    server_.docs[std::string(kind_info(key.kind).plural)].erase(to_string(key.id));
    ++versions_[to_string(key.id)];
  }
  std::optional<double> watermark(std::string const&) const override { return std::nullopt; }

 private:
  Json* find(sync::RecordKey key) {
    auto& docs = server_.docs[std::string(kind_info(key.kind).plural)];
    auto const found = docs.find(to_string(key.id));
    return found == docs.end() ? nullptr : &found->second;
  }
  sync_test::Collections server_;
  std::map<std::string, unsigned> versions_;
  std::map<unsigned, std::map<std::string, unsigned>> known_;  ///< by device and id
  unsigned others_ = 0;
};

/// Gives ids of its own and stamps its rows; which device has seen which version of them is in the requests' headers.
class StampedBackend final : public Backend {
 public:
  StampedBackend() {
    server_.now_ms = [this] { return now_ms(); };
    server_.on_row = [this](Http::Request const& request, std::string const& id, Json const* body) {
      Http::Header const& device = request.headers.back();
      unsigned& known = known_[device.name][id];
      if (body) {
        Json const& row = server_.rows[id];
        bool const unseen = device.value == "stale" || known != versions_[id];
        if (unseen && row.contains("data")) raced(row["data"], body->value("data", Json()));
        ++versions_[id];
      }
      known = versions_[id];
    };
  }
  void serve(Client client, Http::Request const& request, sync_test::Server::Answer answer) override {
    Http::Request signed_in = request;
    signed_in.headers.push_back({"x-device-" + std::to_string(client.device), client.stale ? "stale" : ""});
    server_.handle(signed_in, std::move(answer));
  }
  Aim aim_of(Http::Request const& request) const override {
    return request.method == "GET" ? Aim::pull : Aim::push;
  }
  std::optional<Http::Request> half_of(Http::Request const&) const override { return std::nullopt; }
  std::vector<std::pair<sync::RecordKey, Json>> living() const override {
    std::vector<std::pair<sync::RecordKey, Json>> all;
    for (auto const& [id, row] : server_.rows) {
      if (!row.value("removed", false)) all.emplace_back(key_of(row), row.value("data", Json::object()));
    }
    return all;
  }
  void write(sync::RecordKey key, Json const& members) override {
    if (Json* const row = server_.find(to_string(key.id))) {
      (*row)["data"].update(members);
      touch(*row);
    }
  }
  void erase(sync::RecordKey key) override {
    if (Json* const row = server_.find(to_string(key.id))) {
      (*row)["removed"] = true;
      touch(*row);
    }
  }
  std::optional<double> watermark(std::string const& cursor) const override {
    auto const marks = sync::Listing::parse(cursor).marks;
    return marks.empty() ? 0 : static_cast<double>(marks.begin()->second.seen);
  }
  void commit_late(bool late) override { server_.commit_late(late); }
  void stop_clock(bool stopped) override { server_.stop_clock(stopped); }
  void step_clock_back() override { server_.step_clock_back(15'000); }

 private:
  static sync::RecordKey key_of(Json const& row) {
    return {kind_named(row.value("kind", "")), parse_uuid(row.value("uid", "")).value_or(Uuid{})};
  }
  void touch(Json& row) {
    server_.touch(row);
    ++versions_[row["id"]];
  }
  sync_test::Stamped server_;
  std::map<std::string, unsigned> versions_;
  std::map<std::string, std::map<std::string, unsigned>> known_;  ///< by device and id
};

/// Directus as it is used most: its own ids, and ours in a field beside them.
Json with_ids_of_its_own(Json file) {
  file["id"]["style"] = "server";
  file["idempotency"]["style"] = "header";
  file["envelope"]["uuid"] = "uid";
  file["changes"]["overlap_seconds"] = 60;
  Json& create = file["operations"]["create"];
  create["headers"] = {{"idempotency-key", "{uuid}"}};
  create["body"].erase("id");
  create["body"]["uid"] = "{uuid}";
  return file;
}

}  // namespace

std::vector<std::string> const& families() {
  static std::vector<std::string> const all{"couchdb", "json-server", "directus"};
  return all;
}

std::unique_ptr<Backend> make_backend(std::string const& family) {
  if (family == "directus") return std::make_unique<StampedBackend>();
  if (family == "json-server") return std::make_unique<CollectionsBackend>();
  return std::make_unique<CouchBackend>();
}

std::string connector_of(std::string const& family) {
  Json file = Json::parse(asset("connectors/" + family + ".json"));
  if (family == "directus") file = with_ids_of_its_own(std::move(file));
  file["page"]["size"] = 7;
  if (file["batch"]["style"] != "single") file["batch"]["max"] = 5;
  return file.dump();
}

std::string url_of(std::string const& family) { return family == "couchdb" ? "http://host/db/x" : "http://host/api"; }

}  // namespace saddlebag::simulation
