#include "platform/web/imgui_platform.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <limits>

#include "platform/web/keys.hpp"
#include "platform/web/seam.hpp"

namespace saddlebag::web {
namespace {

/// One click of the wheel as ImGui would scroll the window under the pointer by, in pixels.
ImVec2 wheel_step() {
  ImGuiContext const& g = *ImGui::GetCurrentContext();
  ImGuiWindow* window = g.WheelingWindow ? g.WheelingWindow : g.HoveredWindow;
  while (window && (window->Flags & ImGuiWindowFlags_ChildWindow) && window->ParentWindow &&
         window->ScrollMax.x <= 0 && window->ScrollMax.y <= 0) {
    window = window->ParentWindow;
  }
  if (!window) return {28, 70};
  // The same formula as in ImGui::UpdateMouseWheel.
  auto const step = [&](float lines, float room) {
    return std::max(1.0f, ImTrunc(std::min(lines * window->FontRefSize, room * 0.67f)));
  };
  return {step(2, window->InnerRect.GetWidth()), step(5, window->InnerRect.GetHeight())};
}

}  // namespace

void ImGuiPlatform::start(bool mac, bool touch) {
  mac_ = mac;
  touch_ = touch;  // until a pointer says otherwise: or the first tap would move what it is meant for
  IMGUI_CHECKVERSION();
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.BackendPlatformName = "saddlebag";
  io.BackendFlags |= ImGuiBackendFlags_HasMouseCursors;
  io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
  io.ConfigMacOSXBehaviors = mac;
  io.BackendPlatformUserData = this;
  Renderer::announce();

  ImGuiPlatformIO& platform = ImGui::GetPlatformIO();
  platform.Platform_ClipboardUserData = &text_;
  platform.Platform_SetClipboardTextFn = [](ImGuiContext*, char const* text) {
    static_cast<WebText*>(ImGui::GetPlatformIO().Platform_ClipboardUserData)->set_clipboard(text);
  };
  platform.Platform_GetClipboardTextFn = [](ImGuiContext*) {
    // A tab between two cells of a spreadsheet keeps their words apart in a field, which takes none; a list takes cells.
    bool const field = ImGui::GetIO().WantTextInput;
    return static_cast<WebText*>(ImGui::GetPlatformIO().Platform_ClipboardUserData)->clipboard_c_str(field);
  };
  platform.Platform_SetImeDataFn = [](ImGuiContext*, ImGuiViewport*, ImGuiPlatformImeData* data) {
    sb_set_ime(data->WantTextInput || data->WantVisible, data->InputPos.x, data->InputPos.y, data->InputLineHeight);
  };
}

void ImGuiPlatform::begin_drawing() {
  if (begun_) return;
  begun_ = true;
  drawable_ = sb_gl_create() != 0;
  if (drawable_) renderer_.create();
}

void ImGuiPlatform::resized(float css_width, float css_height, int device_width, int device_height) {
  width_ = css_width;
  height_ = css_height;
  device_width_ = device_width;
  device_height_ = device_height;
}

void ImGuiPlatform::source(ImGuiMouseSource source) {
  touch_ = source == ImGuiMouseSource_TouchScreen;
  ImGui::GetIO().AddMouseSourceEvent(source);
}

void ImGuiPlatform::pointer_moved(float x, float y, ImGuiMouseSource from) {
  source(from);
  ImGui::GetIO().AddMousePosEvent(x, y);
}

void ImGuiPlatform::pointer_button(float x, float y, ImGuiMouseSource from, int button, bool down) {
  if (button < 0 || button >= ImGuiMouseButton_COUNT) return;
  pointer_moved(x, y, from);
  ImGui::GetIO().AddMouseButtonEvent(button, down);
}

void ImGuiPlatform::pointer_left() { ImGui::GetIO().AddMousePosEvent(-FLT_MAX, -FLT_MAX); }

void ImGuiPlatform::scrolled(float dx, float dy) {
  ImVec2 const step = wheel_step();
  ImGuiIO& io = ImGui::GetIO();
  // With Shift, browsers have turned the wheel sideways already; ImGui would do it once more.
  if (io.KeyShift && !io.ConfigMacOSXBehaviors && dy == 0) {
    io.AddMouseWheelEvent(0, -dx / step.x);
  } else {
    io.AddMouseWheelEvent(-dx / step.x, -dy / step.y);
  }
}

void ImGuiPlatform::set_modifiers(int modifiers) {
  ImGuiIO& io = ImGui::GetIO();
  io.AddKeyEvent(ImGuiMod_Ctrl, modifiers & kCtrl);
  io.AddKeyEvent(ImGuiMod_Shift, modifiers & kShift);
  io.AddKeyEvent(ImGuiMod_Alt, modifiers & kAlt);
  io.AddKeyEvent(ImGuiMod_Super, modifiers & kMeta);
  modifiers_ = modifiers;
}

void ImGuiPlatform::key(std::string_view code, std::string_view key, int modifiers, bool down) {
  ImGuiIO& io = ImGui::GetIO();
  set_modifiers(modifiers);
  ImGuiKey const found = key_of(code, key);
  if (found == ImGuiKey_None) return;
  repeated_ |= down && ImGui::IsKeyDown(found);
  io.AddKeyEvent(found, down);
  // macOS tells of no key that is released while Command is down.
  bool const command = found == ImGuiKey_LeftSuper || found == ImGuiKey_RightSuper;
  if (mac_ && down && (modifiers & kMeta) && !command) io.AddKeyEvent(found, false);
}

void ImGuiPlatform::typed(std::string const& text) { ImGui::GetIO().AddInputCharactersUTF8(text.c_str()); }

void ImGuiPlatform::focused(bool on) { ImGui::GetIO().AddFocusEvent(on); }

void ImGuiPlatform::press(ImGuiKey key) {
  ImGui::GetIO().AddKeyEvent(key, true);
  ImGui::GetIO().AddKeyEvent(key, false);
}

void ImGuiPlatform::press_shortcut(ImGuiKey letter) {
  int const before = modifiers_;
  set_modifiers(mac_ ? kMeta : kCtrl);
  press(letter);
  set_modifiers(before);
}

void ImGuiPlatform::context_lost() {
  drawable_ = false;
  renderer_.lost();
}

void ImGuiPlatform::context_restored() {
  renderer_.create();
  drawable_ = true;
}

void ImGuiPlatform::new_frame(double now_ms) {
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {width_, height_};
  io.DisplayFramebufferScale = {static_cast<float>(device_width_) / width_,
                                static_cast<float>(device_height_) / height_};
  io.DeltaTime = last_ms_ > 0 ? std::max(1e-4f, static_cast<float>((now_ms - last_ms_) / 1000)) : 1.0f / 60;
  last_ms_ = now_ms;
  // A key repeats when the system says so, as the person has set it there, and not because a frame or a machine is slow.
  io.KeyRepeatDelay = repeated_ ? 0 : std::numeric_limits<float>::max();
  io.KeyRepeatRate = io.DeltaTime / 2;
  repeated_ = false;
  ImGui::NewFrame();
}

void ImGuiPlatform::render() {
  ImGui::Render();
  renderer_.draw(*ImGui::GetDrawData(), device_width_, device_height_);
  if (int const cursor = ImGui::GetMouseCursor(); cursor != cursor_) sb_set_cursor(cursor_ = cursor);
}

bool ImGuiPlatform::input_waiting() const { return ImGui::GetCurrentContext()->InputEventsQueue.Size > 0; }

bool ImGuiPlatform::held() const { return ImGui::IsAnyMouseDown(); }

}  // namespace saddlebag::web
