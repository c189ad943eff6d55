#include "tool/bag.hpp"

#include <sys/stat.h>

#include <cstdlib>

#include "store/builtin.hpp"

namespace saddlebag::tool {

std::string passphrase() {
  char const* const given = std::getenv("SADDLEBAG_PASSPHRASE");
  return given ? given : "";
}

Status Bag::open(std::string const& path, bool create) {
  struct stat info {};
  bool const there = ::stat(path.c_str(), &info) == 0;
  if (!there && !create) return {ErrorCode::missing, path};
  if (there && !S_ISREG(info.st_mode)) return {ErrorCode::refused, path};
  Status opened(ErrorCode::internal, "storage did not answer");
  persistence_.open(path, [&](Status status) { opened = std::move(status); });
  machine_.settle();
  if (sealed_.protection().state == Protection::State::locked) {
    Status unlocked;
    sealed_.unlock(passphrase(), [&](Status status) { unlocked = std::move(status); });
    machine_.settle();
    if (!unlocked) return unlocked;
  }
  if (!opened) return opened;
  identify();
  if (store_.count(Kind::pipeline) == 0) {
    auto const made = store_.apply(built_in_records());
    if (!made) return made.error();
  }
  return {};
}

void Bag::identify() {
  constexpr char kDevice[] = "device";  // as the app keeps it
  std::uint64_t device = 0;
  if (Bytes const* kept = persistence_.meta(kDevice)) device = ByteReader(*kept).u64();
  if (device == 0) {
    device = machine_.random.bits();
    Bytes bytes;
    ByteWriter(bytes).u64(device);
    persistence_.put_meta(kDevice, std::move(bytes));
  }
  store_.identify({{}, device, [this] { return Instant{machine_.clock.unix_ms()}; }});
  store_.set_random([this] { return machine_.random.bits(); });
}

std::vector<Transaction> Bag::journal() {
  std::vector<Transaction> all;
  persistence_.journal([&](Status const&, std::vector<Transaction> kept) { all = std::move(kept); });
  machine_.settle();
  return all;
}

Status Bag::save() {
  persistence_.flush();
  machine_.settle();
  if (persistence_.state() == Persistence::State::saved) return {};
  Error const& failure = persistence_.failure();
  if (failure.code != ErrorCode::none) return failure;
  return {ErrorCode::internal, "not saved"};
}

}  // namespace saddlebag::tool
