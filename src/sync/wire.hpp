#pragma once
#include <string>
#include <vector>

#include "platform/ports.hpp"
#include "sync/doc.hpp"
#include "sync/ids.hpp"
#include "sync/json.hpp"
#include "sync/listing.hpp"
#include "sync/profile.hpp"
#include "sync/template.hpp"

namespace saddlebag::sync {

/// Where and as whom to sync. Empty `url`: not at all.
struct Connection {
  std::string profile;  ///< name of a file of assets/connectors, without `.json`; or a connector file's text
  std::string url;      ///< of the database or API, without a slash at the end
  std::string user, secret;  ///< a password, or with `bearer` a token
};

/// A document that cannot be taken in as what it is.
struct Broken {
  RecordKey key;
  std::string rev;    ///< empty where it has none
  std::string title;  ///< what the record calls itself, where that can be read
  std::string why;
};

/// A page of what changed at the backend.
struct Page {
  std::vector<Doc> docs;
  std::vector<Broken> broken;
  std::vector<RecordKey> gone;  ///< said to be deleted; whether they are, tells a fetch
  std::string next;      ///< cursor to go on from
  bool more = false;     ///< ask again at once
};

/// What became of one pushed document.
struct Pushed {
  Meaning meaning = Meaning::ok;
  std::string rev;     ///< its new version where ok
  std::string reason;  ///< of the backend, where not
};

/// Requests and answers of one backend, by its profile. Keeps nothing: a cursor is a text that the engine
/// stores. What is not as it should be is an Error, `corrupt`, that says what was expected.
class Wire {
 public:
  Wire(Store const& store, Profile profile, Connection connection);
  [[nodiscard]] Profile const& profile() const { return profile_; }
  [[nodiscard]] Connection const& connection() const { return connection_; }

  /// A session has to be begun before anything else is asked.
  [[nodiscard]] bool wants_sign_in() const { return profile_.auth.style == Profile::Sign::session && token_.empty(); }
  [[nodiscard]] port::Http::Request sign_in() const { return request(profile_.operations.sign_in, variables()); }
  /// Of the answer to `sign_in` or `exchange`; `connection` then has the secret for the next time.
  [[nodiscard]] Status read_signed_in(port::Http::Response const& response);
  /// Where a person signs in at the backend itself and comes back with a grant; `{redirect}`, `{state}` and
  /// `{challenge}` are still to be filled in. Empty: the backend has no such page.
  [[nodiscard]] std::string authorize() const { return expand_text(profile_.auth.authorize, variables(), true); }
  /// Makes a secret of a grant, an object with `code`, `verifier` (RFC 7636) and `redirect`.
  [[nodiscard]] port::Http::Request exchange(Json const& grant) const;
  /// True where a refusal to an unknown caller means no more than that the session is over.
  bool session_over();
  [[nodiscard]] port::Http::Request prepare() const { return request(profile_.operations.prepare, variables()); }
  [[nodiscard]] port::Http::Request pull(std::string const& cursor) const;
  [[nodiscard]] Result<Page> read_page(port::Http::Response const& response, std::string const& cursor, Instant now);
  /// A refusal of this page means that there is nothing to be had, no more than that.
  [[nodiscard]] static bool dispensable(std::string const& cursor, Meaning meaning);
  /// The first record of a page, as the backend has it; kind `count_` where there is none, or all kinds are mixed.
  [[nodiscard]] std::pair<Kind, Json> sample(port::Http::Response const& response, std::string const& cursor) const;
  /// Asks to be answered when something changes; ends by its own timeout when nothing does.
  [[nodiscard]] port::Http::Request listen(std::string const& cursor) const;
  /// True where `listen` asks for a stream of events instead, which stays open while other things are asked.
  [[nodiscard]] bool streams() const { return profile_.changes.events && profile_.operations.listen.exists(); }
  /// Chooses what the stream tells of; `event`: the data of its first event.
  [[nodiscard]] port::Http::Request subscribe(Json const& event) const;
  [[nodiscard]] Result<bool> read_listen(port::Http::Response const& response) const;

  /// At most `fetch_limit()` keys at once.
  [[nodiscard]] port::Http::Request fetch(std::vector<RecordKey> const& keys) const;
  /// A document for each key, sound or broken.
  [[nodiscard]] Result<Page> read_fetched(port::Http::Response const& response, std::vector<RecordKey> const& keys);
  /// The version that a record here was made on tells its id there.
  void learn(RecordKey key, std::string const& rev);
  [[nodiscard]] std::size_t fetch_limit() const { return profile_.batch.lists() ? profile_.batch.max : 1; }
  [[nodiscard]] std::size_t push_limit() const { return profile_.batch.max; }

