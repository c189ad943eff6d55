#include "ui/a11y/tree.hpp"

#include <algorithm>
#include <bit>

#include "base/hash.hpp"

namespace saddlebag::ui::a11y {
namespace {

constexpr std::string_view kRoleNames[] = {
    "application", "navigation", "main", "banner", "region", "group", "form", "search", "dialog", "alertdialog", "status", "alert",
    "heading", "text", "link", "button", "checkbox", "switch", "radio", "textbox", "searchbox", "combobox", "listbox", "option", "spinbutton",
    "menu", "menuitem", "tablist", "tab", "tabpanel", "grid", "row", "columnheader", "gridcell", "list", "listitem", "progressbar", "img",
    "separator", "toolbar", "table", "cell", "rowheader", "tree", "treeitem"};

std::uint64_t fingerprint_of(Node const& node) {
  auto const pair = [](float a, float b) {
    return (static_cast<std::uint64_t>(std::bit_cast<std::uint32_t>(a)) << 32) | std::bit_cast<std::uint32_t>(b);
  };
  std::uint64_t hash = mix(node.id, (static_cast<std::uint64_t>(node.parent) << 32) | node.states);
  hash = mix(hash, static_cast<std::uint64_t>(node.role) << 32 | static_cast<std::uint32_t>(node.index));
  hash = mix(hash, static_cast<std::uint64_t>(static_cast<std::uint32_t>(node.count)) << 32 | static_cast<std::uint32_t>(node.level));
  hash = mix(hash, pair(node.box.x, node.box.y));
  return mix(hash, pair(node.box.width, node.box.height));
}

/// Whether a collection may have it as a part. What else is drawn among its parts, or opens over them, is told beside it.
bool may_hold(Role outer, Role inner) {
  switch (outer) {
    case Role::grid: return inner == Role::row;
    case Role::table: return inner == Role::row;
    case Role::row: return inner == Role::gridcell || inner == Role::columnheader || inner == Role::cell || inner == Role::rowheader;
    case Role::list: return inner == Role::listitem;
    case Role::listbox: return inner == Role::option || inner == Role::group;
    case Role::menu: return inner == Role::menuitem || inner == Role::group || inner == Role::separator;
    case Role::tree: return inner == Role::treeitem;
    case Role::tablist: return inner == Role::tab;
    default: return true;
  }
}

void grow(Box& outer, Box const& inner) {
  if (inner.width <= 0 || inner.height <= 0) return;
  if (outer.width <= 0) {
    outer = inner;
    return;
  }
  float const right = std::max(outer.x + outer.width, inner.x + inner.width);
  float const bottom = std::max(outer.y + outer.height, inner.y + inner.height);
  outer.x = std::min(outer.x, inner.x);
  outer.y = std::min(outer.y, inner.y);
  outer.width = right - outer.x;
  outer.height = bottom - outer.y;
}

}  // namespace

std::string_view role_name(Role role) { return kRoleNames[static_cast<std::size_t>(role)]; }

void Tree::begin(float width, float height, std::string_view application_name) {
  nodes_.clear();
  open_.clear();
  pool_.clear();
  add(1, {0, 0, width, height}, {Role::application, application_name});
  open_.push_back(0);
}

void Tree::end() {
  // Containers without a box of their own lie around what they contain; children stand behind parents,
  // so one pass from the back settles all of them.
  std::uint64_t hash = fnv1a(pool_);
  for (std::size_t i = nodes_.size(); i-- > 1;) {
    Node const& node = nodes_[i];
    Node& parent = nodes_[node.parent];
    if (node.parent != 0 && parent.level < 0) grow(parent.box, node.box);
  }
  for (Node& node : nodes_) {
    if (node.level < 0) node.level = 0;
    hash = mix(hash, fingerprint_of(node));
  }
  fingerprint_ = hash;
}

void Tree::open(std::uint32_t id, Box box, Says const& says) {
  std::uint32_t const at = add(id, box, says);
  if (box.width <= 0) nodes_[at].level = -1;  // marks "grows", settled by end()
  open_.push_back(at);
}

void Tree::close() {
  if (open_.size() > 1) open_.pop_back();
}

void Tree::leaf(std::uint32_t id, Box box, Says const& says) { add(id, box, says); }

void Tree::cut(float x, float y) {
  for (std::size_t i = nodes_.size(); i-- > 1;) {
    Box const& box = nodes_[i].box;
    if (x < box.x || x > box.x + box.width || y < box.y - 1 || y > box.y + box.height) continue;
    nodes_[i].states |= kCut;
    return;
  }
}

std::uint32_t Tree::add(std::uint32_t id, Box box, Says const& says) {
  Node node;
  node.id = id;
  node.parent = open_.empty() ? 0 : open_.back();
  while (node.parent != 0 && !may_hold(nodes_[node.parent].role, says.role)) node.parent = nodes_[node.parent].parent;
  node.role = says.role;
  node.states = says.states;
  node.box = box;
  node.index = says.index;
  node.count = says.count;
  node.level = says.level;
  auto const keep = [&](std::string_view text, std::uint32_t& at, std::uint32_t& size) {
    at = static_cast<std::uint32_t>(pool_.size());
    size = static_cast<std::uint32_t>(text.size());
    pool_.append(text);
  };
  keep(says.name, node.name_at, node.name_size);
  keep(says.value, node.value_at, node.value_size);
  keep(says.note, node.note_at, node.note_size);
  nodes_.push_back(node);
  return static_cast<std::uint32_t>(nodes_.size() - 1);
}

Tree& tree() {
  static Tree the_tree;
  return the_tree;
}

}  // namespace saddlebag::ui::a11y
