#include "sync/engine.hpp"

#include "sync/engine_impl.hpp"
#include "sync/json.hpp"

namespace saddlebag::sync {
namespace {

constexpr std::size_t kLogLines = 200;
constexpr double kGatherChangesMs = 300;
constexpr std::string_view kConnectionKey = "sync.connection";
constexpr std::string_view kPlaceKey = "sync.place";
constexpr std::string_view kOutboxKey = "sync.outbox";

Bytes bytes_of(Json const& json) {
  return to_bytes(dump_json(json));
}

Json recalled(Persistence const& persistence, std::string_view key) {
  Bytes const* const bytes = persistence.meta(key);
  auto json = bytes ? parse_json(as_text(*bytes)) : std::nullopt;
  return json ? std::move(*json) : Json::object();
}

}  // namespace

Engine::Impl::Impl(Store& s, Persistence& p, port::Http& h, port::Clock& c, port::Random& r)
    : store(s), persistence(p), http(h), clock(c), random(r), outbox(s) {
  outbox.on_change([this](RecordKey key) { local_change(key); });
  store.observe([this](Transaction const& transaction) { saw(transaction); });
}

/// What another leader's tab took in or was told comes out of turn when it is heard of late: of its version and ours the
/// later in the journal stands here, which need not be the later one at the backend.
void Engine::Impl::saw(Transaction const& transaction) {
  bool const late = transaction.sequence <= std::exchange(seen_through, std::max(seen_through, transaction.sequence));
  if (!started || !store.replaying() || !is_remote(transaction.cause)) return;
  if (!late && (!leads || taking_over)) return;
  transaction.for_each([&](Change const& change) {
    if (change.field == "rev" || change.action == Action::erase) doubted.insert({change.kind, change.record});
  });
  soon();
}

void Engine::Impl::log(std::string text) {
  lines.push_back({now(), std::move(text)});
  if (lines.size() > kLogLines) lines.pop_front();
}

/// A person's edit: soon, with the ones that follow it closely; and a refused record gets another chance.
void Engine::Impl::local_change(RecordKey key) {
  if (auto const found = sending.find(key); found != sending.end()) found->second.revive();
  soon();
}

void Engine::Impl::soon() {
  if (!started || push_timer) return;
  push_timer = clock.after(kGatherChangesMs, [this] {
    push_timer.reset();
    remember_outbox(false);
    if (active() && trouble == SyncState::idle) hurry();  // trouble has its own timer
    tell();
  });
}

/// Goes on now, rather than when the backend has news or the timer says.
void Engine::Impl::hurry() {
  poll_ms = 0;  // whoever works will want to see what others do
  if (task == Task::listen || task == Task::none) stop();
  step();
}

/// Forgets the request under way and its timer, but neither what is to be done nor the stream of events.
void Engine::Impl::stop() {
  ++generation;
  if (task != Task::none) http.cancel(request);
  task = Task::none;
  if (timer) clock.cancel(*timer);
  timer.reset();
}

void Engine::Impl::remember_connection(Connection which) {
  connection = std::move(which);
  persistence.put_meta(std::string(kConnectionKey),
                       bytes_of({{"profile", connection.profile}, {"url", connection.url},
                                 {"user", connection.user}, {"secret", connection.secret}}));
  persistence.flush();
}

/// As all that is remembered: only by the tab that leads.
void Engine::Impl::remember_place() {
  if (!leads || taking_over) return;
  Json letters = Json::object();
  for (auto const& [key, letter] : held) {
    letters[to_string(key)] = {{"rev", letter.rev}, {"discarded", letter.discarded}};
  }
  Json questions = Json::array();
  for (RecordKey const key : refetch) questions.push_back(to_string(key));
  persistence.put_leaders_meta(std::string(kPlaceKey), bytes_of({{"backend", backend}, {"cursor", cursor}, {"held", std::move(letters)},
                                                         {"questions", std::move(questions)}}));
}

/// A checkpoint now and then, so that the journal need not be kept for ever, and when the queue has run empty. What
/// it frees is freed one checkpoint later, when this one is certainly durable.
void Engine::Impl::remember_outbox(bool at_once) {
  if (!leads || taking_over || backend.empty()) return;
  bool const drained = outbox.size() == 0 && outbox.packed_size() > 0;
  bool const old = outbox.since_pack() >= 200 + outbox.size() / 10 || outbox.pack_is_late();
  if (!at_once && !drained && !old) return;
  persistence.put_leaders_meta(std::string(kOutboxKey), outbox.pack());
  persistence.keep_from(packed_through + 1);
  packed_through = outbox.packed_through();
}

void Engine::Impl::recall() {
  Bytes const* const checkpoint = persistence.meta(kOutboxKey);
  if (!outbox.begin(checkpoint ? as_text(*checkpoint) : std::string_view())) log("the queue's checkpoint was broken");
  packed_through = outbox.packed_through();
  for (auto const& [key, unsent] : outbox.all()) sending[key].attempted = true;  // perhaps, before the restart
  recall_place();
}

void Engine::Impl::recall_place() {
  Json const place = recalled(persistence, kPlaceKey);
  backend = text_member(place, "backend");
  cursor = text_member(place, "cursor");
  if (!backend.empty()) persistence.keep_from(packed_through + 1);
  held.clear();
  refetch.clear();
  Json const* const questions = member(place, "questions");
  for (std::size_t i = 0; questions && questions->is_array() && i < questions->size(); ++i) {
    RecordKey const key = (*questions)[i].is_string() ? parse_key((*questions)[i].get<std::string>()) : RecordKey{Kind::count_, {}};
    if (key.kind != Kind::count_) refetch.insert(key);
  }
  Json const* const letters = member(place, "held");
  if (!letters || !letters->is_object()) return;
  for (auto const& [text, letter] : letters->items()) {
    RecordKey const key = parse_key(text);
    if (key.kind == Kind::count_) continue;
    Json const* const discarded = member(letter, "discarded");
    bool const given_up = discarded && discarded->is_boolean() && discarded->get<bool>();
    held[key] = {"to be tried again", std::string(store.title(key.kind, key.id)), text_member(letter, "rev"), given_up};
    if (!given_up) refetch.insert(key);
  }
}

/// The connection of last time, if there was one.
void Engine::Impl::reconnect() {
  Json const saved = recalled(persistence, kConnectionKey);
  Connection const last{text_member(saved, "profile"), text_member(saved, "url"), text_member(saved, "user"),
                        text_member(saved, "secret")};
  if (last.url.empty() && !wire) return;
  if (Status const status = connect(last, false); !status) error = status.error();
}

/// The last leader has pulled, pushed and remembered since this tab read its notes.
void Engine::Impl::take_over() {
  taking_over = true;
  auto const mine = ++leaderships;
  persistence.refresh([this, mine](Status const&) {
    if (mine != leaderships) return;
    persistence.journal([this, mine](Status const& status, std::vector<Transaction> const& kept) {
      if (mine != leaderships) return;
      taking_over = false;
      if (status) {  // else there is no storage, and nobody to take over from
        Bytes const* const checkpoint = persistence.meta(kOutboxKey);
        if (!outbox.resume(checkpoint ? as_text(*checkpoint) : std::string_view(), kept)) {
          log("the queue's checkpoint was broken");
        }
        packed_through = outbox.packed_through();
        for (auto const& [key, unsent] : outbox.all()) sending[key].attempted = true;  // perhaps, by the last leader
        recall_place();
        reconnect();
      }
      step();
      tell();
    });
  });
}

Status Engine::Impl::connect(Connection wanted, bool remember) {
  while (wanted.url.ends_with('/')) wanted.url.pop_back();
  std::unique_ptr<Wire> fresh;
  if (!wanted.url.empty()) {
    std::string_view const file = connector_text(wanted.profile);
    if (file.empty()) return {ErrorCode::missing, "connector " + wanted.profile};
    auto profile = Profile::parse(file);
    if (!profile) return {profile.error().code, (file == wanted.profile ? "" : wanted.profile + ": ") + profile.error().detail};
    fresh = std::make_unique<Wire>(store, std::move(*profile), wanted);
  }
  halt();
  stream.failures = 0;
  stream.not_before = 0;
  wire = std::move(fresh);
  if (remember) remember_connection(std::move(wanted));
  else connection = std::move(wanted);
  unauthorized = prepared = false;
  trouble = SyncState::idle;
  error = {};
  failures = quiet = 0;
  want_pull = true;
  if (!wire) return {};
  batch = wire->push_limit();
  poll_ms = wire->profile().changes.poll_seconds * 1000;
  std::string const which = wire->profile().name + "|" + connection.url;
  outbox.add_everything(which != backend && !backend.empty());
  if (which != backend) {
    backend = which;
    cursor.clear();
    held.clear();
    refetch.clear();
    doubted.clear();
    sending.clear();
    refused.clear();
    remember_place();
    remember_outbox(true);
  }
  persistence.flush();
  return {};
}

Engine::Engine(Store& store, Persistence& persistence, port::Http& http, port::Clock& clock, port::Random& random)
    : impl_(std::make_unique<Impl>(store, persistence, http, clock, random)) {}

Engine::~Engine() {
  impl_->halt();
  if (impl_->push_timer) impl_->clock.cancel(*impl_->push_timer);
}

void Engine::start() {
  impl_->recall();
  impl_->started = true;
  impl_->reconnect();
  impl_->step();
}

Status Engine::configure(Connection connection) {
  Status status = impl_->connect(std::move(connection), true);
  impl_->persistence.flush();
  impl_->step();
  impl_->tell();
  return status;
}

Connection const& Engine::connection() const { return impl_->connection; }

void Engine::tick() {
  if (impl_->trouble == SyncState::offline && impl_->task == Impl::Task::none) impl_->stop();
  impl_->step();
}

void Engine::sync_now() {
  for (auto& [key, each] : impl_->sending) {
    if (!each.dead.empty()) each.revive();
  }
  for (auto const& [key, letter] : impl_->held) {
    if (!letter.discarded) impl_->refetch.insert(key);
  }
  impl_->unauthorized = false;
  impl_->want_pull = true;
  impl_->hurry();
}

void Engine::retry(RecordKey letter) {
  if (auto const found = impl_->sending.find(letter); found != impl_->sending.end()) found->second.revive();
  if (impl_->held.contains(letter)) impl_->refetch.insert(letter);
  impl_->hurry();
  impl_->tell();
}

void Engine::discard(RecordKey letter) {
  Impl& me = *impl_;
  me.sending.erase(letter);
  me.refused.erase(letter);
  if (auto const found = me.held.find(letter); found != me.held.end()) {
    found->second.discarded = true;
    me.refetch.erase(letter);
  }
  if (Unsent const* const unsent = me.outbox.find(letter)) {
    if (unsent->erased) me.refetch.insert(letter);
    me.outbox.discard(letter);
  }
  me.log("discarded: " + to_string(letter));
  me.remember_place();
  me.remember_outbox(true);
  me.persistence.flush();
  me.hurry();
  me.tell();
}

void Engine::pause(bool paused) {
  impl_->paused = paused;
  if (paused) impl_->halt();
  impl_->want_pull = true;
  impl_->step();
  impl_->tell();
}

void Engine::set_leader(bool leads) {
  if (impl_->leads == leads) return;
  impl_->leads = leads;
  impl_->taking_over = false;
  ++impl_->leaderships;
  impl_->halt();
  impl_->want_pull = true;
  if (leads && impl_->started) impl_->take_over();
  impl_->step();
  impl_->tell();
}

void Engine::on_status(std::function<void()> tell) { impl_->tell = std::move(tell); }

SyncStatus Engine::status() const {
  Impl const& me = *impl_;
  SyncStatus status;
  bool const busy = me.task != Impl::Task::none && me.task != Impl::Task::listen;
  status.state = !me.wire             ? SyncState::off
                 : !me.leads          ? SyncState::following
                 : me.paused          ? SyncState::paused
                 : me.unauthorized    ? SyncState::unauthorized
                 : me.trouble != SyncState::idle ? me.trouble
                 : busy || me.push_timer ? SyncState::working
                                      : SyncState::idle;
  if (me.wire) status.profile = me.wire->profile().name;
  status.authorizes = me.wire && !me.wire->profile().auth.authorize.empty();
  status.url = me.connection.url;
  status.queued = me.wire ? me.outbox.size() : 0;
  status.pulled = me.pulled;
  status.last_success = me.last_success;
  status.error = me.error;
  auto const refusal = [&](RecordKey key) {
    auto const found = me.sending.find(key);
    return found == me.sending.end() ? std::string() : found->second.dead;
  };
  for (RecordKey const key : me.refused) {
    std::string const why = refusal(key);
    if (!why.empty()) status.dead.push_back({key.kind, key.id, std::string(me.store.title(key.kind, key.id)), why});
  }
  for (auto const& [key, letter] : me.held) {
    if (!letter.discarded && refusal(key).empty()) status.dead.push_back({key.kind, key.id, letter.title, letter.why});
  }
  status.log.assign(me.lines.begin(), me.lines.end());
  return status;
}

}  // namespace saddlebag::sync
