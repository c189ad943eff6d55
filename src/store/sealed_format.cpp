#include "store/sealed_format.hpp"

#include <algorithm>

#include "base/bytes.hpp"
#include "base/hash.hpp"
#include "store/checksum.hpp"

namespace saddlebag::sealed {
namespace {

constexpr std::uint32_t kSealedMagic = 0x4c53'4253;  // "SBSL"
constexpr std::uint32_t kSealedVersion = 1;
constexpr std::int64_t kFirstDelayMs = 1000, kLongestDelayMs = 300'000;
constexpr std::uint32_t kDoublings = 9;  // 1 s to more than 5 min
constexpr std::size_t kSaltBytes = 16;

std::string hexadecimal(std::uint64_t number) {
  std::string text(16, '0');
  for (std::size_t i = 0; i < 16; ++i) text[15 - i] = "0123456789abcdef"[(number >> (4 * i)) & 15];
  return text;
}

}  // namespace

Bytes Head::bound() const {
  Bytes bytes;
  ByteWriter out(bytes);
  out.u8(static_cast<std::uint8_t>(stage));
  out.u32(rounds);
  out.text(salt);
  out.text(wrapped);
  out.u64(generation);
  out.text(hint);
  return bytes;
}

Bytes Head::encode() const {
  Bytes bytes;
  begin_envelope(bytes, kSealedMagic, kSealedVersion);
  Bytes const plain = bound();
  ByteWriter out(bytes);
  out.raw(plain.data(), plain.size());
  out.text(sealed);
  end_envelope(bytes);
  return bytes;
}

Result<Head> Head::decode(Bytes const& bytes) {
  Result<std::string_view> const content = open_envelope(as_text(bytes), kSealedMagic, kSealedVersion);
  if (!content) return content.error();
  ByteReader in(*content);
  Head head;
  std::uint8_t const stage = in.u8();
  head.stage = static_cast<Stage>(stage);
  head.rounds = in.u32();
  head.salt = in.text();
  head.wrapped = in.text();
  head.generation = in.u64();
  head.hint = in.text();
  head.sealed = in.text();
  bool const sane = stage >= 1 && stage <= 3 && head.rounds >= kRounds && head.rounds <= kMostRounds &&
                    head.salt.size() == kSaltBytes;
  if (!in.ok() || !in.done() || !sane) return Error{ErrorCode::corrupt, "protection"};
  return head;
}

Bytes Head::key_bound() const {
  Bytes bytes;
  ByteWriter out(bytes);
  out.text("saddlebag data key");
  out.text(salt);
  out.u32(rounds);
  return bytes;
}

Bytes Core::encode() const {
  Bytes bytes;
  ByteWriter out(bytes);
  out.u64(names.low);
  out.u64(names.high);
  for (std::uint64_t const generation : generations) out.u64(generation);
  return bytes;
}

std::optional<Core> Core::decode(Bytes const& bytes) {
  ByteReader in(bytes);
  Core core;
  core.names.low = in.u64();
  core.names.high = in.u64();
  for (std::uint64_t& generation : core.generations) generation = in.u64();
  if (!in.ok() || !in.done()) return std::nullopt;
  return core;
}

std::size_t page_of(Name const& name) {
  return fnv1a(name.second, static_cast<std::uint64_t>(name.first) + 1) % kPages;
}

std::string page_key(std::size_t page) { return std::string("~p") + static_cast<char>('a' + page); }

Bytes encode_page(Manifest const& manifest, std::size_t page) {
  Bytes bytes;
  ByteWriter out(bytes);
  for (auto const& [name, generation] : manifest) {
    if (page_of(name) != page) continue;
    out.u8(static_cast<std::uint8_t>(name.first));
    out.text(name.second);
    out.varint(generation);
  }
  return bytes;
}

bool decode_page(Bytes const& bytes, Manifest& manifest) {
  ByteReader in(bytes);
  while (in.ok() && !in.done()) {
    std::uint8_t const area = in.u8();
    std::string key(in.text());
    std::uint64_t const generation = in.varint();
    if (area > 3) in.fail();
    if (in.ok()) manifest[{static_cast<Area>(area), std::move(key)}] = generation;
  }
  return in.ok();
}

std::string raw_name(SipKey names, Name const& name) {
  if (name.first == Area::journal) return "~" + name.second;
  std::string text(1, static_cast<char>(name.first));
  text += name.second;
  return "~" + hexadecimal(siphash(names, text));
}

Bytes entry_bound(Area area, std::string_view raw, std::uint64_t generation) {
  Bytes bytes;
  ByteWriter out(bytes);
  out.text("entry");
  out.u8(static_cast<std::uint8_t>(area));
  out.text(raw);
  out.u64(generation);
  return bytes;
}

Bytes page_bound(std::size_t page, std::uint64_t generation) {
  Bytes bytes;
  ByteWriter out(bytes);
  out.text("page");
  out.u8(static_cast<std::uint8_t>(page));
  out.u64(generation);
  return bytes;
}

Bytes Tries::encode() const {
  Bytes bytes;
  ByteWriter out(bytes);
  out.u32(failures);
  out.u64(static_cast<std::uint64_t>(last));
  return bytes;
}

Tries Tries::decode(Bytes const& bytes) {
  ByteReader in(bytes);
  Tries tries;
  tries.failures = in.u32();
  tries.last = static_cast<std::int64_t>(in.u64());
  return in.ok() ? tries : Tries{};
}

std::int64_t Tries::due(std::int64_t now) const {
  if (failures == 0) return now;
  std::int64_t const delay = std::min(kFirstDelayMs << std::min(failures - 1, kDoublings), kLongestDelayMs);
  return std::min(last, now) + delay;
}

}  // namespace saddlebag::sealed
