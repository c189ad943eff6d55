#include <algorithm>

#include "sync/engine_impl.hpp"
#include "sync/listing.hpp"

namespace saddlebag::sync {
namespace {

constexpr int kMostRefusals = 8;

}  // namespace

/// Created and erased again before the backend could have heard of it.
void Engine::Impl::forget_unborn() {
  std::vector<RecordKey> unborn;
  for (auto const& [key, unsent] : outbox.all()) {
    bool const gone = unsent.erased && unsent.created && unsent.rev.empty() && !sending[key].attempted;
    if (gone || !wire->sends(key.kind) || (!unsent.erased && !store.find(key.kind, key.id))) unborn.push_back(key);
  }
  for (RecordKey const key : unborn) outbox.forget(key);
}

std::optional<Doc> Engine::Impl::doc_to_send(RecordKey key, Unsent const& unsent) {
  Sending& how = sending[key];
  Doc doc{key, {}, {}, true, false, {}};
  if (unsent.erased) {
    doc.rev = unsent.rev;
  } else {
    doc = read_doc(store, key.kind, *store.find(key.kind, key.id));
    if (unsent.created) doc.rev.clear();
  }
  if (how.upon) doc.rev = *how.upon;
  if (!unsent.created) {
    for (auto const& [name, field] : unsent.fields) doc.changed.insert(name);
  }
  if (!how.checked && wire->reads_first(doc, how.attempted)) {
    how.questioned = true;
    return std::nullopt;
  }
  doc.by = store.title(Kind::user, store.identity().author);
  return doc;
}

bool Engine::Impl::refers(RecordKey key, std::set<RecordKey> const& others) const {
  Record const* const record = others.empty() ? nullptr : store.find(key.kind, key.id);
  if (!record) return false;
  auto const fields = store.fields(key.kind);
  return std::any_of(fields.begin(), fields.end(), [&](Field const& field) {
    return field.type == FieldType::reference &&
           others.contains({field.target, store.value(*record, field).as_reference()});
  });
}

/// New records that cannot go yet, because what they refer to is new as well and was refused. Only they wait for it.
std::set<RecordKey> Engine::Impl::parked() {
  std::set<RecordKey> waiting;
  for (RecordKey const key : refused) {
    Unsent const* const unsent = outbox.find(key);
    if (unsent && unsent->created && !sending[key].dead.empty()) waiting.insert(key);
  }
  for (std::size_t before = 0; before != waiting.size();) {  // and what refers to those
    before = waiting.size();
    for (auto const& [key, unsent] : outbox.all()) {
      if (unsent.created && !waiting.contains(key) && refers(key, waiting)) waiting.insert(key);
    }
  }
  return waiting;
}

/// What is referred to before what refers to it, oldest first; then what was erased, the other way round.
std::vector<Doc> Engine::Impl::next_docs() {
  forget_unborn();
  std::set<RecordKey> const waiting = parked();
  struct Place {
    bool erased;
    std::size_t rank;
    std::uint64_t order;
    RecordKey key;
    auto operator<=>(Place const&) const = default;
  };
  std::vector<Place> queue;
  queue.reserve(outbox.size());
  for (auto const& [key, unsent] : outbox.all()) {
    Sending const& how = sending[key];
    if (!how.dead.empty() || how.questioned || waiting.contains(key)) continue;
    std::size_t const rank = dependency_rank(key.kind);
    queue.push_back({unsent.erased, unsent.erased ? kKindCount - rank : rank, unsent.order, key});
  }
  // Each of the first either is sent or has to be asked for: no more are looked at, unless one can wait for another.
  bool const linked = !wire->profile().kinds.empty();
  auto const first = queue.begin() + static_cast<std::ptrdiff_t>(linked ? queue.size() : std::min(batch, queue.size()));
  std::partial_sort(queue.begin(), first, queue.end());
  queue.erase(first, queue.end());
  std::vector<Doc> docs;
  std::vector<std::pair<Doc, std::string>> nothing_to_tell;
  std::set<RecordKey> fresh;  // some of which may be refused, alone
  for (Place const& place : queue) {
    if (docs.size() >= batch) break;
    if (refers(place.key, fresh)) continue;
    auto doc = doc_to_send(place.key, *outbox.find(place.key));
    if (!doc && wire->profile().concurrency == Profile::Concurrency::precheck) break;  // what is read is sent at once
    if (!doc || wire->waits(*doc)) continue;
    if (doc->rev.empty() && !wire->profile().batch.lists()) fresh.insert(doc->key);
    if (wire->concerns(*doc)) docs.push_back(std::move(*doc));
    else nothing_to_tell.emplace_back(*doc, doc->rev);
  }
  if (!nothing_to_tell.empty()) accept(nothing_to_tell);
  return docs;
}

void Engine::Impl::push() {
  port::Http::Request pushing = wire->push(sent);
  for (Doc const& doc : sent) sending[doc.key].attempted = true;
  ask(Task::push, std::move(pushing));
}

/// Finds the one that the backend does not like.
void Engine::Impl::halve() {
  batch = std::max<std::size_t>(1, sent.size() / 2);
  log("the batch was refused; trying " + std::to_string(batch));
}

void Engine::Impl::push_answered(port::Http::Response const& response) {
  auto const results = wire->read_pushed(response, sent);
  if (!results) return fail(SyncState::failing, results.error());
  bool const whole = std::all_of(results->begin(), results->end(), [](Pushed const& each) { return each.meaning == Meaning::ok; });
  if (!whole && sent.size() > 1 && wire->profile().batch.atomic) return halve();
  conclude(*results);
}

/// The backend refused the request as a whole.
void Engine::Impl::push_refused(Meaning meaning, port::Http::Response const& response) {
  bool const lists = wire->profile().batch.lists();
  if (meaning == Meaning::retry || (lists && response.status == 403)) return fail({}, response);
  if (sent.size() == 1 && (!lists || meaning == Meaning::reject)) return conclude({{meaning, {}, wire->reason(response)}});
  if (lists && meaning != Meaning::reject) return fail({}, response);
  halve();
}

void Engine::Impl::conclude(std::vector<Pushed> const& results) {
  std::vector<std::pair<Doc, std::string>> accepted;
  std::string again, unknown;  // why
  for (std::size_t i = 0; i < results.size(); ++i) {
    Sending& how = sending[sent[i].key];
    bool const checked = std::exchange(how.checked, false);
    switch (results[i].meaning) {
      case Meaning::ok: accepted.emplace_back(sent[i], results[i].rev); break;
      case Meaning::conflict:
        how.questioned = true;
        if (++how.refusals > kMostRefusals) refuse(sent[i].key, results[i].reason);
        break;
      case Meaning::gone:
        if (sent[i].deleted) {
          accepted.emplace_back(sent[i], "");
        } else if (sent[i].rev.empty()) {
          refuse(sent[i].key, results[i].reason);
        } else {
          how.upon = "";  // it is not there any more: make it anew
          how.checked = checked;
        }
        break;
      case Meaning::retry: again = results[i].reason; break;
      case Meaning::auth: unknown = results[i].reason; break;
      default: refuse(sent[i].key, results[i].reason);
    }
  }
  accept(accepted);
  succeeded();
  if (accepted.size() == results.size()) batch = std::min(wire->push_limit(), batch * 2);
  if (!unknown.empty()) return signed_out(std::move(unknown));
  if (again.empty()) return;
  batch = std::max<std::size_t>(1, sent.size() / 2);
  fail(SyncState::failing, {ErrorCode::offline, "not everything was accepted; trying again: " + again});
}

void Engine::Impl::accept(std::vector<std::pair<Doc, std::string>> const& accepted) {
  bool erased = false;
  Transaction whole(Cause::acknowledge);
  for (auto const& [doc, rev] : accepted) acknowledge(whole, store, outbox, doc, rev);
  if (!store.apply(std::move(whole))) {
    for (auto const& [doc, rev] : accepted) {  // what is left is questioned, and merged as what it is
      Transaction one(Cause::acknowledge);
      acknowledge(one, store, outbox, doc, rev);
      if (!store.apply(std::move(one))) sending[doc.key].questioned = true;
    }
  }
  for (auto const& [doc, rev] : accepted) {
    Unsent const* const left = outbox.find(doc.key);
    if (doc.deleted && left && left->erased) {
      outbox.forget(doc.key);
      erased = true;
    }
    if (!outbox.find(doc.key)) {
      sending.erase(doc.key);
      continue;
    }
    Sending& how = sending[doc.key];
    how.refusals = 0;
    if (store.find(doc.key.kind, doc.key.id) && !doc.deleted) how.upon.reset();
    else how.upon = rev;  // erased, or made anew, while it was being sent
  }
  remember_outbox(erased && outbox.size() < 1000);
  persistence.flush();
}

void Engine::Impl::refuse(RecordKey key, std::string why) {
  if (!outbox.find(key)) return;  // discarded meanwhile
  Sending& how = sending[key];
  how.dead = why.empty() ? "refused" : std::move(why);
  how.questioned = false;
  refused.insert(key);
  log("refused: " + to_string(key) + ": " + how.dead);
}

}  // namespace saddlebag::sync
