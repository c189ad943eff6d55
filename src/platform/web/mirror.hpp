#pragma once
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "base/bytes.hpp"
#include "ui/a11y/tree.hpp"

namespace saddlebag::web {

/// Tells the page how the accessibility tree changed, so that its ARIA mirror follows. While things keep changing it
/// speaks at most every 80 ms, and once more when they have settled; when nothing changed it is silent.
class Mirror {
 public:
  /// In how many milliseconds the tree of the frame that was drawn last is to be told; negative if it was.
  [[nodiscard]] double wait(ui::a11y::Tree const& tree, double now_ms) const;
  /// Tells it. Between frames, because all that becomes of it in the page takes longer than most frames do.
  void update(ui::a11y::Tree const& tree, double now_ms);

 private:
  void send(ui::a11y::Tree const& tree);

  std::uint64_t sent_ = 0;
  double sent_at_ = -1e9;
  std::unordered_map<std::uint32_t, std::uint64_t> known_, next_;  ///< what each node was when last told
  std::vector<std::uint32_t> order_, next_order_;                  ///< id and parent's id, in order of reading
  Bytes diff_;
};

}  // namespace saddlebag::web
