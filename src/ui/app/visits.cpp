#include "ui/app/shell.hpp"

namespace saddlebag::ui {
namespace {

constexpr std::size_t kRemembered = 12;

}  // namespace

void note_visit(Frame const& frame) {
  Kind const kind = kind_of(frame.route.screen);
  Uuid const id = frame.route.record;
  if (kind == Kind::count_ || id.empty() || frame.loading < 1) return;
  auto const& recent = frame.preferences.recent;
  if ((!recent.empty() && recent.front().record == id) || frame.store.find(kind, id) == nullptr) return;
  Preferences next = frame.preferences;
  std::erase_if(next.recent, [&](Remembered const& each) { return each.record == id; });
  next.recent.insert(next.recent.begin(), {std::string(kind_info(kind).name), id});
  if (next.recent.size() > kRemembered) next.recent.resize(kRemembered);
  frame.commands.send(SetPreferences{std::move(next)});
}

}  // namespace saddlebag::ui
