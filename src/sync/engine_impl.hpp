#pragma once
#include <deque>
#include <map>
#include <optional>
#include <set>

#include "base/later.hpp"
#include "sync/engine.hpp"
#include "sync/events.hpp"
#include "sync/integrate.hpp"
#include "sync/outbox.hpp"

namespace saddlebag::sync {

/// One request at a time, in this order: make the database if need be, pull, fetch what is in question,
/// push, listen. Each answer ends in `step`, which finds what is next. Only a stream of events stays open beside them.
struct Engine::Impl {
  enum class Task : std::uint8_t { none, sign_in, prepare, subscribe, pull, fetch, push, listen };
  /// What is known of sending one record, beyond the outbox; lost on a restart without harm.
  struct Sending {
    bool attempted = false;            ///< the backend may have it
    bool questioned = false;           ///< to be fetched and merged before it is sent (again)
    bool checked = false;              ///< fetched just now: may be sent without reading first
    std::optional<std::string> upon;   ///< version at the backend, where it is not the record's own
    int refusals = 0;                  ///< conflicts in a row
    std::string dead;                  ///< why the backend will never accept it
    /// What was refused gets another chance, as if it had never been tried.
    void revive() {
      dead.clear();
      refusals = 0;
      checked = false;
    }
  };
  /// A document of the backend that could not be taken in.
  struct Held {
    std::string why, title;
    std::string rev;         ///< of the document
    bool discarded = false;  ///< the person does not want to hear of this version any more
  };

  /// The backend's events, see listening.cpp.
  struct Stream {
    enum class State : std::uint8_t { closed, opening, subscribing, open };
    State state = State::closed;
    Events events;
    Json greeting;                        ///< data of the first event
    std::uint32_t request = 0;
    std::uint64_t generation = 0;         ///< what an earlier one tells is not ours any more
    std::optional<std::uint32_t> gather;  ///< timer
    bool news = false;                    ///< came since the last pull was asked for
    int failures = 0;                     ///< in a row
    double opened_at = 0, not_before = 0; ///< monotonic
  };

  Store& store;
  Persistence& persistence;
  port::Http& http;
  port::Clock& clock;
  port::Random& random;
  Outbox outbox;

  std::unique_ptr<Wire> wire;
  Connection connection;
  bool started = false, leads = true, paused = false, unauthorized = false, prepared = false;
  bool taking_over = false;       ///< leads, but does not know yet what the last leader left
  std::uint64_t leaderships = 0;  ///< tells the answers to different ones apart

  Task task = Task::none;
  std::uint32_t request = 0;
  std::uint64_t generation = 0;  ///< an answer of an earlier one is not ours any more
  double asked_at = 0;
  std::optional<std::uint32_t> timer;       ///< of the next try or poll
  std::optional<std::uint32_t> push_timer;  ///< gathers what follows each other closely

  bool want_pull = true;
  std::string cursor, backend;  ///< place in the backend's changes, and which backend that is
  std::string listened_at;      ///< place of the last listening
  bool listened_here = false;   ///< and the one before was at the same
  bool sweeping = false;        ///< `seen` began with the first page
  std::set<RecordKey> seen;
  std::map<RecordKey, Held> held;
  std::set<RecordKey> refetch;            ///< to be asked for by id
  std::set<RecordKey> doubted;            ///< as well, since another tab that led has changed them out of turn
  std::map<RecordKey, Sending> sending;
  std::set<RecordKey> refused;              ///< some of `sending`: dead, or once dead
  std::vector<Doc> sent;
  std::vector<RecordKey> fetching;
  std::size_t batch = 1;
  std::uint64_t packed_through = 0, seen_through = 0;
  int failures = 0, quiet = 0;
  std::size_t pulled = 0, arrived_lately = 0;
  double poll_ms = 0;
  Stream stream;

  SyncState trouble = SyncState::idle;  ///< idle: none
  Error error;
  Instant last_success;
  std::deque<SyncStatus::LogLine> lines;
  std::function<void()> tell = [] {};

  Impl(Store& s, Persistence& p, port::Http& h, port::Clock& c, port::Random& r);

  // lifecycle (engine.cpp)
  SADDLEBAG_LATER Status connect(Connection wanted, bool remember);
  void stop();
  void remember_connection(Connection which);
  void remember_place();
  void remember_outbox(bool now);
  void recall();
  void recall_place();
  void reconnect();
  void saw(Transaction const& transaction);
  void take_over();
  void local_change(RecordKey key);
  void hurry();
  void soon();
  [[nodiscard]] bool active() const {
    return wire && started && leads && !taking_over && !paused && !unauthorized;
  }
  void log(std::string text);
  [[nodiscard]] Instant now() const { return {clock.unix_ms()}; }

  // flow (flow.cpp)
  void step();
  SADDLEBAG_LATER void go_on();
  void ask(Task what, port::Http::Request request);
  void answered(Task what, port::Outcome const& outcome, port::Http::Response const& response);
  void wait(double ms);  ///< then pull
  void rest();
  void succeeded();
  [[nodiscard]] double jittered(double full);
  void signed_out(std::string why);
  void fail(SyncState state, Error why, double at_least_ms = 0);
  void fail(port::Outcome const& outcome, port::Http::Response const& response);

  // events (listening.cpp)
  void open_stream();
  void heard(port::Outcome const& outcome, port::Http::Response const& response);
  void stream_opened();
  void stream_ended(std::string const& why, double at_least_ms = 0);
  void news();
  void hang_up();
  void halt();

  // taking in (taking.cpp)
  void page_arrived(port::Http::Response const& response);
  void fetched(port::Http::Response const& response);
  void take_in(std::vector<Doc> docs);
  void hold(RecordKey key, Held letter);
  void set_aside(std::vector<Broken> const& broken);
  void settle(Integration const& integration);
  void end_sweep();
  [[nodiscard]] std::vector<RecordKey> next_questions();

  // sending (sending.cpp)
  [[nodiscard]] bool refers(RecordKey key, std::set<RecordKey> const& others) const;
  [[nodiscard]] std::set<RecordKey> parked();
  [[nodiscard]] std::vector<Doc> next_docs();
  [[nodiscard]] std::optional<Doc> doc_to_send(RecordKey key, Unsent const& unsent);
  void forget_unborn();
  void push();
  void halve();
  void push_answered(port::Http::Response const& response);
  void push_refused(Meaning meaning, port::Http::Response const& response);
  void conclude(std::vector<Pushed> const& results);
  void accept(std::vector<std::pair<Doc, std::string>> const& accepted);
  void refuse(RecordKey key, std::string why);
};

}  // namespace saddlebag::sync
