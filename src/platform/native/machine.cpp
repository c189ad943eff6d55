#include "platform/native/machine.hpp"

#include <iconv.h>
#include <sys/random.h>
#include <sys/stat.h>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <ctime>

namespace saddlebag::native {

std::int64_t SystemClock::unix_ms() const {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

double SystemClock::monotonic_ms() const {
  using namespace std::chrono;
  return duration<double, std::milli>(steady_clock::now().time_since_epoch()).count();
}

int SystemClock::utc_offset_minutes(std::int64_t unix_ms) const {
  std::time_t const seconds = static_cast<std::time_t>(unix_ms / 1000);
  std::tm local{};
  if (!::localtime_r(&seconds, &local)) return 0;
  return static_cast<int>(local.tm_gmtoff / 60);
}

std::uint32_t SystemClock::after(double ms, std::function<void()> then) {
  return loop_.at(monotonic_ms() + ms, std::move(then));
}

std::uint64_t SystemRandom::bits() {
  std::uint64_t bits = 0;
  while (::getrandom(&bits, sizeof bits, 0) != static_cast<ssize_t>(sizeof bits)) {}
  return bits;
}

std::uint32_t NoHttp::send(Request, Done done) {
  loop_.post([done = std::move(done)] { done({port::Fault::unreachable, "no network in this program"}, {}); });
  return 0;
}

void WorkingFolder::pick(std::string, bool, std::function<void(std::vector<File>)> done) {
  loop_.post([done = std::move(done)] { done({}); });
}

void WorkingFolder::save(std::string name, std::string, port::Bytes bytes) {
  if (std::FILE* file = std::fopen(name.c_str(), "wb")) {
    std::fwrite(bytes.data(), 1, bytes.size(), file);
    std::fclose(file);
  }
}

void WorkingFolder::decode_picture(port::Bytes, std::uint32_t, std::function<void(port::Outcome, Picture)> done) {
  loop_.post([done = std::move(done)] { done({port::Fault::failed, "no pictures in this program"}, {}); });
}

std::optional<std::string> SystemText::decode(std::string_view bytes, Encoding encoding) {
  char const* const names[] = {"UTF-8", "UTF-16LE", "UTF-16BE", "GB18030"};
  iconv_t const converter = ::iconv_open("UTF-8", names[static_cast<std::size_t>(encoding)]);
  if (converter == reinterpret_cast<iconv_t>(-1)) return std::nullopt;
  std::string out;
  char* in = const_cast<char*>(bytes.data());  // iconv does not write to it
  std::size_t left = bytes.size();
  bool good = true;
  char room[16 << 10];
  while (good && left > 0) {
    char* to = room;
    std::size_t free = sizeof room;
    std::size_t const result = ::iconv(converter, &in, &left, &to, &free);
    out.append(room, sizeof room - free);
    good = result != static_cast<std::size_t>(-1) || errno == E2BIG;
  }
  ::iconv_close(converter);
  return good ? std::optional(std::move(out)) : std::nullopt;
}

port::Files::File read_file(std::string const& path) {
  std::size_t const slash = path.rfind('/');
  port::Files::File file{slash == std::string::npos ? path : path.substr(slash + 1), {}, {}};
  auto const fail = [&] {
    file.outcome = {errno == EACCES ? port::Fault::refused : port::Fault::failed, path + ": " + std::strerror(errno)};
    return file;
  };
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0) return fail();
  if (S_ISDIR(info.st_mode)) {
    errno = EISDIR;
    return fail();
  }
  std::FILE* in = std::fopen(path.c_str(), "rb");
  if (!in) return fail();
  std::uint8_t room[64 << 10];
  while (std::size_t const got = std::fread(room, 1, sizeof room, in)) file.bytes.insert(file.bytes.end(), room, room + got);
  bool const bad = std::ferror(in) != 0;
  std::fclose(in);
  return bad ? fail() : std::move(file);
}

}  // namespace saddlebag::native
