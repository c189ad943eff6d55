#pragma once
#include <cstdint>
#include <vector>

#include "base/hash.hpp"
#include "base/id.hpp"

namespace saddlebag {

/// Finds the row of an id: open addressing with linear probing over (row, tag) pairs. The ids themselves
/// stay in the rows: `id_of(row)` reads them. At most half full, so a search touches a cache line or two.
class IdIndex {
 public:
  static constexpr std::uint32_t kNone = 0xffffffff;

  template <class IdOf>
  [[nodiscard]] std::uint32_t find(Uuid id, IdOf id_of) const {
    if (slots_.empty()) return kNone;
    std::uint64_t const hash = hash_of(id);
    for (std::size_t at = home(hash);; at = next(at)) {
      Slot const slot = slots_[at];
      if (slot.row == kNone) return kNone;
      if (slot.tag == tag_of(hash) && id_of(slot.row) == id) return slot.row;
    }
  }

  /// Makes room for so many more at once.
  void reserve(std::size_t more) {
    std::size_t room = slots_.empty() ? 16 : slots_.size();
    while (room < (used_ + more) * 2) room *= 2;
    if (room > slots_.size()) grow_to(room);
  }

  /// The id must not be there yet.
  void insert(Uuid id, std::uint32_t row) {
    reserve(1);
    ++used_;
    place({row, tag_of(hash_of(id))}, hash_of(id));
  }

  /// The same of one that may be there: the row that has it, or kNone where it is this one now.
  template <class IdOf>
  std::uint32_t claim(Uuid id, std::uint32_t row, IdOf id_of) {
    reserve(1);
    std::uint64_t const hash = hash_of(id);
    std::size_t at = home(hash);
    for (; slots_[at].row != kNone; at = next(at)) {
      if (slots_[at].tag == tag_of(hash) && id_of(slots_[at].row) == id) return slots_[at].row;
    }
    slots_[at] = {row, tag_of(hash)};
    ++used_;
    return kNone;
  }

  template <class IdOf>
  void erase(Uuid id, IdOf id_of) {
    if (slots_.empty()) return;
    std::size_t at = home(hash_of(id));
    while (slots_[at].row != kNone && id_of(slots_[at].row) != id) at = next(at);
    if (slots_[at].row == kNone) return;
    --used_;
    // Moves later ones of the same run up, so that no search stops at the gap.
    for (std::size_t gap = at, probe = next(at);; probe = next(probe)) {
      if (slots_[probe].row == kNone) {
        slots_[gap].row = kNone;
        return;
      }
      std::size_t const ideal = slots_[probe].tag & mask();
      if (((probe - ideal) & mask()) >= ((probe - gap) & mask())) {
        slots_[gap] = slots_[probe];
        gap = probe;
      }
    }
  }

  [[nodiscard]] std::size_t heap_bytes() const { return slots_.capacity() * sizeof(Slot); }

 private:
  struct Slot {
    std::uint32_t row = kNone;
    std::uint32_t tag = 0;  // low half of the hash: the home slot, and enough to pass most strangers by
  };
  static std::uint64_t hash_of(Uuid id) { return mix(id.hi, id.lo); }
  static std::uint32_t tag_of(std::uint64_t hash) { return static_cast<std::uint32_t>(hash); }
  [[nodiscard]] std::size_t mask() const { return slots_.size() - 1; }
  [[nodiscard]] std::size_t home(std::uint64_t hash) const { return tag_of(hash) & mask(); }
  [[nodiscard]] std::size_t next(std::size_t at) const { return (at + 1) & mask(); }

  void place(Slot slot, std::uint64_t hash) {
    std::size_t at = home(hash);
    while (slots_[at].row != kNone) at = next(at);
    slots_[at] = slot;
  }
  void grow_to(std::size_t room) {
    std::vector<Slot> old(room);
    old.swap(slots_);
    for (Slot const slot : old) {
      if (slot.row != kNone) place(slot, slot.tag);
    }
  }
  std::vector<Slot> slots_;
  std::size_t used_ = 0;
};

}  // namespace saddlebag
