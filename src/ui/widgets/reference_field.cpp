#include <imgui_internal.h>

#include "base/utf8.hpp"
#include "store/query.hpp"
#include "ui/format.hpp"
#include "ui/widgets/field.hpp"
#include "ui/widgets/suggestions.hpp"

namespace saddlebag::ui {
namespace {

constexpr std::size_t kMostHits = 8;
constexpr std::size_t kLookAt = 4'000;  ///< of the matches, for such that begin with the text

/// Only one field is typed into at a time: this is what that one remembers.
struct Search {
  ImGuiID field = 0;
  std::string typed;
  bool touched = false;  ///< something was typed; until then all records are offered
  bool moved = false;    ///< the mark was moved: Enter means it even if nothing was typed
  Suggestions list;
  std::vector<Uuid> hits;
  std::string asked;
  std::uint64_t version = 0;
  Kind kind = Kind::count_;
};
Search search;

void find(Store const& store, Kind kind) {
  std::string const& wanted = search.touched ? search.typed : std::string();
  if (search.kind == kind && search.version == store.version(kind) && search.asked == wanted) return;
  search.kind = kind;
  search.version = store.version(kind);
  search.asked = wanted;
  search.hits.clear();
  search.list.mark(0);
  Query query;
  query.kind = kind;
  query.search = wanted;
  std::vector<Row> const rows = run(store, query);
  std::string const folded = fold(wanted);
  std::vector<Uuid> others;
  for (std::size_t i = 0; i < std::min(rows.size(), kLookAt) && search.hits.size() < kMostHits; ++i) {
    Record const* const record = store.table(kind).at(rows[i]);
    if (record == nullptr) continue;
    bool const begins = folded.empty() || fold(store.title(kind, record->id)).starts_with(folded);
    if (begins) search.hits.push_back(record->id);
    else if (others.size() < kMostHits) others.push_back(record->id);
  }
  for (Uuid const id : others)
    if (search.hits.size() < kMostHits) search.hits.push_back(id);
}

/// Index of the entry that was taken with the pointer; -1 when none was.
int draw_list(Frame const& frame, std::string_view name, Kind target, ImRect const& box, ImGuiID id, bool create) {
  int taken = -1, index = 0;
  search.list.begin(name, box, id);
  for (Uuid const hit : search.hits) {
    if (search.list.entry(index, record_title(frame.store, target, hit))) taken = index;
    ++index;
  }
  if (create && search.list.entry(index, tr(Tr::ui_create_named, trim(search.typed)), {}, Icon::plus)) taken = index;
  if (search.hits.empty() && !create) text(tr(Tr::ui_no_matches), Type::body, Color::text_faint);
  search.list.end();
  return taken;
}

void take(int index, Uuid& chosen, ReferenceResult& result) {
  auto const count = static_cast<int>(search.hits.size());
  if (index < 0 || index > count) return;
  if (index == count) {
    result.create = std::string(trim(search.typed));
  } else if (chosen != search.hits[static_cast<std::size_t>(index)]) {
    chosen = search.hits[static_cast<std::size_t>(index)];
    result.changed = true;
  }
}

}  // namespace

ReferenceResult reference_field(Frame const& frame, std::string_view name, Kind target, Uuid& chosen, bool creatable, float width, bool label) {
  ReferenceResult result;
  ImGuiWindow* const window = ImGui::GetCurrentWindow();
  if (window->SkipItems) return result;
  ImGui::PushID(name.data(), name.data() + name.size());
  ImGuiID const own = window->GetID("##reference");
  bool const searching = search.field == own;
  TextBox box;
  box.role = a11y::Role::combobox;
  box.states = searching ? a11y::kExpanded : a11y::kCollapsed;
  float const button = control_height() - space(1);
  if (!chosen.empty() && !searching) box.trailing = button;
  TextFieldOptions options;
  options.width = width;
  options.label = label;
  options.hint = label ? std::string_view(tr(Tr::ui_find_hint)) : name;

  bool create = false;
  if (searching) {
    find(frame.store, target);
    create = creatable && !trim(search.typed).empty() && search.touched;
    search.moved = search.list.keys(own, static_cast<int>(search.hits.size()) + (create ? 1 : 0)) || search.moved;
  }
  std::string title;
  if (!searching) title = record_title(frame.store, target, chosen);
  text_box(name, searching ? search.typed : title, options, box);

  if (box.result.active && !searching) {
    search = Search{};
    search.field = own;
    search.typed = title;
  } else if (searching) {
    if (box.result.changed) search.touched = true;
    int taken = draw_list(frame, name, target, box.box, own, create);
    bool const entered = !box.result.active && box.result.committed && ImGui::IsKeyPressed(ImGuiKey_Enter, false);
    bool const emptied = !box.result.active && search.touched && !box.result.cancelled && trim(search.typed).empty();
    if (taken < 0 && entered && (search.touched || search.moved) && !emptied && (create || !search.hits.empty())) taken = search.list.marked();
    if (taken >= 0) {
      take(taken, chosen, result);
      if (box.result.active) ImGui::ClearActiveID();
      ImGui::FocusWindow(window);
      ImGui::SetFocusID(box.id, window);
    } else if (emptied && !chosen.empty()) {
      chosen = {};
      result.changed = true;
    }
    if (taken >= 0 || !box.result.active) search = Search{};
  }
  if (box.trailing > 0) {
    ImRect clear = box.behind;
    clear.Min.x = clear.Max.x - button;
    if (inner_button("##clear", clear, Icon::close, tr(Tr::ui_clear_named, name)).pressed) {
      chosen = {};
      result.changed = true;
    }
  }
  ImGui::PopID();
  return result;
}

}  // namespace saddlebag::ui