  /// Documents carry the version that they were made on; none: a new one. Leaves in `docs` those that go now.
  [[nodiscard]] port::Http::Request push(std::vector<Doc>& docs) const;
  [[nodiscard]] Result<std::vector<Pushed>> read_pushed(port::Http::Response const& response,
                                                        std::vector<Doc> const& docs);
  /// Records of this kind are sent at all.
  [[nodiscard]] bool sends(Kind kind) const;
  /// There is something in it that the backend has a place for.
  [[nodiscard]] bool concerns(Doc const& doc) const;
  /// It refers to a record that the backend has to know first.
  [[nodiscard]] bool waits(Doc const& doc) const;
  /// To be fetched before it is sent; `attempted`: the backend may have it already.
  [[nodiscard]] bool reads_first(Doc const& doc, bool attempted) const;

  /// What a status means, by the profile's rules and then by HTTP's.
  [[nodiscard]] Meaning judge(port::Http::Response const& response) const;
  /// The backend's own words for a refusal.
  [[nodiscard]] std::string reason(port::Http::Response const& response) const;
  /// Milliseconds that the backend asks to be left alone, an hour at most; 0 when it does not say. Where it names a
  /// moment, that is measured on its own clock if the answer tells it, else on ours: `now`.
  [[nodiscard]] double retry_after_ms(port::Http::Response const& response, Instant now) const;
  /// True where a sweep through everything has its first page next.
  [[nodiscard]] static bool at_start(std::string const& cursor);

 private:
  /// What templates may name, without a record and with one.
  [[nodiscard]] Json variables(Kind kind = Kind::count_) const;
  [[nodiscard]] Json variables(Doc const& doc) const;
  [[nodiscard]] port::Http::Request request(Profile::Operation const& spec, Json const& variables) const;
  [[nodiscard]] port::Http::Signature signature(port::Http::Request const& request, std::string const& body, Json variables) const;
  [[nodiscard]] Profile::Operation const& pushing(Doc const& doc) const;
  [[nodiscard]] bool by_lookup(RecordKey key) const;
  [[nodiscard]] Json encode(Doc const& doc) const;
  [[nodiscard]] port::Http::Request push_one(Doc doc) const;
  [[nodiscard]] port::Http::Request wrap(std::vector<port::Http::Request> requests, std::vector<Doc> const& docs) const;
  [[nodiscard]] std::vector<Pushed> read_wrapped(port::Http::Response const& response, std::vector<Doc> const& docs);
  [[nodiscard]] std::string id_of(RecordKey key) const;
  [[nodiscard]] RecordKey key_of(Json const& item, Kind listed);
  [[nodiscard]] Json const* found(Json const& json, std::string const& place, Kind kind) const;
  [[nodiscard]] Json const* items_in(Json const& json, Kind kind) const;
  [[nodiscard]] std::string id_in(Json const& item, Kind kind) const;
  [[nodiscard]] std::string rev_of(Json const& item, std::string const& id) const;
  [[nodiscard]] Result<std::string> resolve(std::string const& link) const;
  [[nodiscard]] Kind collection(std::size_t rank) const;
  [[nodiscard]] std::size_t first_rank(std::size_t rank) const;
  void take(Page& page, Json const& item, Kind listed);
  void advance(Listing& at, Json const& answer, std::size_t count, Instant now) const;
  void take_deletions(Page& page, Listing& at, Json const& items) const;
  [[nodiscard]] Result<Page> read_feed(port::Http::Response const& response);
  [[nodiscard]] Result<Page> read_rows(port::Http::Response const& response, std::vector<RecordKey> const& keys);
  [[nodiscard]] Result<Pushed> read_stored(port::Http::Response const& response, Doc const& doc);
  [[nodiscard]] Result<std::vector<Pushed>> read_results(port::Http::Response const& response,
                                                         std::vector<Doc> const& docs) const;
  [[nodiscard]] bool makes_versions() const;
  [[nodiscard]] bool versions_are_times() const;

  Store const& store_;
  Profile profile_;
  Connection connection_;
  Ids ids_;
  std::string token_;            ///< of the session
  bool token_is_fresh_ = false;  ///< nothing was answered in it yet
};

/// Why an answer is not what was asked for.
Error malformed(std::string_view expected, port::Http::Response const& response);

}  // namespace saddlebag::sync
