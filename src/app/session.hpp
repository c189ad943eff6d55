#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "platform/ports.hpp"
#include "ui/frame.hpp"

namespace saddlebag::app {

/// How the page was called and what the machine prefers.
struct Launch {
  std::string hash;               ///< `#/customers/…`
  std::string search;             ///< `?demo=100000&lang=en&theme=dark`
  std::string system_language;    ///< BCP 47, e.g. "zh-CN"
  bool system_dark = false;
  bool system_contrast = false;   ///< more of it is asked for, or the system has colours of its own
  bool reduced_motion = false;
  bool touch = false;
  bool can_share = false;         ///< the system hands links on to other apps
  std::string authorized;         ///< what somebody who signed in at a backend's page came back with, as JSON, or empty
};

/// What the session wants of whatever shows it, beyond the ports.
struct Surroundings {
  std::function<void()> request_frame;
  std::function<void(std::string const& hash)> show_route;   ///< the address bar; adds to the history
  std::function<void()> go_back;
  std::function<void(ui::Preferences const&, bool dark)> show_preferences;  ///< language and theme of the page around
  std::function<void()> apply_update;
  std::function<void()> restart;   ///< begin again from nothing, after everything was erased
  /// Goes to a backend's page for signing in, and keeps the memo for when it sends the person back.
  std::function<void(std::string const& address, std::string const& memo)> authorize;
  std::function<void()> lock_others;  ///< the other tabs of this device, see `Session::lock`
  std::function<void(std::string const& lock)> compete;  ///< tries to become the one tab that syncs
  /// The page becomes a wall, which fills the screen and keeps it awake, or is one no longer.
  std::function<void(bool on)> show_kiosk;
  std::function<void(ui::Stats&)> measure;
  /// Loads what the first frame could do without; false: it cannot be had now. None: the program is whole from the start.
  std::function<void(std::function<void(bool)> done)> complete;
  std::function<void(std::string const& url)> open_link;   ///< tel:, mailto:, https:, in whatever is there for it
  std::function<void(std::string const& html)> print;
  /// Hands the address of that place in the program on: to the clipboard, or to an app that the person chooses.
  std::function<void(std::string const& hash, std::string const& title, bool copy)> share;
};

/// One running program: the store and all that keeps, syncs, shows and changes it, in the fixed order
/// completions → commands → drawing → commands of drawing → storage → status.
class Session {
 public:
  Session(port::Platform platform, Surroundings surroundings, Launch launch);
  ~Session();
  Session(Session const&) = delete;
  Session& operator=(Session const&) = delete;

  /// Opens the data; the rest follows from completions.
  void start();
  /// After completions were delivered: carries out what they asked for, goes on with long work, writes.
  /// True: there is something new to draw.
  bool turn();
  /// Whether there is something to show: the records, or a question to the person. Before, it can only say that they are coming.
  [[nodiscard]] bool shows() const;
  /// Draws one frame of `width` × `height` CSS pixels, between ImGui's NewFrame and Render.
  void draw(float width, float height);
  /// After the frame: carries out what drawing asked for, writes.
  void drawn();
  /// True while long work (demo data, an import) wants turns without waiting for input.
  [[nodiscard]] bool working() const;

  // What the page tells.
  void route_changed(std::string_view hash);
  void system_look_changed(bool dark, bool contrast, bool reduced_motion);
  void touch_used(bool touch);
  void text_scaled(float factor, bool done);  ///< pinch: multiplies the text scale; kept once the fingers are lifted
  void leadership_changed(bool leader);
  void online_changed(bool online);
  void update_waits();
  void lock();                      ///< in another tab the person has locked the data

  /// Members of the JSON object that `window.saddlebag.stats()` answers, for support and measurement.
  [[nodiscard]] std::string stats_members() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace saddlebag::app
