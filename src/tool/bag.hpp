#pragma once
#include <string>

#include "platform/native/machine.hpp"
#include "store/history.hpp"
#include "store/persistence.hpp"

namespace saddlebag::tool {

/// A database in one file, open.
class Bag {
 public:
  Bag() = default;
  /// Where the file is not there: makes it if `create`, else ErrorCode::missing.
  Status open(std::string const& path, bool create);
  /// Returns once all changes are on the disk.
  Status save();
  [[nodiscard]] Store& store() { return store_; }
  [[nodiscard]] History& history() { return history_; }
  /// All transactions that are kept, oldest first.
  [[nodiscard]] std::vector<Transaction> journal();
  [[nodiscard]] native::Machine& machine() { return machine_; }

 private:
  void identify();
  native::Machine machine_;
  Store store_;
  History history_{store_};  // before the persistence, which tells it the journal
  Persistence persistence_{store_, machine_.storage};
};

}  // namespace saddlebag::tool
