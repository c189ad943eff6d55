#include "model/note.hpp"

#include "model/tables.hpp"

namespace saddlebag {

KindInfo const& note_info() {
  static std::vector<Field> const fields = detail::with_system_fields<Note>({
      field<&Note::body>("body", Tr::field_body, kRequired | kSearchable | kColumn | kTitle, FieldType::long_text),
      field<&Note::customer>("customer", Tr::field_customer, kColumn),
      field<&Note::opportunity>("opportunity", Tr::field_opportunity),
      field<&Note::lead>("lead", Tr::field_lead),
      field<&Note::author>("author", Tr::field_author, kColumn),
      field<&Note::pinned>("pinned", Tr::field_pinned),
  });
  static KindInfo const info = detail::make_kind<Note>("note", "notes", Tr::kind_note, Tr::kind_notes, fields);
  return info;
}

}  // namespace saddlebag
