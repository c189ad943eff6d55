#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// The ports: all that the program wants of the machine it runs on. Every request that takes time is
/// asynchronous: it returns at once, and its completion is called later, from `Platform::deliver` and
/// never from inside the request. Implementations: `platform/web` (browser), `platform/native` (files),
/// `tests/support` (fakes that forget, fail and tick).
namespace saddlebag::port {

using Bytes = std::vector<std::uint8_t>;

enum class Fault : std::uint8_t {
  none,
  refused,      ///< permission, private mode, storage disabled
  full,         ///< quota
  lost,         ///< the connection to the storage is gone; reopening may help
  newer,        ///< the database was made by a newer program
  blocked,      ///< another tab holds an older version open
  unreachable,  ///< no network, no such host, CORS
  timeout,
  cancelled,
  failed,       ///< anything else; see detail
  stale,        ///< what a batch expected is no longer there: another tab was faster
  too_long,     ///< the answer has more bytes than was asked for at most
};

/// How a request ended.
struct Outcome {
  Fault fault = Fault::none;
  std::string detail;
  explicit operator bool() const { return fault == Fault::none; }
};

class Storage {
 public:
  /// Separate key spaces. Keys are ASCII and ordered bytewise.
  enum class Area : std::uint8_t { chunks, journal, meta, blobs };
  struct Entry {
    std::string key;
    Bytes bytes;
  };
  struct Put {
    Area area;
    std::string key;
    Bytes bytes;
  };
  struct Erase {
    Area area;
    std::string from, to;  ///< keys from <= key < to; an empty `to` means only `from` itself
  };
  /// What must lie there, of all tabs, for a batch to be carried out. No bytes: nothing.
  struct Expect {
    Area area;
    std::string key;
    Bytes bytes;
  };
  /// Becomes durable wholly or not at all. Erasures happen before puts.
  struct Batch {
    std::vector<Put> puts;
    std::vector<Erase> erasures;
    std::optional<Expect> expect;  ///< otherwise nothing happens and it ends as Fault::stale
    /// Not 0: kept apart from the database once the batch is durable, where whoever puts older files back may
    /// forget it. See `mark`.
    std::uint64_t mark = 0;
    bool scrub = false;  ///< before it: what earlier batches erased or replaced is made unreadable in the files
    bool strict = true;  ///< on the disk when done (the journal); otherwise handed to the system (a cache)
  };
  struct Usage {
    std::uint64_t used = 0, quota = 0;  ///< bytes; quota 0: unknown
    bool persisted = false;             ///< the browser promised not to evict
  };
  virtual ~Storage() = default;
  virtual void open(std::string const& database, std::function<void(Outcome)> done) = 0;
  /// Entries with from <= key < to in order of keys; an empty `to` means to the end.
  virtual void read(Area area, std::string from, std::string to,
                    std::function<void(Outcome, std::vector<Entry>)> done) = 0;
  virtual void commit(Batch batch, std::function<void(Outcome)> done) = 0;
  virtual void erase_database(std::function<void(Outcome)> done) = 0;
  /// The mark of the last batch that had one; 0 where it is not known.
  virtual void mark(std::function<void(Outcome, std::uint64_t)> done) = 0;
  virtual void usage(std::function<void(Outcome, Usage)> done) = 0;
  /// Journal keys that another tab has just made durable in this database.
  virtual void on_foreign_commit(std::function<void(std::vector<std::string>)> tell) = 0;
};

class Http {
 public:
  /// Bytes of the longest answer that is read: 500 records of 128 kB each. It lies in memory three times on its way
  /// (as it came, joined, in the program's heap), beside what is parsed of it, and a page has 2 GB.
  static constexpr std::uint32_t kLongestAnswer = 64u << 20;
  struct Header {
    std::string name, value;
  };
  /// HMAC-SHA-256 (RFC 2104) of a text, put into a header on its way. No secret: nothing is signed.
  struct Signature {
    std::string secret;  ///< the key
    std::string text;    ///< what is signed
    std::string header;  ///< its name, in lower case
    std::string value;   ///< `{hex}` and `{base64}` are the signature; all of `base64(…)` is encoded once more
  };
  struct Request {
    std::string method = "GET";
    std::string url;  ///< in the page also `asset:` and the name of a file of the site that is fetched when needed
    std::vector<Header> headers;
    Bytes body;
    Signature signature = {};
    std::int32_t timeout_ms = 30'000;
    std::uint32_t max_bytes = kLongestAnswer;  ///< a longer answer ends as Fault::too_long, unread
    /// The answer is told as it comes, once its headers are there and then piece by piece. It may be of any length, and
    /// `timeout_ms` is how long nothing may come.
    bool stream = false;
  };
  struct Response {
    int status = 0;  ///< 0 where there was none
    std::vector<Header> headers;  ///< names in lower case
    Bytes body;
    bool more = false;  ///< a piece of a stream, whose end is told without it
  };
  virtual ~Http() = default;
  /// Of a stream it is called for every piece.
  using Done = std::function<void(Outcome, Response)>;
  virtual std::uint32_t send(Request request, Done done) = 0;
  virtual void cancel(std::uint32_t request) = 0;
  /// What the machine believes; true is no promise.
  [[nodiscard]] virtual bool online() const = 0;
};

class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual std::int64_t unix_ms() const = 0;
  /// Milliseconds that never step back; for durations.
  [[nodiscard]] virtual double monotonic_ms() const = 0;
  /// Minutes east of UTC at that moment, by the machine's time zone.
  [[nodiscard]] virtual int utc_offset_minutes(std::int64_t unix_ms) const = 0;
  virtual std::uint32_t after(double ms, std::function<void()> then) = 0;
  virtual void cancel(std::uint32_t timer) = 0;
};

