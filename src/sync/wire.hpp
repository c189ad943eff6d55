#pragma once
#include <string>
#include <vector>

#include "platform/ports.hpp"
#include "sync/doc.hpp"
#include "sync/json.hpp"
#include "sync/profile.hpp"

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
  Wire(Store const& store, Profile profile, Connection connection)
      : store_(store), profile_(std::move(profile)), connection_(std::move(connection)) {}
  [[nodiscard]] Profile const& profile() const { return profile_; }
  [[nodiscard]] Connection const& connection() const { return connection_; }

  [[nodiscard]] port::Http::Request prepare() const;
  [[nodiscard]] port::Http::Request pull(std::string const& cursor) const;
  [[nodiscard]] Result<Page> read_page(port::Http::Response const& response, std::string const& cursor) const;
  /// Asks to be answered when something changes; ends by its own timeout when nothing does.
  [[nodiscard]] port::Http::Request listen(std::string const& cursor) const;
  [[nodiscard]] Result<bool> read_listen(port::Http::Response const& response) const;

  /// At most `batch_limit()` keys at once.
  [[nodiscard]] port::Http::Request fetch(std::vector<RecordKey> const& keys) const;
  /// A document for each key, sound or broken.
  [[nodiscard]] Result<Page> read_fetched(port::Http::Response const& response,
                                          std::vector<RecordKey> const& keys) const;
  [[nodiscard]] std::size_t batch_limit() const { return profile_.batch; }

  /// Documents carry the version that they were made on; none: a new one.
  [[nodiscard]] port::Http::Request push(std::vector<Doc> const& docs) const;
  [[nodiscard]] Result<std::vector<Pushed>> read_pushed(port::Http::Response const& response,
                                                        std::vector<Doc> const& docs) const;

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
  struct Variables;
  [[nodiscard]] port::Http::Request request(Profile::Request const& spec, Variables const& variables) const;
  Store const& store_;
  Profile profile_;
  Connection connection_;
};

}  // namespace saddlebag::sync
