#include "ui/screens/record_header.hpp"

#include "base/utf8.hpp"
#include "domain/attachments.hpp"
#include "ui/favourites.hpp"
#include "ui/format.hpp"
#include "ui/screens/form.hpp"
#include "ui/screens/list_views.hpp"
#include "ui/screens/print.hpp"
#include "ui/screens/record_convert.hpp"
#include "ui/screens/record_edit.hpp"
#include "ui/screens/record_line.hpp"
#include "ui/screens/timeline.hpp"
#include "ui/widgets/field.hpp"
#include "ui/widgets/overlay.hpp"

namespace saddlebag::ui {
namespace {

/// What follows stands beside what came before it where there is room, else below: a phone with large text has little.
void beside_or_below(float width) {
  same_row(2);
  if (ImGui::GetContentRegionAvail().x < width) ImGui::NewLine();
}

/// The name while it is being changed.
struct Naming {
  Uuid record;  ///< empty: it is not
  std::string text, error;
  bool fresh = false;
};
Naming naming;

void begin_naming(Kind kind, Record const& record, Store const& store) {
  naming = {
      record.id, std::string(store.value(record, kind_info(kind).fields[kind_info(kind).title]).as_text()), {}, true};
}

void draw_naming(Frame const& frame, Kind kind, Record const& record) {
  FieldIndex const title = kind_info(kind).title;
  Field const& field = kind_info(kind).fields[title];
  TextFieldOptions options;
  options.error = naming.error;
  options.width = std::min(ImGui::GetContentRegionAvail().x, space(100));
  options.label = false;
  options.focus = naming.fresh;
  TextFieldResult const result = text_field(field_label(field), naming.text, options);
  bool const fresh = naming.fresh;
  naming.fresh = false;
  if (result.changed) naming.error.clear();
  if (result.cancelled || (!result.active && !fresh && !result.committed && naming.error.empty())) {
    naming = {};
  } else if (result.committed) {
    Result<OwnedValue> const value =
        parse_value(field, naming.text, frame.preferences, frame.today, frame.utc_offset_minutes);
    if (!value) {
      naming.error = tr(Tr::record_missing_name);
      return;
    }
    send_field(frame, kind, record, title, *value);
    naming = {};
  }
}

void draw_badges(Frame const& frame, Kind kind, Record const& record) {
  for (Field const& field : kind_info(kind).fields) {
    if (!field.has(kColumn)) continue;
    Mark const mark = mark_of(frame.store, field, read_field(record, field));
    if (mark.text.empty()) continue;
    badge(mark.text, mark.tone);
    beside_or_below(space(24));
  }
  text(tr(Tr::record_updated_ago,
          format_ago(record.updated.empty() ? record.created : record.updated, frame.now, frame.utc_offset_minutes)),
       Type::caption, Color::text_faint);
}

void draw_more_menu(Frame const& frame, Kind kind, Record const& record) {
  if (!begin_menu("more", tr(Tr::record_more))) return;
  if (menu_item(tr(Tr::record_rename), Icon::edit)) begin_naming(kind, record, frame.store);
  if (menu_item(tr(Tr::record_copy_link), Icon::link))
    frame.commands.send(Share{.route = {screen_of(kind), record.id}, .title = {}, .copy = true});
  if (frame.can_share && menu_item(tr(Tr::print_share), Icon::share))
    frame.commands.send(Share{{screen_of(kind), record.id}, std::string(record_title(frame.store, kind, record.id))});
  if (menu_item(tr(Tr::print_print), Icon::print, "Ctrl P")) print_record(frame, kind, record);
  if (takes_attachments(kind)) {
    if (appearance().touch && menu_item(tr(Tr::attachment_photo), Icon::camera)) frame.commands.send(Attach{kind, record.id, true});
    if (menu_item(tr(Tr::attachment_add), Icon::clip)) frame.commands.send(Attach{kind, record.id});
  }
  if (menu_item(tr(Tr::record_add_field), Icon::plus)) start_new_field(kind);
  menu_separator();
  if (menu_item(tr(Tr::ui_delete), Icon::trash, {}, true, true)) {
    send_erase(frame, kind, record.id);
    frame.commands.send(Go{{screen_of(kind), {}}});
  }
  end_menu();
}

void draw_actions(Frame const& frame, Kind kind, Record const& record) {
  bool const lead = kind == Kind::lead && static_cast<Lead const&>(record).status != LeadStatus::converted;
  bool const customer = kind == Kind::customer;
  if (lead || customer) {
    std::string_view const name = tr(lead ? Tr::record_convert : Tr::record_new_deal);
    if (button(name, {.style = ButtonStyle::primary, .icon = lead ? Icon::check : Icon::plus})) {
      lead ? start_convert({record.id}) : start_new_for(Kind::opportunity, "customer", record.id);
    }
    beside_or_below(control_height());
  }
  if (has_timeline(kind)) {
    // Where there is no room for its name it is an icon.
    bool const named = button_width(tr(Tr::agenda_add), true) + space(2) + control_height() <= ImGui::GetContentRegionAvail().x;
    if (named ? button(tr(Tr::agenda_add), {.icon = Icon::note}) : icon_button(Icon::note, tr(Tr::agenda_add), {})) focus_composer();
    beside_or_below(control_height());
  }
  if (icon_button(Icon::more, tr(Tr::record_more))) open_menu("more");
  draw_more_menu(frame, kind, record);
}

void draw_star(Frame const& frame, Kind kind, Uuid id) {
  bool const on = is_favourite(frame.preferences, id);
  std::string_view const name = tr(on ? Tr::find_remove_favourite : Tr::find_add_favourite);
  ButtonOptions options{.style = ButtonStyle::ghost};
  if (on) options.ink = Color::warning;
  if (icon_button(Icon::star, name, options)) toggle_favourite(frame, kind, id);
}

float actions_width(Kind kind, Record const& record) {
  float width = control_height();
  bool const lead = kind == Kind::lead && static_cast<Lead const&>(record).status != LeadStatus::converted;
  if (lead || kind == Kind::customer)
    width += button_width(tr(lead ? Tr::record_convert : Tr::record_new_deal), true) + space(2);
  if (has_timeline(kind)) width += button_width(tr(Tr::agenda_add), true) + space(2);
  return width;
}

}  // namespace

void draw_record_header(Frame const& frame, Kind kind, Record const& record) {
  std::string_view const title = record_title(frame.store, kind, record.id);
  ImGui::SetCursorPosX(ImGui::GetCursorPosX() - space(2.5f));  // its text stands on the margin, not its edge
  if (button(tr(Tr::record_back_to_list, tr(kind_info(kind).label_plural)),
             {.style = ButtonStyle::ghost, .icon = Icon::chevron_left})) {
    frame.commands.send(Go{list_route(kind)});
  }
  gap(2);
  bool const large = frame.compact && appearance().text_scale > 1.5f;  // the name needs the room
  float const face = large ? 0 : space(12);
  ImVec2 const at = ImGui::GetCursorScreenPos();
  ImDrawList* const list = ImGui::GetWindowDrawList();
  if (!large && has_avatar(kind)) {
    draw_avatar(list, at, face, title);
  } else if (!large) {
    list->AddRectFilled(at, {at.x + face, at.y + face}, color(Color::accent_soft), kRadius);
    draw_icon(list, {at.x + space(3), at.y + space(3)}, icon_for(kind), space(6), color(Color::accent_text));
  }
  float const left = large ? 1 : face + space(4);
  ImGui::Indent(left);
  begin_row();
  if (naming.record == record.id) {
    draw_naming(frame, kind, record);
  } else {
    float const beside = control_height() * 2 + space(2) + (frame.compact ? 0 : actions_width(kind, record) + space(2));
    heading(title, Type::heading, 1, std::max(space(20), ImGui::GetContentRegionAvail().x - beside));
    same_row(1);
    if (kind_info(kind).title != kNoField && icon_button(Icon::edit, tr(Tr::record_rename)))
      begin_naming(kind, record, frame.store);
    same_row(0);
    draw_star(frame, kind, record.id);
  }
  if (!frame.compact) {
    same_row(0);
    push_right(actions_width(kind, record));
    draw_actions(frame, kind, record);
  }
  draw_badges(frame, kind, record);
  ImGui::Unindent(left);
  if (!frame.compact) return;
  gap(3);
  draw_actions(frame, kind, record);
}

}  // namespace saddlebag::ui
