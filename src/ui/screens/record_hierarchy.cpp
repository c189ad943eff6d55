#include "ui/screens/record_hierarchy.hpp"

#include <algorithm>

#include "base/sort.hpp"
#include "store/field_reader.hpp"
#include "ui/format.hpp"
#include "ui/widgets/tree_view.hpp"

namespace saddlebag::ui {
namespace {

constexpr std::size_t kMostRows = 100;

struct Link {
  Uuid above;
  Uuid below;
};

struct Member {
  Uuid id;
  int level, index, count;
  bool branch;
};

/// What is below what, and the rows of one tree; put together once per change of the store.
struct Hierarchy {
  Kind kind = Kind::count_;
  FieldIndex field = kNoField;
  Uuid id;
  std::uint64_t version = ~0ull;
  std::vector<Link> links;       ///< by what is above
  std::vector<Member> members;   ///< in the order of the tree, all branches open
};

std::span<Link const> below(Hierarchy const& all, Uuid above) {
  auto const before = [](Link const& a, Link const& b) { return a.above < b.above; };
  auto const [first, last] = std::equal_range(all.links.begin(), all.links.end(), Link{above, {}}, before);
  return {first, last};
}

bool has(Hierarchy const& all, Uuid id) {
  return std::any_of(all.members.begin(), all.members.end(), [id](Member const& each) { return each.id == id; });
}

void add(Hierarchy& all, Store const& store, Uuid id, int level, int index, int count) {
  if (all.members.size() == kMostRows || has(all, id)) return;
  std::span<Link const> const found = below(all, id);
  std::vector<Link> links(found.begin(), found.end());
  sort_items(links, [&](Link const& a, Link const& b) { return record_title(store, all.kind, a.below) < record_title(store, all.kind, b.below); });
  all.members.push_back({id, level, index, count, !links.empty()});
  int place = 0;
  for (Link const& link : links) add(all, store, link.below, level + 1, ++place, static_cast<int>(links.size()));
}

/// The one above all others, or where a circle closes.
Uuid top_of(Store const& store, Kind kind, Field const& field, Uuid id) {
  std::vector<Uuid> passed{id};
  for (;;) {
    Record const* const record = store.find(kind, passed.back());
    Uuid const above = record != nullptr ? store.value(*record, field).as_reference() : Uuid();
    bool const ends = above.empty() || store.find(kind, above) == nullptr || std::find(passed.begin(), passed.end(), above) != passed.end();
    if (ends) return passed.back();
    passed.push_back(above);
  }
}

void fill(Hierarchy& all, Store const& store) {
  all.links.clear();
  all.members.clear();
  Table const& table = store.table(all.kind);
  FieldReader reader(store, all.kind, all.field);
  for (Row row = 0; row < table.end(); ++row) {
    Record const* const record = table.at(row);
    Uuid const above = record != nullptr ? reader.at(row).as_reference() : Uuid();
    if (!above.empty()) all.links.push_back({above, record->id});
  }
  sort_items(all.links, [](Link const& a, Link const& b) { return a.above < b.above; });
  add(all, store, top_of(store, all.kind, store.fields(all.kind)[all.field], all.id), 1, 1, 1);
}

Hierarchy const& hierarchy_of(Store const& store, Kind kind, FieldIndex field, Uuid id) {
  static Hierarchy all;
  if (all.kind == kind && all.field == field && all.id == id && all.version == store.version()) return all;
  all.kind = kind;
  all.field = field;
  all.id = id;
  all.version = store.version();
  fill(all, store);
  return all;
}

}  // namespace

void draw_hierarchy(Frame const& frame, std::string_view name, Kind kind, FieldIndex field, Uuid id) {
  TreeView tree(name);
  int closed = 0;  // the level of the branch that is closed; what is below it is not drawn
  for (Member const& each : hierarchy_of(frame.store, kind, field, id).members) {
    if (closed != 0 && each.level > closed) continue;
    closed = 0;
    TreeView::Answer const answer = tree.row(static_cast<ImGuiID>(each.id.lo), {.name = record_title(frame.store, kind, each.id), .level = each.level,
                                                                                  .index = each.index, .count = each.count, .branch = each.branch, .current = each.id == id});
    if (each.branch && !answer.open) closed = each.level;
    if (answer.pressed && each.id != id) frame.commands.send(Go{{screen_of(kind), each.id}});
  }
}

}  // namespace saddlebag::ui
