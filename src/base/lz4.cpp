#include "base/lz4.hpp"

#include <array>

namespace saddlebag::lz4 {
namespace {

constexpr std::size_t kLeastMatch = 4;
constexpr std::size_t kLastLiterals = 5;    // the format wants a block to end with so many
constexpr std::size_t kNoMatchAfter = 12;   // and no match to begin so close to the end
constexpr std::size_t kWindow = 65'535;     // how far back a match may lie
constexpr unsigned kHashBits = 13;
constexpr std::size_t kWide = 16;           // bytes copied at once where there is room for them
constexpr unsigned kImpatience = 6;         // after 2^n places without a match every other one is looked at, and so on

std::uint32_t word_at(std::uint8_t const* at) {
  std::uint32_t word;
  std::memcpy(&word, at, sizeof word);
  return word;
}

std::size_t hash(std::uint32_t word) { return (word * 2'654'435'761u) >> (32 - kHashBits); }

/// How far two stretches agree; `b` ends at `end`.
std::size_t common(std::uint8_t const* a, std::uint8_t const* b, std::uint8_t const* end) {
  std::uint8_t const* const begin = b;
  while (b + 8 <= end && std::memcmp(a, b, 8) == 0) a += 8, b += 8;
  while (b < end && *a == *b) ++a, ++b;
  return static_cast<std::size_t>(b - begin);
}

/// A length beyond what its half of the token can say.
std::uint8_t* put_rest(std::uint8_t* to, std::size_t rest) {
  for (; rest >= 255; rest -= 255) *to++ = 255;
  *to++ = static_cast<std::uint8_t>(rest);
  return to;
}

/// Literals, and a match behind them; the last sequence has none (`match` 0).
std::uint8_t* put_sequence(std::uint8_t* to, std::uint8_t const* literals, std::size_t count, std::size_t distance, std::size_t match) {
  std::size_t const more = match == 0 ? 0 : match - kLeastMatch;
  *to++ = static_cast<std::uint8_t>((count < 15 ? count : 15) << 4 | (more < 15 ? more : 15));
  if (count >= 15) to = put_rest(to, count - 15);
  if (count > 0) std::memcpy(to, literals, count);
  to += count;
  if (match == 0) return to;
  *to++ = static_cast<std::uint8_t>(distance);
  *to++ = static_cast<std::uint8_t>(distance >> 8);
  return more >= 15 ? put_rest(to, more - 15) : to;
}

/// Reads what `put_rest` wrote; false at the end of the input.
bool add_rest(std::uint8_t const*& at, std::uint8_t const* end, std::size_t& length) {
  for (;;) {
    if (at == end) return false;
    length += *at;
    if (*at++ != 255) return true;
  }
}

/// What `count` bytes take in wide steps.
std::size_t in_steps(std::size_t count) { return (count + kWide - 1) / kWide * kWide; }

/// Up to a step more than `count`, in wide steps: both sides have room for it, and do not lie within a step of each other.
void copy_wide(std::uint8_t const* from, std::size_t count, std::uint8_t* to) {
  for (std::size_t i = 0; i < count; i += kWide) std::memcpy(to + i, from + i, kWide);
}

void copy_literals(std::uint8_t const* from, std::size_t count, std::size_t readable, std::uint8_t* to, std::size_t room) {
  std::size_t const wide = in_steps(count);
  if (wide <= readable && wide <= room) copy_wide(from, count, to);
  else if (count > 0) std::memcpy(to, from, count);
}

/// A match may reach into itself: then it repeats what it has just written.
void copy_match(std::uint8_t* to, std::size_t distance, std::size_t count, std::size_t room) {
  std::uint8_t const* const from = to - distance;
  if (distance >= kWide && in_steps(count) <= room) return copy_wide(from, count, to);
  for (std::size_t i = 0; i < count; ++i) to[i] = from[i];
}

}  // namespace

void pack(std::string_view raw, Bytes& out) {
  auto const* const begin = reinterpret_cast<std::uint8_t const*>(raw.data());
  std::uint8_t const* const end = begin + raw.size();
  std::size_t const before = out.size();
  out.resize(before + most_packed(raw.size()));
  std::uint8_t* to = out.data() + before;
  std::uint8_t const* literals = begin;
  if (raw.size() > kNoMatchAfter) {
    std::array<std::uint32_t, 1 << kHashBits> seen{};  // the last place of each hash
    std::uint8_t const* const last = end - kNoMatchAfter;
    for (std::uint8_t const* at = begin + 1; at < last;) {
      std::uint32_t const word = word_at(at);
      std::uint32_t& place = seen[hash(word)];
      std::uint8_t const* const candidate = begin + place;
      place = static_cast<std::uint32_t>(at - begin);
      auto const distance = static_cast<std::size_t>(at - candidate);
      if (distance > kWindow || word_at(candidate) != word) {
        at += 1 + (static_cast<std::size_t>(at - literals) >> kImpatience);
        continue;
      }
      std::size_t const length = kLeastMatch + common(candidate + kLeastMatch, at + kLeastMatch, end - kLastLiterals);
      to = put_sequence(to, literals, static_cast<std::size_t>(at - literals), distance, length);
      literals = at += length;
    }
  }
  to = put_sequence(to, literals, static_cast<std::size_t>(end - literals), 0, 0);
  out.resize(static_cast<std::size_t>(to - out.data()));
}

bool unpack(std::string_view packed, std::uint8_t* to, std::size_t size) {
  auto const* at = reinterpret_cast<std::uint8_t const*>(packed.data());
  std::uint8_t const* const end = at + packed.size();
  std::uint8_t* const begin = to;
  std::uint8_t* const to_end = to + size;
  while (at < end) {
    std::uint8_t const token = *at++;
    std::size_t literals = token >> 4, match = token & 15;
    if (literals == 15 && !add_rest(at, end, literals)) return false;
    auto const left = static_cast<std::size_t>(end - at), room = static_cast<std::size_t>(to_end - to);
    if (literals > left || literals > room) return false;
    copy_literals(at, literals, left, to, room);
    at += literals;
    to += literals;
    if (at == end) return to == to_end;
    if (end - at < 2) return false;
    std::size_t const distance = at[0] | static_cast<std::size_t>(at[1]) << 8;
    at += 2;
    if (match == 15 && !add_rest(at, end, match)) return false;
    match += kLeastMatch;
    if (distance == 0 || distance > static_cast<std::size_t>(to - begin) || match > static_cast<std::size_t>(to_end - to)) return false;
    copy_match(to, distance, match, static_cast<std::size_t>(to_end - to));
    to += match;
  }
  return false;  // a block ends with literals
}

}  // namespace saddlebag::lz4
