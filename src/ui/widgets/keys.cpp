#include "ui/widgets/keys.hpp"

#include "ui/format.hpp"
#include "ui/widgets/internal.hpp"

namespace saddlebag::ui {
namespace {

/// What is written on a cap: Apple's sign for the key that commands, words in the person's language.
std::string_view cap_text(std::string_view key) {
  if (key == "Ctrl" && ImGui::GetIO().ConfigMacOSXBehaviors) return "⌘";
  if (key == "click") return tr(Tr::keys_click);
  if (key == "then") return tr(Tr::keys_then);
  if (key == "any") return tr(Tr::keys_any_letter);
  return key;
}

/// Words between caps.
bool is_word(std::string_view key) { return key == "," || key == "then"; }

float cap_width(std::string_view key) {
  float const text = std::ceil(text_width(cap_text(key), Type::caption));
  return is_word(key) ? text : std::max(space(5.5f), text + space(3));
}

template <class Visit>
void for_each_key(std::string_view keys, Visit visit) {
  while (!keys.empty()) {
    std::size_t const end = std::min(keys.find(' '), keys.size());
    visit(keys.substr(0, end));
    keys.remove_prefix(std::min(end + 1, keys.size()));
  }
}

}  // namespace

void key_line(std::string_view what, std::string_view keys, float width) {
  ImGuiWindow* const window = ImGui::GetCurrentWindow();
  if (window->SkipItems) return;
  float const height = space(8), cap = space(5.5f);
  ImVec2 const at = window->DC.CursorPos;
  ImRect const box(at, {at.x + width, at.y + height});
  ImGui::ItemSize(ImVec2(width, height));
  if (!ImGui::ItemAdd(box, 0)) return;
  tell(place_id(what), box, {a11y::Role::text, keepf("%s: %s", keep_cstr(what), keep_cstr(keys))});
  float caps = 0;
  for_each_key(keys, [&](std::string_view key) { caps += cap_width(key) + space(1); });
  ImDrawList* const list = window->DrawList;
  draw_text(list, {at.x, middle(at.y, height, Type::body)}, what, Type::body, color(Color::text),
            std::max(1.0f, width - caps - space(2)));
  float x = box.Max.x - caps + space(1);
  for_each_key(keys, [&](std::string_view key) {
    float const wide = cap_width(key), top = at.y + std::floor((height - cap) / 2);
    float const text = std::ceil(text_width(cap_text(key), Type::caption));
    if (!is_word(key)) {
      list->AddRectFilled({x, top}, {x + wide, top + cap}, color(Color::sunken), 4);
      list->AddRect({x, top}, {x + wide, top + cap}, color(Color::border_strong), 4);
    }
    draw_text(list, {x + std::floor((wide - text) / 2), middle(top, cap, Type::caption)}, cap_text(key), Type::caption,
              color(is_word(key) ? Color::text_faint : Color::text_muted));
    x += wide + space(1);
  });
}

}  // namespace saddlebag::ui
