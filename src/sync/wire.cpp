#include "sync/wire.hpp"

#include <algorithm>
#include <charconv>

#include "base/hash.hpp"
#include "sync/codec.hpp"
#include "sync/http_date.hpp"
#include "sync/mapping.hpp"
#include "sync/wire_parts.hpp"

namespace saddlebag::sync {

using port::Http;

namespace {
constexpr double kLongestPauseMs = 3'600'000;
}  // namespace

Wire::Wire(Store const& store, Profile profile, Connection connection)
    : store_(store), profile_(std::move(profile)), connection_(std::move(connection)),
      ids_(store, profile_, connection_.url) {}

/// The kind that is listed at a place of the order; `count_` where one collection holds all.
Kind Wire::collection(std::size_t rank) const {
  return profile_.mixed() ? Kind::count_ : kDependencyOrder[std::min(rank, kKindCount - 1)];
}

/// From there on, the first that has a collection of a kind that is carried.
std::size_t Wire::first_rank(std::size_t rank) const {
  while (!profile_.mixed() && rank + 1 < kKindCount && !profile_.carries(collection(rank))) ++rank;
  return rank;
}

Json Wire::variables(Kind kind) const {
  Json all = {{"base", connection_.url}, {"user", connection_.user}, {"secret", connection_.secret},
              {"basic", base64(connection_.user + ":" + connection_.secret)}, {"token", token_},
              {"limit", profile_.page.size}, {"vars", Json::object()}};
  if (kind == Kind::count_) return all;
  all["kind"] = std::string(kind_info(kind).name);
  all["plural"] = std::string(kind_info(kind).plural);
  Profile::KindMap const* const map = profile_.map_of(kind);
  if (!map) return all;
  all["entity"] = map->entity;
  all["vars"] = map->vars;
  Json fields = Json::array();
  std::string joined;
  for (Profile::FieldMap const& each : map->fields) {
    for (std::string const& place : {each.path, each.first, each.currency}) {
      bool const outside = place.empty() || each.write_only || (place == each.currency && !place.starts_with('/'));
      std::string const name = outside ? std::string() : place.substr(place[0] == '/', place.find('/', 1) - (place[0] == '/'));
      if (name.empty() || std::find(fields.begin(), fields.end(), name) != fields.end()) continue;
      fields.push_back(name);
      joined += (joined.empty() ? "" : ",") + name;
    }
  }
  all["columns"] = fields;
  for (std::string const& place : {profile_.envelope.id, profile_.envelope.rev, profile_.changes.field, profile_.envelope.deleted}) {
    std::string const name = place.substr(place.starts_with('/'));
    Json& columns = all["columns"];
    if (!name.empty() && std::find(columns.begin(), columns.end(), name) == columns.end()) columns.push_back(name);
  }
  all["fields"] = std::move(fields);
  all["select"] = joined;
  return all;
}

Json Wire::variables(Doc const& doc) const {
  Json all = variables(doc.key.kind);
  bool const told = profile_.ids == Profile::Ids::server && !doc.rev.empty();  // all that is left of an erased one
  std::string const id = told ? Ids::id_in(doc.rev) : id_of(doc.key);
  auto const number = profile_.numeric_ids ? parse_json(id) : std::nullopt;
  all["id"] = number ? *number : Json(id);
  all["uuid"] = saddlebag::to_string(doc.key.id);
  std::string const version = profile_.ids != Profile::Ids::server ? doc.rev : Ids::version_in(doc.rev);
  all["version"] = versions_are_times() ? version.substr(0, version.find(kContent)) : version;
  if (profile_.concurrency == Profile::Concurrency::if_unmodified_since) {
    auto const when = read_time(all["version"].get<std::string>());
    all["modified"] = when ? to_http_date(*when) : std::string();
  }
  Profile::KindMap const* const map = profile_.map_of(doc.key.kind);
  if (map && !map->key.empty()) {
    Json const record = Mapping(store_, profile_, ids_).encode(*map, doc, true);
    all["key"] = map->key;
    all["value"] = text_at(record, map->key);
  }
  return all;
}

Http::Request Wire::request(Profile::Operation const& spec, Json const& variables) const {
  Http::Request request;
  request.method = spec.method;
  request.url = expand_text(spec.url, variables, true);
  request.headers = {{"accept", "application/json"}};
  bool const known = !connection_.user.empty() || !connection_.secret.empty();
  auto const add = [&](Profile::Texts const& headers) {
    for (auto const& [name, value] : headers) {
      std::string text = expand_text(value, variables);
      std::erase_if(request.headers, [&](Http::Header const& each) { return each.name == name; });
      if (!text.empty()) request.headers.push_back({name, std::move(text)});
    }
  };
  bool const signs_in = &spec == &profile_.operations.sign_in || &spec == &profile_.operations.exchange;
  if (known && !signs_in) add(profile_.auth.headers);
  add(spec.headers);
  std::string body;
  if (!spec.form.empty()) {
    for (auto const& [name, value] : spec.form) {
      body += (body.empty() ? "" : "&") + name + "=" + encode_url(expand_text(value, variables));
    }
    request.headers.push_back({"content-type", "application/x-www-form-urlencoded"});
  } else if (!spec.body.is_null()) {
    body = dump_json(expand(spec.body, variables));
    bool const typed = std::any_of(spec.headers.begin(), spec.headers.end(), [](auto const& each) { return each.first == "content-type"; });
    if (!typed) request.headers.push_back({"content-type", "application/json"});
  }
  if (known && !profile_.auth.signed_header.empty()) request.signature = signature(request, body, variables);
  request.body = to_bytes(body);
  return request;
}

Http::Signature Wire::signature(Http::Request const& request, std::string const& body, Json variables) const {
  bool const here = request.url.starts_with(connection_.url);
  variables["method"] = request.method;
  variables["path"] = request.url.substr(here ? connection_.url.size() : 0);
  variables["body"] = body;
  Profile::Auth const& auth = profile_.auth;
  return {connection_.secret, expand_text(auth.signed_text, variables), auth.signed_header, expand_text(auth.signature, variables)};
}

Http::Request Wire::exchange(Json const& grant) const {
  Json all = variables();
  all.update(grant);
  return request(profile_.operations.exchange, all);
}

Status Wire::read_signed_in(Http::Response const& response) {
  auto const json = parse_json(as_text(response.body));
  token_ = json ? text_at(response, *json, profile_.auth.token) : std::string();
  std::string next = json && !profile_.auth.renewed.empty() ? text_at(response, *json, profile_.auth.renewed) : std::string();
  if (!next.empty()) connection_.secret = std::move(next);
  token_is_fresh_ = true;
  return token_.empty() ? Status(malformed("token", response)) : Status();
}

bool Wire::session_over() {
  if (token_.empty() || token_is_fresh_) return false;
  token_.clear();
  return true;
}

/// A link of the server's, which may only lead to the server itself: what is asked there is asked with our sign-in.
Result<std::string> Wire::resolve(std::string const& link) const {
  std::string const& base = connection_.url;
  std::size_t const host = base.find("://");
  std::string const origin = base.substr(0, host == std::string::npos ? 0 : base.find('/', host + 3));
  if (link.starts_with('/') && !link.starts_with("//")) return origin + link;
  if (link.starts_with(origin + "/") && !origin.empty()) return link;
  return Error{ErrorCode::corrupt, "the server's answer leads to another server: " + link.substr(0, 100)};
}

Http::Request Wire::pull(std::string const& cursor) const {
  if (profile_.changes.style == Profile::Follow::sequence) {
    Json all = variables();
    all["since"] = cursor.empty() ? "0" : cursor;
    return request(profile_.operations.pull, all);
  }
  Listing const at = Listing::parse(cursor);
  Json all = variables(collection(first_rank(at.rank)));
  std::int64_t const unit = profile_.changes.format == Profile::Time::sql ? 1000 : 1;
  std::int64_t const since = std::max<std::int64_t>(at.since - (profile_.changes.inclusive ? 0 : unit), 1);
  all["since"] = write_time(Instant{since}, profile_.changes.format);
  all["since_ms"] = since;
  all["page"] = at.page + profile_.page.first;
  all["offset"] = at.page * profile_.page.size;
  all["last"] = (at.page + 1) * profile_.page.size - 1;
  all["cursor"] = at.next.empty() ? Json() : Json(at.next);
  Http::Request pulling = request(at.feed ? profile_.operations.deleted : profile_.operations.pull, all);
  bool const linked = profile_.page.style == Profile::Paging::link;
  auto const mark = at.marks.find(at.rank);
  std::string const delta = at.full || at.feed || mark == at.marks.end() ? std::string() : mark->second.link;
  std::string const link = linked && !at.next.empty() ? at.next : at.page == 0 ? delta : std::string();
  if (auto const url = link.empty() ? Result<std::string>(std::string()) : resolve(link); url && !url->empty()) {
    pulling.url = *url;
    pulling.method = "GET";
    pulling.body.clear();
  }
  return pulling;
}

Http::Request Wire::listen(std::string const& cursor) const {
  Json all = variables();
  all["since"] = cursor.empty() ? "0" : cursor;
  Http::Request listening = request(profile_.operations.listen, all);
  listening.timeout_ms = 40'000;
  if (!streams()) return listening;
  listening.stream = true;
  listening.timeout_ms = 330'000;  // some send nothing for five minutes, and then end the stream themselves
  for (Http::Header& each : listening.headers) {
    if (each.name == "accept") each.value = "text/event-stream";
  }
  return listening;
}

Http::Request Wire::subscribe(Json const& event) const {
  Profile::Operation const& spec = profile_.operations.subscribe;
  Json all = variables();
  Json topics = Json::array();
  for (Kind const kind : kDependencyOrder) {
    Json topic = expand_text(spec.item, variables(kind));
    if (profile_.carries(kind) && std::find(topics.begin(), topics.end(), topic) == topics.end()) topics.push_back(std::move(topic));
  }
  all["topics"] = std::move(topics);
  if (event.is_object()) {
    for (auto const& [name, value] : event.items()) all["event." + name] = value;
  }
  return request(spec, all);
}

std::string Wire::id_of(RecordKey key) const {
  if (profile_.ids == Profile::Ids::shorter) return Ids::shorter(key.id);
  return profile_.ids == Profile::Ids::server ? ids_.there(key) : Codec(store_, profile_).id_of(key);
}

void Wire::learn(RecordKey key, std::string const& rev) {
  if (profile_.ids == Profile::Ids::server && !rev.empty()) ids_.learn(key, Ids::id_in(rev));
}

/// Its creation was not answered, so that nobody here knows its id.
bool Wire::by_lookup(RecordKey key) const { return profile_.operations.lookup.exists() && id_of(key).empty(); }

Http::Request Wire::fetch(std::vector<RecordKey> const& keys) const {
  if (!profile_.batch.lists()) {
    Record const* const record = store_.find(keys[0].kind, keys[0].id);
    Doc const doc = record ? read_doc(store_, keys[0].kind, *record) : Doc{keys[0], {}, {}, false, false, {}};
    return request(by_lookup(keys[0]) ? profile_.operations.lookup : profile_.operations.fetch, variables(doc));
  }
  Json all = variables();
  all["ids"] = Json::array();
  for (RecordKey const key : keys) all["ids"].push_back(id_of(key));
  return request(profile_.operations.fetch, all);
}

Profile::Operation const& Wire::pushing(Doc const& doc) const {
  Profile::Operations const& all = profile_.operations;
  return doc.deleted ? all.remove : doc.rev.empty() ? all.create : all.update;
}

bool Wire::versions_are_times() const {
  std::string_view const rev = profile_.envelope.rev, changed = profile_.changes.field;
  return !rev.empty() && rev.substr(rev.starts_with('/')) == changed.substr(changed.starts_with('/'));
}

/// The version is a member of the record that whoever writes it makes.
bool Wire::makes_versions() const {
  return profile_.changes.style == Profile::Follow::list && profile_.kinds.empty() && profile_.envelope.record.empty() &&
         !profile_.envelope.rev.empty();
}

Json Wire::encode(Doc const& doc) const {
  Profile::KindMap const* const map = profile_.map_of(doc.key.kind);
  if (map && !map->fields.empty()) {
    bool const whole = doc.rev.empty() || !profile_.partial || doc.changed.empty();
    Json object = Mapping(store_, profile_, ids_).encode(*map, doc, whole);
    bool const names_itself = profile_.ids == Profile::Ids::client && profile_.envelope.record.empty();
    if (whole && names_itself && profile_.envelope.id.find_first_of("/{") == std::string::npos) object[profile_.envelope.id] = id_of(doc.key);
    return object;
  }
  Json object = Codec(store_, profile_).encode(doc);
  if (makes_versions()) {
    object.erase(profile_.envelope.rev);
    object[profile_.envelope.rev] = next_rev(doc.rev, object);
  }
  return object;
}

Http::Request Wire::push_one(Doc doc) const {
  if (!doc.deleted && doc.rev.empty()) doc.changed.clear();
  Json all = variables(doc);
  if (!doc.deleted) all["record"] = encode(doc);
  Profile::KindMap const* const map = profile_.map_of(doc.key.kind);
  if (map && doc.rev.empty()) all["record"].update(expand(map->fixed, all));
  return request(pushing(doc), all);
}

Http::Request Wire::push(std::vector<Doc>& docs) const {
  if (!profile_.batch.lists()) {
    std::string const& mark = profile_.batch.alone;
    std::vector<Http::Request> requests;
    for (Doc const& doc : docs) {
      Http::Request one = push_one(doc);
      bool const alone = !mark.empty() && as_text(one.body).find(mark) != std::string_view::npos;
      if (alone && !requests.empty()) break;
      requests.push_back(std::move(one));
      if (alone) break;
    }
    docs.erase(docs.begin() + static_cast<std::ptrdiff_t>(requests.size()), docs.end());
    return requests.size() == 1 ? std::move(requests[0]) : wrap(std::move(requests), docs);
  }
  Json all = variables();
  all["records"] = Json::array();
  for (Doc const& doc : docs) all["records"].push_back(Codec(store_, profile_).encode(doc));
  return request(profile_.operations.bulk, all);
}

bool Wire::sends(Kind kind) const {
  Profile::KindMap const* const map = profile_.map_of(kind);
  return profile_.carries(kind) && !(map && map->read_only);
}

bool Wire::concerns(Doc const& doc) const {
  Profile::KindMap const* const map = profile_.map_of(doc.key.kind);
  if (!map || map->fields.empty() || doc.deleted || doc.rev.empty() || doc.changed.empty()) return true;
  return !Mapping(store_, profile_, ids_).encode(*map, doc, false).empty();
}

bool Wire::waits(Doc const& doc) const {
  Profile::KindMap const* const map = profile_.map_of(doc.key.kind);
  return map && !doc.deleted && Mapping(store_, profile_, ids_).waits(*map, doc);
}

bool Wire::reads_first(Doc const& doc, bool attempted) const {
  using Concurrency = Profile::Concurrency;
  bool const precheck = profile_.concurrency == Concurrency::precheck;
  if (doc.rev.empty() && !doc.deleted) return attempted && (by_lookup(doc.key) || (precheck && !id_of(doc.key).empty()));
  bool const unknown = profile_.ids == Profile::Ids::server ? Ids::version_in(doc.rev).empty() : doc.rev == kUnknownVersion;
  return precheck || (unknown && !doc.deleted && profile_.concurrency != Concurrency::none);
}

Meaning Wire::judge(Http::Response const& response) const {
  std::string_view const body = as_text(response.body);
  std::optional<Json> json;
  for (Profile::Rule const& rule : profile_.rules) {
    bool const apt = rule.status == 0 ? response.status >= 400 : rule.status == response.status;
    if (!apt || body.find(rule.contains) == std::string_view::npos) continue;
    if (!rule.code.empty() && !json) json = parse_json(body).value_or(Json());
    if (rule.code.empty() || text_at(response, *json, profile_.error_code) == rule.code) return rule.means;
  }
  int const status = response.status;
  if ((status >= 200 && status < 300) || status == kBehindTheLast) return Meaning::ok;
  if (status == 401) return Meaning::auth;
  if (status == 404 || status == 410) return Meaning::gone;
  if (status == 409) return Meaning::conflict;
  if (status == 408 || status == 425 || status == 429 || status >= 500 || status < 400) return Meaning::retry;
  return Meaning::reject;
}

std::string Wire::reason(Http::Response const& response) const {
  std::string words = "HTTP " + std::to_string(response.status);
  Json const json = parse_json(as_text(response.body)).value_or(Json());
  std::string const code = profile_.error_code.starts_with('/') || profile_.error_code.starts_with("header:")
                               ? text_at(response, json, profile_.error_code) : std::string();
  std::string const message = profile_.error_message.empty() ? std::string() : text_at(response, json, profile_.error_message);
  if (!code.empty() && code != message) words += " " + code.substr(0, 60);
  if (!message.empty()) words += ": " + message.substr(0, 200);
  return words;
}

double Wire::retry_after_ms(Http::Response const& response, Instant now) const {
  auto const header = [&](std::string_view name) -> std::string_view {
    for (Http::Header const& each : response.headers) {
      if (each.name == name) return each.value;
    }
    return {};
  };
  std::string_view const value = header(profile_.retry_after);
  double ms = 0;
  int number = 0;
  if (auto const moment = parse_http_date(value)) {
    Instant const there = parse_http_date(header("date")).value_or(now);
    ms = static_cast<double>(moment->ms - there.ms);
  } else if (std::from_chars(value.data(), value.data() + value.size(), number).ec == std::errc()) {
    ms = number * profile_.retry_unit_ms;
  }
  return std::clamp(ms, 0.0, kLongestPauseMs);
}

bool Wire::dispensable(std::string const& cursor, Meaning meaning) {
  return (meaning == Meaning::reject || meaning == Meaning::gone) && Listing::parse(cursor).feed;
}

bool Wire::at_start(std::string const& cursor) { return Listing::parse(cursor).at_start(); }

}  // namespace saddlebag::sync
