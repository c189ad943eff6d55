#pragma once
#include <memory>

namespace saddlebag {

/// As it was when the program began; for what cannot be assigned, because it may be at work.
template <class What>
void make_anew(What& what) {
  std::destroy_at(&what);
  std::construct_at(&what);
}

}  // namespace saddlebag
