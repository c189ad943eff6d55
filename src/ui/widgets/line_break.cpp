#include "ui/widgets/line_break.hpp"

#include "base/utf8.hpp"

namespace saddlebag::ui {
namespace {

constexpr std::u32string_view kNeverFirst = U"、。，．・：；？！）」』】》〉〕］｝”’…—％‰℃ー々〜～·,.!?:;)]}%";
constexpr std::u32string_view kNeverLast = U"（「『【《〈〔［｛“‘￥＄¥$([{";

bool is_blank(char32_t c) { return c == U' ' || c == U'\t' || c == U'\u3000'; }

bool is_wide(char32_t c) { return is_cjk(c) || (c >= 0x3000 && c <= 0x303f) || (c >= 0xff00 && c <= 0xffef); }

bool may_break(char32_t before, char32_t after) {
  if (is_blank(after)) return false;  // blanks hang behind the line
  if (is_blank(before)) return true;
  if (kNeverFirst.find(after) != kNeverFirst.npos || kNeverLast.find(before) != kNeverLast.npos) return false;
  return is_wide(before) || is_wide(after) || before == U'-';
}

}  // namespace

Line next_line(std::string_view text, std::size_t from, float width, Advance advance, void const* context) {
  Line chance{from, from, 0};          // the last place where breaking is allowed
  Line here{from, from, 0};            // up to the last character that is not blank
  float pen = 0;
  char32_t before = 0;
  for (std::size_t at = from; at < text.size();) {
    std::size_t after = at;
    char32_t const c = next_code_point(text, after);
    if (c == U'\n') return {here.end, after, here.width};
    if (before != 0 && may_break(before, c)) chance = {here.end, at, here.width};
    pen += advance(context, c);
    if (!is_blank(c)) {
      if (pen > width && at > from) {
        if (chance.next > from) return chance;
        return {at, at, here.width};
      }
      here = {after, after, pen};
    }
    before = c;
    at = after;
  }
  return {here.end, text.size(), here.width};
}

}  // namespace saddlebag::ui
