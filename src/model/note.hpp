#pragma once
#include "model/lead.hpp"
#include "model/opportunity.hpp"

namespace saddlebag {

struct Note;
template <> struct KindOf<Note> { static constexpr Kind value = Kind::note; };

/// Free text about a customer, deal or lead (备注).
struct Note : Record {
  Text body;
  Id<Customer> customer;
  Id<Opportunity> opportunity;
  Id<Lead> lead;
  Id<User> author;
  bool pinned = false;
};

KindInfo const& note_info();

}  // namespace saddlebag
