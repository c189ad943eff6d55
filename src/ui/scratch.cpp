#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <memory>
#include <vector>

#include "ui/format.hpp"

namespace saddlebag::ui {
namespace {

/// Memory of one frame: blocks that are filled one after the other and used again in the next frame.
class Scratch {
 public:
  char* take(std::size_t size) {
    while (block_ < blocks_.size() && used_ + size > blocks_[block_].size) {
      ++block_;
      used_ = 0;
    }
    if (block_ == blocks_.size()) {
      std::size_t const room = size > kBlock ? size : kBlock;
      blocks_.push_back({std::make_unique<char[]>(room), room});
      used_ = 0;
    }
    char* const at = blocks_[block_].bytes.get() + used_;
    used_ += size;
    return at;
  }
  void reset() { block_ = used_ = 0; }

 private:
  static constexpr std::size_t kBlock = 64 * 1024;
  struct Block {
    std::unique_ptr<char[]> bytes;
    std::size_t size;
  };
  std::vector<Block> blocks_;
  std::size_t block_ = 0, used_ = 0;
};

Scratch& scratch() {
  static Scratch only;
  return only;
}

}  // namespace

char const* keep_cstr(std::string_view text) {
  char* const at = scratch().take(text.size() + 1);
  if (!text.empty()) std::memcpy(at, text.data(), text.size());
  at[text.size()] = 0;
  return at;
}

std::string_view keep(std::string_view text) { return {keep_cstr(text), text.size()}; }

std::string_view keepf(char const* format, ...) {
  std::va_list arguments, again;
  va_start(arguments, format);
  va_copy(again, arguments);
  int const size = std::vsnprintf(nullptr, 0, format, arguments);
  va_end(arguments);
  std::string_view result;
  if (size > 0) {
    char* const at = scratch().take(static_cast<std::size_t>(size) + 1);
    std::vsnprintf(at, static_cast<std::size_t>(size) + 1, format, again);
    result = {at, static_cast<std::size_t>(size)};
  }
  va_end(again);
  return result;
}

void reset_scratch() { scratch().reset(); }

}  // namespace saddlebag::ui
