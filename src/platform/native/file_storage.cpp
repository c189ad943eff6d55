#include "platform/native/file_storage.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "base/bytes.hpp"
#include "base/hash.hpp"

namespace saddlebag::native {
namespace {

using port::Bytes;
using port::Fault;
using port::Outcome;
using Storage = port::Storage;

constexpr std::string_view kMagic = "SADDLEBAG-FILE-1\n";
constexpr char const* kMarkEnding = ".mark";
constexpr std::size_t kFrame = 4 + 8;  ///< length and checksum before each body
constexpr std::size_t kLargestBatch = 0xffff'0000;  ///< its length is 32 bit
/// Below this the file is not written anew, however little of it is still alive.
constexpr std::uint64_t kSmallFile = 4u << 20;

Outcome failure(std::string const& what) {
  Fault fault = Fault::failed;
  if (errno == EACCES || errno == EPERM || errno == EROFS) fault = Fault::refused;
  if (errno == ENOSPC || errno == EDQUOT || errno == EFBIG) fault = Fault::full;
  return {fault, what + ": " + std::strerror(errno)};
}

bool write_all(int file, std::uint8_t const* bytes, std::size_t size) {
  while (size > 0) {
    ssize_t const written = ::write(file, bytes, size);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes += written;
    size -= static_cast<std::size_t>(written);
  }
  return true;
}

bool read_all(int file, Bytes& bytes) {
  struct stat info {};
  if (::fstat(file, &info) != 0) return false;
  bytes.resize(static_cast<std::size_t>(info.st_size));
  for (std::size_t at = 0; at < bytes.size();) {
    ssize_t const got = ::pread(file, bytes.data() + at, bytes.size() - at, static_cast<off_t>(at));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    at += static_cast<std::size_t>(got);
  }
  return true;
}

/// A new or replaced name is on the disk only when its folder is.
bool sync_folder(std::string const& path) {
  std::size_t const slash = path.rfind('/');
  std::string const folder = slash == std::string::npos ? "." : slash == 0 ? "/" : path.substr(0, slash);
  int const handle = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (handle < 0) return false;
  bool const done = ::fsync(handle) == 0;
  ::close(handle);
  return done;
}

void keep_mark(std::string const& path, std::uint64_t mark) {
  std::string const name = path + kMarkEnding, fresh = name + ".new";
  std::FILE* const file = std::fopen(fresh.c_str(), "wb");
  if (!file) return;  // a mark that is too old is no harm
  bool const written = std::fprintf(file, "%llu", static_cast<unsigned long long>(mark)) > 0;
  if (std::fclose(file) == 0 && written) ::rename(fresh.c_str(), name.c_str());
}

std::uint64_t read_mark(std::string const& path) {
  unsigned long long mark = 0;
  if (std::FILE* const file = std::fopen((path + kMarkEnding).c_str(), "rb")) {
    if (std::fscanf(file, "%llu", &mark) != 1) mark = 0;
    std::fclose(file);
  }
  return mark;
}

Bytes frame(Storage::Batch const& batch) {
  Bytes body;
  ByteWriter out(body);
  out.varint(batch.erasures.size());
  for (Storage::Erase const& erase : batch.erasures) {
    out.u8(static_cast<std::uint8_t>(erase.area));
    out.text(erase.from);
    out.text(erase.to);
  }
  out.varint(batch.puts.size());
  for (Storage::Put const& put : batch.puts) {
    out.u8(static_cast<std::uint8_t>(put.area));
    out.text(put.key);
    out.text(as_text(put.bytes));
  }
  Bytes framed;
  ByteWriter head(framed);
  head.u32(static_cast<std::uint32_t>(body.size()));
  head.u64(fnv1a(as_text(body)));
  framed.insert(framed.end(), body.begin(), body.end());
  return framed;
}

bool read_area(ByteReader& in, Storage::Area& area) {
  std::uint8_t const value = in.u8();
  if (value > 3) in.fail();
  area = static_cast<Storage::Area>(value);
  return in.ok();
}

bool read_body(std::string_view body, Storage::Batch& batch) {
  ByteReader in(body);
  for (std::uint64_t left = in.varint(); left > 0 && in.ok(); --left) {
    Storage::Erase erase{};
    if (!read_area(in, erase.area)) return false;
    erase.from = in.text();
    erase.to = in.text();
    batch.erasures.push_back(std::move(erase));
  }
  for (std::uint64_t left = in.varint(); left > 0 && in.ok(); --left) {
    Storage::Put put{};
    if (!read_area(in, put.area)) return false;
    put.key = in.text();
    std::string_view const bytes = in.text();
    put.bytes.assign(bytes.begin(), bytes.end());
    batch.puts.push_back(std::move(put));
  }
  return in.ok() && in.done();
}

}  // namespace

void FileStorage::close_file() {
  if (file_ >= 0) ::close(file_);
  file_ = -1;
}

void FileStorage::open(std::string const& database, std::function<void(Outcome)> done) {
  Outcome outcome = open_file(database);
  if (!outcome) close_file();
  loop_.post([outcome, done = std::move(done)] { done(outcome); });
}

Outcome FileStorage::open_file(std::string const& path) {
  close_file();
  path_ = path;
  file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file_ < 0) return failure(path);
  if (::flock(file_, LOCK_EX | LOCK_NB) != 0) return {Fault::blocked, path + ": in use by another program"};
  // Whoever replaced the file while we waited for it has left us with a name that is gone.
  struct stat ours {}, named {};
  if (::fstat(file_, &ours) != 0 || ::stat(path.c_str(), &named) != 0 || ours.st_ino != named.st_ino) {
    return {Fault::blocked, path + ": replaced by another program"};
  }
  return load();
}

