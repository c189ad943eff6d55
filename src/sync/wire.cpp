#include "sync/wire.hpp"

#include <algorithm>
#include <charconv>

#include "base/hash.hpp"
#include "sync/codec.hpp"
#include "sync/http_date.hpp"
#include "sync/json.hpp"
#include "sync/listing.hpp"

namespace saddlebag::sync {
namespace {

using port::Http;

constexpr double kLongestPauseMs = 3'600'000;

std::string encode_url(std::string_view text) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (char const c : text) {
    bool const plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("-_.~").find(c) != std::string_view::npos;
    if (plain) {
      out += c;
    } else {
      out += '%';
      out += kHex[static_cast<unsigned char>(c) >> 4];
      out += kHex[static_cast<unsigned char>(c) & 15];
    }
  }
  return out;
}

std::string base64(std::string_view bytes) {
  static constexpr char kAlphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      group = group << 8 | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0u);
    }
    for (std::size_t k = 0; k < 4; ++k) out += i + k <= bytes.size() ? kAlphabet[group >> (18 - 6 * k) & 63] : '=';
  }
  return out;
}

Error malformed(std::string_view expected, Http::Response const& response) {
  std::string_view const body = as_text(response.body);
  std::size_t const first = body.find_first_not_of(" \t\r\n");
  bool const markup = first != std::string_view::npos && body[first] == '<';
  if (markup) return {ErrorCode::corrupt, "the server answered with a web page (HTML) instead of data"};
  if (first == std::string_view::npos) return {ErrorCode::corrupt, "the server's answer is empty"};
  if (!parse_json(body)) return {ErrorCode::corrupt, "the server's answer is not JSON, or was cut off on the way"};
  return {ErrorCode::corrupt, "the server's answer is not what was asked for: no " + std::string(expected)};
}

void set_json(Http::Request& request, Json const& json) {
  std::string const text = dump_json(json);
  request.body.assign(text.begin(), text.end());
  request.headers.push_back({"content-type", "application/json"});
}

/// A version that follows from the one before and the content: made twice, it is the same.
std::string next_rev(std::string const& rev, Json const& content) {
  std::uint64_t count = 0;
  std::from_chars(rev.data(), rev.data() + rev.size(), count);
  char digits[17] = {};
  std::to_chars(digits, digits + 16, fnv1a(dump_json(content), fnv1a(rev)), 16);
  return std::to_string(count + 1) + "-" + digits;
}

/// Adds one document of an answer, where it is one of ours.
void take(Page& page, Store const& store, Profile const& profile, Json const& object, Kind listed = Kind::count_) {
  Codec const codec(store, profile.envelope);
  Profile::Envelope const& envelope = profile.envelope;
  RecordKey const key = codec.key_of(text_member(object, envelope.id), listed);
  if (key.kind == Kind::count_) return;
  bool const versioned = profile.changes == Profile::Changes::sequence;
  std::string_view why = flaw_of(object);
  if (why.empty() && versioned && text_member(object, envelope.rev).empty()) why = "it has no version";
  if (!why.empty()) {
    FieldIndex const named = kind_info(key.kind).title;
    std::string title = named == kNoField ? std::string() : text_member(object, store.fields(key.kind)[named].name);
    if (!flaw_of(Json(title)).empty()) title.clear();
    page.broken.push_back({key, text_member(object, envelope.rev), std::move(title), std::string(why)});
    return;
  }
  Doc doc = codec.decode(object, listed);
  if (doc.rev.empty()) doc.rev = next_rev("", object);
  page.docs.push_back(std::move(doc));
}

}  // namespace

struct Wire::Variables {
  std::string since;
  Kind kind = Kind::count_;
  std::string id, page;
};

Http::Request Wire::request(Profile::Request const& spec, Variables const& variables) const {
  std::string url = spec.url;
  auto const replace = [&](std::string_view what, std::string const& with) {
    for (auto at = url.find(what); at != std::string::npos; at = url.find(what, at + with.size())) {
      url.replace(at, what.size(), with);
    }
  };
  if (variables.kind != Kind::count_) {
    replace("{kind}", std::string(kind_info(variables.kind).name));
    replace("{plural}", std::string(kind_info(variables.kind).plural));
  }
  replace("{since}", encode_url(variables.since));
  replace("{id}", encode_url(variables.id));
  replace("{page}", variables.page);
  replace("{limit}", std::to_string(profile_.page_size));
  replace("{base}", connection_.url);
  Http::Request request{spec.method, url, {{"accept", "application/json"}}, {}};
  if (profile_.auth == Profile::Auth::basic && !connection_.user.empty()) {
    request.headers.push_back({"authorization", "Basic " + base64(connection_.user + ":" + connection_.secret)});
  } else if (profile_.auth == Profile::Auth::bearer && !connection_.secret.empty()) {
    request.headers.push_back({"authorization", "Bearer " + connection_.secret});
  }
  return request;
}

