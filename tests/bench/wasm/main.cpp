// The engine without an interface, for measuring it in the browser: the objects of the web app, its ports and its
// host, driven by a page of tests/bench instead of by a person. The page measures; this carries out.
#include <emscripten.h>

#include <algorithm>
#include <cstring>
#include <deque>
#include <optional>

#include "platform/web/ports.hpp"
#include "platform/web/seam.hpp"
#include "store/history.hpp"
#include "store/query.hpp"
#include "store/query_groups.hpp"
#include "sync/codec.hpp"
#include "sync/engine.hpp"

extern "C" void sb_bench_done(int good);  ///< answers what was asked last; tests/bench/wasm/library.js

using namespace saddlebag;

namespace {

constexpr std::size_t kFirstPage = 50;

struct Bench {
  Bench() {
    store.set_random([this] { return random.bits(); });
    store.identify({Uuid{1, 1}, 1, [this] { return Instant{clock.unix_ms()}; }});
  }

  /// Keeps the customers of a list of documents in memory, as plain records.
  bool add(std::string_view json);
  void open(std::string const& database);
  /// Applies what was added; done when it is durable. `as_import`: as a person imports it, journaled and to be
  /// undone; otherwise as the demo is loaded.
  void write(bool as_import);
  void fold() { persistence.compact([](Status status) { sb_bench_done(status ? 1 : 0); }); }
  void pull(std::string url, std::size_t count);
  /// Completions of the ports were queued: hands them over.
  void turn();
  [[nodiscard]] std::string filter_sort() const;
  [[nodiscard]] std::string group_sum();
  std::size_t search(std::string text);

  web::Requests requests;
  web::WebStorage storage{requests};
  web::WebHttp http{requests};
  web::WebClock clock{requests};
  web::WebRandom random;
  Store store;
  History history{store};
  Persistence persistence{store, storage};
  sync::Engine engine{store, persistence, http, clock, random};

  std::string connector;  ///< the file of CouchDB's
  std::deque<std::string> texts;
  std::vector<Customer> customers;
  std::vector<Row> found;
  LiveGroups groups;
  std::optional<std::size_t> awaited;  ///< customers that have to be there, and saved
};

Bench& bench() {
  static Bench one;
  return one;
}

bool Bench::add(std::string_view json) {
  auto const list = sync::parse_json(json);
  if (!list || !list->is_array()) return false;
  auto const profile = sync::Profile::parse(connector);
  if (!profile) return false;
  sync::Codec const codec(store, *profile);
  for (sync::Json const& object : *list) {
    sync::Doc doc;
    doc.key = codec.key_of(sync::text_member(object, "_id"), Kind::count_);
    if (doc.key.kind != Kind::customer) return false;
    codec.decode(object, doc);
    Customer& customer = customers.emplace_back();
    customer.id = doc.key.id;
    for (Field const& field : customer_info().fields) {
      Value value = doc.get(field.name);
      if (value.shape() == Shape::text) value = Value::text(texts.emplace_back(value.as_text()));
      if (value.shape() != Shape::none && !write_field(customer, field, value)) return false;
    }
  }
  return true;
}

void Bench::open(std::string const& database) {
  persistence.open(database, [this](Status status) {
    engine.start();
    sb_bench_done(status ? 1 : 0);
  });
}

void Bench::write(bool as_import) {
  Transaction transaction(as_import ? Cause::import : Cause::seed);
  for (Customer const& customer : customers) {
    transaction.create(Kind::customer, customer.id);
    for (Field const& field : customer_info().fields) {
      Value const value = read_field(customer, field);
      bool const derived = field.name == "id" || field.name == "search";
      if (!derived && !(value == field.initial)) transaction.set(Kind::customer, customer.id, field.name, {}, value);
    }
  }
  if (!store.apply(std::move(transaction))) return sb_bench_done(0);
  if (!as_import) return fold();
  awaited = customers.size();
  persistence.flush();
}

void Bench::pull(std::string url, std::size_t count) {
  awaited = count;
  sync::Connection connection;
  connection.profile = connector;
  connection.url = std::move(url);
  if (!engine.configure(std::move(connection))) sb_bench_done(0);
}

void Bench::turn() {
  requests.deliver();
  persistence.flush();
  if (!awaited || store.count(Kind::customer) < *awaited) return;
  if (persistence.state() == Persistence::State::failing) {
    awaited.reset();
    sb_bench_done(0);
  } else if (persistence.saved_through() >= store.sequence()) {
    awaited.reset();
    sb_bench_done(1);
  }
}

std::string Bench::filter_sort() const {
  Query query;
  FieldIndex const lifecycle = store.field_named(Kind::customer, "lifecycle");
  FieldIndex const employees = store.field_named(Kind::customer, "employees");
  query.filters.push_back({lifecycle, Compare::is, Value::choice(static_cast<std::uint8_t>(Lifecycle::growing)), {}, {}});
  query.filters.push_back({employees, Compare::at_least, Value::integer(500), {}, {}});
  query.sort = {{store.field_named(Kind::customer, "annual_revenue"), true}};
  std::vector<Row> const rows = run(store, query);
  std::string answer = std::to_string(rows.size());
  for (std::size_t i = 0; i < std::min(rows.size(), kFirstPage); ++i) {
    answer.append(" ").append(to_string(store.table(Kind::customer).at(rows[i])->id));
  }
  return answer;
}

std::string Bench::group_sum() {
  Query query;
  std::vector<Row> const rows = run(store, query);
  FieldIndex const city = store.field_named(Kind::customer, "city");
  FieldIndex const employees = store.field_named(Kind::customer, "employees");
  std::string answer;
  for (Group const& group : groups.of(store, Kind::customer, rows, city, {employees})) {
    answer.append(group.key.get().as_text()).append("\n");
    answer.append(std::to_string(static_cast<std::int64_t>(group.sums[0]))).append("\n");
  }
  return answer;
}

std::size_t Bench::search(std::string text) {
  Query query;
  query.search = std::move(text);
  found = run(store, query);
  return found.size();
}

std::string given() { return bench().requests.take_answer().text(0); }

void answer(std::string const& text) { std::memcpy(bench().requests.part(text.size()), text.data(), text.size()); }

}  // namespace

