#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace saddlebag::ui::a11y {

/// ARIA roles that the widgets use; the mirror turns them into `role` attributes by `role_name`.
enum class Role : std::uint8_t {
  application, navigation, main, banner, region, group, form, search, dialog, alertdialog, status, alert,
  heading, text, link, button, checkbox, switch_, radio, textbox, searchbox, combobox, listbox, option, spinbutton,
  menu, menuitem, tablist, tab, tabpanel, grid, row, columnheader, gridcell, list, listitem, progressbar, img, separator,
  toolbar, table, cell, rowheader, tree, treeitem,
};
std::string_view role_name(Role role);

enum State : std::uint32_t {
  kDisabled = 1, kSelected = 2, kChecked = 4, kExpanded = 8, kCollapsed = 16, kPressed = 32, kRequired = 64, kInvalid = 128,
  kFocused = 256, kReadOnly = 512, kModal = 1024, kBusy = 2048, kMultiline = 4096, kSortAscending = 8192, kSortDescending = 16384,
  kCurrent = 32768, kUnchecked = 65536,  ///< can be checked, is not
  kCut = 131072,                         ///< some of its text did not fit and was left out
};

/// A rectangle in CSS pixels of the canvas.
struct Box {
  float x = 0, y = 0, width = 0, height = 0;
};

/// What assistive technology and tests are told about one thing on the screen.
struct Node {
  std::uint32_t id = 0;      ///< ImGui's id of the item, or a hash for containers; unique in a frame
  std::uint32_t parent = 0;  ///< index of the containing node; 0 is the root
  Role role = Role::group;
  std::uint32_t states = 0;
  Box box;
  std::int32_t index = 0, count = 0;  ///< position in a set that is larger than what is drawn, from 1; 0: not told
  std::int32_t level = 0;             ///< of a heading, of a row in a tree: from 1
  std::uint32_t name_at = 0, name_size = 0, value_at = 0, value_size = 0, note_at = 0, note_size = 0;  ///< in Tree's pool
};

/// What a widget says of itself.
struct Says {
  Role role;
  std::string_view name;
  std::string_view value = {};
  std::uint32_t states = 0;
  std::string_view note = {};  ///< description: a hint, or why the value is invalid
  std::int32_t index = 0, count = 0, level = 0;
};

/// The accessibility tree of one frame, put together while it is drawn. Capacity is kept from frame to
/// frame: in the steady state nothing is allocated.
class Tree {
 public:
  void begin(float width, float height, std::string_view application_name);
  void end();
  /// A container; nodes until `close` are its children, if such a thing may have such children (of a list: its items). A box of zero size grows around its children.
  void open(std::uint32_t id, Box box, Says const& says);
  void close();
  void leaf(std::uint32_t id, Box box, Says const& says);
  /// Text that begins there did not fit: marks the last node told around it.
  void cut(float x, float y);

  [[nodiscard]] std::vector<Node> const& nodes() const { return nodes_; }
  [[nodiscard]] std::string_view name(Node const& node) const { return {pool_.data() + node.name_at, node.name_size}; }
  [[nodiscard]] std::string_view value(Node const& node) const { return {pool_.data() + node.value_at, node.value_size}; }
  [[nodiscard]] std::string_view note(Node const& node) const { return {pool_.data() + node.note_at, node.note_size}; }
  /// Changes whenever anything in the tree did: the mirror compares it before it looks closer.
  [[nodiscard]] std::uint64_t fingerprint() const { return fingerprint_; }

 private:
  std::uint32_t add(std::uint32_t id, Box box, Says const& says);
  std::vector<Node> nodes_;
  std::vector<std::uint32_t> open_;
  std::string pool_;
  std::uint64_t fingerprint_ = 0;
};

/// The tree of the frame being drawn.
Tree& tree();

/// Opens a container for a scope.
class Scope {
 public:
  Scope(std::uint32_t id, Says const& says, Box box = {}) { tree().open(id, box, says); }
  ~Scope() { tree().close(); }
  Scope(Scope const&) = delete;
  Scope& operator=(Scope const&) = delete;
};

}  // namespace saddlebag::ui::a11y
