#include <imgui.h>

#include <algorithm>

#include "base/utf8.hpp"
#include "store/finder.hpp"
#include "ui/app/actions.hpp"
#include "ui/app/shell.hpp"
#include "ui/background.hpp"
#include "ui/format.hpp"
#include "ui/motion.hpp"
#include "ui/screens/record_line.hpp"
#include "ui/screens/screens.hpp"
#include "ui/widgets/field.hpp"
#include "ui/widgets/overlay.hpp"

namespace saddlebag::ui {
namespace {

constexpr std::size_t kHitsPerKind = 5;
constexpr std::size_t kMostHits = 12;     ///< over all kinds: what fits below the field on a small screen
constexpr std::size_t kMostActions = 14;  ///< while nothing is found
constexpr std::size_t kFewActions = 3;    ///< below what was found
constexpr std::size_t kBlocksAtOnce = 16;  ///< of records that are looked at before the clock is

struct SearchBox {
  std::string text;
  std::string asked;          ///< what `finder` was asked
  std::uint64_t version = 0;  ///< of the store when it was asked
  Finder finder;
  std::vector<Hit> hits;      ///< the last complete answer
  bool answered = true;       ///< they are what `finder` found
  std::vector<Suggestion> lines;
  bool focus = false;
};
SearchBox box;

/// Where a hit leads. What has no page of its own leads to what it belongs to.
Route route_of(Store const& store, Hit const& hit) {
  Record const* const record = store.table(hit.kind).at(hit.row);
  if (!record) return {};
  if (hit.kind != Kind::note) return {screen_of(hit.kind), record->id};
  auto const& note = static_cast<Note const&>(*record);
  if (!note.customer.empty()) return {Screen::customers, note.customer.uuid};
  if (!note.opportunity.empty()) return {Screen::opportunities, note.opportunity.uuid};
  return {Screen::leads, note.lead.uuid};
}

/// The second line of a hit: what it belongs to, so that two of one name can be told apart.
std::string_view context_of(Store const& store, Hit const& hit, Record const& record) {
  KindInfo const& info = kind_info(hit.kind);
  for (Field const& field : info.fields) {
    if (field.type != FieldType::reference || field.target != Kind::customer) continue;
    std::string_view const title = record_title(store, Kind::customer, read_field(record, field).as_reference());
    if (!title.empty()) return title;
  }
  if (hit.kind == Kind::customer) return static_cast<Customer const&>(record).city.view();
  return {};
}

/// Finds between frames; the last answer stands until there is a new one. Enter takes what was typed, so it waits.
void go_on_finding(Store const& store) {
  if (box.answered) return;
  bool const wanted_now = ImGui::IsKeyPressed(ImGuiKey_Enter, false) || ImGui::IsKeyPressed(ImGuiKey_KeypadEnter, false);
  while (wanted_now && !box.finder.done()) box.finder.advance(store, kBlocksAtOnce);
  if (!box.finder.done()) {
    return between_frames(&box, [&store] {
      box.finder.advance(store, kBlocksAtOnce);
      return box.finder.done();
    });
  }
  box.answered = true;
  box.hits = box.finder.hits();
  if (box.hits.size() > kMostHits) box.hits.resize(kMostHits);
}

void refresh(Frame const& frame) {
  if (box.asked != box.text || box.version != frame.store.version()) {
    box.asked = box.text;
    box.version = frame.store.version();
    box.finder.ask(box.text, kHitsPerKind);
    box.answered = box.finder.done();
    if (box.answered) box.hits.clear();
    std::erase_if(box.hits, [&](Hit const& hit) { return frame.store.table(hit.kind).at(hit.row) == nullptr; });
  }
  go_on_finding(frame.store);
}

/// Fills `lines`: records first, then actions, which are answered.
std::span<Action const> find_lines(Frame const& frame) {
  refresh(frame);
  for (Hit const& hit : box.hits) {
    Record const& record = *frame.store.table(hit.kind).at(hit.row);
    std::string_view const context = context_of(frame.store, hit, record);
    std::string_view const kind = tr(kind_info(hit.kind).label);
    box.lines.push_back({record_title(frame.store, hit.kind, record.id), context.empty() ? kind : keepf("%s · %s", keep_cstr(context), kind.data()), icon_for(hit.kind)});
  }
  std::span<Action const> actions = actions_matching(frame, keep(fold(trim(box.text))));
  actions = actions.first(std::min(actions.size(), box.hits.empty() ? kMostActions : kFewActions));
  for (Action const& action : actions) box.lines.push_back({action.name, action.shortcut, action.icon});
  return actions;
}

}  // namespace

void focus_search() { box.focus = true; }

void open_palette() { focus_search(); }

void draw_search(Frame const& frame, float width) {
  std::span<Action const> actions;
  box.lines.clear();
  if (box.focus || ImGui::GetIO().WantTextInput) actions = find_lines(frame);  // nothing to find while nobody types
  int const taken =
      find_field(tr(Tr::find_placeholder), box.text, {.hint = tr(frame.compact ? Tr::find_short : Tr::find_placeholder), .width = width, .label = false, .search = true, .focus = box.focus}, box.lines);
  box.focus = false;
  if (taken < 0) return;
  auto const at = static_cast<std::size_t>(taken);
  if (at < box.hits.size()) return frame.commands.send(Go{route_of(frame.store, box.hits[at])});
  Action const& action = actions[at - box.hits.size()];
  action.run(frame, action.argument);
}

}  // namespace saddlebag::ui
