#pragma once
#include <string>

#include "platform/native/machine.hpp"
#include "store/history.hpp"
#include "store/persistence.hpp"
#include "store/sealed_storage.hpp"

namespace saddlebag::tool {

/// The passphrase in the environment: the command line is for everybody on the machine to read.
std::string passphrase();

/// A database in one file, open.
class Bag {
 public:
  Bag() = default;
  /// Where the file is not there: makes it if `create`, else ErrorCode::missing. One that is protected opens with the
  /// passphrase in the environment (SADDLEBAG_PASSPHRASE), else ErrorCode::unauthorized.
  Status open(std::string const& path, bool create);
  /// Returns once all changes are on the disk.
  Status save();
  [[nodiscard]] Store& store() { return store_; }
  [[nodiscard]] History& history() { return history_; }
  /// All transactions that are kept, oldest first.
  [[nodiscard]] std::vector<Transaction> journal();
  [[nodiscard]] native::Machine& machine() { return machine_; }
  /// As the store has it: sealed where the bag is protected.
  [[nodiscard]] port::Storage& storage() { return sealed_; }

 private:
  void identify();
  native::Machine machine_;
  Store store_;
  History history_{store_};  // before the persistence, which tells it the journal
  SealedStorage sealed_{machine_.storage, machine_.crypto, machine_.random, [this] { return machine_.clock.unix_ms(); }};
  Persistence persistence_{store_, sealed_};
};

}  // namespace saddlebag::tool
