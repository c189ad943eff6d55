#include "ui/screens/list_tools.hpp"

#include "ui/format.hpp"
#include "ui/screens/filter_bar.hpp"
#include "ui/screens/form.hpp"
#include "ui/screens/list_columns.hpp"
#include "ui/screens/list_export.hpp"
#include "ui/screens/print.hpp"
#include "ui/screens/screens.hpp"
#include "ui/widgets/field.hpp"
#include "ui/widgets/overlay.hpp"

namespace saddlebag::ui {
namespace {

void draw_export_menu(Frame const& frame, Kind kind, ListState const& state) {
  if (!begin_menu("export", tr(Tr::list_export))) return;
  if (menu_item(tr(Tr::list_export_csv), Icon::download))
    export_list(frame, kind, state.view.rows, state.columns, ExportFormat::csv);
  if (menu_item(tr(Tr::list_export_json), Icon::download))
    export_list(frame, kind, state.view.rows, state.columns, ExportFormat::json);
  menu_separator();
  if (menu_item(tr(Tr::print_print), Icon::print, "Ctrl P")) print_list(frame, kind, state);
  end_menu();
}

/// A button with a name where there is room, else its icon alone.
bool tool(Frame const& frame, Icon icon, std::string_view name) {
  same_row(2);
  return frame.compact ? icon_button(icon, name) : button(name, {.style = ButtonStyle::ghost, .icon = icon});
}

}  // namespace

void draw_list_title(Frame const& frame, Kind kind, ListState& state) {
  begin_row();
  heading(tr(kind_info(kind).label_plural));
  std::size_t const shown = state.view.rows.size(), all = frame.store.count(kind);
  std::string_view const total = format_integer(static_cast<std::int64_t>(all));
  same_row(3);
  text(shown == all ? tr(Tr::list_count, total)
                    : tr(Tr::list_count_of, format_integer(static_cast<std::int64_t>(shown)), total),
       Type::body, Color::text_muted);
  std::string_view const name = tr(Tr::list_new, tr(kind_info(kind).label));
  same_row(0);
  push_right(button_width(name, true));
  if (button(name, {.style = ButtonStyle::primary, .icon = Icon::plus})) start_new(kind);
}

/// Of the tools beside the search, with their names.
static float tools_width() {
  float width = 0;
  for (Tr const name : {Tr::list_add_filter, Tr::list_group, Tr::list_columns, Tr::list_export}) width += button_width(tr(name), true) + space(2);
  return width;
}

void draw_list_tools(Frame const& frame, Kind kind, ListLayout const& layout, ListState& state) {
  begin_row();
  float const room = ImGui::GetContentRegionAvail().x;
  float const width = frame.compact ? room - (control_height() + space(2)) * 3 : std::clamp(room - tools_width(), space(40), space(70));
  std::string_view const name = tr(Tr::list_search, tr(kind_info(kind).label_plural));
  text_field(name, state.search, {.hint = name, .width = width, .label = false, .search = true});
  same_row(2);
  draw_filter_button(frame, kind);
  if (tool(frame, Icon::group, tr(Tr::list_group))) open_menu("group");
  draw_group_menu(frame, kind, layout, state);
  if (!frame.compact) {
    if (tool(frame, Icon::columns, tr(Tr::list_columns))) open_menu("columns");
    draw_column_menu(frame, kind, layout, state);
  }
  if (tool(frame, Icon::download, tr(Tr::list_export))) open_menu("export");
  draw_export_menu(frame, kind, state);
}

}  // namespace saddlebag::ui
