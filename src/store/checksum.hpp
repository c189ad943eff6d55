#pragma once
#include <cstdint>
#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace saddlebag {

/// XXH64 (https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md), seed 0: eight bytes at a step,
/// so that checking everything on opening costs little. Finds accidents, not adversaries.
std::uint64_t checksum(std::string_view bytes);

/// What every file of the store begins with: magic u32, checksum u64 of all that follows, version u32.
inline constexpr std::size_t kEnvelopeBytes = 16;
/// Opens an envelope in `out`; what is appended behind it is its content. `out` must be empty.
void begin_envelope(Bytes& out, std::uint32_t magic, std::uint32_t version);
/// Fills in the checksum.
void end_envelope(Bytes& out);
/// The content, a view into `bytes`. `corrupt` where magic or checksum are wrong, `unsupported` where the
/// version is newer than `newest`.
Result<std::string_view> open_envelope(std::string_view bytes, std::uint32_t magic, std::uint32_t newest);

}  // namespace saddlebag
