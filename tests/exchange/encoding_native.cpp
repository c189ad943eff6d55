#include "exchange/encoding.hpp"

#include "exchange/support.hpp"
#include "platform/native/machine.hpp"

using namespace saddlebag;
using namespace saddlebag::test;
using Encoding = port::Text::Encoding;

namespace {

std::string utf16(std::u16string_view text, bool little) {
  std::string out;
  for (char16_t const c : text) {
    char const low = static_cast<char>(c & 0xff), high = static_cast<char>(c >> 8);
    out += little ? low : high;
    out += little ? high : low;
  }
  return out;
}

struct Decoded {
  explicit Decoded(std::string_view bytes) : encoding(recognise_encoding(bytes)), file(decode_file(bytes, encoding, text)) {}
  native::SystemText text;
  Encoding encoding;
  DecodedFile file;
};

constexpr std::u16string_view kTable = u"客户,城市\n杭州云帆,杭州\n";
constexpr std::string_view kTableUtf8 = "客户,城市\n杭州云帆,杭州\n";
constexpr std::string_view kTableGb = "\xBF\xCD\xBB\xA7,\xB3\xC7\xCA\xD0\n\xBA\xBC\xD6\xDD\xD4\xC6\xB7\xAB,\xBA\xBC\xD6\xDD\n";

}  // namespace

TEST_CASE("every encoding is recognised, with and without a byte order mark") {
  std::string const mark8 = "\xEF\xBB\xBF", little = "\xFF\xFE", big = "\xFE\xFF";
  struct Case {
    std::string bytes;
    Encoding encoding;
  };
  Case const cases[] = {{std::string(kTableUtf8), Encoding::utf8},
                        {mark8 + std::string(kTableUtf8), Encoding::utf8},
                        {utf16(kTable, true), Encoding::utf16_le},
                        {little + utf16(kTable, true), Encoding::utf16_le},
                        {utf16(kTable, false), Encoding::utf16_be},
                        {big + utf16(kTable, false), Encoding::utf16_be},
                        {std::string(kTableGb), Encoding::gb18030}};
  for (Case const& each : cases) {
    Decoded const decoded(each.bytes);
    CHECK(decoded.encoding == each.encoding);
    CHECK(decoded.file.text == kTableUtf8);
    CHECK(decoded.file.misread.empty());
    CHECK(recognise_nature(each.bytes) == FileNature::table);
  }
}

TEST_CASE("a GB18030 line in a UTF-8 file is read in its own encoding and told") {
  Decoded const decoded("客户\n甲公司\n\xBA\xBC\xD6\xDD\n乙公司\n");
  CHECK(decoded.encoding == Encoding::utf8);
  CHECK(decoded.file.text == "客户\n甲公司\n杭州\n乙公司\n");
  REQUIRE(decoded.file.misread.size() == 1);
  CHECK(decoded.file.misread[0].line == 3);
  CHECK(decoded.file.misread[0].read_as_other);
}

TEST_CASE("bytes of no encoding are replaced in their line alone") {
  Decoded const decoded("名称\n甲\nCaf\xE9,x\n乙\n");
  CHECK(decoded.file.text == "名称\n甲\nCaf\xEF\xBF\xBD,x\n乙\n");
  REQUIRE(decoded.file.misread.size() == 1);
  CHECK(decoded.file.misread[0].line == 3);
  CHECK_FALSE(decoded.file.misread[0].read_as_other);
}

TEST_CASE("a UTF-8 line in a GB18030 file is read in its own encoding") {
  std::string text;
  for (int i = 0; i < 5; ++i) text += std::string(kTableGb);
  Decoded const decoded(text + "客户\n" + "\xFF\xFF broken\n");
  CHECK(decoded.encoding == Encoding::gb18030);
  CHECK(decoded.file.text.find("客户\n") != std::string::npos);
  REQUIRE(decoded.file.misread.size() == 2);
  CHECK(decoded.file.misread[0].line == 11);
  CHECK(decoded.file.misread[0].read_as_other);
  CHECK_FALSE(decoded.file.misread[1].read_as_other);
}

TEST_CASE("half a character at the end of UTF-16 is replaced") {
  Decoded const decoded("\xFF\xFE" + utf16(kTable, true) + "x");
  CHECK(decoded.file.text == std::string(kTableUtf8) + "\xEF\xBF\xBD");
  CHECK(decoded.file.misread.size() == 1);
}

TEST_CASE("random bytes are decoded to valid UTF-8") {
  std::uint64_t const seed = fresh_seed();
  CAPTURE(seed);
  SeededRandom random(seed);
  native::SystemText text;
  for (int round = 0; round < 300; ++round) {
    std::string bytes;
    for (std::uint64_t n = random.below(120); n > 0; --n) {
      bytes += random.below(4) == 0 ? '\n' : static_cast<char>(random.below(256));
    }
    for (Encoding const encoding : {Encoding::utf8, Encoding::utf16_le, Encoding::utf16_be, Encoding::gb18030}) {
      CHECK(valid_utf8(decode_file(bytes, encoding, text).text));
    }
  }
}
