#pragma once
#include <algorithm>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "base/bytes.hpp"
#include "base/date.hpp"
#include "sync/fakes/world.hpp"

namespace saddlebag::sync_test {

/// A model of a server on a SQL database, as Directus is one: it gives ids of its own, stamps each row with the time of
/// its transaction's beginning, answers what was stamped since, and knows a repeated creation by its Idempotency-Key.
class Stamped final : public Server {
 public:
  using Json = nlohmann::json;

  void handle(port::Http::Request const& request, Answer answer) override {
    std::int64_t const begun = stamp();
    if (late_ && request.method != "GET") {
      open_.push_back([this, request, answer, begun] { answer(write(request, begun)); });
      return;
    }
    answer(request.method == "GET" ? read(request) : write(request, begun));
  }
  /// Transactions stay open until this ends; their rows are seen only then, with the stamps of their beginnings.
  void commit_late(bool late) {
    late_ = late;
    if (late) return;
    for (auto const& commit : std::exchange(open_, {})) commit();
  }
  void stop_clock(bool stopped) { stopped_at_ = stopped ? stamp() : 0; }
  void step_clock_back(std::int64_t ms) { behind_ms_ = ms; }

  /// As another client: a row with that UUID; null where it is not there, or removed.
  Json* find(std::string const& uid) {
    for (auto& [id, row] : rows) {
      if (row["uid"] == uid && !row["removed"]) return &row;
    }
    return nullptr;
  }
  void touch(Json& row) { row["date_updated"] = to_iso(Instant{stamp()}); }

  std::map<std::string, Json> rows;  ///< by id
  /// Told of each row that a request has read, or is about to write: then with what it puts there.
  std::function<void(port::Http::Request const&, std::string const& id, Json const* body)> on_row =
      [](port::Http::Request const&, std::string const&, Json const*) {};
  std::function<double()> now_ms = [] { return 0.0; };

 private:
  std::int64_t stamp() const {
    return stopped_at_ ? stopped_at_ : 1'700'000'000'000 + static_cast<std::int64_t>(now_ms()) - behind_ms_;
  }
  static std::string id_of(port::Http::Request const& request) {
    std::size_t const at = request.url.find("/items/records/");
    return at == std::string::npos ? std::string() : request.url.substr(at + 15);
  }
  static std::string parameter(std::string const& url, std::string const& name) {
    std::size_t const at = url.find(name + "=");
    if (at == std::string::npos) return {};
    std::string value = url.substr(at + name.size() + 1, url.find('&', at) - at - name.size() - 1);
    for (std::size_t colon = value.find("%3A"); colon != std::string::npos; colon = value.find("%3A")) value.replace(colon, 3, ":");
    return value;
  }
  static port::Http::Response data(Json const& json) { return reply(200, Json{{"data", json}}.dump()); }
  static port::Http::Response none() { return reply(404, R"({"errors":[{"message":"not there","extensions":{"code":"ROUTE_NOT_FOUND"}}]})"); }

  port::Http::Response read(port::Http::Request const& request) const {
    if (request.url.find("/items/records/") != std::string::npos) {
      auto const found = rows.find(id_of(request));
      if (found == rows.end()) return none();
      on_row(request, found->first, nullptr);
      return data(found->second);
    }
    std::string const since = parameter(request.url, "filter[date_updated][_gte]");
    std::vector<std::pair<std::string, Json const*>> list;
    for (auto const& [id, row] : rows) {
      std::string const at = row["date_updated"];
      if (at >= since) list.emplace_back(at + id, &row);
    }
    std::sort(list.begin(), list.end());
    auto const limit = std::stoul(parameter(request.url, "limit")), offset = std::stoul(parameter(request.url, "offset"));
    Json page = Json::array();
    for (std::size_t i = offset; i < std::min(list.size(), offset + limit); ++i) {
      on_row(request, (*list[i].second)["id"], nullptr);
      page.push_back(*list[i].second);
    }
    return data(page);
  }

  port::Http::Response write(port::Http::Request const& request, std::int64_t begun) {
    Json const body = Json::parse(as_text(request.body), nullptr, false);
    std::string id = id_of(request);
    if (request.method == "POST" && id.empty()) {
      for (auto const& header : request.headers) {
        if (header.name == "idempotency-key") id = made_.try_emplace(header.value, std::to_string(made_.size() + 1000)).first->second;
      }
      if (rows.contains(id)) {
        on_row(request, id, nullptr);
        return data(rows[id]);
      }
      rows[id] = {{"id", id}, {"removed", false}};
    }
    if (!rows.contains(id)) return none();
    on_row(request, id, &body);
    Json& row = rows[id];
    row.update(body);
    row["date_updated"] = to_iso(Instant{begun});
    return data(row);
  }

  std::map<std::string, std::string> made_;  ///< id by Idempotency-Key
  std::vector<std::function<void()>> open_;
  std::int64_t stopped_at_ = 0, behind_ms_ = 0;
  bool late_ = false;
};

}  // namespace saddlebag::sync_test
