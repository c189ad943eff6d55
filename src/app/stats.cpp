#include <nlohmann/json.hpp>

#include "app/session_impl.hpp"

namespace saddlebag::app {

std::string Session::stats_json() const {
  Impl& s = *impl_;
  s.around.measure(s.stats);
  nlohmann::json records = nlohmann::json::object();
  for (std::size_t i = 0; i < kKindCount; ++i) records[std::string(kind_info(kind_at(i)).name)] = s.store.count(kind_at(i));
  return nlohmann::json{
      {"frames", s.stats.frames},
      {"lastFrameMs", s.stats.last_frame_ms},
      {"slowestFrameMs", s.stats.slowest_frame_ms},
      {"records", std::move(records)},
      {"heapBytes", s.stats.heap_bytes},
      {"journalEntries", s.persistence.journal_entries()},
      {"journalBytes", s.persistence.journal_bytes()},
      {"queueLength", s.engine.status().queued},
      {"savedThrough", s.persistence.saved_through()},
      {"ready", s.ready && !working()},
  }.dump();
}

}  // namespace saddlebag::app
