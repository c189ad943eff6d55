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
void reset_scratch();

/// 1,234,567 — digits grouped by three in both languages.
std::string_view format_integer(std::int64_t number);
std::string_view format_number(double number, int decimals);
/// ¥1,234.50; without decimals where they are zero and `brief`. Brief amounts of 10,000 and more in Chinese use 万 and 亿, in
/// English K, M, B.
std::string_view format_money(Money amount, bool brief = false);
/// 2026-11-21 in Chinese, 21 Nov 2026 in English; with `relative`: 今天, 明天, 3 天前 near today.
std::string_view format_date(Date date);
std::string_view format_date_relative(Date date, Date today);
std::string_view format_instant(Instant instant, int utc_offset_minutes);
/// "just now", "3 min ago", else the date.
std::string_view format_ago(Instant instant, Instant now, int utc_offset_minutes);
/// Any field as a person reads it: choices by label, references by title, tags with commas.
std::string_view format_value(Store const& store, Field const& field, Value value, int utc_offset_minutes);
/// What a record is called: built-in stages and pipelines in the person's language.
std::string_view record_title(Store const& store, Kind kind, Uuid id);
/// Label of a field, custom ones included.
std::string_view field_label(Field const& field);

/// What a person typed into a field, as a value: "1.5万", "21/11", "明天", "yes". `keep_alive` owns the text.
/// An Error of ErrorCode::invalid where it cannot be that.
Result<OwnedValue> parse_value(Field const& field, std::string_view typed, Preferences const& preferences, Date today);
/// The editable form of a value: what parse_value reads back.
std::string editable(Field const& field, Value value);

}  // namespace saddlebag::ui
