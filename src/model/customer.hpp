#pragma once
#include "model/field.hpp"

namespace saddlebag {

struct User;
template <> struct KindOf<User> { static constexpr Kind value = Kind::user; };
struct Customer;
template <> struct KindOf<Customer> { static constexpr Kind value = Kind::customer; };

enum class CustomerType : std::uint8_t { company, person };
enum class CustomerTier : std::uint8_t { none, white, silver, gold };
/// Where a customer stands (客户生命周期), in the order in which it usually goes.
enum class Lifecycle : std::uint8_t { prospect, intent, fresh, growing, mature, declining, dormant, lost, won_back };
enum class Source : std::uint8_t { unknown, web, referral, fair, phone, mail, social, partner, advertising, other };

/// A company or person we sell to, or hope to (客户).
struct Customer : Record {
  Text name;
  CustomerType type = CustomerType::company;
  CustomerTier tier = CustomerTier::none;
  Lifecycle lifecycle = Lifecycle::prospect;
  Source source = Source::unknown;
  Id<User> owner;
  Id<Customer> parent;
  Text industry;
  Text phone, email, website;
  Text country, region, city, address;
  Money annual_revenue;
  std::int64_t employees = 0;
  std::int64_t founded = 0;  ///< year
  Text tags;
  Text tax_id, bank_account;
  Text description;
};

KindInfo const& customer_info();

}  // namespace saddlebag
