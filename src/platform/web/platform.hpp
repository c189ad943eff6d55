#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "platform/ports.hpp"
#include "platform/web/app_loop.hpp"
#include "platform/web/font_loader.hpp"
#include "platform/web/imgui_platform.hpp"
#include "platform/web/mirror.hpp"
#include "platform/web/ports.hpp"
#include "platform/web/requests.hpp"

namespace saddlebag::web {

/// What the page knows when the program starts.
struct Launch {
  std::string route;     ///< the hash, "#/customers/…", or empty
  std::string search;    ///< "?demo&lang=en", or empty
  std::string language;  ///< of the browser, "zh-CN"
  bool dark = false;     ///< the system's preferences
  bool contrast = false;
  bool reduced_motion = false;
  bool touch = false;    ///< the main pointer is a finger
  bool mac = false;
  bool can_share = false;  ///< the browser hands links on to other apps
  std::string texts_language;  ///< as `language`: of the texts
  std::string texts;           ///< of the interface, for `set_texts`
  std::string authorized;      ///< what somebody came back with from a backend's page for signing in, or empty
};

/// What assistive technology asks of a node of the accessibility tree.
enum class Assist : std::uint8_t { press, focus, set_value, step_up, step_down };

/// What the program wants to be told. All are called between frames except `draw`. Unset hooks are skipped.
struct Hooks {
  std::function<bool()> shows;  ///< there is something to show; before the first frame that is waited for, a while
  /// Completions were delivered, or something else asks for attention: apply commands, flush. True: draw a frame.
  std::function<bool()> turn;
  /// The interface, between ImGui::NewFrame and Render. Before it, `turn` has run.
  std::function<void()> draw;
  /// After the frame is on its way: flush to storage.
  std::function<void()> drawn;
  std::function<void(std::string_view hash)> route;       ///< back, forward, or a link
  std::function<std::string()> stats;                     ///< members of a JSON object: `"records":{…},"journal":3`
  std::function<void(bool)> leader;                       ///< this tab is the one that syncs, or no longer
  std::function<void(bool)> online;
  std::function<void(bool dark, bool contrast, bool reduced_motion)> system_look;
  std::function<void()> lock;                             ///< another tab has locked what this device keeps
  std::function<void()> update_ready;                     ///< a newer version waits; see `apply_update`
  std::function<void(float factor, bool done)> text_scale;  ///< pinched: multiply the text size; done: the fingers are lifted
  std::function<void()> hiding;                           ///< the page may never come back: flush
  /// Handled: true. Otherwise `press` and `set_value` are done through ImGui.
  std::function<bool(std::uint32_t id, Assist what, std::string_view value)> assist;
};

/// The browser: ports, Dear ImGui's backend, the loop. There is one.
class WebPlatform {
 public:
  WebPlatform();
  WebPlatform(WebPlatform const&) = delete;
  WebPlatform& operator=(WebPlatform const&) = delete;

  /// Makes ImGui's context and the fonts.
  void start(Hooks hooks);

  [[nodiscard]] port::Platform ports() { return {storage_, http_, clock_, random_, files_, text_, crypto_}; }
  [[nodiscard]] Launch const& launch() const { return launch_; }
  [[nodiscard]] Fonts const& fonts() const { return fonts_; }
  [[nodiscard]] FrameStats frame_stats() const { return loop_.stats(); }
  [[nodiscard]] bool touch() const { return imgui_.touch(); }  ///< the last pointer was a finger
  [[nodiscard]] std::uint64_t heap_bytes() const;

  void request_frame() { loop_.changed(); }
  void keep_drawing(double ms) { loop_.keep_drawing(ms); }
  /// One frame after so long, unless one comes earlier; infinity: none.
  void wake_after(double ms) { loop_.wake_after(ms); }
  /// Shows the hash in the address bar; `replace` adds no step to the history.
  void set_route(std::string_view hash, bool replace);
  void go_back();
  void show_kiosk(bool on);  ///< fills the screen and keeps it awake
  void lock_others();  ///< tells the other tabs: `Hooks::lock`
  /// Leaves for a backend's page for signing in; `Launch::authorized` of the next start has the memo.
  void authorize(std::string_view address, std::string_view memo);
  void reload();
  void open_link(std::string_view url);
  void print(std::string_view html);
  /// Copies the address of a place in the program, or hands it on to another app.
  void share(std::string_view hash, std::string_view title, bool copy);
  void set_title(std::string_view title, std::string_view language);
  /// Colours of what lies around the canvas: browser bars, scroll overshoot.
  void set_theme(bool dark, std::uint32_t background_rgb);
  /// Says something to people who do not see the screen.
  void announce(std::string_view text, bool urgent);
  /// Takes part in the election of the one tab that syncs this database; answered by Hooks::leader.
  void compete(std::string_view database);
  /// Loads the waiting version. Flush first.
  void apply_update();

  // Called by exports.cpp.
  Requests& requests() { return requests_; }
  AppLoop& loop() { return loop_; }
  ImGuiPlatform& imgui() { return imgui_; }
  WebText& text() { return text_; }
  Hooks const& hooks() const { return hooks_; }
  void assist(std::uint32_t id, Assist what, std::string const& value);
  [[nodiscard]] std::string stats() const;

 private:
  void mirror();

  Requests requests_;
  WebStorage storage_{requests_};
  WebHttp http_{requests_};
  WebClock clock_{requests_};
  WebRandom random_;
  WebFiles files_{requests_};
  WebText text_{requests_};
  WebCrypto crypto_{requests_};
  ImGuiPlatform imgui_{text_};
  AppLoop loop_{requests_, imgui_};
  Mirror mirror_;
  Launch launch_;
  Fonts fonts_;
  Hooks hooks_;
  std::uint32_t mirror_timer_ = 0;
};

/// The one platform, for those that the page calls without saying whom it means. Null before it is made.
WebPlatform* current_platform();
Requests& current_requests();

}  // namespace saddlebag::web
