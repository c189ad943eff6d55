#pragma once
#include "ui/widgets/core.hpp"

namespace saddlebag::ui {

/// Rows below rows, one stop of the Tab key together: up and down go from row to row, right opens a branch, left closes it. A
/// pointer does that at the triangle. Branches are open until somebody closes them. Lives while the rows are drawn.
class TreeView {
 public:
  explicit TreeView(std::string_view name);
  ~TreeView();
  TreeView(TreeView const&) = delete;
  TreeView& operator=(TreeView const&) = delete;

  struct Row {
    std::string_view name;
    int level = 1;               ///< 1 at the root
    int index = 0, count = 0;    ///< among its siblings, from 1
    bool branch = false;         ///< has rows below it
    bool current = false;        ///< stands for what is on the screen
  };
  struct Answer {
    bool pressed = false;
    bool open = false;  ///< a branch whose rows come next
  };
  /// `id` tells rows apart.
  Answer row(ImGuiID id, Row const& row);

 private:
  OneStop stop_;
};

}  // namespace saddlebag::ui
