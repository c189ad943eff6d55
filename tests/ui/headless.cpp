#include "ui/headless.hpp"

#include <doctest/doctest.h>
#include <imgui_internal.h>

#include "base/utf8.hpp"
#include "ui/background.hpp"
#include "ui/format.hpp"
#include "ui/motion.hpp"
#include "ui/pictures.hpp"
#include "ui/theme/theme.hpp"

namespace saddlebag::ui {
namespace {

// What the interface remembers between frames goes by time and frame numbers: they go on from test to test.
double time_so_far = 0;
int frames_so_far = 0;

/// Han is as wide as high, everything else a little more than half.
float em(ImWchar c) { return is_cjk(c) || c >= 0x3000 ? 1.0f : 0.55f; }

ImFontLoader const& stub_loader() {
  static ImFontLoader const loader = [] {
    ImFontLoader l;
    l.Name = "stub";
    l.FontSrcInit = [](ImFontAtlas*, ImFontConfig*) { return true; };
    l.FontSrcContainsGlyph = [](ImFontAtlas*, ImFontConfig*, ImWchar) { return true; };
    l.FontBakedInit = [](ImFontAtlas*, ImFontConfig*, ImFontBaked* baked, void*) {
      baked->Ascent = baked->Size * 0.8f;
      baked->Descent = -baked->Size * 0.2f;
      return true;
    };
    l.FontBakedLoadGlyph = [](ImFontAtlas*, ImFontConfig*, ImFontBaked* baked, void*, ImWchar c, ImFontGlyph* glyph, float* advance) {
      if (advance != nullptr) {
        *advance = em(c) * baked->Size;
        return true;
      }
      glyph->Codepoint = c;
      glyph->AdvanceX = em(c) * baked->Size;
      return true;
    };
    return l;
  }();
  return loader;
}

ImFont* add_font(char const* name) {
  ImFontConfig config;
  config.FontLoader = &stub_loader();
  config.SizePixels = 14;
  std::snprintf(config.Name, sizeof config.Name, "%s", name);
  return ImGui::GetIO().Fonts->AddFont(&config);
}

void accept_textures() {
  for (ImTextureData* const texture : ImGui::GetPlatformIO().Textures) {
    if (texture->Status == ImTextureStatus_WantDestroy) {
      texture->SetTexID(ImTextureID_Invalid);
      texture->SetStatus(ImTextureStatus_Destroyed);
    } else if (texture->Status != ImTextureStatus_OK && texture->Status != ImTextureStatus_Destroyed) {
      texture->SetTexID(1);
      texture->SetStatus(ImTextureStatus_OK);
    }
  }
}

ImVec2 middle_of(a11y::Node const& node) { return {node.box.x + node.box.width / 2, node.box.y + node.box.height / 2}; }

void append_states(std::string& line, std::uint32_t states) {
  constexpr std::string_view kNames[] = {"disabled", "selected", "checked", "expanded", "collapsed", "pressed", "required", "invalid", "focused",
                                         "read-only", "modal", "busy", "multiline", "ascending", "descending", "current", "unchecked", "cut"};
  for (std::size_t i = 0; i < std::size(kNames); ++i)
    if ((states & (1u << i)) != 0) line.append(" ").append(kNames[i]);
}

std::string line_of(a11y::Node const& node) {
  a11y::Tree const& tree = a11y::tree();
  std::string line(a11y::role_name(node.role));
  if (!tree.name(node).empty()) line.append(" \"").append(tree.name(node)).append("\"");
  if (!tree.value(node).empty()) line.append(" = \"").append(tree.value(node)).append("\"");
  append_states(line, node.states);
  return line;
}

}  // namespace

Headless::Headless(float wide, float high) : width(wide), height(high), context_(ImGui::CreateContext()) {
  ImGui::SetCurrentContext(context_);
  context_->Time = time_so_far;
  context_->FrameCount = context_->FrameCountEnded = frames_so_far;
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.DisplaySize = {width, height};
  io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
  io.ConfigErrorRecoveryEnableAssert = true;
  ImFont* const regular = add_font("regular");
  set_fonts(regular, add_font("semibold"));
  Appearance appearance;
  appearance.touch = width < 720;
  set_appearance(appearance);
}

Headless::~Headless() {
  time_so_far = context_->Time + 60;
  frames_so_far = context_->FrameCount + 60;
  for (ImTextureData* const texture : ImGui::GetPlatformIO().Textures) texture->SetStatus(ImTextureStatus_Destroyed);
  drop_pictures();
  set_fonts(nullptr, nullptr);
  ImGui::DestroyContext(context_);
}

void Headless::show(std::function<void()> content) {
  show_whole([this, content = std::move(content)] {
    reset_scratch();
    a11y::tree().begin(width, height, "test");
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize({width, height});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(20, 20));
    ImGui::Begin("test", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoBringToFrontOnFocus);
    content();
    ImGui::End();
    ImGui::PopStyleVar();
    a11y::tree().end();
  });
}

