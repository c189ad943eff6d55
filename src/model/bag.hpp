#pragma once
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "model/value.hpp"

namespace saddlebag {

/// The bag of a record: fields that have no member, by name — custom fields, and fields that a newer
/// program wrote and this one does not know. Packed as `varint count, (text name, value)*` in the order
/// of names, so that equal bags are equal bytes.

/// Calls `visit(std::string_view name, Value value)` for every entry; false where the bytes are broken.
template <class Visit>
bool for_each_in_bag(std::string_view bag, Visit visit);

/// The value of one name; empty when it is not there.
Value bag_value(std::string_view bag, std::string_view name);
/// A copy of `bag` with one entry set, or removed where `value` is empty.
std::string bag_with(std::string_view bag, std::string_view name, Value value);

/// Shape byte and payload, as in the journal and in bags; see store/FORMAT.md.
void write_value(ByteWriter& out, Value value);
/// Text of the result points into the reader's bytes. An unknown shape fails the reader.
Value read_value(ByteReader& in);

template <class Visit>
bool for_each_in_bag(std::string_view bag, Visit visit) {
  if (bag.empty()) return true;
  ByteReader in(bag);
  std::uint64_t const count = in.varint();
  for (std::uint64_t i = 0; i < count && in.ok(); ++i) {
    std::string_view const name = in.text();
    Value const value = read_value(in);
    if (in.ok()) visit(name, value);
  }
  return in.ok() && in.done();
}

}  // namespace saddlebag
