#pragma once
#include <imgui.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "platform/web/ports.hpp"
#include "platform/web/renderer.hpp"

namespace saddlebag::web {

/// Modifier keys as the page tells them.
enum Modifier : int { kCtrl = 1, kShift = 2, kAlt = 4, kMeta = 8 };

/// Dear ImGui's platform backend, with the renderer: turns what the page tells into ImGui's events, and ImGui's wishes (cursor, caret,
/// clipboard) into calls of the page. Positions are CSS pixels of the canvas.
class ImGuiPlatform {
 public:
  explicit ImGuiPlatform(WebText& text) : text_(text) {}

  /// Makes the ImGui context.
  void start(bool mac, bool touch);
  /// Makes the renderer, with the first frame: it takes long enough for the storage to read meanwhile. Without WebGL2 nothing
  /// is ever drawn, and the page says so.
  void begin_drawing();

  void resized(float css_width, float css_height, int device_width, int device_height);
  void pointer_moved(float x, float y, ImGuiMouseSource source);
  void pointer_button(float x, float y, ImGuiMouseSource source, int button, bool down);
  void pointer_left();
  /// Scrolls what lies under the pointer by so many CSS pixels; positive moves to the right and down.
  void scrolled(float dx, float dy);
  void key(std::string_view code, std::string_view key, int modifiers, bool down);
  void typed(std::string const& text);
  void focused(bool on);
  /// Presses the platform's shortcut of a letter, as if the person had (copy, cut, paste, select all).
  void press_shortcut(ImGuiKey letter);
  void press(ImGuiKey key);

  void context_lost();
  void context_restored();
  [[nodiscard]] bool drawable() const { return drawable_ && width_ > 0 && height_ > 0; }

  void new_frame(double now_ms);
  void render();

  /// There is more input than one frame can take.
  [[nodiscard]] bool input_waiting() const;
  /// A button is down: something may be dragged.
  [[nodiscard]] bool held() const;

  [[nodiscard]] float width() const { return width_; }
  [[nodiscard]] float height() const { return height_; }
  [[nodiscard]] bool touch() const { return touch_; }

 private:
  void set_modifiers(int modifiers);
  void source(ImGuiMouseSource source);

  WebText& text_;
  Renderer renderer_;
  float width_ = 0, height_ = 0;
  int device_width_ = 0, device_height_ = 0;
  double last_ms_ = 0;
  bool repeated_ = false;  ///< since the last frame, a key that is down was said to be pressed again
  int modifiers_ = 0, cursor_ = -1;
  bool mac_ = false, begun_ = false, drawable_ = false, touch_ = false;
};

}  // namespace saddlebag::web
