#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

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

/// How to talk to one kind of backend: the thirteen groups of a connector file (assets/connectors), one
/// member each. A style that this program does not know is refused when the file is read, not later.
struct Profile {
  enum class Auth : std::uint8_t { none, basic, bearer };
  /// Method and address; the address may name {base} {kind} {plural} {id} {since} {limit} {page}.
  struct Request {
    std::string method, url;
    [[nodiscard]] bool exists() const { return !url.empty(); }
  };
  /// An operation that the backend lacks has no address. `prepare` makes the database where it is not
  /// there; `listen` answers when something has changed.
  struct Requests {
    Request prepare, pull, listen, fetch, bulk, create, update, remove;
  };
  /// Names of the members that carry what is not a field. Empty: the backend has no such member.
  struct Envelope {
    std::string id, id_format, kind, rev, deleted, by;
  };
  enum class Changes : std::uint8_t {
    sequence,  ///< a feed of changes with a cursor of the server's
    list,      ///< none: everything is listed, kind after kind, and compared by version
  };
  enum class Deletes : std::uint8_t {
    delta,  ///< told by the feed of changes
    sweep,  ///< what a complete listing no longer has, confirmed one by one
  };
  enum class Concurrency : std::uint8_t {
    rev,       ///< the server refuses a write that was made on an old version
    precheck,  ///< read before write; a race remains in between
  };
  struct Rule {
    int status = 0;
    std::string contains;  ///< must occur in the body; empty: any body
    Meaning means = Meaning::reject;
  };

  std::string name, title;
  Auth auth = Auth::none;
  Requests request;
  Envelope envelope;
  std::uint32_t page_size = 500;
  Changes changes = Changes::sequence;
  double poll_seconds = 3, poll_seconds_idle = 60;
  Deletes deletes = Deletes::delta;
  Concurrency concurrency = Concurrency::rev;
  std::string error_code, error_message;  ///< members of a refusal that say why
  std::vector<Rule> rules;                ///< before the usual meaning of a status
  std::uint32_t batch = 1;                ///< records in one push
  std::string retry_after;                ///< header, in lower case

  /// Reads a connector file; an error's detail names the path of what is wrong.
  static Result<Profile> parse(std::string_view json);
};

}  // namespace saddlebag::sync
