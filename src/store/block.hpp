#pragma once
#include <bitset>
#include <memory>
#include <vector>

#include "store/table.hpp"

namespace saddlebag {

/// Text of edited records, in pieces that grow with use. Freed as a whole.
class Arena {
 public:
  Text copy(std::string_view bytes);
  [[nodiscard]] std::size_t bytes() const { return bytes_; }
  void clear() { *this = Arena(); }

 private:
  std::vector<std::unique_ptr<char[]>> pieces_;
  char* at_ = nullptr;
  std::size_t left_ = 0;
  std::size_t bytes_ = 0;  // of all pieces
};

struct Table::Block {
  explicit Block(KindInfo const& info);

  std::unique_ptr<std::byte[]> rows;
  Bytes chunk;                       ///< what unedited texts point into
  Arena arena;                       ///< what edited texts point into
  TextColumn search;                 ///< within `chunk`
  std::bitset<kBlockRows> unpacked;  ///< rows whose search text is not the one in `search`
  Row used = 0;                      ///< one past the last row ever used
  std::uint64_t changed = 0;         ///< Table::changes when it changed last
  bool dirty = false;                ///< the chunk on the device is another
};

}  // namespace saddlebag
