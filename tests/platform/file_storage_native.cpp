#include "platform/native/file_storage.hpp"

#include <doctest/doctest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <memory>

#include "platform/native/machine.hpp"

using namespace saddlebag;
using native::EventLoop;
using native::FileStorage;
using Storage = port::Storage;
using Area = port::Storage::Area;

namespace {

/// A file of its own in the folder for temporary files, gone afterwards.
struct TemporaryFile {
  TemporaryFile() {
    char name[] = "/tmp/saddlebag-test-XXXXXX";
    int const handle = ::mkstemp(name);
    REQUIRE(handle >= 0);
    ::close(handle);
    ::unlink(name);
    path = name;
  }
  ~TemporaryFile() {
    for (char const* ending : {"", ".new", ".unreadable"}) ::unlink((path + ending).c_str());
  }
  [[nodiscard]] port::Bytes read() const { return native::read_file(path).bytes; }
  void write(port::Bytes const& bytes) const {
    std::FILE* file = std::fopen(path.c_str(), "wb");
    REQUIRE(file);
    if (!bytes.empty()) REQUIRE(std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size());
    std::fclose(file);
  }
  std::string path;
};

struct Opened {
  explicit Opened(std::string const& path) {
    storage.open(path, [this](port::Outcome end) { outcome = end; });
    loop.deliver(0);
  }
  bool put(std::string key, std::string_view text, Area area = Area::meta) {
    Storage::Batch batch;
    batch.puts.push_back({area, std::move(key), port::Bytes(text.begin(), text.end())});
    return commit(std::move(batch));
  }
  bool commit(Storage::Batch batch) {
    bool good = false;
    storage.commit(std::move(batch), [&](port::Outcome end) { good = static_cast<bool>(end); });
    CHECK_FALSE(good);  // never from inside the request
    loop.deliver(0);
    return good;
  }
  /// key=text of an area, in order.
  std::string list(Area area = Area::meta, std::string from = {}, std::string to = {}) {
    std::string out;
    storage.read(area, std::move(from), std::move(to), [&](port::Outcome, std::vector<Storage::Entry> entries) {
      for (auto const& entry : entries) out += entry.key + "=" + std::string(entry.bytes.begin(), entry.bytes.end()) + " ";
    });
    loop.deliver(0);
    return out;
  }
  EventLoop loop;
  FileStorage storage{loop};
  port::Outcome outcome{port::Fault::failed, "no answer"};
};

}  // namespace

TEST_CASE("what was committed is there after opening again") {
  TemporaryFile const file;
  {
    Opened s(file.path);
    REQUIRE(s.outcome);
    CHECK(s.put("a", "1"));
    CHECK(s.put("b", "2"));
    CHECK(s.put("b", "3"));
    CHECK(s.put("c", "", Area::journal));
  }
  Opened s(file.path);
  REQUIRE(s.outcome);
  CHECK(s.list() == "a=1 b=3 ");
  CHECK(s.list(Area::journal) == "c= ");
  CHECK(s.list(Area::meta, "b") == "b=3 ");
  CHECK(s.list(Area::meta, "a", "b") == "a=1 ");
}

TEST_CASE("erasures come before puts, of one key or of a range") {
  TemporaryFile const file;
  Opened s(file.path);
  for (char const* key : {"a", "b", "c", "d"}) s.put(key, key);
  Storage::Batch batch;
  batch.erasures.push_back({Area::meta, "a", "c"});
  batch.erasures.push_back({Area::meta, "d", ""});
  batch.puts.push_back({Area::meta, "b", {'x'}});
  CHECK(s.commit(std::move(batch)));
  CHECK(s.list() == "b=x c=c ");
}

TEST_CASE("a file torn at any byte opens with every batch that was whole") {
  TemporaryFile const file;
  {
    Opened s(file.path);
    s.put("a", "first");
    s.put("b", "second");
  }
  port::Bytes const whole = file.read();
  for (std::size_t size = 0; size < whole.size(); ++size) {
    file.write(port::Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)));
    Opened s(file.path);
    CAPTURE(size);
    REQUIRE(s.outcome);
    std::string const there = s.list();
    CHECK((there.empty() || there == "a=first "));
    CHECK(s.put("c", "third"));
    s.storage.open(file.path, [&](port::Outcome end) { s.outcome = end; });
    s.loop.deliver(0);
    CHECK(s.list() == there + "c=third ");
  }
}

TEST_CASE("damage anywhere never crashes, and what cannot be read is kept beside") {
  TemporaryFile const file;
  {
    Opened s(file.path);
    s.put("a", "first");
    s.put("b", "second");
  }
  port::Bytes const whole = file.read();
  for (std::size_t at = 0; at < whole.size(); ++at) {
    port::Bytes bad = whole;
    bad[at] ^= 0x5a;
    file.write(bad);
    Opened s(file.path);
    CAPTURE(at);
    if (s.outcome) {
      CHECK_FALSE(native::read_file(file.path + ".unreadable").bytes.empty());
    } else {
      CHECK(file.read() == bad);  // not ours: untouched
    }
  }
}

TEST_CASE("a file that is something else is refused and left as it is") {
  TemporaryFile const file;
  file.write({'h', 'e', 'l', 'l', 'o', ' ', 'w', 'o', 'r', 'l', 'd'});
  Opened s(file.path);
  CHECK(s.outcome.fault == port::Fault::failed);
  CHECK(file.read().size() == 11);
  CHECK_FALSE(s.put("a", "1"));
}

TEST_CASE("a second program is kept out while the first has the file") {
  TemporaryFile const file;
  Opened first(file.path);
  REQUIRE(first.outcome);
  Opened second(file.path);
  CHECK(second.outcome.fault == port::Fault::blocked);
}

TEST_CASE("no room is told, loses nothing, and writing goes on when there is room again") {
  TemporaryFile const file;
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  REQUIRE(::getrlimit(RLIMIT_FSIZE, &before) == 0);
  {
    Opened s(file.path);
    CHECK(s.put("a", "kept"));
    rlimit const tight{file.read().size() + 40, before.rlim_max};
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &tight) == 0);
    port::Fault fault = port::Fault::none;
    Storage::Batch batch;
    batch.puts.push_back({Area::meta, "b", port::Bytes(1000, 'x')});
    s.storage.commit(std::move(batch), [&](port::Outcome end) { fault = end.fault; });
    s.loop.deliver(0);
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &before) == 0);
    CHECK(fault == port::Fault::full);
    CHECK(s.list() == "a=kept ");
    CHECK(s.put("c", "later"));
  }
  Opened s(file.path);
  CHECK(s.list() == "a=kept c=later ");
}

TEST_CASE("a folder that is not there is told") {
  Opened s("/tmp/saddlebag-no-such-folder/x.bag");
  CHECK_FALSE(s.outcome);
}

TEST_CASE("a file of overwritten entries is written anew and stays small") {
  TemporaryFile const file;
  std::string const large(1 << 20, 'x');
  {
    Opened s(file.path);
    for (int i = 0; i < 20; ++i) CHECK(s.put("a", large));
    CHECK(s.put("b", "kept"));
  }
  CHECK(file.read().size() < (8u << 20));
  Opened s(file.path);
  CHECK(s.list() == "a=" + large + " b=kept ");
}

TEST_CASE("erasing the database removes the file") {
  TemporaryFile const file;
  Opened s(file.path);
  s.put("a", "1");
  bool done = false;
  s.storage.erase_database([&](port::Outcome end) { done = static_cast<bool>(end); });
  s.loop.deliver(0);
  CHECK(done);
  struct stat info {};
  CHECK(::stat(file.path.c_str(), &info) != 0);
}