void Headless::show_whole(std::function<void()> application) {
  draw_ = std::move(application);
  frames(3);  // windows that grow with their content need one frame to measure it
}

void Headless::frame(double seconds) {
  ImGuiIO& io = ImGui::GetIO();
  io.DeltaTime = static_cast<float>(seconds);
  io.DisplaySize = {width, height};
  ImGui::NewFrame();
  if (draw_) draw_();
  ImGui::Render();
  accept_textures();
  while (background_waits()) go_on_in_background(1000);
}

void Headless::frames(int count) {
  for (int i = 0; i < count; ++i) frame();
}

void Headless::settle() {
  for (int i = 0; i < 200 && drawing_until() > ImGui::GetTime(); ++i) frame();
  frames(2);
}

a11y::Node const* Headless::find(a11y::Role role, std::string_view name) const {
  for (a11y::Node const& node : a11y::tree().nodes())
    if (node.role == role && a11y::tree().name(node) == name) return &node;
  return nullptr;
}

a11y::Node Headless::get(a11y::Role role, std::string_view name) const {
  a11y::Node const* const node = find(role, name);
  if (node == nullptr) {
    FAIL_CHECK("no ", std::string(a11y::role_name(role)), " \"", std::string(name), "\" in\n", outline());
    return {};
  }
  return *node;
}

std::string_view Headless::value(a11y::Role role, std::string_view name) const { return a11y::tree().value(get(role, name)); }
std::string_view Headless::note(a11y::Role role, std::string_view name) const { return a11y::tree().note(get(role, name)); }
bool Headless::is(a11y::Role role, std::string_view name, a11y::State state) const { return (get(role, name).states & state) != 0; }

std::size_t Headless::count(a11y::Role role) const {
  std::size_t found = 0;
  for (a11y::Node const& node : a11y::tree().nodes()) found += node.role == role ? 1 : 0;
  return found;
}

std::string Headless::focus() const {
  std::string last;
  for (a11y::Node const& node : a11y::tree().nodes())
    if ((node.states & a11y::kFocused) != 0) last = std::string(a11y::role_name(node.role)) + " " + std::string(a11y::tree().name(node));
  return last;
}

std::string Headless::outline() const {
  std::vector<a11y::Node> const& nodes = a11y::tree().nodes();
  std::vector<int> depth(nodes.size(), 0);
  std::string text;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (i > 0) depth[i] = depth[nodes[i].parent] + 1;
    text.append(static_cast<std::size_t>(depth[i]) * 2, ' ').append(line_of(nodes[i])).append("\n");
  }
  return text;
}

std::string Headless::nameless() const {
  using a11y::Role;
  std::string text;
  for (a11y::Node const& node : a11y::tree().nodes()) {
    constexpr Role kInteractive[] = {Role::link, Role::button, Role::checkbox, Role::switch_, Role::radio, Role::textbox, Role::searchbox, Role::combobox,
                                     Role::option, Role::menuitem, Role::tab, Role::grid, Role::dialog, Role::spinbutton};
    bool const interactive = std::find(std::begin(kInteractive), std::end(kInteractive), node.role) != std::end(kInteractive);
    if (interactive && a11y::tree().name(node).empty()) text.append(line_of(node)).append("\n");
  }
  return text;
}