Http::Request Wire::prepare() const { return request(profile_.request.prepare, {}); }

Http::Request Wire::pull(std::string const& cursor) const {
  if (profile_.changes == Profile::Changes::list) {
    Listing const at = Listing::parse(cursor);
    return request(profile_.request.pull, {{}, at.kind(), {}, std::to_string(at.page)});
  }
  return request(profile_.request.pull, {cursor.empty() ? "0" : cursor, Kind::count_, {}, {}});
}

Result<Page> Wire::read_page(Http::Response const& response, std::string const& cursor) const {
  auto const json = parse_json(as_text(response.body));
  Page page;
  if (profile_.changes == Profile::Changes::list) {
    if (!json || !json->is_array()) return malformed("list of records", response);
    Listing at = Listing::parse(cursor);
    for (Json const& object : *json) take(page, store_, profile_, object, at.kind());
    at.advance(json->size() < profile_.page_size);
    page.more = !at.at_start();
    page.next = at.to_string();
    return page;
  }
  Json const* const results = json ? member(*json, "results") : nullptr;
  Json const* const last = json ? member(*json, "last_seq") : nullptr;
  bool const whole = results && results->is_array() && last && flaw_of(*last).empty();
  if (!whole) return malformed("list of changes", response);
  for (Json const& result : *results) {
    Json const* const deleted = member(result, "deleted");
    if (!deleted || !deleted->is_boolean() || !deleted->get<bool>()) {
      if (Json const* const object = member(result, "doc")) take(page, store_, profile_, *object);
      continue;
    }
    Doc doc{Codec(store_, profile_.envelope).key_of(text_member(result, "id"), Kind::count_), {}, {}, true, false, {}};
    Json const* const changes = member(result, "changes");
    if (changes && changes->is_array() && !changes->empty()) doc.rev = text_member((*changes)[0], "rev");
    if (doc.key.kind != Kind::count_ && !doc.rev.empty()) page.docs.push_back(std::move(doc));
  }
  page.more = results->size() >= profile_.page_size;
  page.next = last->is_string() ? last->get_ref<std::string const&>() : dump_json(*last);
  return page;
}

Http::Request Wire::listen(std::string const& cursor) const {
  Http::Request listening = request(profile_.request.listen, {cursor.empty() ? "0" : cursor, Kind::count_, {}, {}});
  listening.timeout_ms = 40'000;
  return listening;
}

Result<bool> Wire::read_listen(Http::Response const& response) const {
  auto const json = parse_json(as_text(response.body));
  Json const* const results = json ? member(*json, "results") : nullptr;
  if (!results || !results->is_array()) return malformed("list of changes", response);
  return !results->empty();
}

Http::Request Wire::fetch(std::vector<RecordKey> const& keys) const {
  Codec const codec(store_, profile_.envelope);
  if (profile_.batch == 1) {
    return request(profile_.request.fetch, {{}, keys[0].kind, codec.id_of(keys[0]), {}});
  }
  Http::Request fetching = request(profile_.request.fetch, {});
  Json ids = Json::array();
  for (RecordKey const key : keys) ids.push_back(codec.id_of(key));
  set_json(fetching, {{"keys", std::move(ids)}});
  return fetching;
}

Result<Page> Wire::read_fetched(Http::Response const& response, std::vector<RecordKey> const& keys) const {
  Page page;
  auto const is_next = [&](RecordKey key) {
    return (!page.docs.empty() && page.docs.back().key == key) ||
           (!page.broken.empty() && page.broken.back().key == key);
  };
  if (profile_.batch == 1) {
    if (judge(response) == Meaning::gone) {
      page.docs.push_back({keys[0], {}, {}, false, true, {}});
      return page;
    }
    auto const json = parse_json(as_text(response.body));
    if (json) take(page, store_, profile_, *json, keys[0].kind);
    if (!is_next(keys[0])) return malformed("record", response);
    return page;
  }
  auto const json = parse_json(as_text(response.body));
  Json const* const rows = json ? member(*json, "rows") : nullptr;
  if (!rows || !rows->is_array() || rows->size() != keys.size()) return malformed("row for each key", response);
  for (std::size_t i = 0; i < keys.size(); ++i) {
    Json const* const object = member((*rows)[i], "doc");
    Json const* const value = member((*rows)[i], "value");
    if (object && object->is_object()) {
      take(page, store_, profile_, *object);
      if (!is_next(keys[i])) return malformed("row for each key", response);
    } else {
      std::string const rev = value ? text_member(*value, "rev") : std::string();
      page.docs.push_back({keys[i], rev, {}, value != nullptr, value == nullptr, {}});
    }
  }
  return page;
}

