#pragma once
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "platform/ports.hpp"

namespace saddlebag::fake {

/// What outlives the program: the durable bytes of one database, shared by the tabs that open it. Keeps
/// the batches in the order in which they became durable, so that a test can go back to any of them.
struct Disk {
  using Area = port::Storage::Area;
  std::map<std::pair<Area, std::string>, port::Bytes> entries;
  std::vector<port::Storage::Batch> batches;
  std::uint64_t mark = 0;  ///< kept apart: whoever puts older entries back leaves it

  void commit(port::Storage::Batch const& batch) {
    batches.push_back(batch);
    for (auto const& erase : batch.erasures) {
      auto const from = entries.lower_bound({erase.area, erase.from});
      auto const to = erase.to.empty() ? entries.upper_bound({erase.area, erase.from})
                                       : entries.lower_bound({erase.area, erase.to});
      entries.erase(from, to);
    }
    for (auto const& put : batch.puts) entries[{put.area, put.key}] = put.bytes;
    if (batch.mark != 0) mark = batch.mark;
  }
  [[nodiscard]] bool meets(port::Storage::Batch const& batch) const {
    if (!batch.expect) return true;
    auto const found = entries.find({batch.expect->area, batch.expect->key});
    return found == entries.end() ? batch.expect->bytes.empty() : found->second == batch.expect->bytes;
  }
  /// A disk on which only the first `count` batches have arrived.
  [[nodiscard]] Disk after(std::size_t count) const {
    Disk disk;
    for (std::size_t i = 0; i < count; ++i) disk.commit(batches[i]);
    return disk;
  }
  [[nodiscard]] std::size_t used() const {
    std::size_t bytes = 0;
    for (auto const& entry : entries) bytes += entry.second.size();
    return bytes;
  }
};

/// One tab's connection to a Disk. Requests end only in `deliver`, in order; what was committed and not
/// delivered is forgotten with the storage, as if the machine had lost power. Refuses, fails and fills up
/// as told.
class Storage : public port::Storage {
 public:
  explicit Storage(Disk& disk) : disk_(disk) {}

  port::Fault open_fault = port::Fault::none;
  port::Fault read_fault = port::Fault::none;
  port::Fault commit_fault = port::Fault::none;
  std::size_t quota = SIZE_MAX;  ///< bytes; beyond, a commit ends as Fault::full
  Storage* other_tab = nullptr;  ///< told of journal keys when this one commits
  std::size_t opened = 0, commits = 0;

  void open(std::string const&, std::function<void(port::Outcome)> done) override {
    later([this, done = std::move(done)] {
      ++opened;
      done({open_fault, open_fault == port::Fault::none ? "" : "open"});
    });
  }
  void read(Area area, std::string from, std::string to,
            std::function<void(port::Outcome, std::vector<Entry>)> done) override {
    later([this, area, from = std::move(from), to = std::move(to), done = std::move(done)] {
      if (read_fault != port::Fault::none) return done({read_fault, "read"}, {});
      std::vector<Entry> found;
      for (auto at = disk_.entries.lower_bound({area, from}); at != disk_.entries.end() && at->first.first == area;
           ++at) {
        if (!to.empty() && at->first.second >= to) break;
        found.push_back({at->first.second, at->second});
      }
      done({}, std::move(found));
    });
  }
  void commit(Batch batch, std::function<void(port::Outcome)> done) override {
    later([this, batch = std::move(batch), done = std::move(done)] {
      if (commit_fault != port::Fault::none) return done({commit_fault, "commit"});
      if (quota != SIZE_MAX) {
        Disk after = disk_;
        after.commit(batch);
        if (after.used() > quota) return done({port::Fault::full, "quota"});
      }
      if (!disk_.meets(batch)) return done({port::Fault::stale, "commit"});
      disk_.commit(batch);
      ++commits;
      tell_other_tab(batch);
      done({});
    });
  }
  void erase_database(std::function<void(port::Outcome)> done) override {
    later([this, done = std::move(done)] {
      disk_ = {};
      done({});
    });
  }
  void mark(std::function<void(port::Outcome, std::uint64_t)> done) override {
    later([this, done = std::move(done)] { done({}, disk_.mark); });
  }
  void usage(std::function<void(port::Outcome, Usage)> done) override {
    later([this, done = std::move(done)] { done({}, {disk_.used(), quota, true}); });
  }
  void on_foreign_commit(std::function<void(std::vector<std::string>)> tell) override { tell_ = std::move(tell); }

  /// Ends the oldest request; false when there was none.
  bool deliver_one() {
    if (requests_.empty()) return false;
    auto const request = std::move(requests_.front());
    requests_.pop_front();
    request();
    return true;
  }
  /// Ends all requests, and those that follow from them.
  void deliver() {
    while (deliver_one()) {
    }
  }

  /// A request of something else, in line with those of the storage.
  void later(std::function<void()> request) { requests_.push_back(std::move(request)); }

 private:
  void tell_other_tab(Batch const& batch) {
    std::vector<std::string> keys;
    for (Put const& put : batch.puts) {
      if (put.area == Area::journal) keys.push_back(put.key);
    }
    if (other_tab == nullptr || keys.empty()) return;
    other_tab->later([tab = other_tab, keys] {
      if (tab->tell_) tab->tell_(keys);
    });
  }
  Disk& disk_;
  std::deque<std::function<void()>> requests_;
  std::function<void(std::vector<std::string>)> tell_;
};

}  // namespace saddlebag::fake