class Random {
 public:
  virtual ~Random() = default;
  /// Unpredictable bits, fit for ids and keys.
  virtual std::uint64_t bits() = 0;
};

/// Secret keys and what is done with them. Keys are handles: where the machine can do without (the browser), their
/// bytes never come into the program's memory.
class Crypto {
 public:
  using Key = std::uint32_t;  ///< 0: none
  struct Piece {
    Bytes bytes;
    Bytes bound;  ///< authenticated together with the bytes, and not part of what is sealed
  };
  virtual ~Crypto() = default;
  /// A key from a passphrase, by PBKDF2 with HMAC-SHA-256.
  virtual void derive(std::string passphrase, Bytes salt, std::uint32_t rounds,
                      std::function<void(Outcome, Key)> done) = 0;
  /// A new random key, and its bytes sealed by another.
  virtual void create(Key wrapping, Bytes bound, std::function<void(Outcome, Key, Bytes)> done) = 0;
  /// The key that `create` sealed. Fault::refused: that was not the wrapping key.
  virtual void unwrap(Key wrapping, Piece wrapped, std::function<void(Outcome, Key)> done) = 0;
  /// The same sealed by another key.
  virtual void rewrap(Key from, Piece wrapped, Key to, Bytes bound, std::function<void(Outcome, Bytes)> done) = 0;
  /// AES-256-GCM, each piece as its random nonce (12 bytes), the ciphertext and the tag (16 bytes).
  virtual void seal(Key key, std::vector<Piece> pieces, std::function<void(Outcome, std::vector<Bytes>)> done) = 0;
  /// What was sealed, in order; nothing in the place of a piece that is not authentic.
  virtual void open(Key key, std::vector<Piece> pieces,
                    std::function<void(Outcome, std::vector<std::optional<Bytes>>)> done) = 0;
  virtual void forget(Key key) = 0;
};

class Files {
 public:
  struct File {
    std::string name;
    Bytes bytes;
    Outcome outcome;  ///< of reading it
  };
  /// Straight alpha, four bytes a pixel, row by row from the top.
  struct Picture {
    std::uint32_t width = 0, height = 0;
    Bytes rgba;
  };
  virtual ~Files() = default;
  /// Asks the person for files; an empty list when they changed their mind. Accepts endings and media types, or `camera`: a photo
  /// that is taken now, where there is a camera.
  virtual void pick(std::string accept, bool several, std::function<void(std::vector<File>)> done) = 0;
  virtual void save(std::string name, std::string mime, Bytes bytes) = 0;
  virtual void on_drop(std::function<void(std::vector<File>)> tell) = 0;
  /// The pixels of a picture in any format that the machine knows, upright, made smaller until no side has more than `most`.
  virtual void decode_picture(Bytes bytes, std::uint32_t most, std::function<void(Outcome, Picture)> done) = 0;
};

class Text {
 public:
  enum class Encoding : std::uint8_t { utf8, utf16_le, utf16_be, gb18030 };
  virtual ~Text() = default;
  /// To UTF-8; nothing where the bytes are not valid in that encoding.
  virtual std::optional<std::string> decode(std::string_view bytes, Encoding encoding) = 0;
  virtual void set_clipboard(std::string_view text) = 0;
  virtual std::string clipboard() = 0;
};

/// The machine: its ports, and the place where completions are handed over.
struct Platform {
  Storage& storage;
  Http& http;
  Clock& clock;
  Random& random;
  Files& files;
  Text& text;
  Crypto& crypto;
};

}  // namespace saddlebag::port
