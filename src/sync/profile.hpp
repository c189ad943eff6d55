#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "model/field.hpp"
#include "sync/json.hpp"

namespace saddlebag::sync {

/// What an answer of a backend means for the one who asked.
enum class Meaning : std::uint8_t {
  ok,
  retry,     ///< worth trying again by itself
  auth,      ///< a new sign-in is needed
  conflict,  ///< somebody else changed or created it first
  gone,      ///< no such record or collection
  reject,    ///< will never be accepted as it is
};

/// How to talk to one kind of backend: the thirteen groups of a connector file, which assets/connectors/schema.json
/// explains, one member each. The words of each enum are in the order of the schema's.
struct Profile {
  using Texts = std::vector<std::pair<std::string, std::string>>;
  enum class Sign : std::uint8_t { none, header, basic, bearer, session };
  struct Auth {
    Sign style = Sign::none;
    std::string user, secret;  ///< what is asked for; empty: it is not
    Texts headers;
    std::string token;
    std::string authorize;  ///< where a person signs in at the backend itself, see Wire::authorize; empty: nowhere
    std::string renewed;    ///< place of the next secret in the answer to `exchange` and `sign_in`; empty: it stays
    std::string signature, signed_header, signed_text;  ///< see port::Http::Signature; no header: nothing is signed
  };
  /// Templates, see template.hpp. An operation that the backend lacks has no address.
  struct Operation {
    std::string method, url;
    Texts headers, form;
    Json body;
    std::string item, id;
    [[nodiscard]] bool exists() const { return !url.empty(); }
  };
  /// `prepare` makes the database where it is not there; `listen` answers when something has changed; `lookup` finds
  /// a record by something else than its id; `subscribe` chooses what a stream of events tells of, its `item` is one
  /// topic; `deleted` lists deletions, its `item` is the list, its `id` an entry's id; `exchange` makes a secret of what
  /// the backend gave to a person who signed in there.
  struct Operations {
    Operation prepare, exchange, sign_in, pull, listen, subscribe, fetch, lookup, bulk, create, update, remove, deleted;
  };
  enum class Time : std::uint8_t { iso, sql, sql_ms, ms };  ///< sql: `2024-02-29 23:59:59` in UTC; ms since 1970
  /// Places of what is not a field, see `at`. Empty: the backend has no such member.
  struct Envelope {
    std::string items, item, record, id, kind, rev, deleted, by, uuid;
    Time instants = Time::iso;
    bool text_only = false;
  };
  enum class Paging : std::uint8_t { page, offset, cursor, link, sequence };
  struct Page {
    Paging style = Paging::page;
    std::uint32_t size = 500, first = 1, cap = 0;
    std::string next, more;
  };
  enum class Follow : std::uint8_t {
    sequence,  ///< a feed of changes with a cursor of the server's, as of CouchDB
    list,      ///< none: everything is listed, kind after kind, and compared by version
    since,     ///< what changed since a time of the server's
    delta,     ///< a link that the last answer gave
  };
  struct Changes {
    Follow style = Follow::list;
    std::string field, link, removed;
    Time format = Time::iso;
    bool inclusive = true;
    double overlap_ms = 0, poll_seconds = 3, poll_seconds_idle = 60;
    bool events = false;  ///< `listen` is a stream of server-sent events
  };
  enum class Deletes : std::uint8_t {
    delta,  ///< told by the feed of changes
    field,  ///< a member of a record, which goes on being listed
    feed,   ///< listed by themselves, and confirmed one by one
    sweep,  ///< what a complete listing no longer has, confirmed one by one
    none,
  };
  enum class Ids : std::uint8_t {
    client,  ///< ours, in a format
    server,  ///< theirs, kept in front of the version
    shorter, ///< ours; in addresses fifteen letters and digits that follow from it
  };
  /// All that are neither `precheck` nor `none` let the server refuse what was made on an old version.
  enum class Concurrency : std::uint8_t { rev, precheck, filter, if_match, if_unmodified_since, version_header, none };
  enum class Batching : std::uint8_t {
    single,
    array,      ///< records in a list, which may also be asked for several at a time
    composite,  ///< what would be sent one by one, wrapped in JSON
    multipart,  ///< the same in multipart/mixed, as OData has it
  };
  struct Batch {
    Batching style = Batching::single;
    std::uint32_t max = 1;  ///< records in one push
    bool atomic = false;    ///< all of it is stored, or none
    Json item;              ///< template of a request within a composite
    std::string results, status, headers, body, ref;
    std::string alone;      ///< what has this in it is sent by itself
    [[nodiscard]] bool lists() const { return style == Batching::array; }
  };
  struct Rule {
    int status = 0;                           ///< 0: any
    std::string code, contains;               ///< empty: any
    Meaning means = Meaning::reject;
  };
  /// One field as the backend has it.
  struct FieldMap {
    enum class As : std::uint8_t { plain, decimal, micros, person, title, iso, sql, sql_ms, ms, inverted, date };
    std::string ours, path, write, reference, currency, first, otherwise;
    As as = As::plain;
    bool timed = false;  ///< `as` is one of the times
    bool read_only = false, write_only = false;
    Json choices;        ///< our word: theirs
  };
  /// One kind of record as the backend has it. Without fields it has the same as here.
  struct KindMap {
    Kind kind = Kind::count_;
    std::string entity, key;
    bool read_only = false;
    Json vars, fixed;
    std::vector<FieldMap> fields;
  };

  std::string name, title, example;
  Auth auth;
  Operations operations;
  Envelope envelope;
  Page page;
  Changes changes;
  Deletes deletes = Deletes::none;
  std::string deletes_field;  ///< of an entry of a feed: when it was deleted
  double sweep_ms = 0;  ///< 0: never by itself
  Ids ids = Ids::client;
  std::string id_format = "{id}";
  bool numeric_ids = false;
  bool partial = false;                       ///< an update names the changed fields only
  Concurrency concurrency = Concurrency::none;
  std::string error_code, error_message;      ///< of a refusal
  std::vector<Rule> rules;                    ///< before the usual meaning of a status
  Batch batch;
  std::string retry_after;                    ///< header, in lower case
  double retry_unit_ms = 1000;
  std::vector<KindMap> kinds;                 ///< empty: everything, as it is

  [[nodiscard]] KindMap const* map_of(Kind kind) const;
  /// Whether a kind is synced. Views that people saved are where one collection takes all kinds: who has set up one for
  /// each kind has none for them, unless the connector says so. Attachments stay on the device with their contents.
  [[nodiscard]] bool carries(Kind kind) const {
    if (kind == Kind::attachment) return false;
    return kinds.empty() ? mixed() || kind != Kind::saved_view : map_of(kind) != nullptr;
  }
  /// One collection holds all kinds.
  [[nodiscard]] bool mixed() const { return changes.style == Follow::sequence || !envelope.kind.empty(); }

  /// Reads a connector file. What the schema does not allow is read as if it were not there: `flaw_of_connector` tells
  /// a person who wrote one; without a name, a title or a way to pull it is an error.
  static Result<Profile> parse(std::string_view json);
};

/// The text of a connector that is named or given as text; empty where the name is of none that is built in.
std::string_view connector_text(std::string_view profile);

}  // namespace saddlebag::sync
