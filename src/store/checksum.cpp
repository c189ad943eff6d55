#include "store/checksum.hpp"

#include <bit>
#include <cstring>

#include "base/bytes.hpp"

namespace saddlebag {
namespace {

constexpr std::uint64_t kPrime1 = 0x9e37'79b1'85eb'ca87ull;
constexpr std::uint64_t kPrime2 = 0xc2b2'ae3d'27d4'eb4full;
constexpr std::uint64_t kPrime3 = 0x1656'67b1'9e37'79f9ull;
constexpr std::uint64_t kPrime4 = 0x85eb'ca77'c2b2'ae63ull;
constexpr std::uint64_t kPrime5 = 0x27d4'eb2f'1656'67c5ull;

std::uint64_t round(std::uint64_t lane, std::uint64_t input) { return std::rotl(lane + input * kPrime2, 31) * kPrime1; }

std::uint64_t merge(std::uint64_t hash, std::uint64_t lane) { return (hash ^ round(0, lane)) * kPrime1 + kPrime4; }

std::uint64_t stripes(char const*& at, char const* end) {
  std::uint64_t lanes[4] = {kPrime1 + kPrime2, kPrime2, 0, 0 - kPrime1};
  for (; end - at >= 32; at += 32) {
    for (int i = 0; i < 4; ++i) lanes[i] = round(lanes[i], load<std::uint64_t>(at + 8 * i));
  }
  std::uint64_t hash =
      std::rotl(lanes[0], 1) + std::rotl(lanes[1], 7) + std::rotl(lanes[2], 12) + std::rotl(lanes[3], 18);
  for (std::uint64_t const lane : lanes) hash = merge(hash, lane);
  return hash;
}

}  // namespace

std::uint64_t checksum(std::string_view bytes) {
  char const* at = bytes.data();
  char const* const end = at + bytes.size();
  std::uint64_t hash = bytes.size() >= 32 ? stripes(at, end) : kPrime5;
  hash += bytes.size();
  for (; end - at >= 8; at += 8) hash = std::rotl(hash ^ round(0, load<std::uint64_t>(at)), 27) * kPrime1 + kPrime4;
  if (end - at >= 4) {
    hash = std::rotl(hash ^ (load<std::uint32_t>(at) * kPrime1), 23) * kPrime2 + kPrime3;
    at += 4;
  }
  for (; at != end; ++at) hash = std::rotl(hash ^ (static_cast<unsigned char>(*at) * kPrime5), 11) * kPrime1;
  hash = (hash ^ (hash >> 33)) * kPrime2;
  hash = (hash ^ (hash >> 29)) * kPrime3;
  return hash ^ (hash >> 32);
}

namespace {
constexpr std::size_t kChecksumAt = 4;
constexpr std::size_t kVersionAt = 12;
}  // namespace

void begin_envelope(Bytes& out, std::uint32_t magic, std::uint32_t version) {
  ByteWriter writer(out);
  writer.u32(magic);
  writer.u64(0);
  writer.u32(version);
}

void end_envelope(Bytes& out) {
  std::uint64_t const sum = checksum(as_text(out).substr(kVersionAt));
  std::memcpy(out.data() + kChecksumAt, &sum, sizeof sum);
}

Result<std::string_view> open_envelope(std::string_view bytes, std::uint32_t magic, std::uint32_t newest) {
  ByteReader in(bytes);
  std::uint32_t const found_magic = in.u32();
  std::uint64_t const sum = in.u64();
  std::uint32_t const version = in.u32();
  if (!in.ok()) return Error{ErrorCode::corrupt, "shorter than its header"};
  if (found_magic != magic) return Error{ErrorCode::corrupt, "not the kind of file it should be"};
  // The checksum first: a flipped bit in the version must not look like a newer program.
  if (checksum(bytes.substr(kVersionAt)) != sum) return Error{ErrorCode::corrupt, "checksum does not match"};
  if (version == 0) return Error{ErrorCode::corrupt, "format version 0"};
  if (version > newest) return Error{ErrorCode::unsupported, "format version " + std::to_string(version)};
  return bytes.substr(kEnvelopeBytes);
}

}  // namespace saddlebag
