// What the page may call: every function here stands on the far side of web/host/wasm.ts. They only pass on.
#include <emscripten.h>

#include <cstring>

#include "platform/web/platform.hpp"
#include "platform/web/seam.hpp"
#include "ui/widgets/swipe.hpp"

using namespace saddlebag;
using namespace saddlebag::web;

namespace {

WebPlatform& page() { return *current_platform(); }
AppLoop& loop() { return page().loop(); }

/// Texts that the page hands over with a call, in the order in which it gave them.
std::string given(Completion const& answer, std::size_t part = 0) { return answer.text(part); }
Completion take() { return page().requests().take_answer(); }

}  // namespace

extern "C" {

/// Room for the next byte string of an answer, or of the texts that go with the next call.
EMSCRIPTEN_KEEPALIVE std::uint8_t* sb_part(std::size_t size) { return page().requests().part(size); }

EMSCRIPTEN_KEEPALIVE void sb_complete(std::uint32_t ticket, int fault, std::int32_t number) {
  page().requests().complete(ticket, static_cast<port::Fault>(fault), number);
}

EMSCRIPTEN_KEEPALIVE void sb_turn() { loop().turn(); }
EMSCRIPTEN_KEEPALIVE void sb_frame() { loop().frame(); }
EMSCRIPTEN_KEEPALIVE void sb_settle() { loop().settle(); }
/// Graphics before the first frame, which would make them otherwise.
EMSCRIPTEN_KEEPALIVE void sb_prepare() { page().imgui().begin_drawing(); }

EMSCRIPTEN_KEEPALIVE void sb_resize(float css_width, float css_height, int device_width, int device_height) {
  page().imgui().resized(css_width, css_height, device_width, device_height);
  loop().touched();
}

EMSCRIPTEN_KEEPALIVE void sb_pointer_move(float x, float y, int source) {
  page().imgui().pointer_moved(x, y, static_cast<ImGuiMouseSource>(source));
  loop().touched();
}

EMSCRIPTEN_KEEPALIVE void sb_pointer_button(float x, float y, int source, int button, int down) {
  page().imgui().pointer_button(x, y, static_cast<ImGuiMouseSource>(source), button, down != 0);
  loop().touched();
}

EMSCRIPTEN_KEEPALIVE void sb_pointer_leave() {
  page().imgui().pointer_left();
  loop().touched();
}

EMSCRIPTEN_KEEPALIVE void sb_scroll(float dx, float dy) {
  page().imgui().scrolled(dx, dy);
  loop().touched();
}

/// Texts: code, key.
EMSCRIPTEN_KEEPALIVE void sb_key(int modifiers, int down) {
  Completion const texts = take();
  page().imgui().key(given(texts, 0), given(texts, 1), modifiers, down != 0);
  loop().touched();
}

/// Text: what was typed or composed.
EMSCRIPTEN_KEEPALIVE void sb_typed() {
  page().imgui().typed(given(take()));
  loop().touched();
}

EMSCRIPTEN_KEEPALIVE void sb_focus(int on) {
  page().imgui().focused(on != 0);
  loop().touched();
}

/// Text: what is on the clipboard.
EMSCRIPTEN_KEEPALIVE void sb_paste() {
  page().text().pasted(given(take()));
  page().imgui().press_shortcut(ImGuiKey_V);
  loop().touched();
}

/// Presses copy or cut. True: the text that was copied is the answer, fetched by sb_answer.
EMSCRIPTEN_KEEPALIVE int sb_copy(int cut) {
  page().text().begin_copy();
  page().imgui().press_shortcut(cut ? ImGuiKey_X : ImGuiKey_C);
  loop().touched();
  loop().settle();
  std::optional<std::string> const copied = page().text().end_copy();
  if (!copied) return 0;
  std::memcpy(sb_part(copied->size()), copied->data(), copied->size());
  return 1;
}

EMSCRIPTEN_KEEPALIVE void sb_stats() {
  std::string const json = page().stats();
  std::memcpy(sb_part(json.size()), json.data(), json.size());
}

/// Where sb_answer writes a size.
EMSCRIPTEN_KEEPALIVE std::uint32_t* sb_scratch() {
  static std::uint32_t size = 0;
  return &size;
}

/// The first byte string of the answer that C++ gave; valid until the next call.
EMSCRIPTEN_KEEPALIVE std::uint8_t const* sb_answer(std::uint32_t* size) {
  static Completion kept;
  kept = take();
  *size = kept.parts.empty() ? 0 : static_cast<std::uint32_t>(kept.parts[0].size());
  return kept.parts.empty() ? nullptr : kept.parts[0].data();
}

/// Text: the hash.
EMSCRIPTEN_KEEPALIVE void sb_route() {
  std::string const hash = given(take());
  if (page().hooks().route) page().hooks().route(hash);
  loop().touched();
}

/// Text: the value, where one is set.
EMSCRIPTEN_KEEPALIVE void sb_assist(std::uint32_t id, int what) {
  page().assist(id, static_cast<Assist>(what), given(take()));
}

EMSCRIPTEN_KEEPALIVE void sb_system_look(int dark, int contrast, int reduced_motion) {
  if (page().hooks().system_look) page().hooks().system_look(dark != 0, contrast != 0, reduced_motion != 0);
  loop().touched();
}

/// Whether a finger that moves sideways from there pushes a row aside.
EMSCRIPTEN_KEEPALIVE int sb_can_swipe(float x, float y) { return ui::can_swipe({x, y}); }

EMSCRIPTEN_KEEPALIVE void sb_text_scale(float factor, int done) {
  if (page().hooks().text_scale) page().hooks().text_scale(factor, done != 0);
  loop().touched();
}

EMSCRIPTEN_KEEPALIVE void sb_update_ready() {
  if (page().hooks().update_ready) page().hooks().update_ready();
  loop().touched();
}

EMSCRIPTEN_KEEPALIVE void sb_lock() {
  if (page().hooks().lock) page().hooks().lock();
}

EMSCRIPTEN_KEEPALIVE void sb_visible(int visible) {
  if (visible) {
    loop().touched();
  } else if (page().hooks().hiding) {
    page().hooks().hiding();
  }
}

EMSCRIPTEN_KEEPALIVE void sb_context(int lost) {
  if (lost) {
    page().imgui().context_lost();
    return;
  }
  page().imgui().context_restored();
  loop().touched();
}

EMSCRIPTEN_KEEPALIVE void sb_fonts_changed() {
  discard_glyphs();
  loop().touched();
}
}
