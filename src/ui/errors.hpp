#pragma once
#include "base/result.hpp"
#include "locale/keys.hpp"

namespace saddlebag::ui {

/// What an error is called in the person's language.
constexpr Tr error_text(ErrorCode code) {
  switch (code) {
    case ErrorCode::none: return Tr::error_none;
    case ErrorCode::invalid: return Tr::error_invalid;
    case ErrorCode::missing: return Tr::error_missing;
    case ErrorCode::corrupt: return Tr::error_corrupt;
    case ErrorCode::unsupported: return Tr::error_unsupported;
    case ErrorCode::refused: return Tr::error_refused;
    case ErrorCode::full: return Tr::error_full;
    case ErrorCode::offline: return Tr::error_offline;
    case ErrorCode::unauthorized: return Tr::error_unauthorized;
    case ErrorCode::conflict: return Tr::error_conflict;
    case ErrorCode::internal: return Tr::error_internal;
    case ErrorCode::too_long: return Tr::error_too_long;
  }
  return Tr::error_internal;
}

}  // namespace saddlebag::ui
