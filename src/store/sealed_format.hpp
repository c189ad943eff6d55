#pragma once
#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.hpp"
#include "base/siphash.hpp"
#include "platform/ports.hpp"

/// What sealed data look like on the device; specified in FORMAT.md.
namespace saddlebag::sealed {

using port::Bytes;
using Area = port::Storage::Area;

inline constexpr std::string_view kHeadKey = "~head";    ///< in meta, and its copy in blobs
inline constexpr std::string_view kTriesKey = "~tries";  ///< in meta
inline constexpr std::size_t kPages = 16;
/// Fewest rounds of PBKDF2 that are made or accepted.
inline constexpr std::uint32_t kRounds = 600'000;
inline constexpr std::uint32_t kMostRounds = 10'000'000;  ///< more would only stop the program

enum class Stage : std::uint8_t {
  converting = 1,  ///< everything lies there in plain, and is to be sealed by whoever has the passphrase
  sealed = 2,      ///< plain bytes may remain where the system has not yet overwritten them
  scrubbed = 3,
};

/// The plain part of the header: what somebody with the passphrase needs to get at the data key.
struct Head {
  Stage stage = Stage::converting;
  std::uint32_t rounds = kRounds;
  std::string salt;
  std::string wrapped;           ///< the data key, sealed by the passphrase's
  std::uint64_t generation = 0;  ///< of everything: grows by one with each batch
  std::string hint;              ///< for the unlock screen: the person's language
  std::string sealed;            ///< Core, sealed by the data key and bound to all above

  /// All but `sealed`: what that is bound to.
  [[nodiscard]] Bytes bound() const;
  [[nodiscard]] Bytes encode() const;
  static Result<Head> decode(Bytes const& bytes);
  [[nodiscard]] Bytes key_bound() const;  ///< what the wrapped key is bound to
};

/// The sealed part of the header.
struct Core {
  SipKey names;                                    ///< of the names that entries have on the device
  std::array<std::uint64_t, kPages> generations{}; ///< of the manifest's pages; 0: there is none
  [[nodiscard]] Bytes encode() const;
  static std::optional<Core> decode(Bytes const& bytes);
};

using Name = std::pair<Area, std::string>;
/// What lies on the device: every entry with the generation of the batch that wrote it.
using Manifest = std::map<Name, std::uint64_t>;

std::size_t page_of(Name const& name);
std::string page_key(std::size_t page);
Bytes encode_page(Manifest const& manifest, std::size_t page);
bool decode_page(Bytes const& bytes, Manifest& manifest);

/// The name of an entry on the device. Of the journal it tells the place, of all else nothing.
std::string raw_name(SipKey names, Name const& name);
[[nodiscard]] inline bool is_raw(std::string_view key) { return key.starts_with('~'); }
Bytes entry_bound(Area area, std::string_view raw, std::uint64_t generation);
Bytes page_bound(std::size_t page, std::uint64_t generation);

/// Failed attempts to open, in plain.
struct Tries {
  std::uint32_t failures = 0;
  std::int64_t last = 0;  ///< milliseconds since 1970 UTC
  [[nodiscard]] Bytes encode() const;
  static Tries decode(Bytes const& bytes);
  /// When the next attempt is due: after 1 s, doubling up to 5 min. Never later than that from `now`, whatever the
  /// clock said then.
  [[nodiscard]] std::int64_t due(std::int64_t now) const;
};

}  // namespace saddlebag::sealed
