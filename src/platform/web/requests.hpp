#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "platform/ports.hpp"

namespace saddlebag::web {

/// How the page answered: a fault, a number, and a list of byte strings. With a fault, the first is its detail.
struct Completion {
  port::Fault fault = port::Fault::none;
  std::int32_t number = 0;
  std::vector<port::Bytes> parts;

  [[nodiscard]] port::Outcome outcome() const;
  [[nodiscard]] std::string text(std::size_t part) const;
};

/// Requests under way. What the page completes is only queued, and handed over by `deliver`, so that no completion
/// runs inside the request, another completion or a drawing frame.
class Requests {
 public:
  using Handler = std::function<void(Completion&)>;

  /// A ticket that is answered once, or in pieces: those have a negative number, and the last one has not.
  std::uint32_t add(Handler handler);
  /// A ticket that is answered any number of times.
  std::uint32_t listen(Handler handler);
  void forget(std::uint32_t ticket);
  [[nodiscard]] bool knows(std::uint32_t ticket) const { return handlers_.contains(ticket); }

  /// Room for the next byte string of the answer that is being given.
  std::uint8_t* part(std::size_t size);
  void complete(std::uint32_t ticket, port::Fault fault, std::int32_t number);
  /// The answer to a question that is answered at once.
  Completion take_answer() { return std::exchange(building_, {}); }

  [[nodiscard]] bool pending() const { return !queue_.empty(); }
  /// Hands over what was queued before the call; true if there was anything.
  bool deliver();

 private:
  struct Waiting {
    Handler handler;
    bool standing = false;
  };
  std::uint32_t next_ = 0;
  std::unordered_map<std::uint32_t, Waiting> handlers_;
  std::vector<std::pair<std::uint32_t, Completion>> queue_;
  Completion building_;
};

}  // namespace saddlebag::web
