#include "ui/widgets/shaping.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/utf8.hpp"

using namespace saddlebag;
using namespace saddlebag::ui;

namespace {

/// What is drawn one after the other, with the browser's pictures written out between brackets.
std::string seen(std::string_view text) {
  std::string out;
  std::string const drawn(shaped(text));
  for (std::size_t at = 0; at < drawn.size();) {
    char32_t const c = next_code_point(drawn, at);
    std::string_view const sequence = sequence_of(c);
    if (sequence.empty()) append_utf8(out, c);
    else out += "[" + std::string(sequence) + "]";
  }
  return out;
}

}  // namespace

TEST_CASE("Latin, Chinese and single emoji are drawn as they stand, without a copy where nothing has to be looked at") {
  for (std::string_view const text : {"Müller & Söhne", "杭州云帆科技有限公司", "株式会社ナカムラ", "(주)한빛"}) CHECK(shaped(text).data() == text.data());
  for (std::string_view const text : {"“Acme” – Ltd…", "𠮷野家 😀", "", "¥1,200.50"}) CHECK(seen(text) == text);
}

TEST_CASE("emoji that are joined, coloured, flags or keycaps are one picture each") {
  CHECK(seen("a👩‍👩‍👧b") == "a[👩‍👩‍👧]b");
  CHECK(seen("👍🏽👍") == "[👍🏽]👍");
  CHECK(seen("🇨🇳🇩🇪") == "[🇨🇳][🇩🇪]");
  CHECK(seen("❤️ 1️⃣") == "[❤️] [1️⃣]");
}

TEST_CASE("a letter and its combining marks are one picture") {
  CHECK(seen("e\u0301te\u0301") == "[e\u0301]t[e\u0301]");
  CHECK(seen("Z\u0351\u036b\u0343x") == "[Z\u0351\u036b\u0343]x");
  CHECK(seen("ไม้") == "ไ[ม้]");
}

TEST_CASE("words from right to left are pictures, and the last of them stands first") {
  CHECK(seen("محمد علي") == "[علي] [محمد]");
  CHECK(seen("Herr محمد علي, Riad") == "Herr [علي] [محمد], Riad");
  CHECK(seen("דוד בן-גוריון 12") == "[גוריון]-[בן] [דוד] 12");
}

TEST_CASE("letters that join are drawn by the word") { CHECK(seen("राजेश कुमार") == "[राजेश] [कुमार]"); }

TEST_CASE("a sequence keeps its character, and no malformed or endless text does harm") {
  std::string const first(shaped("👩‍👩‍👧"));
  CHECK(std::string(shaped("👩‍👩‍👧")) == first);
  for (std::string_view const malformed : {"\xf0\x9f", "\xd8", "a\xd8z"}) CHECK((shaped(malformed) == malformed));
  std::string endless = "e";
  for (int i = 0; i < 1000; ++i) endless += "\u0301";
  CHECK(seen(endless) == endless);
  CHECK(sequence_of(kFirstSequence - 1).empty());
  CHECK(sequence_of(kLastSequence + 2).empty());
}