// What web/host/wasm.ts calls; as in src/platform/web/exports.cpp.
extern "C" {
EMSCRIPTEN_KEEPALIVE std::uint8_t* sb_part(std::size_t size) { return bench().requests.part(size); }
EMSCRIPTEN_KEEPALIVE void sb_complete(std::uint32_t ticket, int fault, std::int32_t number) {
  bench().requests.complete(ticket, static_cast<port::Fault>(fault), number);
}
EMSCRIPTEN_KEEPALIVE void sb_turn() { bench().turn(); }
EMSCRIPTEN_KEEPALIVE std::uint32_t* sb_scratch() {
  static std::uint32_t size = 0;
  return &size;
}
EMSCRIPTEN_KEEPALIVE std::uint8_t const* sb_answer(std::uint32_t* size) {
  static web::Completion kept;
  kept = bench().requests.take_answer();
  *size = kept.parts.empty() ? 0 : static_cast<std::uint32_t>(kept.parts[0].size());
  return kept.parts.empty() ? nullptr : kept.parts[0].data();
}

// What tests/bench/peers/saddlebag.mjs calls.
EMSCRIPTEN_KEEPALIVE void sb_bench_connector() { bench().connector = given(); }
EMSCRIPTEN_KEEPALIVE int sb_bench_add() { return bench().add(given()) ? 1 : 0; }
EMSCRIPTEN_KEEPALIVE void sb_bench_open() { bench().open(given()); }
EMSCRIPTEN_KEEPALIVE void sb_bench_write(int as_import) { bench().write(as_import != 0); }
EMSCRIPTEN_KEEPALIVE void sb_bench_fold() { bench().fold(); }
EMSCRIPTEN_KEEPALIVE void sb_bench_pull(std::size_t count) { bench().pull(given(), count); }
EMSCRIPTEN_KEEPALIVE std::size_t sb_bench_count() { return bench().store.count(Kind::customer); }
EMSCRIPTEN_KEEPALIVE void sb_bench_filter_sort() { answer(bench().filter_sort()); }
EMSCRIPTEN_KEEPALIVE void sb_bench_group_sum() { answer(bench().group_sum()); }
EMSCRIPTEN_KEEPALIVE std::size_t sb_bench_search() { return bench().search(given()); }
/// The ids of what the last search found, 36 characters each.
EMSCRIPTEN_KEEPALIVE void sb_bench_found() {
  std::string ids;
  for (Row const row : bench().found) ids += to_string(bench().store.table(Kind::customer).at(row)->id);
  answer(ids);
}
}

int main() {
  sb_attach();
  bench();
  return 0;
}
