#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace saddlebag::sync {

/// Reads a stream of server-sent events (text/event-stream of the HTML standard) as it comes. Only their data is of
/// use here: names, ids and comments are passed over.
class Events {
 public:
  static constexpr std::size_t kLongest = 64u << 10;  ///< bytes that an event may have before it ends

  /// Adds the data of each event that this piece completes to `told`. False where one gets too long: what comes after it
  /// cannot be read any more.
  [[nodiscard]] bool take(std::string_view piece, std::vector<std::string>& told);

 private:
  void end_line(std::vector<std::string>& told);
  std::string line_, data_;  ///< of the data each line with its end
  bool began_ = false, after_return_ = false;
};

}  // namespace saddlebag::sync
