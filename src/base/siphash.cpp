#include "base/siphash.hpp"

#include <bit>
#include <cstddef>
#include <utility>

namespace saddlebag {
namespace {

struct State {
  std::uint64_t v0, v1, v2, v3;
  void rounds(int count) {
    while (count-- > 0) {
      v0 += v1, v1 = std::rotl(v1, 13), v1 ^= v0, v0 = std::rotl(v0, 32);
      v2 += v3, v3 = std::rotl(v3, 16), v3 ^= v2;
      v0 += v3, v3 = std::rotl(v3, 21), v3 ^= v0;
      v2 += v1, v1 = std::rotl(v1, 17), v1 ^= v2, v2 = std::rotl(v2, 32);
    }
  }
  void take(std::uint64_t word) {
    v3 ^= word;
    rounds(2);
    v0 ^= word;
  }
};

}  // namespace

std::uint64_t siphash(SipKey key, std::string_view bytes) {
  State state{key.low ^ 0x736f'6d65'7073'6575ull, key.high ^ 0x646f'7261'6e64'6f6dull,
              key.low ^ 0x6c79'6765'6e65'7261ull, key.high ^ 0x7465'6462'7974'6573ull};
  std::uint64_t word = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    word |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[i])) << (8 * (i & 7));
    if ((i & 7) == 7) state.take(std::exchange(word, 0));
  }
  state.take(word | static_cast<std::uint64_t>(bytes.size()) << 56);
  state.v2 ^= 0xff;
  state.rounds(4);
  return state.v0 ^ state.v1 ^ state.v2 ^ state.v3;
}

}  // namespace saddlebag
