// Every input of tests/fuzz/corpus through its fuzzer.
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#define X(name) extern "C" int fuzz_##name(std::uint8_t const*, std::size_t);
FUZZERS
#undef X

namespace {

using Fuzzer = int (*)(std::uint8_t const*, std::size_t);

/// Answers how many there were.
std::size_t replay(char const* name, Fuzzer fuzzer) {
  std::size_t count = 0;
  for (auto const& file : std::filesystem::directory_iterator(std::string(CORPORA) + "/" + name)) {
    std::ifstream in(file.path(), std::ios::binary);
    std::string const bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    std::printf("%s/%s\n", name, file.path().filename().c_str());  // the last one told is the one that ended it
    std::fflush(stdout);
    fuzzer(reinterpret_cast<std::uint8_t const*>(bytes.data()), bytes.size());
    ++count;
  }
  return count;
}

}  // namespace

int main() {
  bool complete = true;
#define X(name) complete &= replay(#name, fuzz_##name) > 0;
  FUZZERS
#undef X
  return complete ? 0 : 1;
}
