#include "store/persistence.hpp"

#include "base/hash.hpp"
#include "store/persistence_impl.hpp"

namespace saddlebag {

using port::Fault;
using port::Storage;

Status status_of(port::Outcome const& outcome) {
  switch (outcome.fault) {
    case Fault::none: return {};
    case Fault::refused: return {ErrorCode::refused, outcome.detail};
    case Fault::full: return {ErrorCode::full, outcome.detail};
    case Fault::newer: return {ErrorCode::unsupported, outcome.detail};
    default: return {ErrorCode::internal, outcome.detail.empty() ? "storage" : outcome.detail};
  }
}

// Opening -------------------------------------------------------------------------------------------

void Persistence::Impl::open(std::string const& name, Done done) {
  database = name;
  phase = Phase::opening;
  busy = true;
  Uuid const random = store.new_id();
  writer = mix(random.hi, random.lo);
  std::weak_ptr<Impl> const weak = weak_from_this();
  if (!observing) {
    observing = true;
    store.observe([weak](Transaction const& transaction) {
      if (auto const self = weak.lock()) self->saw(transaction);
    });
    storage.on_foreign_commit([weak](std::vector<std::string> const& keys) {
      if (auto const self = weak.lock()) self->saw_foreign(keys);
    });
  }
  storage.open(name, [weak, done](port::Outcome const& outcome) {
    auto const self = weak.lock();
    if (!self) return;
    if (!outcome) return self->detach(status_of(outcome).error(), done);
    read_image(self->storage, [weak, done](port::Outcome const& read, Image image) {
      auto const self = weak.lock();
      if (!self) return;
      if (!read) return self->detach(status_of(read).error(), done);
      std::vector<Storage::Entry> const kept = image.meta;
      Image slim;
      slim.meta = kept;
      self->opened(load_image(self->store, std::move(image), {}, {}), slim, done);
    });
  });
}

void Persistence::Impl::detach(Error error, Done const& done) {
  phase = Phase::detached;
  busy = false;
  failure = error;
  unsaved.clear();
  done(Status(std::move(error)));
}

void Persistence::Impl::opened(Loaded loaded, Image const& image, Done const& done) {
  if (!loaded.status) return detach(loaded.status.error(), done);
  take(image.meta);
  snapshot = std::move(loaded.snapshot);
  journal = std::move(loaded.journal);
  damage = std::move(loaded.damage);
  rescue = std::move(loaded.rescue);
  mends = loaded.stale;
  saved_through = store.sequence();
  phase = Phase::open;
  busy = false;
  done(damage.empty() ? Status() : Status(damage.front()));
  if (wants_catch_up) catch_up([](Status const&) {});
}

void Persistence::Impl::take(std::vector<Storage::Entry> const& entries) {
  for (Storage::Entry const& entry : entries) {
    if (!unsaved_meta.contains(entry.key) && !sending_meta.contains(entry.key)) meta[entry.key] = entry.bytes;
  }
}

// The interface -------------------------------------------------------------------------------------

Persistence::Persistence(Store& store, port::Storage& storage) : impl_(std::make_shared<Impl>(store, storage)) {}
Persistence::~Persistence() = default;

void Persistence::open(std::string const& database, std::function<void(Status)> done) {
  impl_->open(database, std::move(done));
}
std::vector<Error> const& Persistence::damage() const { return impl_->damage; }

Persistence::State Persistence::state() const {
  if (impl_->failure.code != ErrorCode::none) return State::failing;
  if (impl_->phase == Impl::Phase::closed) return State::closed;
  if (impl_->phase == Impl::Phase::opening) return State::opening;
  bool const unsaved = impl_->anything_unsaved() || impl_->sending > 0 || !impl_->sending_meta.empty() ||
                       impl_->seeded || !impl_->folding.empty();
  return unsaved ? State::saving : State::saved;
}

Error const& Persistence::failure() const { return impl_->failure; }
std::uint64_t Persistence::saved_through() const { return impl_->saved_through; }
std::size_t Persistence::journal_entries() const { return impl_->journal.entries().size() + impl_->unsaved.size(); }
std::size_t Persistence::journal_bytes() const {
  std::size_t bytes = impl_->journal.bytes();
  for (auto const& one : impl_->unsaved) bytes += one.bytes.size();
  return bytes;
}

void Persistence::put_meta(std::string key, Bytes value) {
  if (impl_->phase != Impl::Phase::detached) impl_->unsaved_meta.insert(key);
  impl_->meta[std::move(key)] = std::move(value);
}

void Persistence::put_leaders_meta(std::string key, Bytes value) {
  impl_->leaders_meta.insert(key);
  put_meta(std::move(key), std::move(value));
}

Bytes const* Persistence::meta(std::string_view key) const {
  auto const found = impl_->meta.find(key);
  return found == impl_->meta.end() ? nullptr : &found->second;
}

void Persistence::flush() { impl_->flush(); }

void Persistence::retry() {
  impl_->try_again = 0;
  impl_->flush();
}

void Persistence::compact(std::function<void(Status)> done) { impl_->compact(std::move(done)); }
void Persistence::check(std::function<void(Status, Health)> done) { impl_->check(std::move(done)); }
void Persistence::lead(bool leader) {
  impl_->leading = leader;
  impl_->drop_leaders_meta();
}
void Persistence::keep_from(std::uint64_t sequence) { impl_->keep_from = sequence; }
void Persistence::refresh(std::function<void(Status)> done) { impl_->catch_up(std::move(done)); }
void Persistence::journal(std::function<void(Status, std::vector<Transaction>)> done) {
  impl_->read_journal(std::move(done));
}

void Persistence::erase(std::function<void(Status)> done) {
  impl_->phase = Impl::Phase::closed;
  impl_->unsaved.clear();
  impl_->storage.erase_database([done = std::move(done)](port::Outcome const& outcome) { done(status_of(outcome)); });
}

}  // namespace saddlebag
