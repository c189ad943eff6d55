#include "sync/events.hpp"

#include <utility>

namespace saddlebag::sync {

bool Events::take(std::string_view piece, std::vector<std::string>& told) {
  for (char const c : piece) {
    bool const second = std::exchange(after_return_, c == '\r') && c == '\n';  // half of an end of line
    if (second) continue;
    if (c == '\r' || c == '\n') {
      end_line(told);
    } else {
      line_ += c;
      if (line_.size() + data_.size() > kLongest) return false;
    }
  }
  return true;
}

void Events::end_line(std::vector<std::string>& told) {
  std::string line = std::exchange(line_, {});
  if (!std::exchange(began_, true) && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
  if (line.empty()) {
    if (data_.empty()) return;
    data_.pop_back();
    told.push_back(std::exchange(data_, {}));
    return;
  }
  std::size_t const colon = line.find(':');
  if (line.substr(0, colon) != "data") return;
  std::string_view value = colon == std::string::npos ? std::string_view() : std::string_view(line).substr(colon + 1);
  if (value.starts_with(' ')) value.remove_prefix(1);
  (data_ += value) += '\n';
}

}  // namespace saddlebag::sync
