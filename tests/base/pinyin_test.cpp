#include "base/pinyin.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "base/random.hpp"
#include "base/utf8.hpp"

using namespace saddlebag;

namespace {

std::string pinyin(std::string_view text) {
  std::string out;
  append_pinyin(out, text);
  return out;
}

std::string initials(std::string_view text) {
  std::string out;
  std::string spelled;
  append_pinyin(spelled, text, &out);
  return out;
}

std::string sort_key(std::string_view text) {
  std::string out;
  append_sort_key(out, text);
  return out;
}

}  // namespace

TEST_CASE("a company is spelled, and found by its initials") {
  CHECK(pinyin("杭州云帆科技有限公司") == "hangzhouyunfankejiyouxiangongsi");
  CHECK(initials("杭州云帆") == "hzyf");
  CHECK(pinyin("Acme 云帆 2024") == "yunfan");
  CHECK(pinyin("Acme").empty());
  CHECK(pinyin("").empty());
}

TEST_CASE("places and words are read as a whole") {
  CHECK(pinyin("重庆") == "chongqing");
  CHECK(initials("重庆") == "cq");
  CHECK(pinyin("重量") == "zhongliang");
  CHECK(pinyin("厦门大厦") == "xiamendasha");
  CHECK(pinyin("长沙") == "changsha");
  CHECK(pinyin("长春") == "changchun");
  CHECK(pinyin("成都") == "chengdu");
  CHECK(pinyin("六安") == "luan");
  CHECK(pinyin("蚌埠") == "bengbu");
  CHECK(pinyin("西藏") == "xizang");
  CHECK(pinyin("东莞") == "dongguan");
  CHECK(pinyin("招商银行") == "zhaoshangyinhang");
  CHECK(pinyin("行业调研") == "hangyediaoyan");
  CHECK(pinyin("音乐会") == "yinyuehui");
  CHECK(pinyin("快乐") == "kuaile");
  CHECK(pinyin("增长") == "zengzhang");
  CHECK(pinyin("吕绿女") == "lvlvnv");
}

TEST_CASE("a surname has its own reading at the beginning of a name alone") {
  CHECK(pinyin("单雄信") == "shanxiongxin");
  CHECK(pinyin("曾志伟") == "zengzhiwei");
  CHECK(pinyin("仇英") == "qiuying");
  CHECK(pinyin("解晓东") == "xiexiaodong");
  CHECK(pinyin("任正非") == "renzhengfei");
  CHECK(pinyin("查良镛") == "zhaliangyong");
  CHECK(pinyin("区志强") == "ouzhiqiang");
  CHECK(pinyin("朴信惠") == "piaoxinhui");
  CHECK(pinyin("翟天临") == "zhaitianlin");
  CHECK(pinyin("缪建民") == "miaojianmin");
  CHECK(pinyin("尉迟恭") == "yuchigong");
  CHECK(pinyin("单位") == "danwei");
  CHECK(pinyin("解决方案") == "jiejuefangan");
  CHECK(pinyin("区域经理") == "quyujingli");
  CHECK(pinyin("单位名称和地址") == "danweimingchenghedizhi");
}

TEST_CASE("common characters of both scripts have a reading") {
  for (char const* text : {"龍", "雲", "國", "喆", "堃", "淼", "犇", "翀", "玥", "垚", "锟", "熠"}) {
    CAPTURE(text);
    CHECK_FALSE(pinyin(text).empty());
  }
  std::size_t read = 0;
  for (char32_t c = 0x4e00; c < 0xa000; ++c) {
    std::string text;
    append_utf8(text, c);
    if (!pinyin(text).empty()) ++read;
  }
  CHECK(read >= 13'000);
}

TEST_CASE("Han characters are told from kana, hangul and punctuation") {
  CHECK(has_han("Acme 云"));
  CHECK(has_han("𠮷"));
  CHECK_FALSE(has_han("Acme — café"));
  CHECK_FALSE(has_han("かな 한글 、。"));
  CHECK_FALSE(has_han(""));
}

TEST_CASE("names of both languages sort in one order") {
  std::vector<std::string> names{"杭州云帆", "Zeta", "阿里山", "3M", "Bosch", "Ångström", "重庆力帆", "安徽合力", "Audi", "郑州宇通",
                                 "张三", "章二", "张四", "Zhang"};
  std::sort(names.begin(), names.end(),
            [](std::string const& a, std::string const& b) { return sort_key(a) < sort_key(b); });
  CHECK(names == std::vector<std::string>{"3M", "阿里山", "安徽合力", "Ångström", "Audi", "Bosch", "重庆力帆", "杭州云帆", "Zeta",
                                          "Zhang", "张三", "张四", "章二", "郑州宇通"});
}

TEST_CASE("case, accents and full-width forms do not change the order") {
  CHECK(sort_key("ACME") == sort_key("acme"));
  CHECK(sort_key("Ａcmé") == sort_key("acme"));
}

TEST_CASE("broken text is skipped, not read beyond") {
  std::uint64_t const seed = 20902;
  CAPTURE(seed);
  SeededRandom random(seed);
  std::string const sample = "重庆单雄信音乐Acme银行解决";
  for (int round = 0; round < 5000; ++round) {
    std::string text = sample.substr(random.below(sample.size()), random.below(sample.size()));
    if (!text.empty()) text[random.below(text.size())] = static_cast<char>(random.below(256));
    REQUIRE(initials(text).size() <= pinyin(text).size());
    REQUIRE(sort_key(text).size() < 1000);
  }
}