Http::Request Wire::push(std::vector<Doc> const& docs) const {
  Codec const codec(store_, profile_.envelope);
  if (profile_.batch == 1) {
    Doc const& doc = docs[0];
    Profile::Requests const& all = profile_.request;
    Http::Request pushing = request(doc.deleted ? all.remove : doc.rev.empty() ? all.create : all.update,
                                    {{}, doc.key.kind, codec.id_of(doc.key), {}});
    if (doc.deleted) return pushing;
    Json object = codec.encode(doc);
    object.erase(profile_.envelope.rev);
    object[profile_.envelope.rev] = next_rev(doc.rev, object);
    set_json(pushing, object);
    return pushing;
  }
  Http::Request pushing = request(profile_.request.bulk, {});
  Json list = Json::array();
  for (Doc const& doc : docs) list.push_back(codec.encode(doc));
  set_json(pushing, {{"docs", std::move(list)}});
  return pushing;
}

Result<std::vector<Pushed>> Wire::read_pushed(Http::Response const& response, std::vector<Doc> const& docs) const {
  auto const json = parse_json(as_text(response.body));
  Codec const codec(store_, profile_.envelope);
  if (profile_.batch == 1) {
    if (docs[0].deleted) return std::vector<Pushed>{{}};
    std::string const rev = json ? text_member(*json, profile_.envelope.rev) : std::string();
    if (rev.empty() || codec.key_of(text_member(*json, profile_.envelope.id), docs[0].key.kind) != docs[0].key) {
      return malformed("stored record", response);
    }
    return std::vector<Pushed>{{Meaning::ok, rev, {}}};
  }
  if (!json || !json->is_array()) return malformed("result for each record", response);
  std::vector<Pushed> results(docs.size(), {Meaning::retry, {}, "the server did not say what became of it"});
  for (Json const& row : *json) {
    RecordKey const key = codec.key_of(text_member(row, "id"), Kind::count_);
    auto const doc = std::find_if(docs.begin(), docs.end(), [&](Doc const& each) { return each.key == key; });
    if (doc == docs.end()) continue;
    Pushed& result = results[static_cast<std::size_t>(doc - docs.begin())];
    std::string const code = text_member(row, profile_.error_code);
    result.rev = text_member(row, "rev");
    result.reason = code + ": " + text_member(row, profile_.error_message);
    if (!result.rev.empty()) result.meaning = Meaning::ok;
    else if (code == "conflict") result.meaning = Meaning::conflict;
    else if (code == "not_found" && doc->deleted) result.meaning = Meaning::ok;
    else result.meaning = code.empty() ? Meaning::retry : Meaning::reject;
  }
  return results;
}

Meaning Wire::judge(Http::Response const& response) const {
  std::string_view const body = as_text(response.body);
  for (Profile::Rule const& rule : profile_.rules) {
    if (rule.status == response.status && body.find(rule.contains) != std::string_view::npos) return rule.means;
  }
  int const status = response.status;
  if (status >= 200 && status < 300) return Meaning::ok;
  if (status == 401) return Meaning::auth;
  if (status == 404 || status == 410) return Meaning::gone;
  if (status == 409) return Meaning::conflict;
  if (status == 408 || status == 425 || status == 429 || status >= 500 || status < 400) return Meaning::retry;
  return Meaning::reject;
}

std::string Wire::reason(Http::Response const& response) const {
  std::string words = "HTTP " + std::to_string(response.status);
  if (auto const json = parse_json(as_text(response.body))) {
    std::string const message = text_member(*json, profile_.error_message);
    if (!message.empty()) words += ": " + message.substr(0, 200);
  }
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
  int seconds = 0;
  if (auto const moment = parse_http_date(value)) {
    Instant const there = parse_http_date(header("date")).value_or(now);
    ms = static_cast<double>(moment->ms - there.ms);
  } else if (std::from_chars(value.data(), value.data() + value.size(), seconds).ec == std::errc()) {
    ms = seconds * 1000.0;
  }
  return std::clamp(ms, 0.0, kLongestPauseMs);
}

bool Wire::at_start(std::string const& cursor) { return Listing::parse(cursor).at_start(); }

}  // namespace saddlebag::sync
