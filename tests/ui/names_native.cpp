#include <doctest/doctest.h>
#include <imgui_internal.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "../../cmake/item-hooks/item_hooks.hpp"
#include "domain/demo.hpp"
#include "ui/screens/screens.hpp"
#include "ui/stage.hpp"
#include "ui/widgets/overlay.hpp"

using namespace saddlebag;
using namespace saddlebag::ui;
using a11y::Role;

namespace {

std::map<ImGuiID, ImRect> items;  // and where they are

/// Everything that the pointer or the keyboard can act upon. ImGui's own scroll bars and borders move what has names;
/// windows are no items.
void note_item(unsigned id, ImGuiLastItemData const* item) {
  ImGuiContext const& g = *GImGui;
  if (item == nullptr || g.CurrentWindow == nullptr || g.CurrentWindow->IsFallbackWindow) return;
  if ((item->ItemFlags & ImGuiItemFlags_NoNav) != 0 || (item->ItemFlags & ImGuiItemFlags_Disabled) != 0) return;
  if (ImGui::FindWindowByID(id) != nullptr || std::any_of(g.Windows.begin(), g.Windows.end(), [id](ImGuiWindow const* w) { return w->ChildId == id; })) return;
  items.emplace(id, item->Rect);
}

/// Hears of all items while it lives.
class Ear {
 public:
  Ear() {
    on_imgui_item = note_item;
    GImGui->TestEngineHookItems = true;
  }
  ~Ear() { on_imgui_item = nullptr; }
  Ear(Ear const&) = delete;
  Ear& operator=(Ear const&) = delete;
};

void fill(Store& store, Date today) {
  DemoOptions options;
  options.customers = 40;
  options.today = today;
  options.utc_offset_minutes = 480;
  DemoSeeder seeder(store, options);
  while (seeder.step()) {
  }
  REQUIRE(seeder.status());
}

/// The items of one frame that assistive technology is told nothing of, or that have no name; a cell without text and the
/// row of the headers have none to say.
std::string nameless(Headless& ui) {
  items.clear();
  ui.frame();
  std::string found;
  std::set<ImGuiID> told;
  a11y::Tree const& tree = a11y::tree();
  for (a11y::Node const& node : tree.nodes()) {
    bool const silent = node.role == Role::gridcell || node.role == Role::row;
    if (!tree.name(node).empty() || silent) told.insert(node.id);
  }
  for (auto const& [id, box] : items) {
    if (!told.contains(id)) found += "an item at " + std::to_string(box.Min.x) + ", " + std::to_string(box.Min.y) + " of " + std::to_string(box.GetWidth()) + " x " + std::to_string(box.GetHeight()) + "\n";
  }
  return found + ui.nameless();
}

}  // namespace

TEST_CASE("every item that ImGui knows of, on every screen and in what opens over it, has a name in the accessibility tree") {
  for (float const width : {1440.f, 390.f}) {
    ui::Stage stage(width, 900);
    fill(stage.store, date_at(stage.now, 480));
    stage.show_whole();
    Ear const ear;
    auto const check = [&](std::string const& where) {
      stage.ui.settle();
      std::string const found = nameless(stage.ui);
      CAPTURE(where);
      CAPTURE(width);
      CHECK_MESSAGE(found.empty(), found, stage.ui.outline());
      CHECK(items.size() > 5);
    };
    for (int i = 0; i < static_cast<int>(Screen::count_); ++i) {
      auto const screen = static_cast<Screen>(i);
      stage.route = {screen, {}};
      check(to_hash(stage.route));
      Kind const kind = kind_of(screen);
      if (kind == Kind::count_ || stage.store.count(kind) == 0) continue;
      stage.route.record = stage.store.table(kind).at(0)->id;
      check(to_hash(stage.route));
      stage.route = {screen, {}};
      stage.ui.frames(2);
      start_new(kind);
      check("new " + to_hash(stage.route));
      stage.ui.press(ImGuiKey_Escape);
      stage.ui.press(ImGuiKey_Escape);
      stage.ui.settle();
    }
    stage.route = {Screen::customers, {}};
    stage.ui.frames(3);
    for (char const* const menu : {"Filter", "Group", "Export"}) {
      stage.ui.click(Role::button, menu);
      check(menu);
      stage.ui.press(ImGuiKey_Escape);
    }
    open_palette();
    check("palette");
    stage.ui.press(ImGuiKey_Escape);
  }
}
