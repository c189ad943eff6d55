#pragma once
#include <doctest/doctest.h>
#include <imgui.h>

#include "app/session.hpp"
#include "base/bytes.hpp"
#include "support/fake_clock.hpp"
#include "support/fake_crypto.hpp"
#include "support/fake_random.hpp"
#include "support/fake_storage.hpp"
#include "ui/headless.hpp"

namespace saddlebag {

using a11y_role = ui::a11y::Role;

/// A network on which nobody answers.
class Silence : public port::Http {
 public:
  std::uint32_t send(Request, Done) override { return ++last_; }
  void cancel(std::uint32_t) override {}
  [[nodiscard]] bool online() const override { return false; }

 private:
  std::uint32_t last_ = 0;
};

class Drops : public port::Files {
 public:
  void pick(std::string, bool, std::function<void(std::vector<File>)> done) override {
    ++picked;
    if (!chosen.empty()) done(chosen);
  }
  void save(std::string name, std::string, port::Bytes bytes) override {
    ++saved;
    last = {std::move(name), std::move(bytes), {}};
  }
  void on_drop(std::function<void(std::vector<File>)> tell) override { drop = std::move(tell); }
  /// A picture is a square of as many pixels as it has bytes, but one that begins with 'x' is none.
  void decode_picture(port::Bytes bytes, std::uint32_t, std::function<void(port::Outcome, Picture)> done) override {
    auto const side = static_cast<std::uint32_t>(bytes.size());
    ++decoded;
    if (bytes.empty() || bytes[0] == 'x') return done({port::Fault::failed, "no picture"}, {});
    done({}, {side, side, port::Bytes(std::size_t{4} * side * side, 0x80)});
  }
  std::function<void(std::vector<File>)> drop;
  int picked = 0, saved = 0, decoded = 0;
  std::vector<File> chosen;  ///< what the person picks
  File last;                 ///< saved
};

class PlainText : public port::Text {
 public:
  std::optional<std::string> decode(std::string_view bytes, Encoding) override { return std::string(bytes); }
  void set_clipboard(std::string_view) override {}
  std::string clipboard() override { return {}; }
};

/// The program on a machine of fakes, with a person before it.
struct Place {
  /// `later`: ms that have passed since the first start of it.
  explicit Place(fake::Disk& disk, std::string search, std::string hash = "", double later = 0) : storage(disk), crypto(storage) {
    clock.advance(later);
    app::Surroundings around;
    around.request_frame = [] {};
    around.show_route = [this](std::string const& shown) { address = shown; };
    around.go_back = [] {};
    around.show_preferences = [](ui::Preferences const&, bool) {};
    around.apply_update = [] {};
    around.restart = [] {};
    around.authorize = [](std::string const&, std::string const&) {};
    around.lock_others = [] {};
    around.show_kiosk = [this](bool on) { fills = on; };
    around.compete = [](std::string const&) {};
    around.measure = [](ui::Stats&) {};
    app::Launch launch;
    launch.hash = std::move(hash);
    launch.search = std::move(search);
    launch.system_language = "en";
    launch.reduced_motion = true;
    session = std::make_unique<app::Session>(port::Platform{storage, http, clock, random, files, text, crypto}, std::move(around), std::move(launch));
    session->start();
    ui.show_whole([this] {
      session->turn();
      session->draw(ui.width, ui.height);
      session->drawn();
    });
    rest();
  }
  /// Until nothing is under way any more.
  void rest() {
    for (int i = 0; i < 4; ++i) {
      storage.deliver();
      ui.frames(2);
    }
  }
  void give_pin(char const* pin) {
    for (char const* digit = pin; *digit != 0; ++digit) ui.press(static_cast<ImGuiKey>(ImGuiKey_0 + (*digit - '0')));
    ui.press(ImGuiKey_Enter);
    rest();
  }
  [[nodiscard]] bool is_wall() const { return ui.has(a11y_role::main, "Kiosk") && ui.count(a11y_role::navigation) == 0; }

  ui::Headless ui{1440, 3000};
  fake::Storage storage;
  fake::Clock clock;
  fake::Crypto crypto;
  fake::Random random{7};
  Silence http;
  Drops files;
  PlainText text;
  std::string address;
  bool fills = false;
  std::unique_ptr<app::Session> session;
};

}  // namespace saddlebag
