#pragma once
#include "model/lead.hpp"
#include "model/opportunity.hpp"

namespace saddlebag {

struct Activity;
template <> struct KindOf<Activity> { static constexpr Kind value = Kind::activity; };

enum class ActivityType : std::uint8_t { task, visit, call, meeting, mail };

/// Something to do or done: a visit, call, meeting, mail or task (活动).
struct Activity : Record {
  Text subject;
  ActivityType type = ActivityType::task;
  Id<Customer> customer;
  Id<Contact> contact;
  Id<Opportunity> opportunity;
  Id<Lead> lead;
  Id<User> owner;
  Instant due;  ///< when it starts, or by when it must be done
  bool done = false;
  Instant done_at;
  Text location;
  Text minutes;  ///< what was said and agreed
};

KindInfo const& activity_info();

}  // namespace saddlebag
