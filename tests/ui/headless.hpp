#pragma once
#include <imgui.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "ui/a11y/tree.hpp"

namespace saddlebag::ui {

/// The interface without a screen: Dear ImGui with fonts of fixed advances and no pixels. A test says what to draw, feeds
/// pointer and keys, and looks at the accessibility tree, as a person with a screen reader would.
class Headless {
 public:
  explicit Headless(float width = 1440, float height = 900);
  ~Headless();
  Headless(Headless const&) = delete;
  Headless& operator=(Headless const&) = delete;

  /// Draws `content` in a window that fills the screen, one frame now and one for each step from here on.
  void show(std::function<void()> content);
  /// Draws something that makes its own window and tree (draw_app).
  void show_whole(std::function<void()> application);

  void frame(double seconds = 1.0 / 60);
  void frames(int count);
  /// Frames until nothing moves any more.
  void settle();

  /// The first such node of the last frame; null when there is none.
  [[nodiscard]] a11y::Node const* find(a11y::Role role, std::string_view name) const;
  /// Fails the test, and prints the tree, where there is none.
  a11y::Node get(a11y::Role role, std::string_view name) const;
  [[nodiscard]] bool has(a11y::Role role, std::string_view name) const { return find(role, name) != nullptr; }
  [[nodiscard]] std::string_view value(a11y::Role role, std::string_view name) const;
  [[nodiscard]] std::string_view note(a11y::Role role, std::string_view name) const;
  [[nodiscard]] bool is(a11y::Role role, std::string_view name, a11y::State state) const;
  [[nodiscard]] std::size_t count(a11y::Role role) const;
  /// "role name" of the node that has the keyboard, the innermost where there are several.
  [[nodiscard]] std::string focus() const;
  /// The whole tree, one node a line, indented: `button "Save" disabled`.
  [[nodiscard]] std::string outline() const;
  /// Interactive nodes without a name, as outline lines; empty when all is well.
  [[nodiscard]] std::string nameless() const;

  void click(a11y::Role role, std::string_view name);
  void double_click(a11y::Role role, std::string_view name);
  void right_click(a11y::Role role, std::string_view name);
  void hover(a11y::Role role, std::string_view name);
  /// As assistive technology does, without a pointer.
  void activate(a11y::Role role, std::string_view name);
  void click_at(ImVec2 at, int button = 0, int times = 1);
  void drag(ImVec2 from, ImVec2 to);
  void tap(a11y::Role role, std::string_view name);
  /// Pushes something sideways with a finger; negative: to the left.
  void push(a11y::Role role, std::string_view name, float by);
  void wheel(ImVec2 at, float steps);
  /// A key with ImGuiMod_ modifiers.
  void press(ImGuiKeyChord chord, int times = 1);
  void type(std::string_view text);

  float width, height;

 private:
  std::function<void()> draw_;
  ImGuiContext* context_;
};

}  // namespace saddlebag::ui
