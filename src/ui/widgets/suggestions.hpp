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
  /// `groups`: how many of them will have a head.
  void begin(std::string_view name, ImRect const& field_box, ImGuiID id, int groups = 0);
  /// A head; the entries until the next one, or the end, belong to it.
  void group(std::string_view name);
  enum class Pressed : std::uint8_t { nothing, entry, star };
  Pressed entry(int index, Suggestion const& one);
  /// True when it was taken with the pointer or by assistive technology.
  bool entry(int index, std::string_view name, std::string_view note = {}, Icon icon = Icon::none);
  void end();
  [[nodiscard]] int marked() const { return marked_; }
  void mark(int index) { marked_ = index; }

 private:
  int marked_ = 0;
  int count_ = 0;
  bool grouped_ = false;  ///< a head has been drawn
};

}  // namespace saddlebag::ui