Outcome FileStorage::load() {
  Bytes bytes;
  if (!read_all(file_, bytes)) return failure(path_);
  areas_ = {};
  live_bytes_ = 0;
  std::string_view const all = as_text(bytes);
  bool const torn_start = all.size() < kMagic.size() && kMagic.starts_with(all);
  if (!torn_start && !all.starts_with(kMagic)) return {Fault::failed, path_ + ": not a Saddlebag file"};
  if (torn_start) {
    if (::ftruncate(file_, 0) != 0 || ::lseek(file_, 0, SEEK_SET) != 0) return failure(path_);
    file_bytes_ = 0;
    Outcome const begun = append(Bytes(kMagic.begin(), kMagic.end()), true);
    return begun && !sync_folder(path_) ? failure(path_) : begun;
  }
  std::size_t at = kMagic.size();
  while (all.size() - at >= kFrame) {
    ByteReader head(all.substr(at, kFrame));
    std::size_t const length = head.u32();
    std::uint64_t const checksum = head.u64();
    if (length > all.size() - at - kFrame) break;
    std::string_view const body = all.substr(at + kFrame, length);
    Batch batch;
    if (fnv1a(body) != checksum || !read_body(body, batch)) break;
    apply(batch);
    at += kFrame + length;
  }
  // What follows was never called saved, unless it is damage in the middle: keep it beside the file then.
  if (at < all.size()) {
    std::string const rest = path_ + ".unreadable";
    int const copy = ::open(rest.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    bool const kept = copy >= 0 && write_all(copy, bytes.data() + at, all.size() - at) && ::fsync(copy) == 0;
    if (copy >= 0) ::close(copy);
    if (!kept) return failure(rest);
    if (::ftruncate(file_, static_cast<off_t>(at)) != 0) return failure(path_);
  }
  file_bytes_ = at;
  if (::lseek(file_, static_cast<off_t>(at), SEEK_SET) < 0) return failure(path_);
  return {};
}

void FileStorage::apply(Batch& batch) {
  for (Erase const& erase : batch.erasures) {
    Entries& entries = areas_[static_cast<std::size_t>(erase.area)];
    auto const from = entries.lower_bound(erase.from);
    auto to = erase.to.empty() ? from : entries.lower_bound(erase.to);
    if (erase.to.empty() && from != entries.end() && from->first == erase.from) ++to;
    if (!erase.to.empty() && erase.to < erase.from) continue;
    for (auto entry = from; entry != to; ++entry) live_bytes_ -= entry->first.size() + entry->second.size();
    entries.erase(from, to);
  }
  for (Put& put : batch.puts) {
    Bytes& bytes = areas_[static_cast<std::size_t>(put.area)][put.key];
    live_bytes_ += put.bytes.size() - bytes.size();
    if (bytes.empty()) live_bytes_ += put.key.size();
    bytes = std::move(put.bytes);
  }
}

Outcome FileStorage::append(Bytes const& framed, bool strict) {
  bool const written = write_all(file_, framed.data(), framed.size()) && (!strict || ::fdatasync(file_) == 0);
  if (written) {
    file_bytes_ += framed.size();
    return {};
  }
  Outcome const outcome = failure(path_);
  // Half a batch at the end would hide all that is written behind it.
  if (::ftruncate(file_, static_cast<off_t>(file_bytes_)) != 0 || ::lseek(file_, static_cast<off_t>(file_bytes_), SEEK_SET) < 0) {
    close_file();
  }
  return outcome;
}

void FileStorage::read(Area area, std::string from, std::string to,
                       std::function<void(Outcome, std::vector<Entry>)> done) {
  std::vector<Entry> found;
  Entries const& entries = areas_[static_cast<std::size_t>(area)];
  for (auto entry = entries.lower_bound(from); entry != entries.end() && (to.empty() || entry->first < to); ++entry) {
    found.push_back({entry->first, entry->second});
  }
  Outcome const outcome = file_ >= 0 ? Outcome{} : Outcome{Fault::lost, path_ + ": not open"};
  loop_.post([outcome, found = std::move(found), done = std::move(done)]() mutable { done(outcome, std::move(found)); });
}

bool FileStorage::meets(Batch const& batch) const {
  if (!batch.expect) return true;
  Entries const& entries = areas_[static_cast<std::size_t>(batch.expect->area)];
  auto const found = entries.find(batch.expect->key);
  return found == entries.end() ? batch.expect->bytes.empty() : found->second == batch.expect->bytes;
}

void FileStorage::commit(Batch batch, std::function<void(Outcome)> done) {
  Outcome outcome{Fault::lost, path_ + ": not open"};
  if (file_ >= 0) {
    Bytes const framed = frame(batch);
    bool const too_long = framed.size() > kLargestBatch;
    outcome = too_long        ? Outcome{Fault::failed, "more at once than the file's format holds"}
              : !meets(batch) ? Outcome{Fault::stale, path_}
              : batch.scrub   ? compact()
                              : Outcome{};
    if (outcome) outcome = append(framed, batch.strict);
    if (outcome) apply(batch);
    if (outcome && file_bytes_ > kSmallFile && live_bytes_ * 2 < file_bytes_) compact();  // the old file is as good
    if (outcome && batch.mark != 0) keep_mark(path_, batch.mark);
  }
  loop_.post([outcome, done = std::move(done)] { done(outcome); });
}

void FileStorage::mark(std::function<void(Outcome, std::uint64_t)> done) {
  std::uint64_t const number = read_mark(path_);
  loop_.post([number, done = std::move(done)] { done({}, number); });
}

Outcome FileStorage::compact() {
  std::string const fresh = path_ + ".new";
  int const file = ::open(fresh.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) return failure(fresh);
  Bytes content(kMagic.begin(), kMagic.end());
  for (std::size_t area = 0; area < areas_.size(); ++area) {
    for (auto const& [key, bytes] : areas_[area]) {
      Batch one;
      one.puts.push_back({static_cast<Area>(area), key, bytes});
      Bytes const framed = frame(one);
      content.insert(content.end(), framed.begin(), framed.end());
    }
  }
  bool const written = ::flock(file, LOCK_EX | LOCK_NB) == 0 && write_all(file, content.data(), content.size()) &&
                       ::fsync(file) == 0 && ::rename(fresh.c_str(), path_.c_str()) == 0;
  if (!written) {
    Outcome const outcome = failure(fresh);
    ::close(file);
    ::unlink(fresh.c_str());
    return outcome;
  }
  sync_folder(path_);
  close_file();
  file_ = file;
  file_bytes_ = content.size();
  return {};
}

void FileStorage::erase_database(std::function<void(Outcome)> done) {
  areas_ = {};
  live_bytes_ = 0;
  ::unlink((path_ + kMarkEnding).c_str());
  Outcome const outcome = ::unlink(path_.c_str()) == 0 || errno == ENOENT ? Outcome{} : failure(path_);
  close_file();
  loop_.post([outcome, done = std::move(done)] { done(outcome); });
}

void FileStorage::usage(std::function<void(Outcome, Usage)> done) {
  Usage const usage{file_bytes_, 0, true};
  loop_.post([usage, done = std::move(done)] { done({}, usage); });
}

}  // namespace saddlebag::native
