#pragma once
#include <deque>
#include <optional>

#include "store/sealed_format.hpp"
#include "store/sealed_storage.hpp"

namespace saddlebag {

/// Requests are worked on one after the other. One that meets a database that another tab has changed is begun
/// again on what lies there now; one that meets a locked database waits.
struct SealedStorage::Impl : std::enable_shared_from_this<Impl> {
  using State = Protection::State;
  using Key = port::Crypto::Key;
  using Puts = std::vector<Put>;
  /// What a batch will have made of the device.
  struct Draft {
    sealed::Manifest manifest;
    sealed::Head head;
    sealed::Core core;
    Batch batch;  ///< with raw names; puts are added when they are sealed
  };
  /// Header, pages and attempts as they lie there.
  struct Fetched {
    Bytes head, tries;
    std::array<Bytes, sealed::kPages> pages;
  };
  using Then = std::function<void(Impl&, Status)>;

  Impl(port::Storage& inner, port::Crypto& crypto, port::Random& random, std::function<std::int64_t()> now)
      : inner(inner), crypto(crypto), random(random), now(std::move(now)) {}

  /// A completion that is dropped where we are gone.
  template <class F>
  auto mine(F then) {
    return [weak = weak_from_this(), then = std::move(then)](auto&&... answer) mutable {
      if (auto const self = weak.lock()) then(*self, std::forward<decltype(answer)>(answer)...);
    };
  }

  // sealed_storage.cpp: opening and keys
  void open(std::string const& name, std::function<void(port::Outcome)> done);
  void look(Fetched fetched);
  void found(Bytes head_bytes, Bytes const& readable);
  void show(State state);
  void settle(State state);
  void prove(std::string passphrase, std::function<void(Impl&, Status, Key wrapping, Key data)> then);
  void take_key(Key data, Then then);
  void load(Fetched fetched, Then then);
  void load_pages(Fetched fetched, Then then);
  void drop_keys();
  [[nodiscard]] std::string salt();

  // sealed_storage_entries.cpp: requests
  void add(std::function<void(Impl&)> job);
  void pump();
  void finish();
  void again();
  void fetch(std::function<void(Impl&, port::Outcome, Fetched)> then);
  void adopt(Fetched fetched);
  void catch_up(std::function<void(port::Outcome)> const& failed);
  void read(Area area, std::string const& from, std::string const& to,
            std::function<void(port::Outcome, std::vector<Entry>)> const& done);
  void open_entries(Area area, std::vector<sealed::Name> names, bool all, std::vector<Entry> entries,
                    std::function<void(Impl&, port::Outcome, std::vector<Entry>)> then);
  void commit(Batch const& batch, std::function<void(port::Outcome)> const& done);
  void refuse(Area area, std::string_view key, std::string_view why);
  [[nodiscard]] std::vector<sealed::Name> names_in(Area area, std::string const& from, std::string const& to) const;
  [[nodiscard]] Draft draft() const;
  void write(Draft draft, Puts puts, std::uint32_t pages, std::function<void(Impl&, port::Outcome)> then);

  // sealed_storage_convert.cpp: everything at once
  void protect(std::string passphrase, Done const& done);
  void begin(Key wrapping, std::string salt, Done const& done);
  void convert(Then then);
  void scrub(Then then);
  void change_passphrase(std::string from, std::string to, Done const& done);
  void unprotect(std::string passphrase, Done const& done);
  void on_current(std::string passphrase, Then end, std::function<void(Impl&, Status, Key wrapping, Key data)> then);
  void begin_again(port::Outcome const& written, Then end);
  void read_raw(std::size_t area, Puts all, std::function<void(Impl&, port::Outcome, Puts)> then);
  void read_sealed(std::size_t area, Puts all, std::function<void(Impl&, port::Outcome, Puts)> then);

  port::Storage& inner;
  port::Crypto& crypto;
  port::Random& random;
  std::function<std::int64_t()> now;
  std::function<void()> changed;
  std::function<void(port::Outcome)> opening;  ///< waits for the passphrase

  Protection shown;
  std::string hint;
  sealed::Head head;
  Bytes head_bytes;  ///< as they lie in meta; empty: nothing
  sealed::Core core;
  sealed::Manifest manifest;
  sealed::Tries tries;
  Key key = 0;

  std::deque<std::function<void(Impl&)>> jobs;
  bool running = false;  ///< the first of the jobs
};

}  // namespace saddlebag
