#pragma once
#include <span>

#include "store/store.hpp"

namespace saddlebag {

/// A file whose bytes lie on the device already, under its id.
struct AttachmentDraft {
  Id<Attachment> id;
  std::string_view name, media_type;
  std::int64_t size = 0;  ///< bytes
};

/// Whether files can belong to records of a kind.
bool takes_attachments(Kind kind);
/// Attachments of a record. Those of a contact or a deal belong to its customer too, so that its page has all of them.
Transaction attach(Store const& store, Kind kind, Uuid record, std::span<AttachmentDraft const> files, Id<User> author);
/// What an attachment was attached to, as closely as it says: the deal before its customer.
struct AttachedTo {
  Kind kind = Kind::count_;
  Uuid record;
};
AttachedTo attached_to(Attachment const& attachment);

}  // namespace saddlebag