void Headless::click_at(ImVec2 at, int button, int times) {
  ImGuiIO& io = ImGui::GetIO();
  io.AddMouseSourceEvent(ImGuiMouseSource_Mouse);
  io.AddMousePosEvent(at.x, at.y);
  frame();
  frame();  // what allows another item over it is hovered a frame later
  for (int i = 0; i < times; ++i) {
    io.AddMouseButtonEvent(button, true);
    frame();
    io.AddMouseButtonEvent(button, false);
    frame();
  }
  frames(2);
  if (times == 1) frame(0.5);  // the next click is no double click
}

void Headless::click(a11y::Role role, std::string_view name) { click_at(middle_of(get(role, name))); }
void Headless::double_click(a11y::Role role, std::string_view name) { click_at(middle_of(get(role, name)), 0, 2); }
void Headless::right_click(a11y::Role role, std::string_view name) { click_at(middle_of(get(role, name)), 1); }

void Headless::hover(a11y::Role role, std::string_view name) {
  ImVec2 const at = middle_of(get(role, name));
  ImGui::GetIO().AddMousePosEvent(at.x, at.y);
  frames(2);
}

void Headless::activate(a11y::Role role, std::string_view name) {
  ImGui::ActivateItemByID(get(role, name).id);
  frames(3);
}

void Headless::drag(ImVec2 from, ImVec2 to) {
  ImGuiIO& io = ImGui::GetIO();
  io.AddMousePosEvent(from.x, from.y);
  frames(2);
  io.AddMouseButtonEvent(0, true);
  frame();
  for (int i = 1; i <= 4; ++i) {
    float const part = static_cast<float>(i) / 4;
    io.AddMousePosEvent(from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part);
    frame();
  }
  io.AddMouseButtonEvent(0, false);
  frames(2);
}

void Headless::tap(a11y::Role role, std::string_view name) {
  ImVec2 const at = middle_of(get(role, name));
  ImGuiIO& io = ImGui::GetIO();
  io.AddMouseSourceEvent(ImGuiMouseSource_TouchScreen);
  io.AddMousePosEvent(at.x, at.y);
  frames(2);
  io.AddMouseButtonEvent(0, true);
  frame();
  io.AddMouseButtonEvent(0, false);
  frames(2);
  frame(0.5);
}

void Headless::push(a11y::Role role, std::string_view name, float by) {
  ImVec2 const at = middle_of(get(role, name));
  ImGui::GetIO().AddMouseSourceEvent(ImGuiMouseSource_TouchScreen);
  drag(at, {at.x + by, at.y});
  frame(0.5);
}
void Headless::wheel(ImVec2 at, float steps) {
  ImGuiIO& io = ImGui::GetIO();
  io.AddMousePosEvent(at.x, at.y);
  frame();
  io.AddMouseWheelEvent(0, steps);
  frames(3);
}

void Headless::press(ImGuiKeyChord chord, int times) {
  ImGuiIO& io = ImGui::GetIO();
  auto const modifiers = [&](bool down) {
    for (ImGuiKey const mod : {ImGuiMod_Ctrl, ImGuiMod_Shift, ImGuiMod_Alt, ImGuiMod_Super})
      if ((chord & mod) != 0) io.AddKeyEvent(mod, down);
  };
  for (int i = 0; i < times; ++i) {
    modifiers(true);
    io.AddKeyEvent(static_cast<ImGuiKey>(chord & ~ImGuiMod_Mask_), true);
    frame();
    io.AddKeyEvent(static_cast<ImGuiKey>(chord & ~ImGuiMod_Mask_), false);
    modifiers(false);
    frames(3);
  }
}

void Headless::type(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    ImGui::GetIO().AddInputCharacter(next_code_point(text, at));
    frame();
  }
  frames(2);
}

}  // namespace saddlebag::ui
