#pragma once
#include "model/customer.hpp"

namespace saddlebag {

struct Lead;
template <> struct KindOf<Lead> { static constexpr Kind value = Kind::lead; };

enum class LeadStatus : std::uint8_t { fresh, contacted, qualified, converted, disqualified };

/// Somebody who may become a customer (线索).
struct Lead : Record {
  Text name;
  Text company, title;
  LeadStatus status = LeadStatus::fresh;
  Source source = Source::unknown;
  std::int64_t score = 0;  ///< 0..100
  Text mobile, email, city;
  Id<User> owner;
  Id<Customer> customer;   ///< what it was converted to
  Text reason;             ///< why it was disqualified
  Text tags;
  Text description;
};

KindInfo const& lead_info();

}  // namespace saddlebag
