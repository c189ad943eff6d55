#include <algorithm>
#include <charconv>

#include "base/hash.hpp"
#include "sync/codec.hpp"
#include "sync/mapping.hpp"
#include "sync/template.hpp"
#include "sync/wire.hpp"
#include "sync/wire_parts.hpp"

/// What a Wire makes of answers.
namespace saddlebag::sync {
namespace {

using port::Http;

/// Whether a member says yes: a flag, a number, a time of deletion.
bool is_set(Json const& item, std::string_view place) {
  Json const* const found = place.empty() ? nullptr : at(item, place);
  if (!found || found->is_null() || *found == false || *found == 0) return false;
  return !found->is_string() || (*found != "" && *found != "0" && *found != "false");
}

}  // namespace

Error malformed(std::string_view expected, Http::Response const& response) {
  std::string_view const body = as_text(response.body);
  std::size_t const first = body.find_first_not_of(" \t\r\n");
  bool const markup = first != std::string_view::npos && body[first] == '<';
  if (markup) return {ErrorCode::corrupt, "the server answered with a web page (HTML) instead of data"};
  if (first == std::string_view::npos) return {ErrorCode::corrupt, "the server's answer is empty"};
  if (!parse_json(body)) return {ErrorCode::corrupt, "the server's answer is not JSON, or was cut off on the way"};
  return {ErrorCode::corrupt, "the server's answer is not what was asked for: no " + std::string(expected)};
}

/// A version that follows from the one before and the content: made twice, it is the same.
std::string next_rev(std::string const& rev, Json const& content) {
  std::uint64_t count = 0;
  std::from_chars(rev.data(), rev.data() + rev.size(), count);
  return std::to_string(count + 1) + "-" + to_hex(fnv1a(dump_json(content), fnv1a(rev)));
}

/// What is at a place of an answer that a kind's own variables may name.
Json const* Wire::found(Json const& json, std::string const& place, Kind kind) const {
  return at(json, place.find('{') == std::string::npos ? place : expand_text(place, variables(kind)));
}

/// The list in an answer; null where there is none.
Json const* Wire::items_in(Json const& json, Kind kind) const {
  Json const* const items = found(json, profile_.envelope.items, kind);
  return items && items->is_array() ? items : nullptr;
}

std::string Wire::id_in(Json const& item, Kind kind) const {
  Json const* const id = found(item, profile_.envelope.id, kind);
  return id ? text_at(*id, {}) : std::string();
}

RecordKey Wire::key_of(Json const& item, Kind listed) {
  std::string const id = id_in(item, listed);
  if (!profile_.envelope.kind.empty() && profile_.changes.style != Profile::Follow::sequence) {
    std::string const kind = text_at(item, profile_.envelope.kind);
    if (!kind.empty()) listed = kind_named(kind);  // an answer about one record need not repeat it
    if (listed == Kind::count_) return {Kind::count_, {}};
  }
  if (profile_.ids != Profile::Ids::server) return Codec(store_, profile_).key_of(id, listed);
  if (id.empty()) return {Kind::count_, {}};
  RecordKey const known = ids_.here(listed, id);
  auto const own = profile_.envelope.uuid.empty() ? std::nullopt : parse_uuid(text_at(item, profile_.envelope.uuid));
  if (!own || own->empty() || store_.find(known.kind, known.id)) return known;
  RecordKey const named{listed, *own};
  std::string const there = ids_.there(named);
  if (!there.empty() && there != id) return known;  // another record says that it is the same
  ids_.learn(named, id);
  return named;
}

/// What a record's version is here; `id` is the backend's. A time alone would be the same for what two people write at the
/// same moment, so that what they wrote is told apart by its content.
std::string Wire::rev_of(Json const& item, std::string const& id) const {
  std::string version = profile_.envelope.rev.empty() ? std::string() : text_at(item, profile_.envelope.rev);
  if (profile_.envelope.rev.empty()) version = next_rev("", item);
  Json const* const record = versions_are_times() && !version.empty() ? at(item, profile_.envelope.record) : nullptr;
  if (record) version += kContent + to_hex(fnv1a(dump_json(*record)));
  return profile_.ids != Profile::Ids::server ? version : Ids::join(id, version);
}

/// Adds one record of an answer, where it is one of ours.
void Wire::take(Page& page, Json const& item, Kind listed) {
  RecordKey const key = key_of(item, listed);
  if (key.kind == Kind::count_) return;
  Json const* const record = at(item, profile_.envelope.record);
  std::string const id = id_in(item, key.kind);
  std::string rev = rev_of(item, id);
  std::string_view why = flaw_of(item);
  bool const versioned = profile_.changes.style == Profile::Follow::sequence;
  if (why.empty() && versioned && rev.empty()) why = "it has no version";
  if (why.empty() && (!record || !record->is_object())) why = "it has no content";
  if (!why.empty()) {
    FieldIndex const named = kind_info(key.kind).title;
    std::string title = named == kNoField || !record ? std::string() : text_member(*record, store_.fields(key.kind)[named].name);
    if (!flaw_of(Json(title)).empty()) title.clear();
    page.broken.push_back({key, rev, std::move(title), std::string(why)});
    return;
  }
  if (rev.empty()) rev = next_rev("", item);
  Doc doc{key, std::move(rev), {}, is_set(item, profile_.envelope.deleted), false, {}};
  Profile::KindMap const* const map = profile_.map_of(key.kind);
  if (map && !map->fields.empty()) Mapping(store_, profile_, ids_).decode(*map, *record, doc);
  else Codec(store_, profile_).decode(*record, doc);
  page.docs.push_back(std::move(doc));
}

/// Where to go on after a page: further in this question, to a later question, to the next collection, or to rest.
void Wire::advance(Listing& at_, Json const& answer, std::size_t count, Instant now) const {
  Profile::Page const& paging = profile_.page;
  bool const by_time = profile_.changes.style == Profile::Follow::since;
  bool const follows = paging.style == Profile::Paging::cursor || paging.style == Profile::Paging::link;
  std::string next = follows ? text_at(answer, paging.next) : std::string();
  bool const more = !paging.more.empty() ? is_set(answer, paging.more) : follows ? !next.empty() : count >= paging.size;
  at_.begun = true;
  bool const capped = paging.cap > 0 && (at_.page + 2) * paging.size > paging.cap;
  if (more && by_time && (!follows || capped) && at_.high > at_.since) {  // a later time misses nothing, whatever moved
    at_.since = at_.high;
    at_.page = 0;
    at_.next.clear();
    return;
  }
  if (more && count > 0) {
    ++at_.page;
    at_.next = std::move(next);
    return;
  }
  Listing::Mark& mark = at_.marks[at_.rank];
  std::int64_t& latest = at_.feed ? mark.fed : mark.seen;
  latest = std::max(latest, at_.high);
  if (profile_.changes.style == Profile::Follow::delta && !at_.feed) mark.link = text_at(answer, profile_.changes.link);
  at_.page = 0;
  at_.next.clear();
  at_.high = 0;
  auto const overlap = static_cast<std::int64_t>(profile_.changes.overlap_ms);
  at_.feed = !at_.feed && profile_.deletes == Profile::Deletes::feed;
  if (at_.feed) {
    at_.since = std::max<std::int64_t>(mark.fed - overlap, 0);
    return;
  }
  do ++at_.rank;
  while (at_.rank < kKindCount && !profile_.mixed() && !profile_.carries(collection(at_.rank)));
  if (at_.rank >= kKindCount || profile_.mixed()) {
    at_.rank = first_rank(0);
    at_.begun = false;
    if (at_.full) at_.swept = now.ms;
    double const ago = static_cast<double>(now.ms - at_.swept);
    bool const due = profile_.sweep_ms > 0 && (ago > profile_.sweep_ms || ago < 0);
    at_.full = profile_.changes.style == Profile::Follow::list || due;
  }
  at_.since = at_.full ? 0 : std::max<std::int64_t>(at_.marks[at_.rank].seen - overlap, 0);
}

void Wire::take_deletions(Page& page, Listing& at_, Json const& items) const {
  Kind const kind = collection(at_.rank);
  for (Json const& item : items) {
    std::string const id = text_at(item, profile_.operations.deleted.id);
    bool const theirs = profile_.ids == Profile::Ids::server && kind != Kind::count_ && !id.empty();
    RecordKey const key = theirs ? ids_.here(kind, id) : Codec(store_, profile_).key_of(id, kind);
    if (key.kind != Kind::count_) page.gone.push_back(key);
    if (auto const when = read_time(text_at(item, profile_.deletes_field))) at_.high = std::max(at_.high, when->ms);
  }
}

Result<Page> Wire::read_page(Http::Response const& response, std::string const& cursor, Instant now) {
  token_is_fresh_ = false;
  if (profile_.changes.style == Profile::Follow::sequence) return read_feed(response);
  auto json = parse_json(as_text(response.body));
  Listing at_ = Listing::parse(cursor);
  at_.rank = first_rank(at_.rank);
  static Json const nothing = Json::array();
  Json const* items = !json ? nullptr : at_.feed ? found(*json, profile_.operations.deleted.item, collection(at_.rank)) : items_in(*json, collection(at_.rank));
  if (dispensable(cursor, judge(response)) || response.status == kBehindTheLast) items = &nothing;
  if (!items || !items->is_array()) return malformed("list of records", response);
  if (!json) json = Json();
  Page page;
  if (at_.feed) take_deletions(page, at_, *items);
  for (Json const& item : at_.feed ? nothing : *items) {
    if (!profile_.changes.removed.empty() && at(item, profile_.changes.removed)) {
      std::string const id = text_at(item, "id").empty() ? id_in(item, collection(at_.rank)) : text_at(item, "id");
      RecordKey const key = ids_.here(collection(at_.rank), id);
      page.docs.push_back({key, Ids::join(id, "deleted"), {}, true, false, {}});
      continue;
    }
    take(page, item, collection(at_.rank));
    auto const changed = profile_.changes.field.empty() ? std::nullopt : read_time(text_at(item, profile_.changes.field));
    if (changed) at_.high = std::max(at_.high, changed->ms);
  }
  advance(at_, *json, items->size(), now);
  if (profile_.page.style == Profile::Paging::link && !at_.next.empty()) {
    if (auto const url = resolve(at_.next); !url) return url.error();
  }
  page.more = at_.begun;
  page.next = at_.to_string();
  return page;
}

std::pair<Kind, Json> Wire::sample(Http::Response const& response, std::string const& cursor) const {
  Listing const at_ = Listing::parse(cursor);
  Kind const kind = at_.feed ? Kind::count_ : collection(first_rank(at_.rank));
  auto const json = kind == Kind::count_ ? std::nullopt : parse_json(as_text(response.body));
  Json const* const items = json ? items_in(*json, kind) : nullptr;
  Json const* const record = items && !items->empty() && flaw_of((*items)[0]).empty() ? at((*items)[0], profile_.envelope.record) : nullptr;
  return record ? std::pair{kind, *record} : std::pair{Kind::count_, Json()};
}

Result<Page> Wire::read_feed(Http::Response const& response) {
  auto const json = parse_json(as_text(response.body));
  Json const* const results = json ? member(*json, "results") : nullptr;
  Json const* const last = json ? member(*json, "last_seq") : nullptr;
  bool const whole = results && results->is_array() && last && flaw_of(*last).empty();
  if (!whole) return malformed("list of changes", response);
  Page page;
  for (Json const& result : *results) {
    Json const* const deleted = member(result, "deleted");
    if (!deleted || !deleted->is_boolean() || !deleted->get<bool>()) {
      if (Json const* const object = member(result, "doc")) take(page, *object, Kind::count_);
      continue;
    }
    Doc doc{Codec(store_, profile_).key_of(text_member(result, "id"), Kind::count_), {}, {}, true, false, {}};
    doc.rev = text_at(result, "/changes/0/rev");
    if (doc.key.kind != Kind::count_ && !doc.rev.empty()) page.docs.push_back(std::move(doc));
  }
  page.more = results->size() >= profile_.page.size;
  page.next = last->is_string() ? last->get_ref<std::string const&>() : dump_json(*last);
  return page;
}

Result<bool> Wire::read_listen(Http::Response const& response) const {
  auto const json = parse_json(as_text(response.body));
  Json const* const results = json ? member(*json, "results") : nullptr;
  if (!results || !results->is_array()) return malformed("list of changes", response);
  return !results->empty();
}

/// Rows of a CouchDB, one for each key.
Result<Page> Wire::read_rows(Http::Response const& response, std::vector<RecordKey> const& keys) {
  Page page;
  auto const is_next = [&](RecordKey key) {
    return (!page.docs.empty() && page.docs.back().key == key) ||
           (!page.broken.empty() && page.broken.back().key == key);
  };
  auto const json = parse_json(as_text(response.body));
  Json const* const rows = json ? member(*json, "rows") : nullptr;
  if (!rows || !rows->is_array() || rows->size() != keys.size()) return malformed("row for each key", response);
  for (std::size_t i = 0; i < keys.size(); ++i) {
    Json const* const object = member((*rows)[i], "doc");
    Json const* const value = member((*rows)[i], "value");
    if (object && object->is_object()) {
      take(page, *object, Kind::count_);
      if (!is_next(keys[i])) return malformed("row for each key", response);
    } else {
      std::string const rev = value ? text_member(*value, "rev") : std::string();
      page.docs.push_back({keys[i], rev, {}, value != nullptr, value == nullptr, {}});
    }
  }
  return page;
}

Result<Page> Wire::read_fetched(Http::Response const& response, std::vector<RecordKey> const& keys) {
  token_is_fresh_ = false;
  if (profile_.batch.lists()) return read_rows(response, keys);
  RecordKey const key = keys[0];
  Page page;
  Doc const missing{key, {}, {}, false, true, {}};
  auto const json = parse_json(as_text(response.body));
  if (judge(response) == Meaning::gone) {
    page.docs.push_back(missing);
    return page;
  }
  if (!json || !json->is_structured()) return malformed("record", response);
  Json const* item = nullptr;
  if (by_lookup(key)) {
    Json const* const items = items_in(*json, key.kind);
    if (!items) return malformed("list of records", response);
    Profile::KindMap const* const map = profile_.map_of(key.kind);
    Record const* const record = store_.find(key.kind, key.id);
    Json mine = Json::object();  // what was sent; a namesake differs in it
    if (map && record && !map->key.empty()) {
      mine = Mapping(store_, profile_, ids_).encode(*map, read_doc(store_, key.kind, *record), true);
    }
    for (Json const& each : *items) {
      Json const* const content = at(each, profile_.envelope.record);
      bool same = content != nullptr;
      for (auto const& [name, value] : mine.items()) {
        Json const* const theirs = same ? member(*content, name) : nullptr;
        same = same && (!theirs || *theirs == value);
      }
      if (same) item = &each;
    }
    if (item) ids_.learn(key, id_in(*item, key.kind));
  } else {
    std::string const& place = profile_.operations.fetch.item;
    item = found(*json, place.empty() ? profile_.envelope.item : place, key.kind);
  }
  if (!item && !by_lookup(key) && json->is_object()) return malformed("record", response);
  if (!item || item->is_null()) {
    page.docs.push_back(missing);
    return page;
  }
  take(page, *item, key.kind);
  bool const is_it = (!page.docs.empty() && page.docs[0].key == key) || (!page.broken.empty() && page.broken[0].key == key);
  if (!is_it) return malformed("record", response);
  return page;
}

Result<Pushed> Wire::read_stored(Http::Response const& response, Doc const& doc) {
  bool const fresh = doc.rev.empty();
  Profile::Operation const& operation = pushing(doc);
  auto const json = parse_json(as_text(response.body));
  std::string const& place = operation.item.empty() ? profile_.envelope.item : operation.item;
  Json const* const item = json ? found(*json, place, doc.key.kind) : nullptr;
  bool const is_record = item && item->is_object();
  if (!fresh && profile_.concurrency == Profile::Concurrency::filter && json && !is_record) {
    return Pushed{Meaning::conflict, {}, "it was changed meanwhile"};
  }
  // Some answer nothing, or only yes; an object without the record in it is about something else, such as a failure.
  bool const promised = !place.empty() && (!doc.deleted || !operation.body.is_null());
  if (promised && !item && json && json->is_object()) return malformed("stored record", response);
  if (doc.deleted) return Pushed{};
  if (!json && !response.body.empty()) return malformed("stored record", response);
  std::string id = is_record ? id_in(*item, doc.key.kind) : std::string();
  if (id.empty() && json && !operation.id.empty()) id = text_at(*json, operation.id);
  if (makes_versions() || (profile_.ids != Profile::Ids::server && !id.empty())) {
    if (!is_record || key_of(*item, doc.key.kind) != doc.key) return malformed("stored record", response);
  }
  if (id.empty()) id = fresh ? std::string() : id_of(doc.key);
  if (profile_.ids == Profile::Ids::server && id.empty()) return malformed("stored record", response);
  if (profile_.ids == Profile::Ids::server) ids_.learn(doc.key, id);
  std::string rev = is_record ? rev_of(*item, id) : std::string();
  if (rev.empty() && makes_versions()) return malformed("stored record", response);
  if (rev.empty()) rev = profile_.ids != Profile::Ids::server ? std::string(kUnknownVersion) : Ids::join(id, {});
  return Pushed{Meaning::ok, std::move(rev), {}};
}

Result<std::vector<Pushed>> Wire::read_pushed(Http::Response const& response, std::vector<Doc> const& docs) {
  if (docs.size() > 1 && !profile_.batch.lists()) return read_wrapped(response, docs);
  token_is_fresh_ = false;
  if (profile_.batch.lists()) return read_results(response, docs);
  auto stored = read_stored(response, docs[0]);
  if (!stored) return stored.error();
  return std::vector<Pushed>{std::move(*stored)};
}

Result<std::vector<Pushed>> Wire::read_results(Http::Response const& response, std::vector<Doc> const& docs) const {
  auto const json = parse_json(as_text(response.body));
  Codec const codec(store_, profile_);
  if (!json || !json->is_array()) return malformed("result for each record", response);
  std::vector<Pushed> results(docs.size(), {Meaning::retry, {}, kNotSaid});
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

}  // namespace saddlebag::sync
