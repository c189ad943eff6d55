#pragma once
#include <array>

#include "base/hash.hpp"
#include "model/field.hpp"

namespace saddlebag {

/// Finds built-in fields by the names in one transaction. A name is the same bytes there each time, so
/// its address finds its index, and names are compared once for each field and not for each change.
class FieldNames {
 public:
  FieldIndex find(Kind kind, std::string_view name) {
    std::uint64_t const hash = mix(reinterpret_cast<std::uintptr_t>(name.data()), static_cast<std::uint64_t>(kind));
    Known& known = known_[hash % known_.size()];
    if (known.name != name.data() || known.kind != kind) known = {name.data(), kind, kind_info(kind).find(name)};
    return known.field;
  }

 private:
  struct Known {
    char const* name = nullptr;
    Kind kind = Kind::count_;
    FieldIndex field = kNoField;
  };
  std::array<Known, 64> known_;
};

}  // namespace saddlebag
