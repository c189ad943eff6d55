#include "ui/widgets/tabs.hpp"

#include "ui/widgets/internal.hpp"
#include "ui/widgets/overlay.hpp"

namespace saddlebag::ui {

namespace {

float padding() { return space(3); }
float widest() { return space(60); }

}  // namespace

Tabs::Tabs(std::string_view name, float room)
    : next_(ImGui::GetCursorScreenPos().x), right_(next_ + room) {
  a11y::tree().open(id_of(name), {}, {a11y::Role::tablist, name});
}

Tabs::~Tabs() { a11y::tree().close(); }

bool Tabs::fits(std::string_view name, float reserve) const {
  float const wanted = std::ceil(text_width(name, Type::strong)) + padding() * 2 + space(3);
  return next_ + std::min(wanted, widest()) + reserve <= right_;
}

bool Tabs::tab(std::string_view name, bool chosen, std::string_view note) {
  if (!first_) same_row(0);
  first_ = false;
  float const pad = padding(), dot = note.empty() ? 0 : space(3);
  Type const type = chosen ? Type::strong : Type::body;
  float const wanted = std::ceil(text_width(name, type)) + pad * 2 + dot;
  float const room = right_ - next_;
  float const width = std::clamp(wanted, space(9), std::max(space(9), std::min(room, widest())));
  a11y::Says says{a11y::Role::tab, name};
  says.note = note;
  says.states = chosen ? a11y::kSelected : 0u;
  Item const it = item(name, {width, control_height()}, says);
  next_ += width;
  if (!it.visible) return it.pressed;
  ImDrawList* const list = ImGui::GetWindowDrawList();
  if (!chosen) draw_hover(it, kRadiusSmall);
  float const drawn = draw_text(list, {it.min.x + pad, middle(it.min.y, it.max.y - it.min.y, type)}, name, type,
                                color(chosen || it.hovered ? Color::text : Color::text_muted), width - pad * 2 - dot + 1);
  if (dot > 0)
    list->AddCircleFilled({it.min.x + pad + drawn + space(2), (it.min.y + it.max.y) / 2}, space(0.75f),
                          color(Color::accent));
  if (chosen)
    list->AddRectFilled({it.min.x + pad, it.max.y - 2}, {it.max.x - pad, it.max.y}, color(Color::accent), 1);
  draw_focus(it);
  if (width < wanted) tooltip(name);
  return it.pressed;
}

}  // namespace saddlebag::ui
