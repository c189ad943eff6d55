#pragma once
#include "model/lead.hpp"
#include "model/opportunity.hpp"

namespace saddlebag {

struct Attachment;
template <> struct KindOf<Attachment> { static constexpr Kind value = Kind::attachment; };

/// A file or photo that belongs to a customer, contact, deal or lead (附件). Its bytes lie beside the records, see
/// store/contents.hpp.
struct Attachment : Record {
  Text name;               ///< of the file, with its extension
  Text media_type;         ///< as in RFC 6838, see exchange/media_type.hpp
  std::int64_t size = 0;   ///< bytes
  Id<Customer> customer;
  Id<Contact> contact;
  Id<Opportunity> opportunity;
  Id<Lead> lead;
  Id<User> author;
};

KindInfo const& attachment_info();

}  // namespace saddlebag
