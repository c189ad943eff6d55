#include "ui/screens/list_views.hpp"

#include <algorithm>
#include <utility>

#include "base/sort.hpp"
#include "ui/format.hpp"
#include "ui/motion.hpp"

namespace saddlebag::ui {
namespace {

bool is_seen(SavedView const& view, Uuid user) {
  return view.shared || view.owner.empty() || view.owner.uuid == user;
}

SavedView const* find_view(Frame const& frame, Kind kind, Uuid id) {
  if (id.empty()) return nullptr;
  SavedView const* const view = frame.store.find(Id<SavedView>{id});
  // A link from somebody opens their view, seen in the bar or not.
  return view != nullptr && view->target_kind.view() == kind_info(kind).name ? view : nullptr;
}

void park(ListState& state) {
  std::erase_if(state.parked, [&](ListState::Parked const& each) { return each.view == state.opened.id; });
  bool const spent = std::exchange(state.opened.spent, false);
  if (spent || !(state.opened.id.empty() ? !state.filters.empty() : view_changed(state))) return;
  state.parked.push_back({state.opened.id, std::move(state.filters), std::move(state.opened.layout)});
}

void open_view(Store const& store, Kind kind, ListState& state, SavedView const* view) {
  state.opened = {};
  state.filters.clear();
  state.folded.clear();
  if (view != nullptr) {
    state.opened.id = view->id;
    state.opened.text = view->definition.view();
    state.opened.saved = read_view(store, kind, view->definition.view());
    state.filters = state.opened.saved.filters;
    state.opened.layout = state.opened.saved.layout;
  }
  auto const waiting = std::find_if(state.parked.begin(), state.parked.end(),
                                    [&](ListState::Parked const& each) { return each.view == state.opened.id; });
  if (waiting != state.parked.end()) {
    state.filters = std::move(waiting->filters);
    state.opened.layout = std::move(waiting->layout);
    state.parked.erase(waiting);
  }
  state.cursor = {};
  state.edit = {};
  ++state.revision;
}

}  // namespace

Uuid who_works_here(Frame const& frame) {
  Uuid const user = parse_uuid(frame.preferences.user).value_or(Uuid{});
  return frame.store.find(Kind::user, user) == nullptr ? Uuid{} : user;
}

ListLayout const& layout_of(Frame const& frame, Kind kind) {
  static ListLayout const plain;
  ListState const& state = list_state(kind);
  if (!state.opened.id.empty()) return state.opened.layout;
  auto const found = frame.preferences.lists.find(std::string(kind_info(kind).name));
  return found == frame.preferences.lists.end() ? plain : found->second;
}

void save_layout(Frame const& frame, Kind kind, ListLayout layout) {
  if (auto& opened = list_state(kind).opened; !opened.id.empty()) {
    opened.next = std::move(layout);
    keep_drawing(0.05);
    return;
  }
  Preferences next = frame.preferences;
  next.lists[std::string(kind_info(kind).name)] = std::move(layout);
  frame.commands.send(SetPreferences{std::move(next)});
}

std::span<SavedView const* const> views_of(Frame const& frame, Kind kind) {
  static std::vector<SavedView const*> views;  // kept for its capacity
  views.clear();
  Uuid const user = who_works_here(frame);
  frame.store.for_each<SavedView>([&](SavedView const& view) {
    bool const open = list_state(kind).opened.id == view.id;
    if (view.target_kind.view() == kind_info(kind).name && (open || is_seen(view, user))) views.push_back(&view);
  });
  sort_items(views, [](SavedView const* a, SavedView const* b) {
    return std::pair(a->created.ms, a->id) < std::pair(b->created.ms, b->id);
  });
  return views;
}

void follow_view(Frame const& frame, Kind kind, ListState& state) {
  auto& opened = state.opened;
  if (opened.next) opened.layout = std::move(*std::exchange(opened.next, std::nullopt));
  bool const here = frame.route.screen == screen_of(kind);
  SavedView const* const view = find_view(frame, kind, here ? frame.route.saved_view : state.wanted_view);
  Uuid const wanted = view == nullptr ? Uuid{} : view->id;
  state.wanted_view = wanted;
  if (wanted != opened.id) {
    park(state);
    open_view(frame.store, kind, state, view);
  } else if (view != nullptr && opened.text != view->definition.view()) {
    // Somebody saved it, this person or another; what was changed here and not saved stays.
    if (!view_changed(state)) return open_view(frame.store, kind, state, view);
    opened.text = view->definition.view();
    opened.saved = read_view(frame.store, kind, opened.text);
  }
}

bool view_changed(ListState const& state) {
  return !state.opened.id.empty() && !same_view(state.filters, state.opened.layout, state.opened.saved);
}

Route list_route(Kind kind) {
  Route route;
  route.screen = screen_of(kind);
  route.saved_view = list_state(kind).opened.id;
  return route;
}

}  // namespace saddlebag::ui
