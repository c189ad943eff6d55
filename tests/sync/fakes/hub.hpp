#pragma once
#include <functional>
#include <string>
#include <vector>

#include "base/bytes.hpp"
#include "sync/fakes/couch.hpp"

namespace saddlebag::sync_test {

/// A CouchDB with a hub beside it, which greets with a client's id, waits to be told the topics, as PocketBase does, and
/// then tells of every write by an event.
class Hub final : public Server {
 public:
  using Json = Couch::Json;

  void handle(port::Http::Request const& request, Answer answer) override {
    if (request.url.ends_with("/_events")) {
      ++opened;
      if (refusal.status != 0) return answer(refusal);
      if (greets) answer(piece("id:c1\nevent:CONNECT\ndata:" + greeting + "\n\n"));
      else answer(piece(""));
      streams_.push_back(std::move(answer));
      return;
    }
    if (request.url.ends_with("/_subscribe")) {
      subscriptions.push_back(Json::parse(as_text(request.body), nullptr, false));
      on_subscribe();
      return answer(reply(subscriptions.back()["clientId"] == "c1" ? subscribe_status : 404, "{}"));
    }
    bool const pull = request.url.find("/_changes") != std::string::npos;
    pulls += pull;
    couch.handle(request, std::move(answer));
    if (request.url.find("/_bulk_docs") != std::string::npos) tell("event: write\ndata: {}\n\n");
  }
  void tell(std::string const& text) {
    for (Answer const& each : streams_) each(piece(text));
  }
  /// As the server does it, or a gateway in between.
  void end_all() {
    port::Http::Response end = piece("");
    end.more = false;
    for (Answer const& each : streams_) each(end);
    streams_.clear();
  }
  /// As another client: told of at once, or never.
  void put(std::string const& id, std::string const& name, bool told = true) {
    couch.put(id, {{"kind", "customer"}, {"name", name}});
    if (told) tell("data: 1\n\n");
  }

  Couch couch;
  bool greets = true;
  std::string greeting = R"({"clientId":"c1"})";
  port::Http::Response refusal;  ///< status 0: none
  int subscribe_status = 204;
  std::function<void()> on_subscribe = [] {};
  std::size_t opened = 0, pulls = 0;
  std::vector<Json> subscriptions;

 private:
  std::vector<Answer> streams_;  ///< nobody may hear some of them any more
};

}  // namespace saddlebag::sync_test
