#pragma once
#include <array>
#include <map>
#include <string>

#include "platform/native/event_loop.hpp"
#include "platform/ports.hpp"

namespace saddlebag::native {

/// Storage in one file, a log of batches: each is appended with its length and a checksum and, where it is
/// strict, forced to the disk before it is called done. A crash in the middle leaves a torn batch at the end,
/// which the next opening cuts off. Entries are held in memory. When most of the file is overwritten entries, it
/// is written anew beside the old one, which it then replaces.
///
/// The name of the database is the path of the file. One process at a time: a second one is refused.
///
/// Marks lie beside it, in `<file>.mark`, as a decimal number.
///
///   file   = "SADDLEBAG-FILE-1\n" batch*
///   batch  = u32 length, u64 FNV-1a of body, body
///   body   = varint erasures, (u8 area, text from, text to)*, varint puts, (u8 area, text key, text bytes)*
class FileStorage final : public port::Storage {
 public:
  explicit FileStorage(EventLoop& loop) : loop_(loop) {}
  ~FileStorage() override { close_file(); }
  void open(std::string const& database, std::function<void(port::Outcome)> done) override;
  void read(Area area, std::string from, std::string to,
            std::function<void(port::Outcome, std::vector<Entry>)> done) override;
  void commit(Batch batch, std::function<void(port::Outcome)> done) override;
  void erase_database(std::function<void(port::Outcome)> done) override;
  void mark(std::function<void(port::Outcome, std::uint64_t)> done) override;
  void usage(std::function<void(port::Outcome, Usage)> done) override;
  void on_foreign_commit(std::function<void(std::vector<std::string>)>) override {}  // there are no other tabs

 private:
  using Entries = std::map<std::string, port::Bytes, std::less<>>;
  port::Outcome open_file(std::string const& path);
  port::Outcome load();
  port::Outcome append(port::Bytes const& framed, bool strict);
  port::Outcome compact();
  void apply(Batch& batch);
  [[nodiscard]] bool meets(Batch const& batch) const;
  void close_file();

  EventLoop& loop_;
  std::string path_;
  int file_ = -1;
  std::array<Entries, 4> areas_;
  std::uint64_t file_bytes_ = 0, live_bytes_ = 0;
};

}  // namespace saddlebag::native
