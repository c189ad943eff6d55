#include "base/bytes.hpp"
#include "store/sealed_storage_impl.hpp"

namespace saddlebag {

using port::Fault;
using sealed::Area;
using State = Protection::State;

// Opening -------------------------------------------------------------------------------------------

void SealedStorage::Impl::open(std::string const& name, std::function<void(port::Outcome)> done) {
  inner.open(name, mine([done = std::move(done)](Impl& self, port::Outcome const& outcome) {
    if (!outcome || self.shown.state != State::closed) return done(outcome);
    self.opening = done;
    self.fetch([](Impl& self, port::Outcome const& read, Fetched fetched) {
      if (!read) return std::exchange(self.opening, {})(read);
      self.look(std::move(fetched));
    });
  }));
}

void SealedStorage::Impl::look(Fetched fetched) {
  tries = sealed::Tries::decode(fetched.tries);
  if (sealed::Head::decode(fetched.head)) return found(fetched.head, fetched.head);
  // There is none, or it is damaged: its copy tells.
  std::string const key(sealed::kHeadKey);
  inner.read(Area::blobs, key, key + "!", mine([kept = std::move(fetched.head)](Impl& self, port::Outcome const& outcome, std::vector<Entry> copy) {
    if (!outcome) return std::exchange(self.opening, {})(outcome);
    self.found(kept, copy.empty() ? kept : copy.front().bytes);
  }));
}

void SealedStorage::Impl::found(Bytes in_meta, Bytes const& readable) {
  head_bytes = std::move(in_meta);
  if (readable.empty()) return settle(State::plain);
  Result<sealed::Head> const read = sealed::Head::decode(readable);
  if (read) {
    head = *read;
    hint = shown.hint = head.hint;
    return show(State::locked);
  }
  bool const newer = read.error().code == ErrorCode::unsupported;
  show(State::refused);
  std::exchange(opening, {})({newer ? Fault::newer : Fault::failed, read.error().detail});
}

void SealedStorage::Impl::show(State state) {
  shown.state = state;
  shown.failures = tries.failures;
  shown.due = tries.due(now());
  if (changed) changed();
}

/// Ready for requests: those that wait go on.
void SealedStorage::Impl::settle(State state) {
  show(state);
  if (opening) std::exchange(opening, {})({});
  pump();
}

// Keys ----------------------------------------------------------------------------------------------

std::string SealedStorage::Impl::salt() {
  Bytes bytes;
  ByteWriter out(bytes);
  out.u64(random.bits());
  out.u64(random.bits());
  return std::string(as_text(bytes));
}

void SealedStorage::Impl::drop_keys() {
  if (key != 0) crypto.forget(key);
  key = 0;
  core = {};
  manifest.clear();
}

/// The attempt is counted before it is made, so that nobody gains by ending the program in time.
void SealedStorage::Impl::prove(std::string passphrase, std::function<void(Impl&, Status, Key, Key)> then) {
  if (shown.busy || now() < tries.due(now())) return then(*this, {ErrorCode::refused, "wait"}, 0, 0);
  shown.busy = true;
  sealed::Tries const before = tries;
  tries = {before.failures + 1, now()};
  Batch batch;
  batch.puts.push_back({Area::meta, std::string(sealed::kTriesKey), tries.encode()});
  inner.commit(std::move(batch), mine([passphrase = std::move(passphrase), then = std::move(then)](Impl& self, port::Outcome const&) {
    auto const derived = [then](Impl& self, port::Outcome const& outcome, Key wrapping) {
      if (!outcome) {
        self.shown.busy = false;
        return then(self, {ErrorCode::internal, outcome.detail}, 0, 0);
      }
      auto const unwrapped = [then, wrapping](Impl& self, port::Outcome const& opened, Key data) {
        self.shown.busy = false;
        if (opened) {
          self.tries = {};
          Batch forgive;
          forgive.erasures.push_back({Area::meta, std::string(sealed::kTriesKey), {}});
          self.inner.commit(std::move(forgive), [](port::Outcome const&) {});
        } else {
          self.crypto.forget(wrapping);
        }
        self.show(self.shown.state);
        then(self, opened ? Status() : Status(ErrorCode::unauthorized, "passphrase"), wrapping, data);
      };
      Bytes const wrapped(self.head.wrapped.begin(), self.head.wrapped.end());
      self.crypto.unwrap(wrapping, {wrapped, self.head.key_bound()}, self.mine(unwrapped));
    };
    Bytes const salt(self.head.salt.begin(), self.head.salt.end());
    self.crypto.derive(passphrase, salt, self.head.rounds, self.mine(derived));
  }));
  if (changed) changed();
}

/// Opens what the key opens: from here on requests can be answered.
void SealedStorage::Impl::take_key(Key data, Then then) {
  drop_keys();
  key = data;
  fetch([then = std::move(then)](Impl& self, port::Outcome const& outcome, Fetched fetched) {
    if (!outcome) return then(self, {ErrorCode::internal, outcome.detail});
    self.head_bytes = fetched.head;
    // The header's copy stands in for one that is damaged.
    if (!sealed::Head::decode(fetched.head)) fetched.head = self.head.encode();
    self.load(std::move(fetched), then);
  });
}

void SealedStorage::Impl::load(Fetched fetched, Then then) {
  Result<sealed::Head> const read = sealed::Head::decode(fetched.head);
  if (!read) return then(*this, read.error());
  if (read->generation < head.generation) return then(*this, {ErrorCode::corrupt, "put back"});
  head = *read;
  hint = shown.hint = head.hint;
  Bytes const bytes(head.sealed.begin(), head.sealed.end());
  crypto.open(key, {{bytes, head.bound()}},
              mine([fetched = std::move(fetched), then = std::move(then)](Impl& self, port::Outcome const& outcome, auto opened) {
                std::optional<sealed::Core> const core =
                    outcome && opened[0] ? sealed::Core::decode(*opened[0]) : std::nullopt;
                if (!core) return then(self, {ErrorCode::corrupt, "header"});
                self.core = *core;
                self.inner.mark(self.mine([=](Impl& self, port::Outcome const&, std::uint64_t mark) {
                  if (mark > self.head.generation) return then(self, {ErrorCode::corrupt, "put back"});
                  self.load_pages(fetched, then);
                }));
              }));
}

void SealedStorage::Impl::load_pages(Fetched fetched, Then then) {
  std::vector<port::Crypto::Piece> pieces;
  for (std::size_t page = 0; page < sealed::kPages; ++page) {
    pieces.push_back({std::move(fetched.pages[page]), sealed::page_bound(page, core.generations[page])});
  }
  crypto.open(key, std::move(pieces), mine([then = std::move(then)](Impl& self, port::Outcome const& outcome, auto opened) {
    if (!outcome) return then(self, {ErrorCode::internal, outcome.detail});
    self.manifest.clear();
    for (std::size_t page = 0; page < sealed::kPages; ++page) {
      bool const good = opened[page] && sealed::decode_page(*opened[page], self.manifest);
      if (!good && self.core.generations[page] != 0) self.refuse(Area::meta, sealed::page_key(page), "altered");
    }
    then(self, {});
  }));
}

// The interface -------------------------------------------------------------------------------------

SealedStorage::SealedStorage(port::Storage& inner, port::Crypto& crypto, port::Random& random, std::function<std::int64_t()> now)
    : impl_(std::make_shared<Impl>(inner, crypto, random, std::move(now))) {}
SealedStorage::~SealedStorage() { impl_->drop_keys(); }

Protection const& SealedStorage::protection() const { return impl_->shown; }
void SealedStorage::on_change(std::function<void()> tell) { impl_->changed = std::move(tell); }
void SealedStorage::set_hint(std::string hint) { impl_->hint = std::move(hint); }

void SealedStorage::open(std::string const& database, std::function<void(port::Outcome)> done) { impl_->open(database, std::move(done)); }
void SealedStorage::mark(std::function<void(port::Outcome, std::uint64_t)> done) { impl_->inner.mark(std::move(done)); }
void SealedStorage::usage(std::function<void(port::Outcome, Usage)> done) { impl_->inner.usage(std::move(done)); }

void SealedStorage::read(Area area, std::string from, std::string to, std::function<void(port::Outcome, std::vector<Entry>)> done) {
  impl_->add([=](Impl& self) { self.read(area, from, to, done); });
}

void SealedStorage::commit(Batch batch, std::function<void(port::Outcome)> done) {
  impl_->add([batch = std::move(batch), done = std::move(done)](Impl& self) { self.commit(batch, done); });
}

void SealedStorage::erase_database(std::function<void(port::Outcome)> done) { impl_->inner.erase_database(std::move(done)); }

void SealedStorage::on_foreign_commit(std::function<void(std::vector<std::string>)> tell) {
  impl_->inner.on_foreign_commit([tell = std::move(tell)](std::vector<std::string> keys) {
    for (std::string& key : keys) {
      if (sealed::is_raw(key)) key.erase(0, 1);
    }
    tell(std::move(keys));
  });
}

void SealedStorage::unlock(std::string passphrase, Done done) {
  if (impl_->shown.state != State::locked) return done({ErrorCode::refused, "not locked"});
  impl_->prove(std::move(passphrase), [done = std::move(done)](Impl& self, Status const& status, Impl::Key wrapping, Impl::Key data) {
    if (!status) return done(status);
    self.crypto.forget(wrapping);
    self.take_key(data, [done](Impl& self, Status const& loaded) {
      auto const end = [done](Impl& self, Status const& status) {
        if (!status) self.drop_keys();
        if (status) self.settle(State::open);
        else self.show(status.error().code == ErrorCode::corrupt ? State::refused : State::locked);
        done(status);
      };
      if (!loaded || self.head.stage == sealed::Stage::scrubbed) return end(self, loaded);
      self.head.stage == sealed::Stage::converting ? self.convert(end) : self.scrub(end);
    });
  });
}

void SealedStorage::protect(std::string passphrase, Done done) { impl_->protect(std::move(passphrase), done); }

void SealedStorage::change_passphrase(std::string from, std::string to, Done done) {
  impl_->change_passphrase(std::move(from), std::move(to), done);
}

void SealedStorage::unprotect(std::string passphrase, Done done) { impl_->unprotect(std::move(passphrase), done); }

}  // namespace saddlebag
