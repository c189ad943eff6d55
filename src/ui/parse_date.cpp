#include "ui/parse_date.hpp"

#include <cstdlib>

#include "base/utf8.hpp"

namespace saddlebag::ui {
namespace {

struct Word {
  std::string_view text;
  int number;
};
constexpr Word kDays[] = {
    {"大后天", 3},   {"后天", 2},    {"明天", 1},       {"明日", 1},
    {"今天", 0},     {"今日", 0},    {"昨天", -1},      {"昨日", -1},
    {"前天", -2},    {"大前天", -3}, {"today", 0},      {"now", 0},
    {"tomorrow", 1}, {"tmr", 1},     {"yesterday", -1}, {"day after tomorrow", 2},
    {"现在", 0},
};
constexpr Word kMonthWords[] = {{"jan", 1}, {"feb", 2}, {"mar", 3}, {"apr", 4},  {"may", 5},  {"jun", 6},
                            {"jul", 7}, {"aug", 8}, {"sep", 9}, {"oct", 10}, {"nov", 11}, {"dec", 12}};
constexpr Word kWeekdays[] = {{"mon", 1}, {"tue", 2}, {"wed", 3}, {"thu", 4}, {"fri", 5}, {"sat", 6}, {"sun", 7}};
constexpr Word kHanWeekdays[] = {{"一", 1}, {"二", 2}, {"三", 3}, {"四", 4},
                                 {"五", 5}, {"六", 6}, {"日", 7}, {"天", 7}};
/// Days, or months where the number is negative.
constexpr Word kSpans[] = {{"天后", 1},  {"天", 1},    {"日后", 1},    {"周后", 7},   {"周", 7}, {"个月后", -1},
                           {"个月", -1}, {"月后", -1}, {"days", 1},    {"day", 1},    {"d", 1},  {"weeks", 7},
                           {"week", 7},  {"w", 7},     {"months", -1}, {"month", -1}, {"m", -1}};


bool take(std::string_view& text, std::string_view front) {
  if (!text.starts_with(front)) return false;
  text = trim(text.substr(front.size()));
  return true;
}

/// A number of up to 8 digits off the front; -1 where there is none.
int take_number(std::string_view& text, std::size_t* digits = nullptr) {
  std::size_t end = 0;
  int number = 0;
  while (end < text.size() && end < 8 && is_digit(text[end])) number = number * 10 + (text[end++] - '0');
  if (end == 0) return -1;
  if (digits != nullptr) *digits = end;
  text.remove_prefix(end);
  return number;
}

/// The word at the front by its first letters ("november" by "nov"), taken off with the letters that follow.
template <std::size_t N>
int take_word(std::string_view& text, Word const (&words)[N]) {
  for (Word const& word : words) {
    if (!text.starts_with(word.text)) continue;
    std::size_t end = word.text.size();
    while (end < text.size() && text[end] >= 'a' && text[end] <= 'z') ++end;
    text = trim(text.substr(end));
    while (take(text, ".") || take(text, ",")) {
    }
    return word.number;
  }
  return 0;
}

std::optional<Date> nearest_year(int month, int day, Date today) {
  int const year = civil(today).year;
  std::optional<Date> best;
  for (int candidate = year - 1; candidate <= year + 1; ++candidate) {
    std::optional<Date> const date = make_date(candidate, month, day);
    if (date && (!best || std::abs(date->days - today.days) < std::abs(best->days - today.days))) best = date;
  }
  return best;
}

int full_year(int year) { return year < 100 ? 2000 + year : year; }

std::optional<Date> relative(std::string_view text, Date today) {
  for (Word const& word : kDays) {
    if (text == word.text) return Date{today.days + word.number};
  }
  int sign = 0;
  if (take(text, "+") || take(text, "in "))
    sign = 1;
  else if (text.starts_with('-')) {
    sign = -1;
    text = trim(text.substr(1));
  }
  bool ago = false;
  for (std::string_view const end : {" ago", "以前", "前"}) {
    if (text.ends_with(end)) {
      text = trim(text.substr(0, text.size() - end.size()));
      ago = true;
      break;
    }
  }
  std::string_view rest = text;
  int const count = take_number(rest);
  if (count < 0 || count > 100'000) return std::nullopt;
  rest = trim(rest);
  if (ago && sign != 0) return std::nullopt;
  int const direction = ago ? -1 : sign;
  if (rest.empty())
    return direction == 0 || ago ? std::nullopt : std::optional<Date>(Date{today.days + direction * count});
  for (Word const& span : kSpans) {
    if (rest != span.text) continue;
    bool const said = direction != 0 || rest.ends_with("后");
    if (!said) return std::nullopt;
    int const steps = direction == 0 ? count : direction * count;
    return span.number < 0 ? add_months(today, steps) : Date{today.days + steps * span.number};
  }
  return std::nullopt;
}

/// 周三, 下周三, next wednesday: the coming one, or the one of next week.
std::optional<Date> weekday_named(std::string_view text, Date today) {
  int weeks = 0;
  bool of_week = false;
  if (take(text, "下") || take(text, "next "))
    weeks = 1;
  else if (take(text, "上") || take(text, "last "))
    weeks = -1;
  else if (take(text, "本") || take(text, "这") || take(text, "this "))
    of_week = true;
  bool const han = take(text, "周") || take(text, "星期") || take(text, "礼拜");
  int const wanted = han ? take_word(text, kHanWeekdays) : take_word(text, kWeekdays);
  if (wanted == 0 || !text.empty()) return std::nullopt;
  int const monday = today.days - (weekday(today) - 1);
  if (weeks != 0 || of_week) return Date{monday + weeks * 7 + wanted - 1};
  int const ahead = (wanted - weekday(today) + 7) % 7;
  return Date{today.days + (ahead == 0 ? 7 : ahead)};
}

/// 21 nov 2026, nov 21, 21st november.
std::optional<Date> with_month_name(std::string_view text, Date today) {
  int day = take_number(text);
  text = trim(text);
  if (day > 0) take(text, "st") || take(text, "nd") || take(text, "rd") || take(text, "th");
  int const month = take_word(text, kMonthWords);
  if (month == 0) return std::nullopt;
  if (day < 0) {
    day = take_number(text);
    if (!(take(text, "st") || take(text, "nd") || take(text, "rd") || take(text, "th"))) text = trim(text);
    take(text, ",");
  }
  if (text.empty()) return nearest_year(month, day, today);
  int const year = take_number(text);
  return text.empty() && year >= 0 ? make_date(full_year(year), month, day) : std::nullopt;
}

std::optional<Date> han_date(std::string_view text, Date today) {
  if (text.find("月") == std::string_view::npos) return std::nullopt;
  int const first = take_number(text);
  int year = -1, month = first;
  if (take(text, "年")) {
    year = first;
    month = take_number(text);
  }
  if (!take(text, "月")) return std::nullopt;
  int const day = take_number(text);
  if (!take(text, "日")) take(text, "号");
  if (!text.empty() || month < 0 || day < 0) return std::nullopt;
  return year < 0 ? nearest_year(month, day, today) : make_date(full_year(year), month, day);
}

/// Two or three numbers with one separator between them.
std::optional<Date> numeric(std::string_view text, Date today, Language language) {
  int part[3];
  std::size_t digits = 0, first_digits = 0;
  int count = 0;
  char separator = 0;
  while (count < 3) {
    part[count] = take_number(text, &digits);
    if (part[count] < 0) return std::nullopt;
    if (count++ == 0) first_digits = digits;
    if (text.empty()) break;
    char const next = text.front();
    if (count == 3 || (next != '-' && next != '/' && next != '.') || (separator != 0 && next != separator))
      return std::nullopt;
    separator = next;
    text.remove_prefix(1);
  }
  if (!text.empty()) return std::nullopt;
  if (count == 1)
    return first_digits == 8 ? make_date(part[0] / 10'000, part[0] / 100 % 100, part[0] % 100) : std::nullopt;
  if (count == 3) {
    if (first_digits == 4) return make_date(part[0], part[1], part[2]);
    std::optional<Date> const day_first = make_date(full_year(part[2]), part[1], part[0]);
    return day_first ? day_first : make_date(full_year(part[2]), part[0], part[1]);
  }
  if (separator == '.' && first_digits > 2) return std::nullopt;
  bool const month_first = separator == '-' || language == Language::zh_cn;
  std::optional<Date> const meant = nearest_year(part[month_first ? 0 : 1], part[month_first ? 1 : 0], today);
  return meant ? meant : nearest_year(part[month_first ? 1 : 0], part[month_first ? 0 : 1], today);
}

}  // namespace

std::optional<Date> read_written_date(std::string_view folded, Date today, Language language) {
  std::string_view const text = trim(folded);
  if (text.empty()) return std::nullopt;
  if (std::optional<Date> const date = numeric(text, today, language)) return date;
  if (today.empty()) return std::nullopt;
  if (std::optional<Date> const date = relative(text, today)) return date;
  if (std::optional<Date> const date = han_date(text, today)) return date;
  if (std::optional<Date> const date = weekday_named(text, today)) return date;
  return with_month_name(text, today);
}

std::optional<int> read_written_time(std::string_view folded) {
  std::string_view text = trim(folded);
  bool afternoon = false, morning = false;
  if (take(text, "下午") || take(text, "晚上") || take(text, "晚"))
    afternoon = true;
  else if (take(text, "上午") || take(text, "早上") || take(text, "凌晨"))
    morning = true;
  else if (take(text, "中午"))
    afternoon = true;
  int hour = take_number(text);
  int minute = 0;
  bool written = afternoon || morning;
  if (take(text, ":")) {
    written = true;
    minute = take_number(text);
    if (text.starts_with(':')) {  // seconds are read and dropped
      text.remove_prefix(1);
      if (take_number(text) < 0) return std::nullopt;
    }
  } else if (take(text, "点") || take(text, "时")) {
    written = true;
    if (take(text, "半"))
      minute = 30;
    else if (!text.empty())
      minute = take_number(text);
    take(text, "分");
  }
  text = trim(text);
  if (take(text, "pm"))
    afternoon = written = true;
  else if (take(text, "am"))
    morning = written = true;
  if (!written || !text.empty() || hour < 0 || minute < 0 || hour > 23 || minute > 59) return std::nullopt;
  if (afternoon && hour < 12) hour += 12;
  if (morning && hour == 12) hour = 0;
  return hour * 60 + minute;
}

}  // namespace saddlebag::ui
