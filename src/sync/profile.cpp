#include "sync/profile.hpp"

#include <span>

#include "sync/json.hpp"

namespace saddlebag::sync {
namespace {

/// Walks a connector file and remembers the first thing that is wrong, by its path.
class Reader {
 public:
  explicit Reader(Json const& json, std::string path = {}, std::string* error = nullptr)
      : json_(json), path_(std::move(path)), error_(error) {}

  [[nodiscard]] Reader group(std::string_view name) const {
    static Json const nothing = Json::object();
    Json const* const found = member(json_, name);
    if (found && !found->is_object()) complain(name, "must be an object");
    return Reader(found && found->is_object() ? *found : nothing, at(name), error_);
  }

  [[nodiscard]] std::string text(std::string_view name, bool required = false) const {
    Json const* const found = member(json_, name);
    if (!found) {
      if (required) complain(name, "is missing");
      return {};
    }
    if (!found->is_string()) complain(name, "must be a text");
    return found->is_string() ? found->get_ref<std::string const&>() : std::string();
  }

  [[nodiscard]] double number(std::string_view name, double otherwise, double least, double most) const {
    Json const* const found = member(json_, name);
    if (!found) return otherwise;
    double const value = found->is_number() ? found->get<double>() : least - 1;
    if (!(value >= least && value <= most)) {
      complain(name, "must be a number from " + std::to_string(static_cast<long>(least)) + " to " +
                         std::to_string(static_cast<long>(most)));
      return otherwise;
    }
    return value;
  }

  /// The value of `name` as an index into `words`, which it must be one of.
  [[nodiscard]] std::size_t word(std::string_view name, std::initializer_list<std::string_view> words) const {
    std::string const value = text(name, true);
    std::string all;
    std::size_t index = 0;
    for (std::string_view const each : words) {
      if (value == each) return index;
      all += (index++ ? ", " : "") + std::string(each);
    }
    complain(name, "must be one of: " + all);
    return 0;
  }

  [[nodiscard]] Json const* list(std::string_view name) const {
    Json const* const found = member(json_, name);
    if (found && !found->is_array()) complain(name, "must be a list");
    return found && found->is_array() ? found : nullptr;
  }

  void complain(std::string_view name, std::string_view what) const {
    if (error_->empty()) *error_ = at(name) + " " + std::string(what);
  }
  [[nodiscard]] std::string at(std::string_view name) const {
    return path_.empty() ? std::string(name) : path_ + "." + std::string(name);
  }
  [[nodiscard]] std::string* error() const { return error_; }

 private:
  Json const& json_;
  std::string path_;
  std::string* error_;
};

Profile::Request read_request(Reader const& requests, std::string_view name, bool required) {
  Reader const request = requests.group(name);
  Profile::Request result{request.text("method"), request.text("url", required)};
  if (result.method.empty()) result.method = "GET";
  return result;
}

void read_requests(Profile& profile, Reader const& file) {
  Reader const requests = file.group("request");
  bool const bulk = profile.batch > 1;
  profile.request.prepare = read_request(requests, "prepare", false);
  profile.request.pull = read_request(requests, "pull", true);
  profile.request.listen = read_request(requests, "listen", false);
  profile.request.fetch = read_request(requests, "fetch", true);
  profile.request.bulk = read_request(requests, "bulk", bulk);
  profile.request.create = read_request(requests, "create", !bulk);
  profile.request.update = read_request(requests, "update", !bulk);
  profile.request.remove = read_request(requests, "delete", !bulk);
}

void read_errors(Profile& profile, Reader const& file) {
  Reader const errors = file.group("errors");
  profile.error_code = errors.text("code");
  profile.error_message = errors.text("message");
  Json const* const rules = errors.list("rules");
  if (!rules) return;
  for (std::size_t i = 0; i < rules->size(); ++i) {
    Reader const rule((*rules)[i], errors.at("rules") + "[" + std::to_string(i) + "]", errors.error());
    auto const means = rule.word("means", {"ok", "retry", "auth", "conflict", "gone", "reject"});
    profile.rules.push_back({static_cast<int>(rule.number("status", 0, 100, 599)), rule.text("contains"),
                             static_cast<Meaning>(means)});
  }
}

/// Groups of which one style is understood so far; naming it keeps a file from meaning something else.
void read_fixed_styles(Reader const& file) {
  (void)file.group("id").word("style", {"client"});
  (void)file.group("update").word("style", {"put_full"});
  (void)file.group("idempotency").word("style", {"client_id"});
}

}  // namespace

Result<Profile> Profile::parse(std::string_view text) {
  auto const json = parse_json(text);
  if (!json || !json->is_object()) return Error{ErrorCode::corrupt, "the connector is not a JSON object"};
  std::string error;
  Reader const file(*json, "", &error);
  Profile profile;
  profile.name = file.text("name", true);
  profile.title = file.text("title", true);
  profile.auth = static_cast<Auth>(file.group("auth").word("scheme", {"none", "basic", "bearer"}));

  Reader const batch = file.group("batch");
  if (batch.word("style", {"single", "array"}) == 1) {
    profile.batch = static_cast<std::uint32_t>(batch.number("max", 100, 2, 10'000));
  }
  read_requests(profile, file);

  Reader const envelope = file.group("envelope");
  profile.envelope = {envelope.text("id", true), envelope.text("id_format", true), envelope.text("kind"),
                      envelope.text("rev", true), envelope.text("deleted"), envelope.text("by")};
  profile.page_size = static_cast<std::uint32_t>(file.group("page").number("size", 500, 1, 10'000));

  Reader const changes = file.group("changes");
  profile.changes = static_cast<Changes>(changes.word("style", {"sequence", "list"}));
  profile.poll_seconds = changes.number("poll_seconds", 3, 1, 3600);
  profile.poll_seconds_idle = changes.number("poll_seconds_idle", 60, 1, 86'400);
  profile.deletes = static_cast<Deletes>(file.group("deletes").word("style", {"delta", "sweep"}));
  profile.concurrency = static_cast<Concurrency>(file.group("concurrency").word("style", {"rev", "precheck"}));
  read_fixed_styles(file);
  read_errors(profile, file);
  profile.retry_after = file.group("rate").text("retry_after");

  if (!error.empty()) return Error{ErrorCode::invalid, error};
  return profile;
}

}  // namespace saddlebag::sync
