#include "platform/web/requests.hpp"

namespace saddlebag::web {

port::Outcome Completion::outcome() const { return {fault, fault == port::Fault::none ? std::string{} : text(0)}; }

std::string Completion::text(std::size_t part) const {
  if (part >= parts.size()) return {};
  return {reinterpret_cast<char const*>(parts[part].data()), parts[part].size()};
}

std::uint32_t Requests::add(Handler handler) {
  handlers_[++next_] = {std::move(handler), false};
  return next_;
}

std::uint32_t Requests::listen(Handler handler) {
  handlers_[++next_] = {std::move(handler), true};
  return next_;
}

void Requests::forget(std::uint32_t ticket) { handlers_.erase(ticket); }

std::uint8_t* Requests::part(std::size_t size) { return building_.parts.emplace_back(size).data(); }

void Requests::complete(std::uint32_t ticket, port::Fault fault, std::int32_t number) {
  Completion completion = take_answer();
  completion.fault = fault;
  completion.number = number;
  queue_.emplace_back(ticket, std::move(completion));
}

bool Requests::deliver() {
  if (queue_.empty()) return false;
  auto queue = std::exchange(queue_, {});
  for (auto& [ticket, completion] : queue) {
    auto const found = handlers_.find(ticket);
    if (found == handlers_.end()) continue;  // forgotten meanwhile
    // The handler may add or forget tickets, its own too, so it is not called from inside the table.
    bool const stays = found->second.standing || completion.number < 0;
    Handler handler = stays ? found->second.handler : std::move(found->second.handler);
    if (!stays) handlers_.erase(found);
    handler(completion);
  }
  return true;
}

}  // namespace saddlebag::web
