#include "ui/app/actions.hpp"

#include <vector>

#include "base/pinyin.hpp"
#include "base/utf8.hpp"
#include "ui/app/shell.hpp"
#include "ui/format.hpp"
#include "ui/screens/print.hpp"
#include "ui/screens/screens.hpp"

namespace saddlebag::ui {
namespace {

void go(Frame const& frame, int screen) { frame.commands.send(Go{{static_cast<Screen>(screen), {}}}); }

void make_new(Frame const& frame, int kind) {
  Screen screen = Screen::customers;
  switch (static_cast<Kind>(kind)) {
    case Kind::contact: screen = Screen::contacts; break;
    case Kind::lead: screen = Screen::leads; break;
    case Kind::opportunity: screen = Screen::opportunities; break;
    case Kind::activity: screen = Screen::activities; break;
    case Kind::product: screen = Screen::products; break;
    default: break;
  }
  frame.commands.send(Go{{screen, {}}});
  start_new(static_cast<Kind>(kind));
}

void set_preferences(Frame const& frame, void (*change)(Preferences&)) {
  Preferences next = frame.preferences;
  change(next);
  frame.commands.send(SetPreferences{next});
}

void collect(Frame const& frame, std::vector<Action>& all) {
  for (Kind const kind : {Kind::customer, Kind::contact, Kind::lead, Kind::opportunity, Kind::activity, Kind::product}) {
    all.push_back({Icon::plus, tr(Tr::action_new, tr(kind_info(kind).label)), {}, make_new, static_cast<int>(kind)});
  }
  for (Place const& place : places()) {
    all.push_back({place.icon, tr(Tr::find_go_to, tr(place.name)), {}, go, static_cast<int>(place.screen)});
  }
  auto const add = [&](Icon icon, Tr name, std::string_view shortcut, void (*run)(Frame const&, int)) {
    all.push_back({icon, tr(name), shortcut, run});
  };
  add(Icon::undo, Tr::action_undo, "Ctrl Z", [](Frame const& f, int) { f.commands.send(Undo{}); });
  add(Icon::redo, Tr::action_redo, "Ctrl Shift Z", [](Frame const& f, int) { f.commands.send(Redo{}); });
  add(Icon::import_, Tr::action_import, {}, [](Frame const& f, int) {
    f.commands.send(Go{{Screen::import, {}}});
    f.commands.send(PickFiles{});
  });
  add(Icon::print, Tr::print_print, "Ctrl P", [](Frame const& f, int) { print_here(f); });
  add(Icon::sync, Tr::action_sync, {}, [](Frame const& f, int) { f.commands.send(ControlSync{SyncAction::now}); });
  if (frame.protection.state == Protection::State::open) {
    add(Icon::lock, Tr::protection_lock_now, "Ctrl Shift L", [](Frame const& f, int) { f.commands.send(LockNow{}); });
  }
  add(Icon::info, Tr::tour_take, {}, [](Frame const&, int) { start_tour(); });
  add(Icon::command, Tr::keys_title, "?", [](Frame const&, int) { open_shortcuts(); });
  add(Icon::globe, Tr::action_language, {}, [](Frame const& f, int) {
    set_preferences(f, [](Preferences& p) { p.language = p.language == Language::en ? Language::zh_cn : Language::en; });
  });
  add(Icon::moon, Tr::action_theme, {}, [](Frame const& f, int) {
    set_preferences(f, [](Preferences& p) { p.theme = appearance().dark ? ThemeMode::light : ThemeMode::dark; });
  });
}

bool contains(std::string_view name, std::string_view folded) {
  static std::string text, initials;  // kept for their capacity
  text.clear();
  initials.clear();
  append_folded(text, name);
  text.push_back('\n');
  append_pinyin(text, name, &initials);
  text.append("\n").append(initials);
  return text.find(folded) != std::string::npos;
}

}  // namespace

std::span<Action const> actions_matching(Frame const& frame, std::string_view folded) {
  static std::vector<Action> found;
  found.clear();
  collect(frame, found);
  if (!folded.empty()) std::erase_if(found, [&](Action const& action) { return !contains(action.name, folded); });
  return found;
}

}  // namespace saddlebag::ui
