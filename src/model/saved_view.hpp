#pragma once
#include "model/user.hpp"

namespace saddlebag {

struct SavedView;
template <> struct KindOf<SavedView> { static constexpr Kind value = Kind::saved_view; };

/// A way to look at a list that somebody keeps (视图): which records, in which order, with which columns. A record like any
/// other, so it is journaled, undone and synced.
struct SavedView : Record {
  Text name;
  Text target_kind;      ///< KindInfo::name
  Id<User> owner;        ///< empty: made by nobody in particular, and everybody's
  bool shared = false;   ///< otherwise the owner's alone
  Text definition;       ///< JSON, see ui/screens/view_definition.hpp
};

KindInfo const& saved_view_info();

}  // namespace saddlebag
