#include "app/session.hpp"
#include "platform/web/platform.hpp"
#include "ui/motion.hpp"
#include "ui/theme/theme.hpp"

using namespace saddlebag;

namespace {

app::Launch launch_of(web::Launch const& page) {
  return {page.route, page.search, page.language, page.dark, page.contrast, page.reduced_motion, page.touch, page.can_share, page.authorized};
}

/// ImGui packs colours as ABGR, style sheets as RGB.
std::uint32_t to_rgb(ImU32 colour) {
  return (colour & 0xff) << 16 | (colour & 0xff00) | ((colour >> 16) & 0xff);
}

/// What the session asks of the page.
app::Surroundings surroundings_of(web::WebPlatform& page) {
  app::Surroundings around;
  around.request_frame = [&page] { page.request_frame(); };
  around.show_route = [&page](std::string const& hash) { page.set_route(hash, false); };
  around.go_back = [&page] { page.go_back(); };
  around.show_preferences = [&page](ui::Preferences const& preferences, bool dark) {
    page.set_theme(dark, to_rgb(ui::color(ui::Color::canvas)));
    page.set_title(tr(Tr::app_name, preferences.language), preferences.language == Language::zh_cn ? "zh-CN" : "en");
  };
  around.apply_update = [&page] { page.apply_update(); };
  around.restart = [&page] { page.reload(); };
  around.authorize = [&page](std::string const& address, std::string const& memo) { page.authorize(address, memo); };
  around.lock_others = [&page] { page.lock_others(); };
  around.show_kiosk = [&page](bool on) { page.show_kiosk(on); };
  around.compete = [&page](std::string const& database) { page.compete(database); };
  around.complete = [&page](std::function<void(bool)> done) {
    port::Http::Request request;
    request.url = "asset:later.wasm";  // web/host/program.ts takes it in
    page.ports().http.send(std::move(request), [done = std::move(done)](port::Outcome const& outcome, port::Http::Response const& answer) {
      done(outcome && answer.status == 200);
    });
  };
  around.measure = [&page](ui::Stats& stats) {
    web::FrameStats const frames = page.frame_stats();
    stats.frames = frames.frames;
    stats.last_frame_ms = frames.last_ms;
    stats.slowest_frame_ms = frames.slowest_ms;
    stats.heap_bytes = page.heap_bytes();
  };
  around.open_link = [&page](std::string const& url) { page.open_link(url); };
  around.print = [&page](std::string const& html) { page.print(html); };
  around.share = [&page](std::string const& hash, std::string const& title, bool copy) { page.share(hash, title, copy); };
  return around;
}

/// What the page tells the session.
web::Hooks hooks_of(web::WebPlatform& page, app::Session& session) {
  web::Hooks hooks;
  hooks.shows = [&session] { return session.shows(); };
  hooks.turn = [&session] { return session.turn(); };
  hooks.draw = [&page, &session] {
    session.touch_used(page.touch());
    ImVec2 const size = ImGui::GetIO().DisplaySize;
    session.draw(size.x, size.y);
  };
  hooks.drawn = [&page, &session] {
    session.drawn();
    double const now = ImGui::GetTime();
    if (ui::drawing_until() > now) page.keep_drawing((ui::drawing_until() - now) * 1000);
    page.wake_after((ui::next_wake() - now) * 1000);
  };
  hooks.route = [&session](std::string_view hash) { session.route_changed(hash); };
  hooks.stats = [&session] { return session.stats_members(); };
  hooks.leader = [&session](bool leads) { session.leadership_changed(leads); };
  hooks.online = [&session](bool online) { session.online_changed(online); };
  hooks.system_look = [&session](bool dark, bool contrast, bool reduced_motion) { session.system_look_changed(dark, contrast, reduced_motion); };
  hooks.lock = [&session] { session.lock(); };
  hooks.update_ready = [&session] { session.update_waits(); };
  hooks.text_scale = [&session](float factor, bool done) { session.text_scaled(factor, done); };
  hooks.hiding = [&session] { session.drawn(); };
  return hooks;
}

}  // namespace

int main() {
  static web::WebPlatform page;
  set_texts(page.launch().texts_language == "en" ? Language::en : Language::zh_cn, page.launch().texts);
  static app::Session session(page.ports(), surroundings_of(page), launch_of(page.launch()));
  page.start(hooks_of(page, session));
  ui::set_fonts(page.fonts().regular, page.fonts().semibold);
  session.start();
  return 0;
}
