#pragma once
#include <string_view>
#include <vector>

#include "ui/widgets/text_box.hpp"

namespace saddlebag::ui {

/// A list that hangs below a field while it has the keyboard, and leaves it there. Up and Down move the mark, Enter
/// takes the marked entry.
class Suggestions {
 public:
  /// Call before the field is drawn: takes the keys that would otherwise leave the field. True when the mark moved.
  bool keys(ImGuiID field, int count);
  /// Begins the list below `field_box`; call entry() for each, then end().
  void begin(std::string_view name, ImRect const& field_box, ImGuiID id);
  /// True when it was taken with the pointer or by assistive technology.
  bool entry(int index, std::string_view name, std::string_view note = {}, Icon icon = Icon::none);
  void end();
  [[nodiscard]] int marked() const { return marked_; }
  void mark(int index) { marked_ = index; }

 private:
  int marked_ = 0;
  int count_ = 0;
};

}  // namespace saddlebag::ui
