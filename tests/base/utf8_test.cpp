#include "base/utf8.hpp"

#include <doctest/doctest.h>

#include "base/random.hpp"

using namespace saddlebag;

TEST_CASE("random bytes never break the decoder, and what is repaired is valid") {
  std::uint64_t const seed = 3629;
  CAPTURE(seed);
  SeededRandom random(seed);
  for (int round = 0; round < 20000; ++round) {
    std::string bytes;
    for (std::uint64_t left = random.below(12); left > 0; --left) {
      // Mostly bytes that begin or continue sequences, so that near misses are common.
      bytes.push_back(static_cast<char>(random.below(3) == 0 ? random.below(128) : 0x80 + random.below(128)));
    }
    std::string const repaired = repair_utf8(bytes);
    REQUIRE(valid_utf8(repaired));
    if (valid_utf8(bytes)) REQUIRE(repaired == bytes);
    REQUIRE(repair_utf8(repaired) == repaired);
    REQUIRE(count_code_points(repaired) == count_code_points(bytes));
    REQUIRE(valid_utf8(fold(bytes)));
    std::string_view const middle = trim(bytes);
    REQUIRE(middle.size() <= bytes.size());
  }
}

TEST_CASE("every code point is written and read back") {
  for (char32_t c = 0; c <= 0x10ffff; c += c < 0x3000 ? 1 : 7) {
    if (c >= 0xd800 && c < 0xe000) continue;
    std::string text;
    append_utf8(text, c);
    std::size_t at = 0;
    REQUIRE(next_code_point(text, at) == c);
    REQUIRE(at == text.size());
    REQUIRE(valid_utf8(text));
  }
}

TEST_CASE("overlong forms, surrogates and cut sequences are malformed") {
  for (char const* text : {"\xc0\x80", "\xe0\x80\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80",
                           "\xf0\x80\x80\x80", "\xe6\x9d", "\x80", "\xff"}) {
    CHECK_FALSE(valid_utf8(text));
  }
  CHECK(repair_utf8("a\xe6\x9d" "b") == "a\xef\xbf\xbd\xef\xbf\xbd" "b");
  std::string surrogate;
  append_utf8(surrogate, 0xd800);
  CHECK(surrogate == "\xef\xbf\xbd");
}

TEST_CASE("folding makes text comparable") {
  CHECK(fold("HELLO World") == "hello world");
  CHECK(fold("Café ÀÉÎÕÜ") == "cafe aeiou");
  CHECK(fold("Straße ẞ") == "strasse ss");
  CHECK(fold("Łódź Øre Þór Æsir Œuvre") == "lodz ore thor aesir oeuvre");
  CHECK(fold("e\xcc\x81") == "e");
  CHECK(fold("ＡＢＣ１２３（ｘ）") == "abc123(x)");
  CHECK(fold("a　b \t\n c") == "a b c");
  CHECK(fold("Việt Nam") == "viet nam");
  CHECK(fold("ΑΘΗΝΑ Ώς") == "αθηνα ώσ");
  CHECK(fold("МОСКВА Ёж") == "москва ёж");
  CHECK(fold("龍 × 龙") == "龍 × 龙");
  CHECK(fold("\xef\xbb\xbfname") == "name");
  CHECK(fold(std::string_view("a\0B", 3)) == std::string_view("a\0b", 3));
}

TEST_CASE("folding twice changes nothing more") {
  std::uint64_t const seed = 99;
  CAPTURE(seed);
  SeededRandom random(seed);
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (int i = 0; i < 8; ++i) append_utf8(text, static_cast<char32_t>(random.below(0x3200)));
    std::string const once = fold(text);
    CAPTURE(text);
    REQUIRE(fold(once) == once);
  }
}

TEST_CASE("white space of either language is trimmed") {
  CHECK(trim("  a b　\n") == "a b");
  CHECK(trim("　\t").empty());
  CHECK(trim("").empty());
  CHECK(trim("云帆") == "云帆");
}

TEST_CASE("Chinese, Japanese and Korean characters are told from others") {
  CHECK(is_cjk(U'云'));
  CHECK(is_cjk(U'、'));
  CHECK(is_cjk(U'か'));
  CHECK(is_cjk(U'한'));
  CHECK(is_cjk(U'𠀀'));
  CHECK_FALSE(is_cjk(U'é'));
  CHECK_FALSE(is_cjk(U'—'));
}
