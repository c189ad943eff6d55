#include <algorithm>

#include "base/sort.hpp"
#include "sync/engine_impl.hpp"
#include "sync/listing.hpp"

namespace saddlebag::sync {
namespace {

/// The last of each record, what is referred to before what refers to it.
std::vector<Doc> in_order(std::vector<Doc> docs) {
  std::set<RecordKey> known;
  std::reverse(docs.begin(), docs.end());
  std::erase_if(docs, [&](Doc const& doc) { return !known.insert(doc.key).second; });
  std::reverse(docs.begin(), docs.end());
  sort_items(docs, [](Doc const& a, Doc const& b) {
    return dependency_rank(a.key.kind) < dependency_rank(b.key.kind);
  });
  return docs;
}

}  // namespace

void Engine::Impl::page_arrived(port::Http::Response const& response) {
  auto page = wire->read_page(response, cursor, now());
  if (!page) return fail(SyncState::failing, page.error());
  bool const sweeps = wire->profile().sweep_ms > 0;
  if (sweeps && Wire::at_start(cursor)) {
    seen.clear();
    sweeping = true;
  }
  if (sweeping) {
    for (Doc const& doc : page->docs) seen.insert(doc.key);
    for (Broken const& broken : page->broken) seen.insert(broken.key);
  }
  want_pull = page->more && page->next != cursor;  // one that never gets on must not keep edits from being sent
  cursor = page->next;
  if (want_pull) step();  // the backend makes the next page while this one is taken in
  take_in(std::move(page->docs));
  set_aside(page->broken);
  for (RecordKey const key : page->gone) {
    Record const* const record = store.find(key.kind, key.id);
    if (record && !record->rev.empty() && !outbox.find(key)) refetch.insert(key);
  }
  if (sweeping && !page->more) end_sweep();
  remember_place();  // in the same batch as the records
  remember_outbox(false);
  persistence.flush();
  succeeded();
}

/// What a whole listing did not have is asked for by id: only its absence there is a deletion.
void Engine::Impl::end_sweep() {
  sweeping = false;
  for (std::size_t i = 0; i < kKindCount; ++i) {
    Table const& table = store.table(kind_at(i));
    for (Row row = 0; row < table.end(); ++row) {
      Record const* const record = table.at(row);
      if (!record || record->rev.empty()) continue;
      RecordKey const key{kind_at(i), record->id};
      if (!seen.contains(key) && !outbox.find(key)) refetch.insert(key);
    }
  }
  seen.clear();
}

void Engine::Impl::take_in(std::vector<Doc> docs) {
  Merger const merger{std::string(store.title(Kind::user, store.identity().author)), store.identity().device, now()};
  docs = in_order(std::move(docs));
  for (Doc& doc : docs) {  // who wrote it, as people call them
    std::string_view const name = store.title(Kind::user, parse_uuid(doc.by).value_or(Uuid{}));
    if (!name.empty()) doc.by = name;
  }
  Integration whole;
  for (Doc const& doc : docs) integrate(whole, store, outbox, doc, merger, doubted.contains(doc.key));
  if (store.apply(whole.changes)) {
    for (Doc const& doc : docs) held.erase(doc.key);
    return settle(whole);
  }
  // One record that cannot be taken in must not hold up the others; it stays at the backend, and in the list.
  for (Doc const& doc : docs) {
    Integration one;
    integrate(one, store, outbox, doc, merger, doubted.contains(doc.key));
    auto const applied = store.apply(one.changes);
    if (!applied) {
      FieldIndex const title = kind_info(doc.key.kind).title;
      Value const name = title == kNoField ? Value() : doc.get(store.fields(doc.key.kind)[title].name);
      hold(doc.key, {applied.error().detail, std::string(name.as_text()), doc.rev});
    } else {
      held.erase(doc.key);
      settle(one);
    }
  }
}

void Engine::Impl::hold(RecordKey key, Held letter) {
  auto const known = held.find(key);
  letter.discarded = known != held.end() && known->second.discarded && known->second.rev == letter.rev;
  log("not taken in: " + to_string(key) + ": " + letter.why);
  held[key] = std::move(letter);
}

/// They stay at the backend as they are. What this device would send over them has to wait for the person, too.
void Engine::Impl::set_aside(std::vector<Broken> const& broken) {
  for (Broken const& doc : broken) {
    hold(doc.key, {doc.why, doc.title, doc.rev});
    if (outbox.find(doc.key)) refuse(doc.key, doc.why);
  }
}

void Engine::Impl::settle(Integration const& integration) {
  pulled += integration.arrived;
  arrived_lately += integration.arrived;
  for (auto const& [key, rev] : integration.build_upon) sending[key].upon = rev;
  for (RecordKey const key : integration.settled) outbox.forget(key);
  for (std::string const& notice : integration.notices) log(notice);
  integration.changes.for_each([&](Change const& change) {
    if (change.field != "rev") return;
    auto const found = sending.find({change.kind, change.record});
    if (found != sending.end()) found->second.upon.reset();
  });
}

std::vector<RecordKey> Engine::Impl::next_questions() {
  std::vector<RecordKey> keys;
  std::size_t const limit = wire->fetch_limit();
  for (auto const& [key, each] : sending) {
    Unsent const* const unsent = outbox.find(key);
    if (keys.size() >= limit || !each.questioned || !unsent) continue;
    wire->learn(key, unsent->rev);
    keys.push_back(key);
  }
  for (auto const* others : {&refetch, &doubted}) {
    for (RecordKey const key : *others) {
      if (keys.size() < limit && std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(key);
    }
  }
  return keys;
}

void Engine::Impl::fetched(port::Http::Response const& response) {
  auto page = wire->read_fetched(response, fetching);
  if (!page) return fail(SyncState::failing, page.error());
  take_in(std::move(page->docs));
  set_aside(page->broken);
  for (RecordKey const key : fetching) {
    refetch.erase(key);
    doubted.erase(key);
    if (auto const found = sending.find(key); found != sending.end()) {
      found->second.questioned = false;
      found->second.checked = true;
    }
  }
  remember_place();
  remember_outbox(false);
  persistence.flush();
  succeeded();
}

}  // namespace saddlebag::sync
