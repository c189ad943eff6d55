#pragma once
#include "model/customer.hpp"

namespace saddlebag {

enum class UserRole : std::uint8_t { representative, manager, service, marketing, administrator, kiosk, auditor };

/// A colleague: an owner of customers, deals and activities (用户).
struct User : Record {
  Text name;
  UserRole role = UserRole::representative;
  Text team, region;
  Id<User> manager;
  Text phone, email;
  bool inactive = false;
};

KindInfo const& user_info();

}  // namespace saddlebag
