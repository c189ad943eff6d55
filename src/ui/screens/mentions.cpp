#include "ui/screens/mentions.hpp"

#include <algorithm>
#include <cmath>

#include "base/pinyin.hpp"
#include "base/sort.hpp"
#include "base/utf8.hpp"
#include "ui/format.hpp"

namespace saddlebag::ui {
namespace {

constexpr std::size_t kOffered = 6, kShown = 5;
constexpr std::int64_t kRecent = 30 * std::int64_t{86'400'000};

/// Names of colleagues, put together once per change of them.
struct Name {
  std::string text;
  std::string searched;  ///< folded, its pinyin and its initials, a line each
};
struct Names {
  std::uint64_t version = ~0ull;
  std::vector<Name> all;
};

std::vector<Name> const& names_of(Store const& store) {
  static Names names;
  if (names.version == store.version(Kind::user)) return names.all;
  names.version = store.version(Kind::user);
  names.all.clear();
  store.for_each<User>([](User const& user) {
    if (user.name.empty() || user.inactive) return;
    Name name{std::string(user.name), "\n"};
    append_folded(name.searched, name.text);
    name.searched.push_back('\n');
    std::string initials;
    append_pinyin(name.searched, name.text, &initials);
    name.searched.append("\n").append(initials);
    names.all.push_back(std::move(name));
  });
  // Of two names that begin alike the longer one is meant where it stands.
  sort_items(names.all, [](Name const& a, Name const& b) { return a.text.size() != b.text.size() ? a.text.size() > b.text.size() : a.text < b.text; });
  return names.all;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_'; }

bool mentions(Store const& store, std::string_view text, std::string_view name) {
  if (text.find('@') == text.npos) return false;
  std::span<TextMark const> const marks = mentions_in(store, text);
  return std::any_of(marks.begin(), marks.end(), [&](TextMark const& mark) { return text.substr(mark.at + 1, mark.size - 1) == name; });
}

Uuid me(Frame const& frame) { return parse_uuid(frame.preferences.user).value_or(Uuid{}); }

bool is_recent(Frame const& frame, Note const& note) { return note.created.ms + kRecent > frame.now.ms; }

Note const& note_at(Store const& store, Row row) { return static_cast<Note const&>(*store.table(Kind::note).at(row)); }

Route route_of(Note const& note) {
  if (!note.customer.empty()) return {Screen::customers, note.customer.uuid};
  if (!note.opportunity.empty()) return {Screen::opportunities, note.opportunity.uuid};
  return {Screen::leads, note.lead.uuid};
}

std::string_view about(Frame const& frame, Note const& note) {
  Route const route = route_of(note);
  return record_title(frame.store, kind_of(route.screen), route.record);
}

void draw_mention(Frame const& frame, Note const& note) {
  std::string_view const author = record_title(frame.store, Kind::user, note.author.uuid);
  std::string_view const line = note.body.view().substr(0, note.body.view().find('\n'));
  float const height = space(13);
  Item const it = item("mention", {0, height}, {a11y::Role::link, line, author});
  if (it.visible) {
    ImDrawList* const list = ImGui::GetWindowDrawList();
    if (it.hovered) list->AddRectFilled(it.min, it.max, color(Color::hover), kRadiusSmall);
    float const face = space(8), x = it.min.x + space(2) + face + space(3), right = it.max.x - space(2);
    draw_avatar(list, {it.min.x + space(2), it.min.y + std::floor((height - face) / 2)}, face, author);
    float const top = it.min.y + std::floor((height - font_size(Type::body) - space(1) - font_size(Type::caption)) / 2);
    draw_text(list, {x, top}, line, Type::body, color(Color::text), std::max(1.0f, right - x));
    std::string_view const below = tr(Tr::view_mention_by, author, format_ago(note.created, frame.now, frame.utc_offset_minutes), about(frame, note));
    draw_text(list, {x, top + font_size(Type::body) + space(1)}, below, Type::caption, color(Color::text_muted), std::max(1.0f, right - x));
    draw_focus(it);
  }
  if (it.pressed) frame.commands.send(Go{route_of(note)});
}

}  // namespace

std::span<TextMark const> mentions_in(Store const& store, std::string_view text) {
  static std::vector<TextMark> marks;  // kept for its capacity
  marks.clear();
  for (std::size_t at = text.find('@'); at != text.npos; at = text.find('@', at + 1)) {
    bool const address = at > 0 && is_letter(text[at - 1]);  // of mail
    for (Name const& name : names_of(store)) {
      if (address || !text.substr(at + 1).starts_with(name.text)) continue;
      marks.push_back({at, name.text.size() + 1});
      break;
    }
  }
  return marks;
}

std::span<Suggestion const> colleagues_like(Store const& store, std::string_view typed) {
  static std::vector<Suggestion> found;
  static std::string folded;
  found.clear();
  folded.clear();
  append_folded(folded, typed);
  if (typed.ends_with(' ')) folded.push_back(' ');
  std::vector<Name> const& names = names_of(store);
  for (bool const begins : {true, false}) {
    for (Name const& name : names) {
      if (found.size() == kOffered) break;
      std::size_t const at = name.searched.find(folded);
      if (at == std::string::npos || typed.starts_with(name.text)) continue;
      if ((name.searched[at > 0 ? at - 1 : 0] == '\n' || folded.empty()) == begins) found.push_back({name.text, {}, Icon::person});
    }
  }
  return found;
}

std::vector<Row> const& notes_mentioning(Store const& store, Uuid user) {
  static std::vector<Row> rows;
  static struct {
    Uuid user;
    std::uint64_t notes = ~0ull, users = ~0ull;
  } of;
  if (of.user == user && of.notes == store.version(Kind::note) && of.users == store.version(Kind::user)) return rows;
  of = {user, store.version(Kind::note), store.version(Kind::user)};
  rows.clear();
  std::string const name(store.title(Kind::user, user));
  if (user.empty() || name.empty()) return rows;
  Table const& table = store.table(Kind::note);
  for (Row row = 0; row < table.end(); ++row) {
    if (table.at(row) != nullptr && mentions(store, note_at(store, row).body, name)) rows.push_back(row);
  }
  sort_items(rows, [&](Row a, Row b) { return note_at(store, a).created > note_at(store, b).created; });
  return rows;
}

bool draw_mentions(Frame const& frame, float width) {
  std::vector<Row> const& rows = notes_mentioning(frame.store, me(frame));
  if (rows.empty() || !is_recent(frame, note_at(frame.store, rows.front()))) return false;
  begin_card("mentions", {.name = tr(Tr::view_mentions), .width = width});
  for (std::size_t i = 0; i < std::min(rows.size(), kShown); ++i) {
    Note const& note = note_at(frame.store, rows[i]);
    if (!is_recent(frame, note)) break;
    ImGui::PushID(static_cast<int>(rows[i]));
    draw_mention(frame, note);
    ImGui::PopID();
  }
  end_card();
  return true;
}

}  // namespace saddlebag::ui
