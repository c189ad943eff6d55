#include "base/bytes.hpp"
#include "store/sealed_storage_impl.hpp"

namespace saddlebag {

using port::Fault;
using sealed::Area;

using State = Protection::State;

namespace {

constexpr std::size_t kAreas = 4;

Status status_of_write(port::Outcome const& outcome) {
  if (outcome) return {};
  ErrorCode const code = outcome.fault == Fault::full    ? ErrorCode::full
                         : outcome.fault == Fault::stale ? ErrorCode::conflict
                                                         : ErrorCode::internal;
  return {code, outcome.detail};
}

void erase_everything(port::Storage::Batch& batch) {
  for (std::size_t area = 0; area < kAreas; ++area) batch.erasures.push_back({static_cast<Area>(area), "", "\x7f"});
}

}  // namespace

// Everything that lies there ------------------------------------------------------------------------

void SealedStorage::Impl::read_raw(std::size_t area, Puts all, std::function<void(Impl&, port::Outcome, Puts)> then) {
  if (area == kAreas) return then(*this, {}, std::move(all));
  inner.read(static_cast<Area>(area), "", "",
             mine([=, all = std::move(all), then = std::move(then)](Impl& self, port::Outcome const& outcome, std::vector<Entry> entries) mutable {
               if (!outcome) return then(self, outcome, {});
               for (Entry& entry : entries) {
                 if (sealed::is_raw(entry.key)) continue;
                 all.push_back({static_cast<Area>(area), std::move(entry.key), std::move(entry.bytes)});
               }
               self.read_raw(area + 1, std::move(all), then);
             }));
}

void SealedStorage::Impl::read_sealed(std::size_t area, Puts all, std::function<void(Impl&, port::Outcome, Puts)> then) {
  if (area == kAreas) return then(*this, {}, std::move(all));
  Area const which = static_cast<Area>(area);
  inner.read(which, "", "", mine([=, all = std::move(all), then = std::move(then)](Impl& self, port::Outcome const& outcome, std::vector<Entry> entries) {
    if (!outcome) return then(self, outcome, {});
    auto const opened = [=](Impl& self, port::Outcome const& outcome, std::vector<Entry> good) {
      if (!outcome) return then(self, outcome, {});
      Puts more = all;
      for (Entry& entry : good) more.push_back({which, std::move(entry.key), std::move(entry.bytes)});
      self.read_sealed(area + 1, std::move(more), then);
    };
    self.open_entries(which, self.names_in(which, "", ""), true, std::move(entries), opened);
  }));
}

// On ------------------------------------------------------------------------------------------------

void SealedStorage::Impl::protect(std::string passphrase, Done const& done) {
  add([=](Impl& self) {
    auto const end = [done](Impl& self, Status const& status) {
      self.shown.busy = false;
      self.finish();
      self.show(self.shown.state);
      done(status);
    };
    if (self.shown.state != State::plain) return end(self, {ErrorCode::refused, "protected already"});
    self.shown.busy = true;
    if (self.changed) self.changed();
    std::string const salt = self.salt();
    self.crypto.derive(passphrase, Bytes(salt.begin(), salt.end()), sealed::kRounds,
                       self.mine([=](Impl& self, port::Outcome const& outcome, Key wrapping) {
                         if (!outcome) return end(self, {ErrorCode::internal, outcome.detail});
                         self.begin(wrapping, salt, [=, weak = self.weak_from_this()](Status const& status) {
                           if (auto const self = weak.lock()) end(*self, status);
                         });
                       }));
  });
}

/// First the header alone: from then on no other tab writes plain values, and whoever comes next finishes.
void SealedStorage::Impl::begin(Key wrapping, std::string salt, Done const& done) {
  head = {};
  head.salt = std::move(salt);
  crypto.create(wrapping, head.key_bound(), mine([=](Impl& self, port::Outcome const& outcome, Key data, Bytes wrapped) {
    self.crypto.forget(wrapping);
    if (!outcome) return done({ErrorCode::internal, outcome.detail});
    self.key = data;
    self.head.wrapped = as_text(wrapped);
    self.core = {{self.random.bits(), self.random.bits()}, {}};
    self.inner.mark(self.mine([=](Impl& self, port::Outcome const&, std::uint64_t mark) {
      self.head.generation = mark;  // of an earlier protection; this one goes on from there
      self.write(self.draft(), {}, 0, [=](Impl& self, port::Outcome const& written) {
        if (!written) {
          self.drop_keys();
          return done(status_of_write(written));
        }
        self.convert([=](Impl& self, Status const& status) {
          if (status) self.shown.state = State::open;
          else self.drop_keys(), self.shown.state = State::locked;  // the passphrase finishes it
          done(status);
        });
      });
    }));
  }));
}

void SealedStorage::Impl::convert(Then then) {
  read_raw(0, {}, [then = std::move(then)](Impl& self, port::Outcome const& outcome, Puts all) {
    if (!outcome) return then(self, status_of_write(outcome));
    Draft next = self.draft();
    next.head.stage = sealed::Stage::sealed;
    next.manifest.clear();
    for (Put const& put : all) next.manifest[{put.area, put.key}] = next.head.generation;
    erase_everything(next.batch);
    self.write(std::move(next), std::move(all), (1u << sealed::kPages) - 1, [then](Impl& self, port::Outcome const& written) {
      if (!written) return then(self, status_of_write(written));
      self.scrub(then);
    });
  });
}

/// By itself, so that it is done again where the program was ended in it.
void SealedStorage::Impl::scrub(Then then) {
  Draft next = draft();
  next.head.stage = sealed::Stage::scrubbed;
  next.batch.scrub = true;
  write(std::move(next), {}, 0, [then = std::move(then)](Impl& self, port::Outcome const& written) { then(self, status_of_write(written)); });
}

// Another passphrase, and off -----------------------------------------------------------------------

/// Proves the passphrase once what is known here is what lies there.
void SealedStorage::Impl::on_current(std::string passphrase, Then end, std::function<void(Impl&, Status, Key, Key)> then) {
  fetch([=](Impl& self, port::Outcome const& outcome, Fetched fetched) {
    if (!outcome) return end(self, status_of_write(outcome));
    if (fetched.head != self.head_bytes) return self.adopt(std::move(fetched));
    self.prove(passphrase, then);
  });
}

/// After a write that failed: once more where another tab was faster.
void SealedStorage::Impl::begin_again(port::Outcome const& written, Then end) {
  if (written.fault != port::Fault::stale) return end(*this, status_of_write(written));
  again();
}

void SealedStorage::Impl::change_passphrase(std::string from, std::string to, Done const& done) {
  add([=](Impl& self) {
    auto const end = [done](Impl& self, Status const& status) {
      self.finish();
      done(status);
    };
    if (self.shown.state != State::open) return end(self, {ErrorCode::refused, "not open"});
    self.on_current(from, end, [=](Impl& self, Status const& status, Key old_key, Key data) {
      if (!status) return end(self, status);
      self.crypto.forget(data);
      Draft next = self.draft();
      next.head.salt = self.salt();
      next.head.stage = sealed::Stage::sealed;  // the header with the old passphrase is to go from the files too
      auto const derived = [=](Impl& self, port::Outcome const& outcome, Key new_key) {
        if (!outcome) return end(self, {ErrorCode::internal, outcome.detail});
        Bytes const wrapped(self.head.wrapped.begin(), self.head.wrapped.end());
        auto const rewrapped = [=](Impl& self, port::Outcome const& outcome, Bytes again) {
          self.crypto.forget(old_key);
          self.crypto.forget(new_key);
          if (!outcome) return end(self, {ErrorCode::internal, outcome.detail});
          Draft ready = next;
          ready.head.wrapped = as_text(again);
          self.write(std::move(ready), {}, 0, [end](Impl& self, port::Outcome const& written) {
            written ? self.scrub(end) : self.begin_again(written, end);
          });
        };
        self.crypto.rewrap(old_key, {wrapped, self.head.key_bound()}, new_key, next.head.key_bound(), self.mine(rewrapped));
      };
      self.crypto.derive(to, Bytes(next.head.salt.begin(), next.head.salt.end()), next.head.rounds, self.mine(derived));
    });
  });
}

void SealedStorage::Impl::unprotect(std::string passphrase, Done const& done) {
  add([=](Impl& self) {
    auto const end = [done](Impl& self, Status const& status) {
      self.finish();
      self.show(self.shown.state);
      done(status);
    };
    if (self.shown.state != State::open) return end(self, {ErrorCode::refused, "not open"});
    self.on_current(passphrase, end, [=](Impl& self, Status const& status, Key wrapping, Key data) {
      if (!status) return end(self, status);
      self.crypto.forget(wrapping);
      self.crypto.forget(data);
      std::vector<Error> const refusals = self.shown.refusals;
      self.read_sealed(0, {}, [=](Impl& self, port::Outcome const& outcome, Puts all) {
        if (!outcome) return end(self, status_of_write(outcome));
        Batch batch;
        erase_everything(batch);
        batch.puts = std::move(all);
        batch.expect = Expect{Area::meta, std::string(sealed::kHeadKey), self.head_bytes};
        self.inner.commit(std::move(batch), self.mine([=](Impl& self, port::Outcome const& written) {
          if (!written) {
            self.shown.refusals = refusals;  // another tab's new entries are none
            return self.begin_again(written, end);
          }
          self.drop_keys();
          self.head = {};
          self.head_bytes.clear();
          self.shown.state = State::plain;
          end(self, {});
        }));
      });
    });
  });
}

}  // namespace saddlebag
