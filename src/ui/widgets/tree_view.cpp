#include "ui/widgets/tree_view.hpp"

#include "ui/widgets/internal.hpp"

namespace saddlebag::ui {
namespace {

float triangle_width() { return space(6); }

/// Right opens and left closes the branch that has the keyboard; elsewhere these keys mean what they do everywhere.
bool turned_by_key(Item const& it, bool open) {
  ImGuiKey const key = open ? ImGuiKey_LeftArrow : ImGuiKey_RightArrow;
  if (!it.focused) return false;
  ImGui::SetKeyOwner(key, it.id);
  return ImGui::IsKeyPressed(key, ImGuiInputFlags_None, it.id);
}

}  // namespace

TreeView::TreeView(std::string_view name) : stop_(name) { a11y::tree().open(id_of(name), {}, {a11y::Role::tree, name}); }

TreeView::~TreeView() { a11y::tree().close(); }

TreeView::Answer TreeView::row(ImGuiID id, Row const& row) {
  ImGui::PushID(static_cast<int>(id));
  ImGuiStorage& kept = *ImGui::GetStateStorage();
  ImGuiID const closed_id = ImGui::GetID("closed");
  bool open = row.branch && !kept.GetBool(closed_id);
  a11y::Says says{a11y::Role::treeitem, row.name};
  says.states = (row.branch ? open ? a11y::kExpanded : a11y::kCollapsed : 0u) | (row.current ? a11y::kCurrent : 0u);
  says.index = row.index;
  says.count = row.count;
  says.level = row.level;
  stop_.row();
  Item const it = item("row", {0, control_height()}, says);
  ImGui::PopID();

  float const left = it.min.x + static_cast<float>(row.level - 1) * space(5);
  bool const at_triangle = row.branch && it.pressed && it.hovered && ImGui::GetIO().MousePos.x < left + triangle_width();
  if (row.branch && (at_triangle || turned_by_key(it, open))) {
    kept.SetBool(closed_id, open);
    open = !open;
  }
  if (it.visible) {
    ImDrawList* const list = ImGui::GetWindowDrawList();
    draw_hover(it, kRadiusSmall, row.current);
    float const height = it.max.y - it.min.y, side = space(4);
    if (row.branch)
      draw_icon(list, {left + space(1), it.min.y + (height - side) / 2}, open ? Icon::chevron_down : Icon::chevron_right, side, color(Color::text_muted));
    Type const type = row.current ? Type::strong : Type::body;
    float const from = left + triangle_width();
    draw_text(list, {from, middle(it.min.y, height, type)}, row.name, type, color(Color::text), std::max(1.0f, it.max.x - space(2) - from));
    draw_focus(it);
  }
  return {it.pressed && !at_triangle, open};
}

}  // namespace saddlebag::ui
