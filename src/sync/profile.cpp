#include "sync/profile.hpp"

#include <algorithm>

#include "assets.hpp"

namespace saddlebag::sync {
namespace {

// What is not as the schema has it is read as if it were not there.
Json const& group(Json const& json, std::string_view name) {
  static Json const nothing = Json::object();
  Json const* const found = member(json, name);
  return found && found->is_object() ? *found : nothing;
}

double number(Json const& json, std::string_view name, double otherwise, double most = 1e6) {
  Json const* const found = member(json, name);
  return found && found->is_number() ? std::clamp(found->get<double>(), 0.0, most) : otherwise;
}

std::uint32_t count(Json const& json, std::string_view name, double otherwise) {
  return static_cast<std::uint32_t>(number(json, name, otherwise));
}

bool flag(Json const& json, std::string_view name, bool otherwise = false) {
  Json const* const found = member(json, name);
  return found && found->is_boolean() ? found->get<bool>() : otherwise;
}

/// The place of a word in its list; what is not there is the first.
template <class Enum = std::size_t>
Enum word(Json const& json, std::string_view name, std::initializer_list<std::string_view> words) {
  auto const found = std::find(words.begin(), words.end(), text_member(json, name));
  return static_cast<Enum>(found == words.end() ? 0 : found - words.begin());
}

Profile::Time time(Json const& json, std::string_view name) {
  return word<Profile::Time>(json, name, {"iso", "sql", "sql_ms", "ms"});
}

Profile::Texts texts(Json const& json, std::string_view name) {
  Profile::Texts result;
  for (auto const& [key, value] : group(json, name).items()) result.emplace_back(key, text_member(group(json, name), key));
  return result;
}

Profile::Operation operation(Json const& operations, std::string_view name) {
  Json const& json = group(operations, name);
  std::string method = text_member(json, "method");
  if (method.empty()) method = "GET";
  Json const* const body = member(json, "body");
  return {std::move(method), text_member(json, "url"), texts(json, "headers"), texts(json, "form"),
          body ? *body : Json(), text_member(json, "item"), text_member(json, "id")};
}

Profile::FieldMap field_map(std::string const& ours, Json const& json) {
  Profile::FieldMap map;
  map.ours = ours;
  map.path = json.is_string() ? json.get<std::string>() : text_member(json, "path");
  map.write = text_member(json, "write");
  if (map.write.empty()) map.write = map.path;
  map.reference = text_member(json, "template");
  map.currency = text_member(json, "currency");
  map.first = text_member(json, "first");
  map.otherwise = text_member(json, "default");
  using As = Profile::FieldMap::As;
  map.as = word<As>(json, "as", {"plain", "decimal", "micros", "person", "title", "iso", "sql", "sql_ms", "ms", "inverted", "date"});
  map.timed = map.as >= As::iso && map.as <= As::ms;
  map.read_only = flag(json, "read_only");
  map.write_only = flag(json, "write_only");
  map.choices = group(json, "choices");
  return map;
}

void read_kinds(Profile& profile, Json const& file) {
  for (auto const& [name, json] : group(file, "kinds").items()) {
    if (kind_named(name) == Kind::count_ || !json.is_object()) continue;
    Profile::KindMap map{kind_named(name), text_member(json, "entity"), text_member(json, "key"),
                         flag(json, "read_only"), group(json, "vars"), group(json, "fixed"), {}};
    for (auto const& [ours, field] : group(json, "fields").items()) map.fields.push_back(field_map(ours, field));
    profile.kinds.push_back(std::move(map));
  }
}

/// A record that was found to be there already is looked for, where that is possible.
Meaning meaning(Json const& rule, bool findable) {
  auto const index = word(rule, "means", {"ok", "retry", "auth", "conflict", "gone", "reject", "duplicate"});
  if (index == 6) return findable ? Meaning::conflict : Meaning::reject;
  return static_cast<Meaning>(index);
}

void read_errors(Profile& profile, Json const& errors) {
  profile.error_code = text_member(errors, "code");
  profile.error_message = text_member(errors, "message");
  bool const findable = profile.ids != Profile::Ids::server || profile.operations.lookup.exists();
  Json const* const rules = member(errors, "rules");
  for (Json const& rule : rules && rules->is_array() ? *rules : Json::array()) {
    profile.rules.push_back({static_cast<int>(number(rule, "status", 0)), text_member(rule, "code"),
                             text_member(rule, "contains"), meaning(rule, findable)});
  }
}

void read_auth(Profile::Auth& auth, Json const& json) {
  auth = {word<Profile::Sign>(json, "style", {"none", "header", "basic", "bearer", "session"}), text_member(json, "user"),
          text_member(json, "secret"), texts(json, "headers"), text_member(json, "token"), text_member(json, "authorize"),
          text_member(json, "renewed"), {}, {}, {}};
  Json const& sign = group(json, "sign");
  auth.signature = text_member(sign, "value");
  auth.signed_header = text_member(sign, "header");
  auth.signed_text = text_member(sign, "text");
  if (auth.style == Profile::Sign::basic) auth.headers.emplace_back("authorization", "Basic {basic}");
  if (auth.style == Profile::Sign::bearer) auth.headers.emplace_back("authorization", "Bearer {secret}");
}

void read_listing(Profile& profile, Json const& file) {
  Json const& page = group(file, "page");
  profile.page = {word<Profile::Paging>(page, "style", {"page", "offset", "cursor", "link", "sequence"}),
                  std::max(count(page, "size", 500), 1u), count(page, "first", 1), count(page, "cap", 0), text_member(page, "next"), text_member(page, "more")};
  Json const& changes = group(file, "changes");
  profile.changes = {word<Profile::Follow>(changes, "style", {"sequence", "list", "since", "delta"}),
                     text_member(changes, "field"), text_member(changes, "link"), text_member(changes, "removed"),
                     time(changes, "format"), flag(changes, "inclusive", true),
                     number(changes, "overlap_seconds", 60) * 1000, std::max(number(changes, "poll_seconds", 3), 1.0),
                     number(changes, "poll_seconds_idle", 60), word(changes, "listen", {"poll", "events"}) == 1};
  Json const& deletes = group(file, "deletes");
  profile.deletes = word<Profile::Deletes>(deletes, "style", {"delta", "field", "feed", "sweep", "none"});
  profile.deletes_field = text_member(deletes, "field");
  profile.sweep_ms = number(deletes, "every_hours", profile.deletes == Profile::Deletes::sweep ? 24 : 0) * 3'600'000;
}

void read_writing(Profile& profile, Json const& file) {
  Json const& id = group(file, "id");
  profile.ids = word<Profile::Ids>(id, "style", {"client", "server", "short"});
  if (member(id, "format")) profile.id_format = text_member(id, "format");
  profile.numeric_ids = text_member(id, "type") == "number";
  profile.partial = word(group(file, "update"), "style", {"put_full", "put_partial", "patch_partial", "rpc"}) != 0;
  profile.concurrency = word<Profile::Concurrency>(
      group(file, "concurrency"), "style",
      {"rev", "precheck", "filter", "if_match", "if_unmodified_since", "version_header", "none"});
  Json const& batch = group(file, "batch");
  auto const style = word<Profile::Batching>(batch, "style", {"single", "array", "composite", "multipart"});
  bool const single = style == Profile::Batching::single;
  profile.batch = {style, single ? 1u : std::max(count(batch, "max", 100), 2u), flag(batch, "atomic"), group(batch, "item"),
                   text_member(batch, "results"), text_member(batch, "status"), text_member(batch, "headers"),
                   text_member(batch, "body"), text_member(batch, "ref"), text_member(batch, "alone")};
  Json const& rate = group(file, "rate");
  profile.retry_after = text_member(rate, "retry_after");
  if (text_member(rate, "unit") == "milliseconds") profile.retry_unit_ms = 1;
}

void read_operations(Profile::Operations& all, Json const& json) {
  all = {operation(json, "prepare"), operation(json, "exchange"), operation(json, "sign_in"), operation(json, "pull"), operation(json, "listen"),
         operation(json, "subscribe"),
         operation(json, "fetch"),   operation(json, "lookup"),  operation(json, "bulk"), operation(json, "create"),
         operation(json, "update"),  operation(json, "delete"),
         operation(json, "deleted")};
}

}  // namespace

Profile::KindMap const* Profile::map_of(Kind kind) const {
  for (KindMap const& each : kinds) {
    if (each.kind == kind) return &each;
  }
  return nullptr;
}

std::string_view connector_text(std::string_view profile) {
  return profile.starts_with('{') ? profile : asset("connectors/" + std::string(profile) + ".json");
}

Result<Profile> Profile::parse(std::string_view text) {
  auto const json = parse_json(text);
  if (!json) return Error{ErrorCode::corrupt, "the connector is not JSON"};
  if (std::string_view const flaw = flaw_of(*json); !flaw.empty()) return Error{ErrorCode::corrupt, std::string(flaw)};
  Profile profile;
  profile.name = text_member(*json, "name");
  profile.title = text_member(*json, "title");
  profile.example = text_member(*json, "example");
  read_auth(profile.auth, group(*json, "auth"));
  read_operations(profile.operations, group(*json, "operations"));
  Json const& envelope = group(*json, "envelope");
  profile.envelope = {text_member(envelope, "items"), text_member(envelope, "item"), text_member(envelope, "record"),
                      text_member(envelope, "id"),    text_member(envelope, "kind"), text_member(envelope, "rev"),
                      text_member(envelope, "deleted"), text_member(envelope, "by"), text_member(envelope, "uuid"), time(envelope, "instants"),
                      flag(envelope, "text_only")};
  read_listing(profile, *json);
  read_writing(profile, *json);
  read_errors(profile, group(*json, "errors"));
  read_kinds(profile, *json);
  for (auto const& [path, text] : {std::pair{"/name", &profile.name}, {"/title", &profile.title}, {"/operations/pull/url", &profile.operations.pull.url}}) {
    if (text->empty()) return Error{ErrorCode::invalid, std::string(path) + ": is missing"};
  }
  return profile;
}

}  // namespace saddlebag::sync
