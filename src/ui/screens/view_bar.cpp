#include <algorithm>

#include "base/utf8.hpp"
#include "ui/format.hpp"
#include "ui/screens/list_views.hpp"
#include "ui/screens/record_edit.hpp"
#include "ui/widgets/field.hpp"
#include "ui/widgets/overlay.hpp"
#include "ui/widgets/tabs.hpp"

namespace saddlebag::ui {
namespace {

/// The dialog that asks for a name.
struct ViewName {
  bool open = false;
  Kind kind = Kind::count_;
  Uuid view;  ///< empty: a new one
  std::string name;
  bool shared = true;
};
ViewName view_name;

void apply(Frame const& frame, Edit& edit, std::string_view notice) {
  edit.label(std::string(notice));
  frame.commands.send(Apply{edit.take(), std::string(notice)});
}

void show_view(Frame const& frame, Kind kind, ListState& state, Uuid view) {
  if (frame.route.screen != screen_of(kind)) {  // a list within another screen
    state.wanted_view = view;
    return;
  }
  Route route;
  route.screen = frame.route.screen;
  route.saved_view = view;
  frame.commands.send(Go{route});
}

std::string definition_of(Frame const& frame, Kind kind, ListState const& state) {
  return to_text(frame.store, kind, {state.filters, layout_of(frame, kind)});
}

void save_changes(Frame const& frame, Kind kind, ListState const& state) {
  Edit edit(frame.store, Cause::edit);
  edit.set(Kind::saved_view, state.opened.id, "definition", Value::text(definition_of(frame, kind, state)));
  apply(frame, edit, tr(Tr::list_view_saved, frame.store.title(Kind::saved_view, state.opened.id)));
}

void discard_changes(ListState& state) {
  state.filters = state.opened.saved.filters;
  state.opened.next = state.opened.saved.layout;
  ++state.revision;
}

void make_view(Frame const& frame, Kind kind, ListState& state, std::string_view name) {
  Uuid const id = frame.store.new_id(), owner = who_works_here(frame);
  Edit edit(frame.store, Cause::edit);
  auto const set = [&](std::string_view field, Value value) { edit.set(Kind::saved_view, id, field, value); };
  std::string const definition = definition_of(frame, kind, state);
  edit.create(Kind::saved_view, id);
  set("name", Value::text(name));
  set("target_kind", Value::text(kind_info(kind).name));
  set("shared", Value::boolean(view_name.shared || owner.empty()));
  set("definition", Value::text(definition));
  if (!owner.empty()) set("owner", Value::reference(owner));
  apply(frame, edit, tr(Tr::list_view_saved, name));
  state.opened.spent = true;  // the filters are the new view's now
  show_view(frame, kind, state, id);
}

void rename_view(Frame const& frame, std::string_view name) {
  Edit edit(frame.store, Cause::edit);
  edit.set(Kind::saved_view, view_name.view, "name", Value::text(name));
  edit.set(Kind::saved_view, view_name.view, "shared", Value::boolean(view_name.shared));
  if (!edit.empty()) apply(frame, edit, tr(Tr::list_view_saved, name));
}

void ask_name(Kind kind, SavedView const* view) {
  view_name = {true, kind, {}, {}, true};
  if (view == nullptr) return;
  view_name.view = view->id;
  view_name.name = view->name.view();
  view_name.shared = view->shared;
}

void draw_view_menu_items(Frame const& frame, Kind kind, ListState& state, SavedView const& view) {
  bool const changed = view_changed(state);
  if (menu_item(tr(Tr::list_view_save), Icon::check, {}, changed)) save_changes(frame, kind, state);
  if (menu_item(tr(Tr::list_view_reset), Icon::undo, {}, changed)) discard_changes(state);
  if (menu_item(tr(Tr::list_view_duplicate), Icon::plus)) ask_name(kind, nullptr);
  menu_separator();
  if (menu_item(tr(Tr::list_view_rename), Icon::edit)) ask_name(kind, &view);
  if (menu_item(tr(Tr::list_view_copy_link), Icon::link))
    frame.commands.send(Share{.route = list_route(kind), .title = {}, .copy = true});
  menu_separator();
  if (menu_item(tr(Tr::list_view_delete), Icon::trash, {}, true, true)) {
    send_erase(frame, Kind::saved_view, view.id);
    show_view(frame, kind, state, {});
  }
}

void draw_view_menu(Frame const& frame, Kind kind, ListState& state, SavedView const* view) {
  if (view == nullptr || !begin_menu("view", tr(Tr::list_view_menu))) return;
  draw_view_menu_items(frame, kind, state, *view);
  end_menu();
}

std::string_view all_name(Kind kind) { return tr(Tr::list_view_all, tr(kind_info(kind).label_plural)); }

/// On a phone: the name of what is shown, which opens the list of views.
void draw_view_button(Frame const& frame, Kind kind, ListState& state, std::span<SavedView const* const> views,
                      SavedView const* open) {
  begin_row();
  std::string_view const name = open != nullptr ? open->name.view() : all_name(kind);
  if (button(name, {.style = ButtonStyle::ghost, .icon = Icon::list})) open_menu("views");
  if (view_changed(state)) {
    same_row(2);
    if (button(tr(Tr::list_view_save))) save_changes(frame, kind, state);
  }
  if (!begin_menu("views", tr(Tr::list_views))) return;
  if (menu_item(all_name(kind), open == nullptr ? Icon::check : Icon::none)) show_view(frame, kind, state, {});
  for (SavedView const* const view : views) {
    ImGui::PushID(static_cast<int>(view->id.lo));
    if (menu_item(view->name.view(), view == open ? Icon::check : Icon::none)) show_view(frame, kind, state, view->id);
    ImGui::PopID();
  }
  menu_separator();
  if (open != nullptr)
    draw_view_menu_items(frame, kind, state, *open);
  else if (menu_item(tr(Tr::list_view_new), Icon::plus))
    ask_name(kind, nullptr);
  end_menu();
}

/// As many tabs as there is room for, the open one in any case; answers how many.
std::size_t draw_tabs(Frame const& frame, Kind kind, ListState& state, std::span<SavedView const* const> views,
                      SavedView const* open, float room) {
  Tabs tabs(tr(Tr::list_views), room);
  auto const draw = [&](SavedView const& view) {
    bool const dirty = &view == open && view_changed(state);
    ImGui::PushID(static_cast<int>(view.id.lo));
    if (tabs.tab(view.name.view(), &view == open, dirty ? std::string_view(tr(Tr::list_view_changed)) : ""))
      show_view(frame, kind, state, view.id);
    ImGui::PopID();
  };
  if (tabs.tab(all_name(kind), open == nullptr)) show_view(frame, kind, state, {});
  bool open_waits = open != nullptr;
  std::size_t shown = 0;
  for (; shown < views.size(); ++shown) {
    if (views[shown] == open) open_waits = false;
    if (!tabs.fits(views[shown]->name.view(), open_waits ? space(40) : 0)) break;
    draw(*views[shown]);
  }
  bool const hidden = std::find(views.begin() + static_cast<std::ptrdiff_t>(shown), views.end(), open) != views.end();
  if (hidden) draw(*open);
  return shown;
}

/// Those that found no room as tabs.
void draw_more_views(Frame const& frame, Kind kind, ListState& state, std::span<SavedView const* const> rest) {
  if (rest.empty()) return;
  if (icon_button(Icon::chevron_down, tr(Tr::list_views))) open_menu("views");
  if (begin_menu("views", tr(Tr::list_views))) {
    for (SavedView const* const view : rest) {
      ImGui::PushID(static_cast<int>(view->id.lo));
      if (menu_item(view->name.view(), Icon::list)) show_view(frame, kind, state, view->id);
      ImGui::PopID();
    }
    end_menu();
  }
  same_row(0);
}

}  // namespace

void draw_view_bar(Frame const& frame, Kind kind, ListState& state) {
  std::span<SavedView const* const> const views = views_of(frame, kind);
  auto const found = std::find_if(views.begin(), views.end(),
                                  [&](SavedView const* each) { return each->id == state.opened.id; });
  SavedView const* const open = found == views.end() ? nullptr : *found;
  if (frame.compact) return draw_view_button(frame, kind, state, views, open);
  bool const changed = view_changed(state);
  bool const gone = frame.route.screen == screen_of(kind) && !frame.route.saved_view.empty() && open == nullptr;
  float const right =
      changed ? button_width(tr(Tr::list_view_reset)) + button_width(tr(Tr::list_view_save)) + space(4) : 0;
  begin_row();
  std::size_t const shown = draw_tabs(frame, kind, state, views, open,
                                      ImGui::GetContentRegionAvail().x - right - control_height() * 3 - space(4));
  same_row(1);
  draw_more_views(frame, kind, state, views.subspan(shown));
  if (open != nullptr) {
    if (icon_button(Icon::more, tr(Tr::list_view_menu))) open_menu("view");
    draw_view_menu(frame, kind, state, open);
    same_row(0);
  }
  if (icon_button(Icon::plus, tr(Tr::list_view_new))) ask_name(kind, nullptr);
  if (gone) {
    same_row(2);
    text(tr(Tr::list_view_gone), Type::caption, Color::text_muted);
  }
  if (!changed) return;
  same_row(0);
  push_right(right - space(2));
  if (button(tr(Tr::list_view_reset), {.style = ButtonStyle::ghost})) discard_changes(state);
  same_row(2);
  if (button(tr(Tr::list_view_save))) save_changes(frame, kind, state);
}

void draw_view_dialog(Frame const& frame, Kind kind, ListState& state) {
  if (view_name.kind != kind) return;
  if (!begin_dialog(tr(view_name.view.empty() ? Tr::list_view_new : Tr::list_view_rename), view_name.open, 400)) return;
  TextFieldResult const typed =
      text_field(tr(Tr::list_view_name), view_name.name,
                 {.hint = tr(Tr::list_view_name_hint), .required = true, .focus = ImGui::IsWindowAppearing()});
  if (!who_works_here(frame).empty()) {
    switch_toggle(tr(Tr::list_view_share), view_name.shared);
    paragraph(tr(view_name.shared ? Tr::list_view_shared_hint : Tr::list_view_mine_hint));
  }
  gap(1);
  begin_row();
  push_right(button_width(tr(Tr::ui_cancel)) + button_width(tr(Tr::ui_save)) + space(2));
  if (button(tr(Tr::ui_cancel))) view_name.open = false;
  same_row(2);
  std::string_view const name = trim(view_name.name);
  bool const entered = typed.committed && ImGui::IsKeyPressed(ImGuiKey_Enter, false);
  bool const pressed = button(tr(Tr::ui_save), {.style = ButtonStyle::primary, .enabled = !name.empty()});
  if ((pressed || entered) && !name.empty()) {
    view_name.view.empty() ? make_view(frame, kind, state, name) : rename_view(frame, name);
    view_name.open = false;
  }
  end_dialog();
}

}  // namespace saddlebag::ui
