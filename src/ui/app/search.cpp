#include <imgui.h>

#include <algorithm>

#include "base/utf8.hpp"
#include "domain/attachments.hpp"
#include "store/finder.hpp"
#include "ui/app/actions.hpp"
#include "ui/app/find_marks.hpp"
#include "ui/app/shell.hpp"
#include "ui/background.hpp"
#include "ui/favourites.hpp"
#include "ui/format.hpp"
#include "ui/motion.hpp"
#include "ui/screens/list_views.hpp"
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
constexpr std::size_t kRecents = 5;        ///< and as many favourites, while nothing is typed

/// A record that is offered: found, or remembered.
struct Offer {
  Kind kind;
  Uuid record;
  TextMarks marks = {};         ///< in its title
  Field const* field = nullptr; ///< where it was found instead; lives as long as the answer
  Tr group = Tr::count_;        ///< above the first of a group
};

struct SearchBox {
  std::string text;
  std::string asked;          ///< what `finder` was asked
  std::uint64_t version = 0;  ///< of the store when it was asked
  std::vector<std::string> words;
  Finder finder;
  std::vector<Hit> hits;      ///< the last complete answer
  bool answered = true;       ///< they are what `finder` found
  std::vector<Offer> offers;  ///< made of the hits, or of what is remembered
  std::vector<Suggestion> lines;
  bool focus = false;
};
SearchBox box;

/// Where a record leads. What has no page of its own leads to what it belongs to.
Route route_of(Store const& store, Kind kind, Uuid id) {
  Record const* const record = store.find(kind, id);
  if (!record) return {};
  if (kind == Kind::saved_view) {
    auto const& view = static_cast<SavedView const&>(*record);
    Route route;
    route.screen = screen_of(kind_named(view.target_kind.view()));
    route.saved_view = view.id;
    return route.screen == Screen::count_ ? Route{} : route;
  }
  if (kind == Kind::attachment) {
    AttachedTo const to = attached_to(static_cast<Attachment const&>(*record));
    return {screen_of(to.kind), to.record};
  }
  if (kind != Kind::note) return {screen_of(kind), record->id};
  auto const& note = static_cast<Note const&>(*record);
  if (!note.customer.empty()) return {Screen::customers, note.customer.uuid};
  if (!note.opportunity.empty()) return {Screen::opportunities, note.opportunity.uuid};
  return {Screen::leads, note.lead.uuid};
}

/// Behind a record: where the word was found, else what it belongs to, so that two of one name can be told apart.
std::string_view context_of(Frame const& frame, Offer const& offer, Record const& record) {
  if (offer.field != nullptr) {
    std::string_view const value = format_value(frame.store, *offer.field, frame.store.value(record, *offer.field), frame.utc_offset_minutes);
    return tr(Tr::find_matched, field_label(*offer.field), value.substr(0, value.find('\n')));
  }
  if (offer.kind == Kind::saved_view) {
    Kind const of = kind_named(static_cast<SavedView const&>(record).target_kind.view());
    return of == Kind::count_ ? std::string_view() : tr(kind_info(of).label_plural);
  }
  for (Field const& field : kind_info(offer.kind).fields) {
    if (field.type != FieldType::reference || field.target != Kind::customer) continue;
    std::string_view const title = record_title(frame.store, Kind::customer, read_field(record, field).as_reference());
    if (!title.empty()) return title;
  }
  if (offer.kind == Kind::customer) return static_cast<Customer const&>(record).city.view();
  return {};
}

/// Of each kind some, so that many customers leave room for the deals.
void keep_some_of_each(std::vector<Hit>& hits) {
  while (hits.size() > kMostHits) {
    std::size_t counts[kKindCount] = {};
    for (Hit const& hit : hits) ++counts[static_cast<std::size_t>(hit.kind)];
    auto const most = static_cast<std::size_t>(std::max_element(std::begin(counts), std::end(counts)) - std::begin(counts));
    auto const last = std::find_if(hits.rbegin(), hits.rend(), [&](Hit const& hit) { return hit.kind == kind_at(most); });
    hits.erase(std::next(last).base());
  }
}

/// Once for each answer: what is drawn frame after frame is not looked for again.
void make_offers(Store const& store) {
  box.offers.clear();
  std::vector<std::string> const& words = box.words;
  for (Hit const& hit : box.hits) {
    Record const& record = *store.table(hit.kind).at(hit.row);
    Offer offer{hit.kind, record.id};
    if (box.offers.empty() || box.offers.back().kind != hit.kind) offer.group = kind_info(hit.kind).label_plural;
    if (!find_marks(record_title(store, hit.kind, record.id), words, offer.marks))
      offer.field = find_field_of(store, hit.kind, record, words);
    box.offers.push_back(offer);
  }
}

