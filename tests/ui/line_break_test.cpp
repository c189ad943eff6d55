#include "ui/widgets/line_break.hpp"

#include <doctest/doctest.h>

#include <string>

#include "base/random.hpp"
#include "base/utf8.hpp"

using namespace saddlebag;
using namespace saddlebag::ui;

namespace {

float em(void const*, char32_t c) { return c >= 0x2000 ? 2 : 1; }

/// The lines of a paragraph, `width` Latin letters wide, with | between them.
std::string lines(std::string_view text, float width) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    Line const line = next_line(text, at, width, em, nullptr);
    CHECK(line.next > at);
    if (at > 0) out += '|';
    out += text.substr(at, line.end - at);
    at = line.next;
  }
  return out;
}

}  // namespace

TEST_CASE("Latin words stay whole and the blanks between lines go") {
  CHECK(lines("the quick brown fox", 10) == "the quick|brown fox");
  CHECK(lines("a  b", 2) == "a|b");
  CHECK(lines("well-known facts", 6) == "well-|known|facts");
}

TEST_CASE("a line breaks between Chinese characters") { CHECK(lines("客户与商机管理", 8) == "客户与商|机管理"); }

TEST_CASE("closing punctuation never begins a line") {
  CHECK(lines("客户商机。好", 8) == "客户商|机。好");
  CHECK(lines("他说“好的”，走了", 10) == "他说“好|的”，走了");
  CHECK(lines("增长百分之50％了", 12) == "增长百分之|50％了");
}

TEST_CASE("opening punctuation never ends a line") { CHECK(lines("请看（附件）吧", 6) == "请看|（附|件）吧"); }

TEST_CASE("Latin words among Chinese ones are kept whole") { CHECK(lines("使用Saddlebag管理客户", 10) == "使用|Saddlebag|管理客户"); }

TEST_CASE("a word that fits on no line is broken anywhere") { CHECK(lines("Donaudampfschiff", 6) == "Donaud|ampfsc|hiff"); }

TEST_CASE("line ends in the text are kept, also empty lines") { CHECK(lines("a\n\nb", 10) == "a||b"); }

TEST_CASE("every paragraph ends, loses nothing but blanks, and fits") {
  std::uint64_t const seed = 20'251'121;
  CAPTURE(seed);
  SeededRandom random(seed);
  constexpr std::u32string_view kAlphabet = U"ab 客户，。（）“”-1\n";
  for (int round = 0; round < 2'000; ++round) {
    std::string text;
    auto const length = random.next() % 24;
    for (std::uint64_t i = 0; i < length; ++i) append_utf8(text, kAlphabet[random.next() % kAlphabet.size()]);
    CAPTURE(text);
    float const width = static_cast<float>(2 + random.next() % 12);
    std::string joined;
    for (std::size_t at = 0; at < text.size();) {
      Line const line = next_line(text, at, width, em, nullptr);
      REQUIRE(line.next > at);
      bool const one = count_code_points(std::string_view(text).substr(at, line.end - at)) <= 1;
      CHECK((line.width <= width || one));
      joined += text.substr(at, line.end - at);
      at = line.next;
    }
    auto const without_blanks = [](std::string bare) {
      std::erase_if(bare, [](char c) { return c == ' ' || c == '\n'; });
      return bare;
    };
    CHECK(without_blanks(joined) == without_blanks(text));
  }
}
