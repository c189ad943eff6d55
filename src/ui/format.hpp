#pragma once
#include <string>
#include <string_view>

#include "store/store.hpp"
#include "ui/preferences.hpp"

namespace saddlebag::ui {

/// The language that texts are drawn in.
Language language();
void set_language(Language language);

/// A text in the person's language. The result lives for ever.
char const* tr(Tr key);
/// A text with {0}, {1} … filled in. The result lives until the end of the frame.
std::string_view tr(Tr key, std::string_view first, std::string_view second = {}, std::string_view third = {});
/// "1 deal", "3 deals": picks the key's `.one` or `.other` by the language's plural rule (CLDR) and fills {0}
/// with the number. Pass the `.other` key and the `.one` key.
std::string_view tr_count(Tr one, Tr other, std::size_t count);

/// Copies text into the frame's scratch memory: valid until the next frame, no allocation in the steady state.
std::string_view keep(std::string_view text);
/// printf into the frame's scratch memory.
std::string_view keepf(char const* format, ...) __attribute__((format(printf, 1, 2)));
/// A zero-terminated copy in scratch memory.
char const* keep_cstr(std::string_view text);
/// Forgets everything kept. Called once, at the start of each frame.
void reset_scratch();

/// 1,234,567 — digits grouped by three in both languages.
std::string_view format_integer(std::int64_t number);
/// Rounded half away from zero to 0..9 decimals; trailing zeros stay.
std::string_view format_number(double number, int decimals);
/// ¥, $, €; the three letters and a blank where a currency has no sign of its own.
std::string_view currency_sign(Currency currency);
/// Reads "¥", "元", "USD", "us$": no currency where it is none of them. `text` is folded (base/utf8.hpp).
Currency currency_written(std::string_view text);
/// ¥1,234.50; without decimals where they are zero and `brief`. Brief amounts of 10,000 and more in Chinese use 万 and
/// 亿, in English K, M, B.
std::string_view format_money(Money amount, bool brief = false);
/// 2026-11-21 in Chinese, 21 Nov 2026 in English; empty for no date.
std::string_view format_date(Date date);
/// 今天, 明天, 3 天前 within a week of today, else the date.
std::string_view format_date_relative(Date date, Date today);
std::string_view format_instant(Instant instant, int utc_offset_minutes);
/// 14:30
std::string_view format_time(Instant instant, int utc_offset_minutes);
/// "just now", "3 min ago", else the date.
std::string_view format_ago(Instant instant, Instant now, int utc_offset_minutes);
/// Any field as a person reads it: choices by label, references by title, tags with commas.
std::string_view format_value(Store const& store, Field const& field, Value value, int utc_offset_minutes);
/// What a record is called: built-in stages and pipelines in the person's language.
std::string_view record_title(Store const& store, Kind kind, Uuid id);
/// Label of a field, custom ones included.
std::string_view field_label(Field const& field);

/// What a person typed into a field, as a value: "1.5万", "21/11", "明天", "yes". An empty text is the empty value, or
/// an error where the field is required. Times are in the zone given. An Error of ErrorCode::invalid where it cannot be
/// that.
Result<OwnedValue> parse_value(Field const& field, std::string_view typed, Preferences const& preferences, Date today,
                               int utc_offset_minutes = 0);
/// What to write into a field, for a message beside it when parse_value refused what was typed.
char const* value_hint(Field const& field, std::string_view typed);
/// The editable form of a value: what parse_value reads back. References are edited by picking, not typing: their id.
std::string editable(Field const& field, Value value, int utc_offset_minutes = 0);

}  // namespace saddlebag::ui