void offer_remembered(Store const& store, std::vector<Remembered> const& records, Tr group) {
  std::size_t const before = box.offers.size();
  for (Remembered const& each : records) {
    Kind const kind = kind_named(each.kind);
    bool const known = kind != Kind::count_ && store.find(kind, each.record) != nullptr;
    bool const twice = std::any_of(box.offers.begin(), box.offers.end(), [&](Offer const& other) { return other.record == each.record; });
    if (!known || twice || box.offers.size() - before == kRecents) continue;
    box.offers.push_back({kind, each.record, {}, nullptr, box.offers.size() == before ? group : Tr::count_});
  }
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
  keep_some_of_each(box.hits);
  make_offers(store);
}

void refresh(Frame const& frame) {
  if (box.asked != box.text || box.version != frame.store.version()) {
    box.asked = box.text;
    box.version = frame.store.version();
    box.words = words_of(box.text);
    box.finder.ask(box.text, kHitsPerKind);
    box.answered = box.finder.done();
    if (box.answered) box.hits.clear(), box.offers.clear();
    std::erase_if(box.offers, [&](Offer const& offer) { return frame.store.find(offer.kind, offer.record) == nullptr; });
    for (Offer& offer : box.offers) offer.field = nullptr;  // the fields may be others now
  }
  go_on_finding(frame.store);
}

/// Fills `lines`: records first, then actions, which are answered.
std::span<Action const> find_lines(Frame const& frame) {
  bool const asking = !trim(box.text).empty();
  refresh(frame);
  if (!asking) {
    box.offers.clear();
    offer_remembered(frame.store, frame.preferences.favourites, Tr::find_favourites);
    offer_remembered(frame.store, frame.preferences.recent, Tr::find_recent);
  }
  for (Offer const& offer : box.offers) {
    Record const& record = *frame.store.find(offer.kind, offer.record);
    std::string_view note = context_of(frame, offer, record);
    if (!asking && note.empty()) note = tr(kind_info(offer.kind).label);
    box.lines.push_back({.name = record_title(frame.store, offer.kind, record.id), .note = note, .icon = icon_for(offer.kind),
                         .group = offer.group == Tr::count_ ? std::string_view() : tr(offer.group), .marks = offer.marks,
                         .can_star = screen_of(offer.kind) != Screen::count_, .starred = is_favourite(frame.preferences, record.id)});
  }
  std::span<Action const> actions = actions_matching(frame, keep(fold(trim(box.text))));
  std::size_t const room = box.offers.empty() ? kMostActions : asking ? kFewActions : kMostActions - std::min(kMostActions - kFewActions, box.offers.size());
  actions = actions.first(std::min(actions.size(), room));
  for (Action const& action : actions) {
    Suggestion line{.name = action.name, .note = action.shortcut, .icon = action.icon};
    if (&action == actions.data() && !box.offers.empty()) line.group = tr(Tr::find_actions);
    if (asking) find_marks(action.name, box.words, line.marks);
    box.lines.push_back(line);
  }
  return actions;
}

}  // namespace

void focus_search() { box.focus = true; }

void open_palette() { focus_search(); }

void draw_search(Frame const& frame, float width) {
  std::span<Action const> actions;
  box.lines.clear();
  if (box.focus || ImGui::GetIO().WantTextInput) actions = find_lines(frame);  // nothing to find while nobody types
  FindResult const result =
      find_field(tr(Tr::find_placeholder), box.text, {.hint = tr(frame.compact ? Tr::find_short : Tr::find_placeholder), .width = width, .label = false, .search = true, .focus = box.focus}, box.lines);
  box.focus = false;
  if (result.starred >= 0) {
    Offer const& offer = box.offers[static_cast<std::size_t>(result.starred)];
    toggle_favourite(frame, offer.kind, offer.record);
    return focus_search();  // which the press has taken the keyboard from
  }
  if (result.taken < 0) return;
  auto const at = static_cast<std::size_t>(result.taken);
  if (at < box.offers.size()) return frame.commands.send(Go{route_of(frame.store, box.offers[at].kind, box.offers[at].record)});
  Action const& action = actions[at - box.offers.size()];
  action.run(frame, action.argument);
}

}  // namespace saddlebag::ui
