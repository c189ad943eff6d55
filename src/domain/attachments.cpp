#include "domain/attachments.hpp"

namespace saddlebag {

bool takes_attachments(Kind kind) {
  return kind == Kind::customer || kind == Kind::contact || kind == Kind::opportunity || kind == Kind::lead;
}

Transaction attach(Store const& store, Kind kind, Uuid record, std::span<AttachmentDraft const> files, Id<User> author) {
  Edit edit(store, Cause::edit);
  Record const* const whole = takes_attachments(kind) ? store.find(kind, record) : nullptr;
  if (whole == nullptr) return edit.take();
  std::string_view const reference = kind_info(kind).name;
  Uuid customer;
  if (kind == Kind::contact) customer = static_cast<Contact const&>(*whole).customer.uuid;
  if (kind == Kind::opportunity) customer = static_cast<Opportunity const&>(*whole).customer.uuid;
  for (AttachmentDraft const& file : files) {
    auto const set = [&](std::string_view field, Value value) { edit.set(Kind::attachment, file.id.uuid, field, value); };
    edit.create(Kind::attachment, file.id.uuid);
    set("name", Value::text(file.name));
    set("media_type", Value::text(file.media_type));
    set("size", Value::integer(file.size));
    set(reference, Value::reference(record));
    if (!customer.empty()) set("customer", Value::reference(customer));
    set("author", Value::reference(author.uuid));
  }
  return edit.take();
}

AttachedTo attached_to(Attachment const& attachment) {
  if (!attachment.contact.empty()) return {Kind::contact, attachment.contact.uuid};
  if (!attachment.opportunity.empty()) return {Kind::opportunity, attachment.opportunity.uuid};
  if (!attachment.lead.empty()) return {Kind::lead, attachment.lead.uuid};
  return {Kind::customer, attachment.customer.uuid};
}

}  // namespace saddlebag
