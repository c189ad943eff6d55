#include "store/scan.hpp"

#include <bit>
#include <cstdint>
#include <cstring>

#if defined(__wasm_simd128__)
#include <wasm_simd128.h>
#elif defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace saddlebag {
namespace {

#if defined(__wasm_simd128__)
#define SADDLEBAG_SIMD 1
using Lanes = v128_t;
Lanes fill(char byte) { return wasm_i8x16_splat(byte); }
Lanes both_equal(char const* a, Lanes one, char const* b, Lanes two) {
  return wasm_v128_and(wasm_i8x16_eq(wasm_v128_load(a), one), wasm_i8x16_eq(wasm_v128_load(b), two));
}
Lanes either(Lanes a, Lanes b) { return wasm_v128_or(a, b); }
bool any(Lanes lanes) { return wasm_v128_any_true(lanes); }
std::uint32_t bits(Lanes lanes) { return wasm_i8x16_bitmask(lanes); }
#elif defined(__SSE2__)
#define SADDLEBAG_SIMD 1
using Lanes = __m128i;
Lanes fill(char byte) { return _mm_set1_epi8(byte); }
Lanes load(char const* at) { return _mm_loadu_si128(reinterpret_cast<__m128i const*>(at)); }
Lanes both_equal(char const* a, Lanes one, char const* b, Lanes two) {
  return _mm_and_si128(_mm_cmpeq_epi8(load(a), one), _mm_cmpeq_epi8(load(b), two));
}
Lanes either(Lanes a, Lanes b) { return _mm_or_si128(a, b); }
std::uint32_t bits(Lanes lanes) { return static_cast<std::uint32_t>(_mm_movemask_epi8(lanes)); }
bool any(Lanes lanes) { return bits(lanes) != 0; }
#endif

/// How often a byte is seen in folded text, roughly: letters of pinyin and first bytes of Han most of all.
int commonness(char byte) {
  auto const c = static_cast<unsigned char>(byte);
  if (c >= 0xc0 || c == ' ') return 4;
  if (c >= 0x80) return 0;
  if (c < 'a' || c > 'z') return 1;
  return std::memchr("aeghinou", c, 8) != nullptr ? 3 : 2;
}

}  // namespace

ByteFinder::ByteFinder(std::string_view needle) : needle_(needle) {
  if (needle.empty()) return;
  two_ = needle.size() - 1;
  for (std::size_t i = 1; i + 1 < needle.size(); ++i) {
    std::size_t& worse = commonness(needle[one_]) > commonness(needle[two_]) ? one_ : two_;
    if (commonness(needle[i]) < commonness(needle[worse])) worse = i;
  }
}

std::size_t ByteFinder::in(std::string_view hay, std::size_t from) const {
#if defined(SADDLEBAG_SIMD)
  std::size_t const length = needle_.size();
  if (length == 0 || hay.size() < length) return hay.find(needle_, from);
  Lanes const one = fill(needle_[one_]), two = fill(needle_[two_]);
  auto const equal = [&](char const* at) { return both_equal(at + one_, one, at + two_, two); };
  // All loads of a step end within the hay; the tail is left to string_view.
  for (; from + 64 + length - 1 <= hay.size(); from += 64) {
    char const* const at = hay.data() + from;
    Lanes const lanes[] = {equal(at), equal(at + 16), equal(at + 32), equal(at + 48)};
    if (!any(either(either(lanes[0], lanes[1]), either(lanes[2], lanes[3])))) continue;
    std::uint64_t mask = 0;
    for (int i = 0; i < 4; ++i) mask |= std::uint64_t{bits(lanes[i])} << (16 * i);
    for (; mask != 0; mask &= mask - 1) {
      auto const place = static_cast<std::size_t>(std::countr_zero(mask));
      if (length == 1 || std::memcmp(at + place, needle_.data(), length) == 0) return from + place;
    }
  }
#endif
  return hay.find(needle_, from);
}

}  // namespace saddlebag
