#include "platform/web/platform.hpp"

#include <imgui_internal.h>

#include <cstdio>

#include "platform/web/seam.hpp"
#include "ui/a11y/assist.hpp"
#include "ui/a11y/tree.hpp"

namespace saddlebag::web {
namespace {

WebPlatform* the_platform = nullptr;

/// Whether something else is being written in, which has to be taken over before this is pressed. What is suggested to a
/// writer goes when the writing ends.
bool interrupts(std::uint32_t id) {
  ImGuiID const active = ImGui::GetCurrentContext()->ActiveId;
  if (active == 0 || active == id) return false;
  for (ui::a11y::Node const& node : ui::a11y::tree().nodes())
    if (node.id == id) return node.role != ui::a11y::Role::option;
  return true;
}

}  // namespace

WebPlatform* current_platform() { return the_platform; }
Requests& current_requests() { return the_platform->requests(); }

WebPlatform::WebPlatform() {
  the_platform = this;
  sb_attach();
  sb_launch();
  Completion const answer = requests_.take_answer();
  launch_.route = answer.text(0);
  launch_.search = answer.text(1);
  launch_.language = answer.text(2);
  std::string const flags = answer.text(3);
  auto const flag = [&](std::size_t at) { return at < flags.size() && flags[at] == '1'; };
  launch_.dark = flag(0);
  launch_.reduced_motion = flag(1);
  launch_.touch = flag(2);
  launch_.mac = flag(3);
  launch_.can_share = flag(4);
  launch_.contrast = flag(5);
  launch_.texts_language = answer.text(4);
  launch_.texts = answer.text(5);
  launch_.authorized = answer.text(6);
}

void WebPlatform::start(Hooks hooks) {
  hooks_ = std::move(hooks);
  imgui_.start(launch_.mac, launch_.touch);
  fonts_ = add_system_fonts(ui::icon_paths());
  std::uint32_t const leader = requests_.listen([this](Completion& c) {
    if (hooks_.leader) hooks_.leader(c.number != 0);
  });
  std::uint32_t const online = requests_.listen([this](Completion& c) {
    if (hooks_.online) hooks_.online(c.number != 0);
  });
  sb_watch(leader, online);
  AppLoop::Steps steps;
  steps.shows = [this] { return !hooks_.shows || hooks_.shows(); };
  steps.turn = [this] { return !hooks_.turn || hooks_.turn(); };
  steps.draw = [this] {
    if (hooks_.draw) hooks_.draw();
  };
  steps.drawn = [this] {
    mirror();
    if (hooks_.drawn) hooks_.drawn();
  };
  loop_.start(std::move(steps), !launch_.reduced_motion);
}

void WebPlatform::mirror() {
  double const wait = mirror_.wait(ui::a11y::tree(), clock_.monotonic_ms());
  if (wait < 0 || mirror_timer_ != 0) return;
  mirror_timer_ = clock_.after(wait, [this] {
    mirror_timer_ = 0;
    mirror_.update(ui::a11y::tree(), clock_.monotonic_ms());
  });
}

std::uint64_t WebPlatform::heap_bytes() const { return static_cast<std::uint64_t>(__builtin_wasm_memory_size(0)) << 16; }

void WebPlatform::set_route(std::string_view hash, bool replace) { sb_set_route(hash.data(), hash.size(), replace); }

void WebPlatform::lock_others() { sb_lock_others(); }
void WebPlatform::authorize(std::string_view address, std::string_view memo) {
  sb_authorize(address.data(), address.size(), memo.data(), memo.size());
}
void WebPlatform::show_kiosk(bool on) { sb_kiosk(on); }
void WebPlatform::go_back() { sb_go_back(); }
void WebPlatform::reload() { sb_reload(); }
void WebPlatform::open_link(std::string_view url) { sb_open_link(url.data(), url.size()); }
void WebPlatform::print(std::string_view html) { sb_print(html.data(), html.size()); }
void WebPlatform::share(std::string_view hash, std::string_view title, bool copy) {
  sb_share(hash.data(), hash.size(), title.data(), title.size(), copy);
}

void WebPlatform::set_title(std::string_view title, std::string_view language) {
  sb_set_title(title.data(), title.size(), language.data(), language.size());
}

void WebPlatform::set_theme(bool dark, std::uint32_t background_rgb) { sb_set_theme(dark, background_rgb); }

void WebPlatform::announce(std::string_view text, bool urgent) { sb_announce(text.data(), text.size(), urgent); }

void WebPlatform::compete(std::string_view database) {
  std::string const lock = "saddlebag-sync:" + std::string(database);
  sb_compete(lock.data(), lock.size());
}

void WebPlatform::apply_update() { sb_apply_update(); }

void WebPlatform::assist(std::uint32_t id, Assist what, std::string const& value) {
  loop_.touched();
  if (hooks_.assist && hooks_.assist(id, what, value)) return;
  if (what == Assist::focus) ui::turn_to(id);
  if (what != Assist::press && what != Assist::set_value) return;
  if (interrupts(id)) {
    ImGui::ClearActiveID();
    loop_.settle();
  }
  ImGui::ActivateItemByID(id);
  if (what == Assist::press) return;
  loop_.settle();  // until the field takes text
  loop_.settle();
  imgui_.press_shortcut(ImGuiKey_A);
  if (value.empty()) imgui_.press(ImGuiKey_Delete);
  imgui_.typed(value);
}

std::string WebPlatform::stats() const {
  FrameStats const frames = loop_.stats();
  char text[320];
  std::snprintf(text, sizeof text,
                "{\"frames\":%llu,\"frameMs\":{\"last\":%.3f,\"slowest\":%.3f,\"median\":%.3f},\"heapBytes\":%llu",
                static_cast<unsigned long long>(frames.frames), frames.last_ms, frames.slowest_ms, frames.median_ms,
                static_cast<unsigned long long>(heap_bytes()));
  std::string json = text;
  std::string const more = hooks_.stats ? hooks_.stats() : std::string{};
  if (!more.empty()) json.append(",").append(more);
  return json + "}";
}

}  // namespace saddlebag::web
