#pragma once
#include "model/customer.hpp"

namespace saddlebag {

struct Contact;
template <> struct KindOf<Contact> { static constexpr Kind value = Kind::contact; };

/// Buying role of the CUTE decision map (决策链).
enum class BuyingRole : std::uint8_t { unknown, coach, user, technical, economic };
enum class Channel : std::uint8_t { any, phone, mail, wechat, visit };

/// A person at a customer (联系人).
struct Contact : Record {
  Text name;
  Id<Customer> customer;
  Text title, department;
  BuyingRole buying_role = BuyingRole::unknown;
  Channel preferred_channel = Channel::any;
  Text mobile, phone, email, wechat;
  Date birthday;
  Id<User> owner;
  Text tags;
  Text description;
};

KindInfo const& contact_info();

}  // namespace saddlebag
