#include <nlohmann/json.hpp>

#include "app/session_impl.hpp"

namespace saddlebag::app {

std::string Session::stats_members() const {
  Impl const& s = *impl_;
  nlohmann::json records = nlohmann::json::object();
  for (std::size_t i = 0; i < kKindCount; ++i) records[std::string(kind_info(kind_at(i)).name)] = s.store.count(kind_at(i));
  std::string const whole = nlohmann::json{
      {"records", std::move(records)},
      {"journalEntries", s.persistence.journal_entries()},
      {"journalBytes", s.persistence.journal_bytes()},
      {"queueLength", s.engine.status().queued},
      {"savedThrough", s.persistence.saved_through()},
      {"sequence", s.store.sequence()},
      {"saved", s.persistence.state() == Persistence::State::saved},
      {"ready", s.ready && !working()},
  }.dump();
  return whole.substr(1, whole.size() - 2);
}

}  // namespace saddlebag::app
