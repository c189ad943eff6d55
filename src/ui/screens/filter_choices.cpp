#include "ui/screens/filter_choices.hpp"

#include <algorithm>

#include "ui/format.hpp"
#include "ui/widgets/core.hpp"

namespace saddlebag::ui {

void draw_choice_list(Field const& field, std::vector<OwnedValue>& picked) {
  if (field.choices == nullptr) return;
  a11y::Scope const scope(ImGui::GetID("choices"), {a11y::Role::group, field_label(field)});
  std::span<Choice const> const choices = field.choices();
  for (std::size_t i = 0; i < choices.size(); ++i) {
    auto const is_it = [&](OwnedValue const& each) { return each.get().as_choice() == i; };
    bool on = std::any_of(picked.begin(), picked.end(), is_it);
    if (!checkbox(tr(choices[i].label), on)) continue;
    if (on)
      picked.emplace_back(Value::choice(static_cast<std::uint8_t>(i)));
    else
      std::erase_if(picked, is_it);
  }
}

}  // namespace saddlebag::ui
