#include <algorithm>

#include "base/utf8.hpp"
#include "store/query.hpp"
#include "ui/app/actions.hpp"
#include "ui/app/shell.hpp"
#include "ui/format.hpp"
#include "ui/screens/screens.hpp"
#include "ui/widgets/field.hpp"
#include "ui/widgets/overlay.hpp"

namespace saddlebag::ui {
namespace {

constexpr std::size_t kHitsPerKind = 5;
constexpr std::size_t kActions = 6;

struct SearchBox {
  std::string text;
  std::string asked;             ///< what `hits` answers
  std::uint64_t version = 0;     ///< of the store when it was asked
  std::vector<Hit> hits;
  int chosen = 0;                ///< the entry that Enter takes
  bool open = false, focus = false, pressed_inside = false;
  float x = 0, y = 0, width = 0;
};
SearchBox box;

Icon icon_of(Kind kind) {
  switch (kind) {
    case Kind::customer: return Icon::building;
    case Kind::contact: return Icon::person;
    case Kind::lead: return Icon::leads;
    case Kind::opportunity: return Icon::money;
    case Kind::product: return Icon::product;
    case Kind::activity: return Icon::activities;
    case Kind::note: return Icon::note;
    case Kind::user: return Icon::group;
    default: return Icon::list;
  }
}

/// Where a hit leads. What has no page of its own leads to what it belongs to.
Route route_of(Store const& store, Hit const& hit) {
  Record const* const record = store.table(hit.kind).at(hit.row);
  if (!record) return {};
  switch (hit.kind) {
    case Kind::customer: return {Screen::customers, record->id};
    case Kind::contact: return {Screen::contacts, record->id};
    case Kind::lead: return {Screen::leads, record->id};
    case Kind::opportunity: return {Screen::opportunities, record->id};
    case Kind::product: return {Screen::products, record->id};
    case Kind::activity: return {Screen::activities, record->id};
    case Kind::user: return {Screen::users, record->id};
    case Kind::note: {
      auto const& note = static_cast<Note const&>(*record);
      if (!note.customer.empty()) return {Screen::customers, note.customer.uuid};
      if (!note.opportunity.empty()) return {Screen::opportunities, note.opportunity.uuid};
      return {Screen::leads, note.lead.uuid};
    }
    default: return {Screen::pipeline, {}};
  }
}

/// The second line of a hit: what it belongs to, so that two of one name can be told apart.
std::string_view context_of(Store const& store, Hit const& hit, Record const& record) {
  KindInfo const& info = kind_info(hit.kind);
  for (Field const& field : info.fields) {
    if (field.type != FieldType::reference || field.target != Kind::customer) continue;
    std::string_view const title = record_title(store, Kind::customer, read_field(record, field).as_reference());
    if (!title.empty()) return title;
  }
  if (hit.kind == Kind::customer) return static_cast<Customer const&>(record).city.view();
  return {};
}

void refresh(Frame const& frame) {
  if (box.asked == box.text && box.version == frame.store.version()) return;
  if (box.asked != box.text) box.chosen = 0;
  box.asked = box.text;
  box.version = frame.store.version();
  box.hits.clear();
  if (!trim(box.text).empty()) box.hits = search_everything(frame.store, trim(box.text), kHitsPerKind);
}

void leave() {
  box.open = false;
  box.text.clear();
  box.chosen = 0;
}

/// One line of the list; true when it is taken, by mouse, touch or Enter.
bool entry(int position, Icon icon, std::string_view name, std::string_view context, std::string_view shortcut, bool enter) {
  bool const chosen = position == box.chosen;
  ImGui::PushID(position);
  Item const it = item("entry", {box.width - space(4), row_height()}, {a11y::Role::option, name, context, chosen ? a11y::kSelected : 0u});
  ImGui::PopID();
  ImDrawList* const list = ImGui::GetWindowDrawList();
  if (chosen || it.hovered) list->AddRectFilled(it.min, it.max, color(chosen ? Color::selected : Color::hover), kRadiusSmall);
  float const y = (it.min.y + it.max.y) / 2 - font_size(Type::body) * 0.62f;
  draw_icon(list, {it.min.x + space(2), (it.min.y + it.max.y) / 2 - space(2)}, icon, space(4), color(Color::text_muted));
  float const room = box.width - space(20);
  float const used = draw_text(list, {it.min.x + space(8), y}, name, Type::body, color(Color::text), room);
  if (!context.empty() && used < room - space(10)) {
    draw_text(list, {it.min.x + space(10) + used, y}, context, Type::body, color(Color::text_faint), room - used);
  }
  if (!shortcut.empty()) {
    draw_text(list, {it.max.x - text_width(shortcut, Type::caption) - space(2), y + 1}, shortcut, Type::caption, color(Color::text_faint));
  }
  if (it.held) box.pressed_inside = true;
  if (chosen && !it.visible) ImGui::SetScrollHereY();
  return it.pressed || (enter && chosen);
}

void group_title(std::string_view title) {
  gap(2);
  ImGui::SetCursorPosX(space(4));
  text(title, Type::caption, Color::text_faint);
  gap(1);
}

/// Draws actions and hits under their titles; true when one was taken.
bool draw_entries(Frame const& frame, bool enter, int& position) {
  std::string_view const folded = keep(fold(trim(box.text)));
  std::span<Action const> actions = actions_matching(frame, folded);
  Kind group = Kind::count_;
  for (Hit const& hit : box.hits) {
    Record const* const record = frame.store.table(hit.kind).at(hit.row);
    if (!record) continue;
    if (hit.kind != group) group_title(tr(kind_info(group = hit.kind).label_plural));
    if (entry(position++, icon_of(hit.kind), record_title(frame.store, hit.kind, record->id), context_of(frame.store, hit, *record), {}, enter)) {
      frame.commands.send(Go{route_of(frame.store, hit)});
      return true;
    }
  }
  if (!actions.empty()) group_title(tr(Tr::find_actions));
  for (Action const& action : actions.first(std::min(actions.size(), box.text.empty() ? actions.size() : kActions))) {
    if (entry(position++, action.icon, action.name, {}, action.shortcut, enter)) {
      action.run(frame, action.argument);
      return true;
    }
  }
  if (position == 0) {
    gap(3);
    ImGui::SetCursorPosX(space(4));
    text(tr(Tr::find_nothing, box.text), Type::body, Color::text_muted);
    gap(3);
  }
  return false;
}

}  // namespace

void focus_search() {
  box.focus = true;
  box.open = true;
}

void open_palette() { focus_search(); }

void draw_search(Frame const& frame, float width) {
  ImVec2 const at = ImGui::GetCursorScreenPos();
  TextFieldResult const field =
      text_field(tr(Tr::find_placeholder), box.text, {.hint = tr(Tr::find_placeholder), .width = width, .label = false, .search = true, .focus = box.focus});
  box.focus = false;
  box.width = std::min(std::max(width, space(110)), frame.width - space(4));
  box.x = std::min(at.x, frame.width - box.width - space(2));
  box.y = at.y + control_height() + space(1);
  if (field.active) box.open = true;
  else if (!box.pressed_inside) box.open = false;
  if (field.cancelled) leave();
}

void draw_search_results(Frame const& frame) {
  if (!box.open) return;
  refresh(frame);
  bool const enter = ImGui::IsKeyPressed(ImGuiKey_Enter, false) || ImGui::IsKeyPressed(ImGuiKey_KeypadEnter, false);
  float const height = std::min(frame.height - box.y - space(4), space(120));
  ImGui::SetNextWindowPos({box.x, box.y});
  ImGui::SetNextWindowSizeConstraints({box.width, 0}, {box.width, height});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(space(2), space(1)));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, kRadiusLarge);
  ImGui::PushStyleColor(ImGuiCol_WindowBg, color(Color::raised));
  ImGui::PushStyleColor(ImGuiCol_Border, color(Color::border));
  ImGui::Begin("search results", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_AlwaysAutoResize |
                   ImGuiWindowFlags_NoFocusOnAppearing | ImGuiWindowFlags_NoNav);
  {
    a11y::Scope const scope(ImGui::GetID("results"), {a11y::Role::listbox, tr(Tr::find_results)});
    int entries = 0;
    box.pressed_inside = false;
    if (draw_entries(frame, enter, entries)) leave();
    if (ImGui::IsKeyPressed(ImGuiKey_DownArrow)) box.chosen = std::min(box.chosen + 1, std::max(entries - 1, 0));
    if (ImGui::IsKeyPressed(ImGuiKey_UpArrow)) box.chosen = std::max(box.chosen - 1, 0);
  }
  ImGui::End();
  ImGui::PopStyleColor(2);
  ImGui::PopStyleVar(2);
}

}  // namespace saddlebag::ui
