#include "model/attachment.hpp"

#include "model/tables.hpp"

namespace saddlebag {

KindInfo const& attachment_info() {
  static std::vector<Field> const fields = detail::with_system_fields<Attachment>({
      field<&Attachment::name>("name", Tr::field_name, kRequired | kSearchable | kColumn | kTitle),
      field<&Attachment::media_type>("media_type", Tr::field_media_type),
      field<&Attachment::size>("size", Tr::field_size, kColumn),
      field<&Attachment::customer>("customer", Tr::field_customer, kColumn),
      field<&Attachment::contact>("contact", Tr::field_contact),
      field<&Attachment::opportunity>("opportunity", Tr::field_opportunity),
      field<&Attachment::lead>("lead", Tr::field_lead),
      field<&Attachment::author>("author", Tr::field_author, kColumn),
  });
  static KindInfo const info = detail::make_kind<Attachment>("attachment", "attachments", Tr::kind_attachment,
                                                             Tr::kind_attachments, fields);
  return info;
}

}  // namespace saddlebag
