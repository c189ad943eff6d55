#include "model/saved_view.hpp"

#include "model/tables.hpp"

namespace saddlebag {

KindInfo const& saved_view_info() {
  static std::vector<Field> const fields = detail::with_system_fields<SavedView>({
      field<&SavedView::name>("name", Tr::field_name, kRequired | kSearchable | kColumn | kTitle),
      field<&SavedView::target_kind>("target_kind", Tr::field_target_kind, kRequired),
      field<&SavedView::owner>("owner", Tr::field_owner),
      field<&SavedView::shared>("shared", Tr::field_shared),
      field<&SavedView::definition>("definition", Tr::field_definition, 0, FieldType::long_text),
  });
  static KindInfo const info = detail::make_kind<SavedView>("saved_view", "saved_views", Tr::kind_saved_view,
                                                            Tr::kind_saved_views, fields);
  return info;
}

}  // namespace saddlebag
