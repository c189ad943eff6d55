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
std::uint32_t both_equal(char const* a, Lanes first, char const* b, Lanes last) {
  return wasm_i8x16_bitmask(
      wasm_v128_and(wasm_i8x16_eq(wasm_v128_load(a), first), wasm_i8x16_eq(wasm_v128_load(b), last)));
}
#elif defined(__SSE2__)
#define SADDLEBAG_SIMD 1
using Lanes = __m128i;
Lanes fill(char byte) { return _mm_set1_epi8(byte); }
std::uint32_t both_equal(char const* a, Lanes first, char const* b, Lanes last) {
  __m128i const at_first = _mm_cmpeq_epi8(_mm_loadu_si128(reinterpret_cast<__m128i const*>(a)), first);
  __m128i const at_last = _mm_cmpeq_epi8(_mm_loadu_si128(reinterpret_cast<__m128i const*>(b)), last);
  return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_and_si128(at_first, at_last)));
}
#endif

}  // namespace

std::size_t find_bytes(std::string_view hay, std::string_view needle, std::size_t from) {
#if defined(SADDLEBAG_SIMD)
  std::size_t const length = needle.size();
  if (length == 0 || hay.size() < length) return hay.find(needle, from);
  Lanes const first = fill(needle.front());
  Lanes const last = fill(needle.back());
  // Both loads of a step end within the hay; the tail is left to string_view.
  for (; from + 16 + length - 1 <= hay.size(); from += 16) {
    char const* const at = hay.data() + from;
    for (std::uint32_t mask = both_equal(at, first, at + length - 1, last); mask != 0; mask &= mask - 1) {
      std::size_t const lane = static_cast<std::size_t>(std::countr_zero(mask));
      if (length <= 2 || std::memcmp(at + lane + 1, needle.data() + 1, length - 2) == 0) return from + lane;
    }
  }
#endif
  return hay.find(needle, from);
}

}  // namespace saddlebag
