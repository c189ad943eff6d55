#include "base/lz4.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace saddlebag::lz4 {
namespace {

using Byte = std::uint8_t;

// A block is sequences, each of a token (two lengths of four bits), literals, and how far back (two bytes) a match begins.
constexpr std::size_t kShortestMatch = 4;
constexpr std::size_t kFarthest = 0xffff;
constexpr std::size_t kLengthMask = 15;  // a length in a token that goes on in bytes of its own
constexpr std::size_t kLastLiterals = 5;  // the format wants a block to end with so many
constexpr std::size_t kLastMatch = 12;    // and no match to begin closer to the end than this
constexpr std::size_t kStride = 16;       // copied at a step where there is room

template <class T>
T load(Byte const* at) {
  T value;
  std::memcpy(&value, at, sizeof value);
  return value;
}

// Packing -------------------------------------------------------------------------------------------

constexpr unsigned kHashBits = 12;
constexpr unsigned kPatience = 6;  // after 2^6 places without a match every second one is tried, then every third …

/// Of five bytes: four find more matches, but mostly ones not worth their sequence.
std::size_t slot_of(Byte const* at) {
  return static_cast<std::size_t>(((load<std::uint64_t>(at) << 24) * 889'523'592'379ull) >> (64 - kHashBits));
}

/// How many bytes are the same at both places, up to `end`.
std::size_t common(Byte const* at, Byte const* before, Byte const* end) {
  Byte const* const start = at;
  for (; end - at >= 8; at += 8, before += 8) {
    std::uint64_t const differing = load<std::uint64_t>(at) ^ load<std::uint64_t>(before);
    if (differing != 0) return static_cast<std::size_t>(at - start) + static_cast<std::size_t>(std::countr_zero(differing)) / 8;
  }
  while (at < end && *at == *before) ++at, ++before;
  return static_cast<std::size_t>(at - start);
}

Byte* put_length(Byte* out, std::size_t rest) {
  for (; rest >= 255; rest -= 255) *out++ = 255;
  *out++ = static_cast<Byte>(rest);
  return out;
}

/// The token and its literals; `match` is the length beyond the shortest one.
Byte* put_literals(Byte* out, Byte const* from, std::size_t count, std::size_t match) {
  *out++ = static_cast<Byte>(std::min(count, kLengthMask) << 4 | std::min(match, kLengthMask));
  if (count >= kLengthMask) out = put_length(out, count - kLengthMask);
  if (count > 0) std::memcpy(out, from, count);
  return out + count;
}

Byte* put_block(Byte const* const begin, Byte const* const end, Byte* out) {
  std::uint32_t places[1 << kHashBits] = {};  // where those five bytes were last, from `begin`
  Byte const* const last = end - kLastMatch;
  Byte const* literals = begin;
  for (Byte const* at = begin + 1; at <= last;) {
    std::size_t tries = std::size_t{1} << kPatience;
    Byte const* before = nullptr;
    while (at <= last) {
      std::uint32_t& place = places[slot_of(at)];
      before = begin + place;
      place = static_cast<std::uint32_t>(at - begin);
      if (static_cast<std::size_t>(at - before) <= kFarthest && load<std::uint32_t>(at) == load<std::uint32_t>(before)) break;
      at += tries++ >> kPatience;
    }
    if (at > last) break;
    while (at > literals && before > begin && at[-1] == before[-1]) --at, --before;
    std::size_t const more = common(at + kShortestMatch, before + kShortestMatch, end - kLastLiterals);
    out = put_literals(out, literals, static_cast<std::size_t>(at - literals), more);
    std::size_t const back = static_cast<std::size_t>(at - before);
    *out++ = static_cast<Byte>(back);
    *out++ = static_cast<Byte>(back >> 8);
    if (more >= kLengthMask) out = put_length(out, more - kLengthMask);
    literals = at += kShortestMatch + more;
    if (at <= last) places[slot_of(at - 2)] = static_cast<std::uint32_t>(at - 2 - begin);
  }
  return put_literals(out, literals, static_cast<std::size_t>(end - literals), 0);
}

// Unpacking -----------------------------------------------------------------------------------------

/// Copies up to kStride - 1 bytes more than `count`, for which both sides must have room.
void copy_strides(Byte* to, Byte const* from, std::size_t count) {
  for (std::size_t done = 0; done < count; done += kStride) std::memcpy(to + done, from + done, kStride);
}

/// What begins `back` bytes before `to` again. It may go on into what it writes: that makes a pattern repeat.
void copy_match(Byte* to, std::size_t back, std::size_t count, std::size_t room) {
  if (room < count + kStride) {
    for (std::size_t i = 0; i < count; ++i) to[i] = to[i - back];
    return;
  }
  if (back >= kStride) return copy_strides(to, to - back, count);
  for (std::size_t i = 0; i < kStride; ++i) to[i] = to[i - back];
  // The pattern also begins a multiple of itself before, which is far enough to copy by strides.
  std::size_t const far = (kStride + back - 1) / back * back;
  if (count > kStride) copy_strides(to + kStride, to + kStride - far, count - kStride);
}

/// Adds the bytes in which a length goes on; false where they end too soon.
bool read_length(Byte const*& in, Byte const* end, std::size_t& length) {
  for (Byte part = 255; part == 255; length += part) {
    if (in == end) return false;
    part = *in++;
  }
  return true;
}

bool read_block(Byte const* in, Byte const* const end, Byte* const begin, Byte* const out_end) {
  Byte* out = begin;
  while (in < end) {
    Byte const token = *in++;
    std::size_t literals = token >> 4;
    if (literals == kLengthMask && !read_length(in, end, literals)) return false;
    std::size_t const left = static_cast<std::size_t>(end - in);
    std::size_t const room = static_cast<std::size_t>(out_end - out);
    if (literals > left || literals > room) return false;
    if (left >= literals + kStride && room >= literals + kStride) copy_strides(out, in, literals);
    else if (literals > 0) std::memcpy(out, in, literals);
    in += literals;
    out += literals;
    if (in == end) return out == out_end;  // the last sequence has literals only
    if (end - in < 2) return false;
    std::size_t const back = in[0] | static_cast<std::size_t>(in[1]) << 8;
    in += 2;
    std::size_t match = token & kLengthMask;
    if (match == kLengthMask && !read_length(in, end, match)) return false;
    match += kShortestMatch;
    if (back == 0 || back > static_cast<std::size_t>(out - begin)) return false;
    if (match > static_cast<std::size_t>(out_end - out)) return false;
    copy_match(out, back, match, static_cast<std::size_t>(out_end - out));
    out += match;
  }
  return false;
}

Byte const* bytes_of(std::string_view text) { return reinterpret_cast<Byte const*>(text.data()); }

}  // namespace

void pack(std::string_view raw, Bytes& out) {
  std::size_t const from = out.size();
  out.resize(from + most_packed(raw.size()));
  Byte const* const begin = bytes_of(raw);
  Byte* const to = out.data() + from;
  Byte* const end = raw.size() > kLastMatch ? put_block(begin, begin + raw.size(), to) : put_literals(to, begin, raw.size(), 0);
  out.resize(from + static_cast<std::size_t>(end - to));
}

bool unpack(std::string_view packed, std::uint8_t* to, std::size_t size) {
  return read_block(bytes_of(packed), bytes_of(packed) + packed.size(), to, to + size);
}

}  // namespace saddlebag::lz4
