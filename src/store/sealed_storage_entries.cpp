#include <algorithm>

#include "base/bytes.hpp"
#include "store/sealed_storage_impl.hpp"

namespace saddlebag {

using port::Fault;
using sealed::Area;
using sealed::Manifest;
using sealed::Name;
using State = Protection::State;

namespace {


std::string_view name_of(Area area) {
  constexpr std::string_view kNames[] = {"chunks/", "journal/", "meta/", "blobs/"};
  return kNames[static_cast<std::size_t>(area)];
}

}  // namespace

// One after the other -------------------------------------------------------------------------------

void SealedStorage::Impl::add(std::function<void(Impl&)> job) {
  jobs.push_back(std::move(job));
  pump();
}

void SealedStorage::Impl::pump() {
  bool const able = shown.state == State::plain || shown.state == State::open;
  if (running || jobs.empty() || !able || opening) return;
  running = true;
  jobs.front()(*this);
}

void SealedStorage::Impl::finish() {
  jobs.pop_front();
  running = false;
  pump();
}

/// The first job once more, as soon as that is possible.
void SealedStorage::Impl::again() {
  running = false;
  pump();
}

// What lies there now -------------------------------------------------------------------------------

void SealedStorage::Impl::fetch(std::function<void(Impl&, port::Outcome, Fetched)> then) {
  inner.read(Area::meta, std::string(sealed::kHeadKey), std::string(sealed::kTriesKey) + "!",
             mine([then = std::move(then)](Impl& self, port::Outcome const& outcome, std::vector<Entry> entries) {
               Fetched fetched;
               for (Entry& entry : entries) {
                 if (entry.key == sealed::kHeadKey) fetched.head = std::move(entry.bytes);
                 else if (entry.key == sealed::kTriesKey) fetched.tries = std::move(entry.bytes);
                 else if (entry.key.size() == 3) {
                   std::size_t const page = static_cast<std::size_t>(entry.key[2] - 'a');
                   if (page < sealed::kPages) fetched.pages[page] = std::move(entry.bytes);
                 }
               }
               then(self, outcome, std::move(fetched));
             }));
}

/// Another tab has changed the database: takes over what it wrote, and begins the job again.
void SealedStorage::Impl::adopt(Fetched fetched) {
  if (fetched.head.empty()) {  // not protected any more
    drop_keys();
    head = {};
    head_bytes.clear();
    running = false;
    return settle(State::plain);
  }
  Bytes const bytes = fetched.head;
  tries = sealed::Tries::decode(fetched.tries);
  auto const locked = [](Impl& self) {
    self.drop_keys();
    self.running = false;
    self.show(State::locked);
  };
  if (key == 0) {
    Result<sealed::Head> const read = sealed::Head::decode(bytes);
    if (!read) return show(State::refused);
    head = *read;
    head_bytes = bytes;
    return locked(*this);
  }
  load(std::move(fetched), [bytes, locked](Impl& self, Status const& status) {
    self.head_bytes = bytes;
    if (status) return self.again();
    // With another key, it was protected anew meanwhile; with this one, somebody tampered with it.
    status.error().detail == "header" ? locked(self) : self.show(State::refused);
  });
}

void SealedStorage::Impl::catch_up(std::function<void(port::Outcome)> const& failed) {
  fetch([failed](Impl& self, port::Outcome const& outcome, Fetched fetched) {
    if (outcome) return self.adopt(std::move(fetched));
    self.finish();
    failed(outcome);
  });
}

// Reading -------------------------------------------------------------------------------------------

std::vector<Name> SealedStorage::Impl::names_in(Area area, std::string const& from, std::string const& to) const {
  std::vector<Name> names;
  for (auto at = manifest.lower_bound({area, from}); at != manifest.end() && at->first.first == area; ++at) {
    if (!to.empty() && at->first.second >= to) break;
    names.push_back(at->first);
  }
  return names;
}

void SealedStorage::Impl::refuse(Area area, std::string_view key, std::string_view why) {
  std::string detail(name_of(area));
  detail.append(key).append(": ").append(why);
  for (Error const& known : shown.refusals) {
    if (known.detail == detail) return;
  }
  shown.refusals.push_back({ErrorCode::corrupt, std::move(detail)});
  if (changed) changed();
}

void SealedStorage::Impl::read(Area area, std::string const& from, std::string const& to,
                               std::function<void(port::Outcome, std::vector<Entry>)> const& done) {
  bool const open = shown.state == State::open;
  std::vector<Name> names = open ? names_in(area, from, to) : std::vector<Name>{};
  bool const one = names.size() == 1, none = names.empty() && !from.empty();
  // Nothing lies under a name that is empty but for the mark of this layer.
  std::string const first = !open ? from : one ? sealed::raw_name(core.names, names[0]) : none ? std::string("~") : std::string{};
  std::string const last = !open ? to : one || none ? first + "!" : std::string{};
  auto const got = [=, names = std::move(names)](Impl& self, port::Outcome const& outcome, std::vector<Entry> entries) {
    if (!outcome) return self.finish(), done(outcome, {});
    // The header, read last, must be the one that the manifest is from: then nothing was written in between.
    self.fetch([=, entries = std::move(entries)](Impl& self, port::Outcome const& read, Fetched fetched) mutable {
      if (!read) return self.finish(), done(read, {});
      if (fetched.head != self.head_bytes) return self.adopt(std::move(fetched));
      if (!open) {
        std::erase_if(entries, [](Entry const& entry) { return sealed::is_raw(entry.key); });
        return self.finish(), done({}, std::move(entries));
      }
      bool const all = from.empty() && to.empty() && !one;
      self.open_entries(area, names, all, std::move(entries), [done](Impl& self, port::Outcome const& opened, std::vector<Entry> found) {
        self.finish();
        done(opened, std::move(found));
      });
    });
  };
  inner.read(area, first, last, mine(got));
}

/// `all`: the entries are the whole area, so that one that nobody wrote is noticed too.
void SealedStorage::Impl::open_entries(Area area, std::vector<Name> names, bool all, std::vector<Entry> entries,
                                       std::function<void(Impl&, port::Outcome, std::vector<Entry>)> then) {
  std::map<std::string_view, std::size_t> places;
  for (std::size_t i = 0; i < entries.size(); ++i) places[entries[i].key] = i;
  std::vector<Name> found;
  std::vector<std::size_t> which;
  std::vector<port::Crypto::Piece> pieces;
  for (Name& name : names) {
    std::string const raw = sealed::raw_name(core.names, name);
    auto const place = places.find(raw);
    if (place == places.end()) {
      refuse(area, name.second, "missing");
      continue;
    }
    Bytes const& bytes = entries[place->second].bytes;
    ByteReader in(bytes);
    std::uint64_t const generation = in.u64();
    std::string_view const rest = in.raw(in.left());
    pieces.push_back({Bytes(rest.begin(), rest.end()), sealed::entry_bound(area, raw, generation)});
    found.push_back(std::move(name));
    which.push_back(place->second);
    places.erase(place);
  }
  for (auto const& [raw, place] : places) {
    if (all && raw.size() > 5 + 1) refuse(area, raw, "not written here");
  }
  crypto.open(key, std::move(pieces), mine([=, found = std::move(found), which = std::move(which), entries = std::move(entries),
                                            then = std::move(then)](Impl& self, port::Outcome const& outcome, auto opened) mutable {
    std::vector<Entry> good;
    for (std::size_t i = 0; i < opened.size() && outcome; ++i) {
      Bytes& raw = entries[which[i]].bytes;
      std::uint64_t const generation = ByteReader(raw).u64();
      bool const current = opened[i] && generation == self.manifest[found[i]];
      // What is refused is handed on as it lies there, sealed: whoever reads it finds it damaged and puts it aside.
      if (!current) self.refuse(area, found[i].second, opened[i] ? "put back" : "altered");
      good.push_back({std::move(found[i].second), current ? std::move(*opened[i]) : std::move(raw)});
    }
    then(self, outcome, std::move(good));
  }));
}

// Writing -------------------------------------------------------------------------------------------

SealedStorage::Impl::Draft SealedStorage::Impl::draft() const {
  Draft draft{manifest, head, core, {}};
  ++draft.head.generation;
  draft.head.hint = hint;
  draft.batch.expect = Expect{Area::meta, std::string(sealed::kHeadKey), head_bytes};
  draft.batch.mark = draft.head.generation;
  return draft;
}

/// Seals the puts, the manifest's `pages` (a bit each) and the header, and commits all of it at once.
void SealedStorage::Impl::write(Draft draft, Puts puts, std::uint32_t pages, std::function<void(Impl&, port::Outcome)> then) {
  std::uint64_t const generation = draft.head.generation;
  std::vector<port::Crypto::Piece> pieces;
  for (Put& put : puts) {
    put.key = sealed::raw_name(draft.core.names, {put.area, put.key});
    pieces.push_back({std::move(put.bytes), sealed::entry_bound(put.area, put.key, generation)});
    ByteWriter(put.bytes = {}).u64(generation);
  }
  for (std::size_t page = 0; page < sealed::kPages; ++page) {
    if ((pages >> page & 1) == 0) continue;
    draft.core.generations[page] = generation;
    pieces.push_back({sealed::encode_page(draft.manifest, page), sealed::page_bound(page, generation)});
    puts.push_back({Area::meta, sealed::page_key(page), {}});
  }
  pieces.push_back({draft.core.encode(), draft.head.bound()});
  crypto.seal(key, std::move(pieces), mine([draft = std::move(draft), puts = std::move(puts), then = std::move(then)](
                                               Impl& self, port::Outcome const& outcome, std::vector<Bytes> pieces) mutable {
    if (!outcome) return then(self, outcome);
    for (std::size_t i = 0; i < puts.size(); ++i) {
      puts[i].bytes.insert(puts[i].bytes.end(), pieces[i].begin(), pieces[i].end());
    }
    draft.head.sealed = as_text(pieces.back());
    Bytes bytes = draft.head.encode();
    Batch batch = std::move(draft.batch);
    puts.push_back({Area::meta, std::string(sealed::kHeadKey), bytes});
    puts.push_back({Area::blobs, std::string(sealed::kHeadKey), bytes});
    batch.puts = std::move(puts);
    self.inner.commit(std::move(batch), self.mine([draft = std::move(draft), bytes = std::move(bytes), then = std::move(then)](
                                                      Impl& self, port::Outcome const& outcome) mutable {
      if (outcome) {
        self.manifest = std::move(draft.manifest);
        self.head = std::move(draft.head);
        self.core = draft.core;
        self.head_bytes = std::move(bytes);
      }
      then(self, outcome);
    }));
  }));
}

void SealedStorage::Impl::commit(Batch const& batch, std::function<void(port::Outcome)> const& done) {
  auto const ended = [done](Impl& self, port::Outcome const& outcome) {
    if (outcome.fault == Fault::stale) return self.catch_up(done);
    self.finish();
    done(outcome);
  };
  if (shown.state == State::plain) {
    Batch guarded = batch;
    guarded.expect = Expect{Area::meta, std::string(sealed::kHeadKey), {}};
    return inner.commit(std::move(guarded), mine(ended));
  }
  Draft next = draft();
  next.batch.strict = batch.strict;
  std::uint32_t pages = 0;
  auto const touch = [&](Name const& name) { pages |= 1u << sealed::page_of(name); };
  for (Erase const& erase : batch.erasures) {
    std::string const end = erase.to.empty() ? erase.from + '\0' : erase.to;
    for (Name const& name : names_in(erase.area, erase.from, end)) {
      next.batch.erasures.push_back({erase.area, sealed::raw_name(core.names, name), {}});
      next.manifest.erase(name);
      touch(name);
    }
  }
  for (Put const& put : batch.puts) {
    next.manifest[{put.area, put.key}] = next.head.generation;
    touch({put.area, put.key});
  }
  write(std::move(next), batch.puts, pages, ended);
}

}  // namespace saddlebag
